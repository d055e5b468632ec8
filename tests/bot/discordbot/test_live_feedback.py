"""What people press in Discord becomes a question set, and answers are measured on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot import evalset
from bot.discordbot.feedback import export
from bot.measuring import measure
from index.config import Config
from tests.bot.discordbot.live import AIRSPACE, UNKNOWN, playing
from tests.bot.discordbot.test_live_buttons import message, pressed

pytestmark = pytest.mark.asyncio(loop_scope="module")
HAJJ = "How many pilgrims were killed in Mina?"
VOLKSWAGEN = "Who resigned at Volkswagen?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre() -> AsyncIterator[None]:
    """No bot: this test has its own."""
    yield


async def test_answers_pressed_right_are_a_set_on_which_answers_are_measured(
    own_config: Config, tmp_path: Path
) -> None:
    judgements = {AIRSPACE: ["Right"], HAJJ: ["Right"], UNKNOWN: ["Right"], VOLKSWAGEN: ["Right", "Wrong"]}
    async with playing(own_config) as stage:
        for question, labels in judgements.items():
            on = message(await stage.answered(question))
            for label in labels:
                assert "Thank you" in (await pressed(stage, on, label)).text
    assert export(own_config, tmp_path / "judged") == (2, 1)
    found = evalset.load(tmp_path / "judged")
    assert [question.question for question in found.questions] == [AIRSPACE, HAJJ]
    assert [question.question for question in found.unanswerable] == [UNKNOWN]
    texts = evalset.texts(found.articles)
    assert all(any(a in texts[url] for url in q.relevant) for q in found.questions for a in q.answers)
    report = measure(tmp_path / "judged", own_config)
    assert list(report.right.values()) == [True, True] and list(report.refused.values()) == [True]
