"""What was seen already: replayed events and double clicks are answered once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

# More than come in while one may come again; bounds the memory.
MOST = 20_000


class Once:
    """Remembers what came in the last ``seconds``. ``clock`` gives seconds that never go back."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds, self._clock = seconds, clock
        self._seen: OrderedDict[Hashable, float] = OrderedDict()

    def first(self, key: Hashable) -> bool:
        """Whether this has not come in that time; from now on it has."""
        now = self._clock()
        before = self._seen.pop(key, None)
        self._seen[key] = now
        if len(self._seen) > MOST:
            self._seen.popitem(last=False)
        return before is None or now - before > self._seconds
