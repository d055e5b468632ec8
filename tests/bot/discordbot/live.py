"""A stage for tests: the real bot with the sample articles, connected to a Discord on loopback."""

import asyncio
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.asking import Told, untold
from bot.discordbot.parts import Clock, Parts, Read, opened
from bot.discordbot.run import serve
from bot.followup import Turn
from bot.types import Answer
from index.config import Config
from index.types import Query
from tests.loopback import Asked, Channel, Guild, Json, Loopback, Shown, User

AIRSPACE = "What did Russia request about airspace?"
PENTAGON = "and what did the Pentagon say?"
UNKNOWN = "Who won the chess olympiad in Baku?"


class Time:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def seconds(self) -> float:
        return time.monotonic() + self._ahead

    async def sleep(self, seconds: float) -> None:
        sleeper = (self._ahead + seconds, asyncio.Event())
        self._sleepers.append(sleeper)
        try:
            await sleeper[1].wait()
        finally:
            self._sleepers.remove(sleeper)

    def slept_on(self) -> int:
        """How many wait for this clock."""
        return len(self._sleepers)

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
        for until, woken in self._sleepers:
            if until <= self._ahead:
                woken.set()


class Reader:
    """The real reader, unless a test puts something before it."""

    def __init__(self, read: Read) -> None:
        self._read, self.before = read, _nothing
        self.tells: Callable[[Told], None] = lambda told: None
        self.after: Callable[[Answer], Answer] = lambda answer: answer
        self.asked: list[str] = []

    def __call__(
        self, query: Query, earlier: Sequence[Turn] = (), told: Told | None = None, *, server: str = ""
    ) -> Answer:
        self.before()
        self.tells(told or untold)
        answer = self._read(query, earlier, told, server=server)
        self.asked.append(answer.query.question)
        return self.after(answer)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, no question is answered."""
        let_go = threading.Event()
        self.before = lambda: _wait(let_go)
        try:
            yield
        finally:
            self.before = _nothing
            let_go.set()


def _nothing() -> None:
    pass


def _wait(let_go: threading.Event) -> None:
    assert let_go.wait(60)


@dataclass(frozen=True, slots=True)
class Stage:
    """The server, the bot's parts, and a guild with a channel and a user."""

    server: Loopback
    parts: Parts
    reader: Reader
    time: Time
    guild: Guild
    channel: Channel
    ada: User

    def anew(self) -> "Stage":
        """The same with a guild, a channel and a user that no other test has used."""
        guild = self.server.guild("Newsroom")
        ada = self.server.user("ada")
        self.server.join(guild, ada)
        return replace(self, guild=guild, channel=self.server.channel(guild, "general"), ada=ada)

    async def until(self, so: Callable[[], object]) -> None:
        """Wait until it is so; at most half a minute."""
        async with asyncio.timeout(30):
            while not so():
                await asyncio.sleep(0.02)

    async def answers_in(self, place: Channel, count: int = 1) -> list[Json]:
        """The answers that the user sees there, once there are so many."""

        def there() -> list[Json]:
            return [said for said in self.server.seen_by(self.ada, place) if said["embeds"]]

        await self.until(lambda: len(there()) >= count)
        return there()

    async def ask(self, question: str = AIRSPACE, **options: Any) -> Asked:
        """What comes of ``/ask``."""
        return await self.server.slash(self.ada, self.channel, "ask", question=question, **options)

    async def answered(self, question: str = AIRSPACE, **options: Any) -> Shown:
        """What is seen of ``/ask`` in the end."""
        return await (await self.ask(question, **options)).shown()


@asynccontextmanager
async def playing(config: Config, server: Loopback | None = None, **options: Any) -> AsyncIterator[Stage]:
    """The stage, with the bot connected; options are those of ``discord:``. A given server is not stopped."""
    theirs, time = server or await Loopback.start(heartbeat=1.0), Time()
    addresses = {"api": theirs.api, "gateway": theirs.gateway, "user_questions": 1_000, "channel_questions": 10_000}
    config = config.model_copy(update={"discord": config.discord.model_copy(update=addresses | options)})
    with opened(config, Clock(seconds=time.seconds, sleep=time.sleep)) as parts:
        reader, stop = Reader(parts.read), asyncio.Event()
        parts = replace(parts, read=reader)
        running = asyncio.create_task(serve(parts, theirs.token, stop))
        try:
            await _connected(theirs, running)
            guild, ada = theirs.guild("Newsroom"), theirs.user("ada")
            theirs.join(guild, ada)
            yield Stage(theirs, parts, reader, time, guild, theirs.channel(guild, "general"), ada)
        finally:
            stop.set()
            await running
    if not server:
        await theirs.stop()


async def _connected(server: Loopback, running: asyncio.Task[bool]) -> None:
    """Wait for the connection, or raise what the bot failed with."""
    connecting = asyncio.create_task(server.connected(within=30.0))
    await asyncio.wait((connecting, running), return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        connecting.cancel()
        running.result()
    await connecting


def copied(config: Config, folder: Path) -> Config:
    """The same collection in a folder of its own."""
    shutil.copytree(config.data, folder, symlinks=True, ignore=shutil.ignore_patterns("owner.*", "discord.*"))
    return config.model_copy(update={"data": folder})


def embeds(message: Json) -> list[Json]:
    """The embeds of a message."""
    found: list[Json] = message["embeds"]
    return found
