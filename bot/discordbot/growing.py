"""An answer that is shown while it grows: its sentences come from another thread, each as soon as it holds."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.asking import Told
from bot.discordbot.cards import NEUTRAL, paged
from bot.discordbot.faults import sentence as logged
from bot.discordbot.markdown import plain
from bot.discordbot.sending import Post

# Seconds between edits. Discord takes about five in five seconds for a channel: these are four, and the answer's.
PAUSE_S = 1.5
# Seconds that the whole answer waits for an edit under way, so as not to be overtaken by it; it takes tenths of one.
UNDER_WAY_S = 5.0

Show = Callable[[str], Awaitable[None]]


@asynccontextmanager
async def growing(show: Show, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[Told]:
    """What is told each sentence, from any thread. Within, all that was told is shown, at most every ``PAUSE_S``
    seconds; behind it nothing is, and a fault of showing is only logged."""
    loop, told, editing = asyncio.get_running_loop(), asyncio.Queue[str](), asyncio.Lock()

    def tell(sentence: str) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits any more
            loop.call_soon_threadsafe(told.put_nowait, sentence)

    showing = asyncio.create_task(_show(told, editing, show, sleep))
    try:
        yield tell
    finally:
        with contextlib.suppress(TimeoutError):  # a stuck edit must not hold up the whole answer
            await asyncio.wait_for(editing.acquire(), UNDER_WAY_S)
        showing.cancel()
        for error in await asyncio.gather(showing, return_exceptions=True):
            if isinstance(error, Exception):
                logged(error)


async def _show(
    told: asyncio.Queue[str], editing: asyncio.Lock, show: Show, sleep: Callable[[float], Awaitable[None]]
) -> None:
    text = ""
    while True:
        text = f"{text} {await told.get()}"
        while not told.empty():
            text = f"{text} {told.get_nowait()}"
        async with editing:
            await show(text)
        await sleep(PAUSE_S)


def grown_post(question: str, text: str) -> Post:
    """What there is of an answer; its markers lead nowhere yet, since what they cite is known in the end."""
    return Post(cards=paged(question, plain(text) + " …", NEUTRAL)[:1])
