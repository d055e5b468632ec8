"""Where answering happens: in a few threads behind a bounded queue, never on the event loop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from bot.discordbot.texts import say
from index.errors import DatelineError

T = TypeVar("T")
P = ParamSpec("P")

# Look-ups take milliseconds; two threads, so that a write that waits for the disk does not hold up a completion.
LOOKING_UP = 2
# Seconds to wait for an answer to be kept that is on its way to Discord; it takes tenths of one.
KEPT_S = 2.0


class TurnedAway(DatelineError):  # noqa: N818 - nothing is wrong
    """The question is not answered now: the queue is full, it took too long, or the bot is stopping."""


class Work:
    """Threads that answer, and threads that look up. ``seconds`` is how long an answer may take; ``sleep`` waits."""

    def __init__(
        self, workers: int, queue: int, seconds: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._most, self._seconds, self._sleep = workers + queue, seconds, sleep
        self._answering = ThreadPoolExecutor(workers, "answering")
        self._looking_up = ThreadPoolExecutor(LOOKING_UP, "looking-up")
        self._taken: set[Future[Any]] = set()
        self._attending: set[asyncio.Task[Any]] = set()
        self._showing: set[asyncio.Event] = set()
        self._stopping = False

    async def answer(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What ``do`` returns, when its turn has come. Raises TurnedAway, or what ``do`` raises."""
        if self._stopping:
            raise TurnedAway(say("stopping"))
        if len(self._taken) >= self._most:
            raise TurnedAway(say("busy"))
        taken = self._answering.submit(do, *given, **named)
        self._taken.add(taken)
        taken.add_done_callback(self._taken.discard)
        return await self._in_time(asyncio.wrap_future(taken))

    async def _in_time(self, answer: asyncio.Future[T]) -> T:
        late = asyncio.ensure_future(self._sleep(self._seconds))
        try:
            await asyncio.wait((answer, late), return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()
            raise TurnedAway(say("late", seconds=round(self._seconds)))
        finally:
            late.cancel()
            answer.cancel()  # one that still waits is not begun; one that is under way keeps its thread to its end

    async def look_up(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What ``do`` returns, at once: for what takes milliseconds."""
        return await asyncio.wrap_future(self._looking_up.submit(do, *given, **named))

    def attend(self) -> None:
        """Let ``finish`` wait for the task that runs now."""
        if task := asyncio.current_task():
            self._attending.add(task)
            task.add_done_callback(self._attending.discard)

    @contextlib.contextmanager
    def showing(self) -> Iterator[None]:
        """Within, an answer is shown and then kept: people see it before it is."""
        kept = asyncio.Event()
        self._showing.add(kept)
        try:
            yield
        finally:
            kept.set()
            self._showing.discard(kept)

    async def kept(self) -> None:
        """Wait a little, until the answers are kept that are being shown now."""
        waiting = [asyncio.ensure_future(kept.wait()) for kept in self._showing]
        if waiting:
            await asyncio.wait(waiting, timeout=KEPT_S)
        for one in waiting:
            one.cancel()

    async def finish(self, seconds: float) -> bool:
        """Whether all that was begun is done, after at most so many seconds; nothing new is begun."""
        self._stopping = True
        if self._attending:
            await asyncio.wait(self._attending, timeout=seconds)
        return not self._attending and not self._taken

    def close(self) -> None:
        """Let the threads go once they are done."""
        for threads in (self._answering, self._looking_up):
            threads.shutdown(wait=False, cancel_futures=True)
