"""A language model's answer grows before the eyes of who asked. The sentences come when a test lets them."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from queue import Queue

import pytest

from bot.asking import Told
from bot.discordbot.growing import PAUSE_S
from bot.types import Answer
from tests.bot.discordbot.live import AIRSPACE, Stage, embeds
from tests.bot.discordbot.reading import read
from tests.bot.discordbot.test_live_buttons import message, pressed
from tests.loopback import Asked, Shown, buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")
FIRST = "Russia asked for *empty* skies, @everyone, see [this](https://evil.example). [1]"
SECOND, THIRD, FOURTH = "The United States flew on. [1]", "So did Turkey. [1]", "Nobody landed. [1]"


@dataclass(frozen=True, slots=True)
class Script:
    """The sentences that the reader tells; ``ended`` by the whole answer."""

    said: Queue[str | None]

    def tell(self, *sentences: str) -> None:
        for sentence in sentences:
            self.said.put(sentence)

    def ended(self) -> None:
        self.said.put(None)

    def read_to(self, told: Told) -> None:
        for sentence in iter(lambda: self.said.get(timeout=60), None):
            told(sentence)
            self.said.task_done()

    def all_told(self) -> bool:
        """Whether the bot has heard every sentence that was put into the reader's mouth."""
        return not self.said.unfinished_tasks


def worded(answer: Answer) -> Answer:
    return replace(answer, reader="llm", text=f"{FIRST} {SECOND}")


@pytest.fixture
def script(stage: Stage) -> Iterator[Script]:
    """What the reader of this test tells."""
    made, real = Script(Queue()), (stage.reader.tells, stage.reader.after)
    stage.reader.tells, stage.reader.after = made.read_to, worded
    yield made
    made.ended()
    stage.reader.tells, stage.reader.after = real


async def by_command(stage: Stage) -> Asked:
    return await stage.ask()


async def privately(stage: Stage) -> Asked:
    return await stage.ask(private=True)


async def by_mention(stage: Stage) -> Asked:
    return await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)


async def directly(stage: Stage) -> Asked:
    return await stage.server.say(stage.ada, stage.server.dm(stage.ada), AIRSPACE)


def whole(shown: Shown) -> bool:
    """Whether the answer is there as it stays."""
    return bool(shown.message and buttons(shown.message))


async def finished(asked: Asked) -> Shown:
    """What is seen once the answer is whole; the real reader begins when the script ends, and may be slow."""
    return await asked.until(whole, within=120)


def growing(shown: Shown) -> str:
    """What there is of the answer, as people read it, without the spaces of no width that part mentions."""
    assert shown.message and not buttons(shown.message)
    return read(embeds(shown.message)[0]["description"])[0].replace("\u200b", "")


async def paused(stage: Stage) -> None:
    """Wait until the bot waits after an edit (it waits for the answer, too), and let that time pass."""
    await stage.until(lambda: stage.time.slept_on() == 2)
    stage.time.advance(PAUSE_S)


@pytest.mark.parametrize("ask", [by_command, privately, by_mention, directly])
async def test_the_first_sentence_is_seen_before_the_second_is_there(
    stage: Stage, script: Script, ask: Callable[[Stage], Awaitable[Asked]]
) -> None:
    asked = await ask(stage)
    script.tell(FIRST)
    assert growing(await asked.shown()) == f"{FIRST} …"
    await paused(stage)
    script.tell(SECOND)
    assert growing(await asked.until(lambda shown: "flew on" in shown.text)) == f"{FIRST} {SECOND} …"
    script.ended()
    shown = await finished(asked)
    assert len(shown.messages) == 1 and shown.edits == 2
    assert "llm" in shown.text and "…" not in embeds(message(shown))[0]["description"]
    assert "Meridian Wire" in shown.text and "[[1]](https://" in shown.text


async def test_sentences_that_come_faster_than_edits_may_are_shown_together(stage: Stage, script: Script) -> None:
    asked = await stage.ask()
    script.tell(FIRST)
    await asked.shown()
    await stage.until(lambda: stage.time.slept_on() == 2)
    script.tell(SECOND, THIRD, FOURTH)
    await stage.until(script.all_told)
    stage.time.advance(PAUSE_S * 0.9)
    assert growing(asked.now()) == f"{FIRST} …"
    stage.time.advance(PAUSE_S * 0.1)
    seen = await asked.until(lambda shown: "landed" in shown.text)
    assert growing(seen) == f"{FIRST} {SECOND} {THIRD} {FOURTH} …" and seen.edits == 1
    script.ended()
    assert (await finished(asked)).edits == 2


async def test_a_sentence_is_shown_as_it_is_written_and_calls_nobody(stage: Stage, script: Script) -> None:
    asked = await stage.ask()
    script.tell(FIRST)
    said = message(await asked.shown())
    assert read(embeds(said)[0]["description"])[1] == [] and said["mention_everyone"] is False
    script.ended()
    marks = read(embeds(message(await finished(asked)))[0]["description"])[1]
    assert marks and all(mark.kind == "link" and "evil" not in mark.target for mark in marks)


@pytest.mark.parametrize(
    ("ask", "route"), [(by_command, "PATCH /webhooks/.*"), (by_mention, "POST /channels/.*/messages")]
)
async def test_an_edit_that_fails_loses_nothing(
    stage: Stage, script: Script, ask: Callable[[Stage], Awaitable[Asked]], route: str
) -> None:
    stage.server.fail(route, status=403, code=50013)
    asked = await ask(stage)
    script.tell(FIRST)
    await paused(stage)
    assert not asked.now().messages
    script.tell(SECOND)
    assert growing(await asked.shown()) == f"{FIRST} {SECOND} …"
    script.ended()
    assert whole(await finished(asked))


async def test_a_message_that_was_deleted_as_it_grew_is_said_anew(stage: Stage, script: Script) -> None:
    asked = await by_mention(stage)
    script.tell(FIRST)
    await stage.server.delete_message(message(await asked.shown()))
    script.ended()
    assert len((await finished(asked)).messages) == 1


async def test_an_edit_under_way_is_not_overtaken_by_the_answer(stage: Stage, script: Script) -> None:
    before = len(stage.server.requests)
    stage.server.slow("PATCH /webhooks/.*", 0.5)
    asked = await stage.ask()
    script.tell(FIRST)
    await stage.until(script.all_told)
    script.ended()
    assert whole(await finished(asked))

    def edits() -> list[bool]:
        made = [request.json for request in stage.server.requests[before:] if request.method == "PATCH"]
        return [bool(edit["components"]) for edit in made]

    await stage.until(lambda: len(edits()) == 2)
    assert edits() == [False, True]


async def test_what_comes_after_the_answer_was_given_up_is_not_shown(stage: Stage, script: Script) -> None:
    read = len(stage.reader.asked)
    asked = await stage.ask()
    script.tell(FIRST)
    await asked.shown()
    stage.time.advance(121)
    given_up = await asked.until(lambda shown: "within 120 seconds" in shown.text)
    script.tell(SECOND)
    script.ended()
    await stage.until(lambda: len(stage.reader.asked) > read)
    assert asked.now() == given_up


async def test_an_answer_grows_in_the_thread_of_the_one_it_goes_on_from(stage: Stage, script: Script) -> None:
    script.ended()
    on = message(await stage.answered())
    modal = (await pressed(stage, on, "Ask further")).modal
    assert modal
    await stage.server.submit(stage.ada, modal, {"Your question": AIRSPACE})
    script.tell(FIRST)
    await stage.until(lambda: len(stage.server.channels(stage.guild)) == 2)
    thread = stage.server.look(stage.ada, stage.server.channels(stage.guild)[-1])
    assert growing(await thread.shown()) == f"{FIRST} …"
    script.ended()
    shown = await finished(thread)
    assert len(shown.messages) == 1 and "ada" in message(shown)["content"]


async def test_the_quotes_reader_shows_nothing_before_the_answer(stage: Stage) -> None:
    shown = await stage.answered()
    assert whole(shown) and shown.edits == 0


async def test_no_rule_was_broken(stage: Stage) -> None:
    await stage.answered()
    assert stage.server.violations == []
