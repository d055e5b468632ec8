"""The server's time, which tests may advance, and the ids made from it."""

import time
from datetime import UTC, datetime

DISCORD_EPOCH = 1_420_070_400.0  # the first second of 2015, from which snowflakes count


class Clock:
    """Seconds since the epoch: real time, plus what it was advanced by."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def now(self) -> float:
        """Seconds since the epoch; never goes back."""
        return time.monotonic() + self._offset

    def advance(self, seconds: float) -> None:
        """Lets time pass at once."""
        self._offset += seconds


class Snowflakes:
    """Ids in Discord's form: milliseconds since 2015 above 22 bits, always rising."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """A new id, greater than all before."""
        milliseconds = int((self._clock.now() - DISCORD_EPOCH) * 1000)
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last


def stamp(seconds: float) -> str:
    """The ISO form that Discord writes, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
