"""How many questions a minute a person and a channel may ask."""

from collections import deque
from collections.abc import Callable

# Seconds for which a question counts.
WINDOW = 60.0

Key = tuple[str, int]  # "user" or "channel", and its id


class Allowance:
    """Counts the questions of the last minute, and keeps nothing that is older. ``clock`` gives seconds that never go
    back (time.monotonic)."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: dict[Key, deque[float]] = {}

    def take(self, user_id: int, channel_id: int, user_rate: int, channel_rate: int) -> float:
        """Seconds until the question may be asked; 0 if now, and then it is counted. Rates are questions a minute, at
        least 1. A question that has to wait counts for nothing."""
        now, rates = self._clock(), {("user", user_id): user_rate, ("channel", channel_id): channel_rate}
        self._expire(now)
        wait = max(self._wait(key, rate, now) for key, rate in rates.items())
        if not wait:
            for key in rates:
                # The last entry is always the one that asked last, so that expiry finds the others first.
                self._asked[key] = self._asked.pop(key, deque())
                self._asked[key].append(now)
        return wait

    def forget(self, user_id: int) -> None:
        """Forget what the person asked."""
        self._asked.pop(("user", user_id), None)

    def _wait(self, key: Key, rate: int, now: float) -> float:
        """Seconds until fewer than ``rate`` questions are left in the window."""
        asked = self._asked.get(key, deque())
        while asked and asked[0] <= now - WINDOW:
            asked.popleft()
        return 0.0 if len(asked) < rate else asked[-rate] + WINDOW - now

    def _expire(self, now: float) -> None:
        while self._asked:
            key = next(iter(self._asked))
            if self._asked[key][-1] > now - WINDOW:
                return
            del self._asked[key]
