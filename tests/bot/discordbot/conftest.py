"""One bot for all live tests of a module: each test gets a guild, a channel and a user of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from index.config import Config, Quotes
from tests.bot.discordbot.live import Stage, copied, playing


@pytest.fixture(scope="session")
def live_config(sample_config: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The sample articles in a folder that only live tests use."""
    config = copied(sample_config, tmp_path_factory.mktemp("live") / "data")
    # Single made-up articles are to be answered from, on which nothing else is near.
    return config.model_copy(update={"quotes": Quotes(threshold=0.05)})


@pytest.fixture
def own_config(sample_config: Config, tmp_path: Path) -> Config:
    """The sample articles in a folder that only this test uses."""
    return copied(sample_config, tmp_path / "data")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(live_config: Config) -> AsyncIterator[Stage]:
    """The bot."""
    async with playing(live_config) as stage:
        yield stage


@pytest.fixture
def stage(theatre: Stage) -> Stage:
    """The bot, and a place where nobody else asks."""
    return theatre.anew()
