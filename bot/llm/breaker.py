"""A circuit breaker: what fails again and again is left alone for a while (Nygard 2007)."""

import threading
from collections.abc import Callable


class Breaker:
    """Lets calls through until ``failures`` in a row have failed; then, each ``pause`` seconds, one to try.

    ``clock`` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float], failures: int, pause: float) -> None:
        self._clock, self._most, self._pause = clock, failures, pause
        self._lock = threading.Lock()
        self._failed, self._until = 0, 0.0

    @property
    def pauses(self) -> bool:
        """Whether no call may be made now."""
        with self._lock:
            return self._failed >= self._most and self._clock() < self._until

    def lets_through(self) -> bool:
        """Whether a call may be made now. Each yes during a pause is the one call that tries."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """A call has succeeded: all is well again."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """A call has failed."""
        with self._lock:
            self._failed += 1
            self._until = self._clock() + self._pause
