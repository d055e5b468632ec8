"""A real chat model's client reads, streams into a Discord message that grows, and fails as models do."""

import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from index.config import Config, Llm
from tests.bot.discordbot.live import Stage, embeds, playing
from tests.bot.discordbot.test_live_buttons import message, pressed
from tests.bot.discordbot.test_live_growing import finished, growing
from tests.llm.conftest import KEY, KEY_ENV, URL_ENV
from tests.llm.scripted import Reply, Request, Scripted
from tests.llm.test_faults import FALSE, FIRST, SECOND

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    """The model's server."""
    with Scripted() as server, pytest.MonkeyPatch.context() as environ:
        environ.setenv(URL_ENV, server.url)
        environ.setenv(KEY_ENV, KEY)
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(live_config: Config, model: Scripted) -> AsyncIterator[Stage]:
    """The bot, which reads with that model and remembers nothing that it said."""
    llm = Llm(model="openai:any", base_url_env=URL_ENV, key_env=KEY_ENV, cached=0, failures=1000)
    async with playing(live_config.model_copy(update={"reader": "llm", "llm": llm})) as stage:
        yield stage


@dataclass(frozen=True)
class Halting(Reply):
    """A stream that halts before its last piece until it may go on."""

    go_on: threading.Event = field(default_factory=threading.Event)

    def pieces(self) -> Iterator[str]:
        *most, last = super().pieces()
        yield from most
        assert self.go_on.wait(60)
        yield last


def two_sentences(request: Request) -> str:
    """What the model says: both sentences with the number of the passage that has them."""
    number = request.number(FIRST)
    return f"{FIRST} [{number}]. {SECOND} [{number}]."


async def test_the_answer_grows_as_the_model_writes_and_ends_with_its_citations(stage: Stage, model: Scripted) -> None:
    go_on = threading.Event()
    model.play(lambda request: Halting(two_sentences(request), go_on=go_on))
    asked = await stage.ask()
    first = await asked.shown()
    assert growing(first) == f"{FIRST}. [1] …"
    go_on.set()
    whole = await finished(asked)
    (embed,) = embeds(message(whole))
    assert FIRST in embed["description"] and SECOND in embed["description"] and "…" not in embed["description"]
    assert "[[1]](https://" in embed["description"] and FIRST in embed["fields"][0]["value"]
    assert "Meridian Wire" in embed["fields"][0]["name"] and "llm" in embed["footer"]["text"]
    assert len(whole.messages) == 1 and message(whole)["id"] == message(first)["id"]
    assert "Passage 1 of" in (await pressed(stage, message(whole), "Passages")).text


FAULTS = {
    "is down": Reply("broken", status=500),
    "refuses the key": Reply(f"Incorrect API key provided: {KEY}", status=401),
    "says what is not so": Reply(f"{FALSE} [1]."),
    "hangs up at once": Reply(f"{FALSE} [1].", cut=10),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_the_quotes_reader_answers_where_the_model_fails_and_says_so(
    stage: Stage, model: Scripted, fault: Reply
) -> None:
    model.play(fault)
    shown = await finished(await stage.ask())
    (embed,) = embeds(message(shown))
    assert "Quoted instead" in embed["description"] and "quotes" in embed["footer"]["text"]
    assert "airspace" in embed["description"] and embed["fields"] and model.requests
    assert KEY not in str(shown) and "Angela Merkel" not in shown.text


async def test_a_model_that_breaks_off_in_an_answer_leaves_a_whole_one(stage: Stage, model: Scripted) -> None:
    def broken(request: Request) -> Reply:
        text = two_sentences(request)
        return Reply(text, cut=text.index(SECOND) + 10)

    model.play(broken)
    shown = await finished(await stage.ask())
    (embed,) = embeds(message(shown))
    assert "airspace" in embed["description"] and not embed["description"].endswith("…") and embed["fields"]
    assert len(shown.messages) == 1


async def test_no_rule_was_broken(stage: Stage, model: Scripted) -> None:
    model.play(lambda request: Reply(two_sentences(request)))
    await stage.answered()
    assert stage.server.violations == []
