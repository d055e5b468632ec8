"""A rush of questions: nobody is forgotten or answered twice, the gateway stays alive, memory stays flat."""

import asyncio
import gc
import resource
import sys
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from index.config import Config
from tests.bot.discordbot.live import Stage, embeds, playing
from tests.loopback import Asked, Shown, User

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
PEOPLE, QUESTIONS, SECONDS = 50, 200, 10.0
WORDS = (
    "Russia request about airspace",
    "Volkswagen say about emissions",
    "the Pentagon end",
    "FIFA decide",
    "NATO say",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre() -> AsyncIterator[None]:
    """No bot: this test has its own."""
    yield


async def test_200_questions_of_50_people_in_10_seconds(own_config: Config) -> None:
    async with playing(own_config, user_questions=6, channel_questions=10_000) as stage:
        people = [stage.server.user(f"reader{n}") for n in range(PEOPLE)]
        for person in people:
            stage.server.join(stage.guild, person)
        await rush(stage, people[:10], 20)  # whatever is loaded once is loaded
        before = resident()
        stage.time.advance(120)
        asked = await rush(stage, people, QUESTIONS)
        seen = [await one.shown(within=300) for one in asked]
        became = Counter(map(outcome, seen))
        assert set(became) <= {"answered", "told to wait"} and became["answered"] >= QUESTIONS // 4
        assert all(len(one.messages) == 1 for one in seen) and len(seen) == QUESTIONS
        assert len(stage.server.heartbeats) >= 5 and stage.server.late_heartbeats == []
        assert stage.server.violations == []
        assert resident() - before < 50, "MB more after the rush than before"


async def rush(stage: Stage, people: list[User], questions: int) -> list[Asked]:
    """The questions, evenly over ten seconds, each from the next of the people."""
    asked = []
    for n in range(questions):
        question = f"What did {WORDS[n % len(WORDS)]} {n}?"
        asked.append(await stage.server.slash(people[n % len(people)], stage.channel, "ask", question=question))
        await asyncio.sleep(SECONDS / QUESTIONS)
    return asked


def outcome(shown: Shown) -> str:
    if shown.message and embeds(shown.message):
        return "answered"
    return "told to wait" if "Ask again in" in shown.text else shown.text


def resident() -> float:
    """The most memory that this process has held so far, in MB."""
    gc.collect()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
