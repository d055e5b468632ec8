"""What goes wrong, and what the user sees of it."""

import asyncio
import logging

import pytest

from bot.discordbot.markdown import web
from index.errors import StorageError
from index.types import Article
from tests.bot.discordbot.live import AIRSPACE, PENTAGON, Stage, embeds
from tests.bot.discordbot.reading import read
from tests.loopback import Json, Shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


def answered(shown: Shown) -> bool:
    return bool(shown.message and embeds(shown.message))


@pytest.fixture(autouse=True)
def unheld(stage: Stage) -> None:
    """Each test begins with the real reader."""
    stage.reader.before = lambda: None


def failing(stage: Stage, error: Exception) -> None:
    def fail() -> None:
        stage.reader.before = lambda: None
        raise error

    stage.reader.before = fail


async def test_it_shows_at_once_that_it_is_working(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.ask()
        shown = await asked.until(lambda shown: shown.deferred)
        assert shown.acknowledged is not None and shown.acknowledged < 3
    assert answered(await asked.shown())


async def test_a_reader_that_takes_a_minute_is_waited_for(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.ask()
        await asked.until(lambda shown: shown.deferred)
        await stage.until(stage.time.slept_on)
        stage.time.advance(60)
        stage.server.clock.advance(60)
        assert asked.now().deferred
    assert answered(await asked.shown())


async def test_a_reader_that_takes_too_long_is_given_up_and_that_is_told(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.ask()
        await asked.until(lambda shown: shown.deferred)
        await stage.until(stage.time.slept_on)
        stage.time.advance(121)
        assert "within 120 seconds" in (await asked.shown()).text
    assert answered(await stage.answered())


async def test_an_error_is_told_with_the_reference_that_is_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    failing(stage, RuntimeError("the secret is 42"))
    shown = await stage.answered()
    assert "Something went wrong" in shown.text and "secret" not in shown.text
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert getattr(record, "reference", "-") in shown.text and record.exc_info


async def test_paths_of_the_operator_are_not_told(stage: Stage) -> None:
    failing(stage, StorageError("The data folder /srv/secret cannot be written."))
    assert "/srv" not in (await stage.answered()).text


async def test_a_deleted_question_is_answered_all_the_same(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
        await asked.until(lambda shown: shown.typing)
        assert asked.message
        await stage.server.delete_message(asked.message)
    await stage.answers_in(stage.channel)


async def test_a_deleted_response_is_said_in_the_channel(stage: Stage) -> None:
    stage.server.fail("PATCH /webhooks/.*", status=404, code=10008)
    await stage.ask()
    await stage.answers_in(stage.channel)


async def test_an_expired_token_is_answered_in_the_channel_or_privately(stage: Stage) -> None:
    for private in (False, True):
        with stage.reader.held():
            asked = await stage.ask(private=private)
            await asked.until(lambda shown: shown.deferred)
            stage.server.clock.advance(16 * 60)
        await stage.answers_in(stage.server.dm(stage.ada) if private else stage.channel)


async def test_an_interaction_that_came_too_late_is_answered_in_the_channel(stage: Stage) -> None:
    stage.server.fail("POST /interactions/.*/callback", status=404, code=10062)
    await stage.ask()
    await stage.answers_in(stage.channel)


async def test_a_deleted_channel_leaves_a_direct_message(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
        await asked.until(lambda shown: shown.typing)
        await stage.server.delete_channel(stage.channel)
    await stage.answers_in(stage.server.dm(stage.ada))


async def test_without_the_permission_for_embeds_the_answer_is_plain(stage: Stage) -> None:
    stage.server.fail("POST /channels/.*/messages", status=403, code=50013)
    shown = await (await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)).shown()
    assert shown.message and "[[1]](https://" in shown.message["content"] and not shown.message["embeds"]


async def test_without_the_permission_to_write_the_answer_is_a_direct_message(stage: Stage) -> None:
    stage.server.fail("POST /channels/.*/messages", status=403, code=50013, times=2)
    await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
    await stage.answers_in(stage.server.dm(stage.ada))


async def test_rate_limits_of_discord_are_waited_for(stage: Stage) -> None:
    stage.server.limit("PATCH /webhooks/.*", times=2)
    assert answered(await stage.answered())
    stage.server.limit("POST /channels/.*/messages", times=1, everywhere=True)
    assert answered(await (await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)).shown())


async def test_a_connection_that_breaks_gives_neither_no_answer_nor_two(stage: Stage) -> None:
    stage.server.lose("POST /interactions/.*/callback")
    stage.server.lose("PATCH /webhooks/.*")
    assert answered(await stage.answered())
    stage.server.lose("POST /channels/.*/messages")
    asked = await stage.server.say(stage.ada, stage.channel, PENTAGON, mention=True)
    await asked.until(answered)
    assert len(await stage.answers_in(stage.channel, 2)) == 2


async def test_replayed_events_are_answered_once(stage: Stage) -> None:
    first = await stage.answered()
    await stage.server.replay("INTERACTION_CREATE")
    said = await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
    await said.until(answered)
    await stage.server.replay("MESSAGE_CREATE")
    assert first.message
    pressed = await (await stage.server.press(stage.ada, first.message, "Right")).shown()
    await stage.server.replay("INTERACTION_CREATE")
    assert "Thank you" in pressed.text
    await stage.answered()  # whatever the replays lead to has been begun before
    assert len(await stage.answers_in(stage.channel, 3)) == 3


def marked_up(shown: Shown) -> list[str]:
    """The texts of the embeds in which Discord interprets Markdown and links."""
    made = [embed for said in shown.messages for embed in embeds(said)]
    return [text for embed in made for text in (embed.get("description", ""), *_values(embed)) if text]


def _values(embed: Json) -> list[str]:
    return [field["value"] for field in embed.get("fields", [])]


def seen_in(shown: Shown) -> str:
    """What people read there."""
    return " ".join(read(text)[0] for text in marked_up(shown))


HOSTILE = (
    "@everyone <@&1> [click here](https://evil.example/) `code` ```block``` **bold** ||spoiler|| <t:0:R> "
    "https://evil.example/bare \u202egnp.exe\u202c zero\u200bwidth # not a heading\n> not a quote\n- no napkin"
)


async def test_a_hostile_article_is_shown_as_it_is_written(stage: Stage) -> None:
    text = f"Mayor Anna Holt opened the bridge of Grimburg on Friday. She said of the bridge of Grimburg: {HOSTILE}."
    url, outlet = "https://news.example/a_(b)?q=[x]", "@here [x](https://evil.example)"
    article = Article("hostile", url, f"Bridge of Grimburg opened {HOSTILE}", outlet, "2015-10-02", text)
    await asyncio.to_thread(stage.parts.index.add, (article,))
    try:
        shown = await stage.answered("@everyone what bridge did mayor Anna Holt open on Friday?")
        assert shown.message and shown.message["mention_everyone"] is False
        passages = await (await stage.server.press(stage.ada, shown.message, "Passages")).shown()
        assert f"({web(url)})" in shown.text and "Holt" in seen_in(shown)
        assert "napkin" in seen_in(passages) and "evil.example" in seen_in(passages)
        for page in (shown, passages):
            marks = [mark for text in marked_up(page) for mark in read(text)[1]]
            assert {mark.kind for mark in marks} <= {"link", "time", "subtext"}
            assert not [mark for mark in marks if "evil" in mark.target]
            assert not {"\u202e", "\u202c"} & set(page.text)
    finally:
        await asyncio.to_thread(stage.parts.index.remove, ("hostile",))


async def test_no_rule_was_broken(stage: Stage) -> None:
    await stage.answered()
    # The one whose acknowledgement was lost above had to be made again.
    assert [violation.rule for violation in stage.server.violations] == ["40060"]
