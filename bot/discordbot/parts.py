"""What the front-end works with, opened together and closed together."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.answering import answering_from
from bot.asking import Told
from bot.discordbot.allowance import Allowance
from bot.discordbot.state import Settings, State
from bot.discordbot.work import Work
from bot.followup import Turn
from bot.types import Answer
from index.catalog import Catalog
from index.config import Config
from index.opening import open_catalog, open_index
from index.owner import SharedIndex
from index.types import Query

# The front-end's own file in the data folder.
STATE = "discord.sqlite3"


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is: the moment, seconds that never go back, and a way to wait."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Read(Protocol):
    """Answers a query, which may lean on earlier turns, the latest last; on whose account, where reading costs.
    ``told``, from another thread, each sentence that holds before the answer is whole."""

    def __call__(
        self, query: Query, earlier: Sequence[Turn] = (), told: Told | None = None, *, server: str = ...
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The collection, who answers from it, and what is kept."""

    config: Config
    clock: Clock
    index: SharedIndex
    catalog: Catalog
    read: Read
    state: State
    allowance: Allowance
    work: Work

    async def settings(self, guild_id: int | None) -> Settings:
        """How to behave in that server, or in direct messages."""
        return await self.work.look_up(self.state.settings, guild_id) if guild_id else Settings(0)


@contextmanager
def opened(config: Config, clock: Clock | None = None) -> Iterator[Parts]:
    """The parts for that configuration; the index is not open before it is first asked.

    Raises StorageError for files that cannot be opened, ConfigError for a reader that cannot be made.
    """
    clock, discord = clock or Clock(), config.discord
    work = Work(discord.workers, discord.queue, discord.answer_seconds, clock.sleep)
    with open_index(config) as index, answering_from(index, config) as answerer:
        catalog, state = open_catalog(config), State(config.data / STATE)
        try:
            yield Parts(config, clock, index, catalog, answerer.ask, state, Allowance(clock.seconds), work)
        finally:
            work.close()
            state.close()
            catalog.close()
