"""Every way to ask, with what the user sees."""

import pytest

from tests.bot.discordbot.live import AIRSPACE, PENTAGON, UNKNOWN, Stage, embeds
from tests.loopback import buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_question_is_answered_with_linked_markers_and_citations(stage: Stage) -> None:
    shown = await stage.answered()
    assert shown.message and not shown.ephemeral and not shown.deferred
    (embed,) = embeds(shown.message)
    assert embed["title"] == AIRSPACE
    assert "[[1]](https://" in embed["description"]
    assert "Meridian Wire" in embed["fields"][0]["name"]
    assert "<t:" in embed["fields"][0]["value"]
    assert "quotes" in embed["footer"]["text"]
    assert [button["label"] for button in buttons(shown.message)] == ["Passages", "Right", "Wrong", "Ask further"]


async def test_a_private_question_is_answered_to_the_asker_alone(stage: Stage) -> None:
    shown = await stage.answered(private=True)
    assert shown.ephemeral and "airspace" in shown.text
    other = stage.server.user("bob")
    stage.server.join(stage.guild, other)
    assert not stage.server.seen_by(other, stage.channel)


async def test_days_are_written_as_people_write_them(stage: Stage) -> None:
    shown = await stage.answered(since="October 1, 2015", until="October 2015")
    assert shown.message and embeds(shown.message)[0]["fields"]
    assert "The visitor said" not in shown.text, "that was in September"


async def test_a_day_that_is_none_is_told_to_the_asker_alone(stage: Stage) -> None:
    shown = await stage.answered(since="the day of the jackal")
    assert shown.ephemeral and "day of the jackal" in shown.text


async def test_only_the_outlet_that_is_asked_for_answers(stage: Stage) -> None:
    shown = await stage.answered(source="capital observer")
    assert "Capital Observer" in shown.text and "Meridian Wire" not in shown.text


async def test_an_outlet_that_is_not_there_is_told_with_the_nearest(stage: Stage) -> None:
    shown = await stage.answered(source="Meridian Wires")
    assert shown.ephemeral and "Did you mean “Meridian Wire”" in shown.text


async def test_the_outlet_completes_while_typing(stage: Stage) -> None:
    asked = await stage.server.autocomplete(stage.ada, stage.channel, "ask", "source", source="wire", question="Who?")
    assert (await asked.shown()).choices == (("Meridian Wire", "Meridian Wire"),)


async def test_what_the_articles_do_not_say_is_refused_with_the_nearest_headlines(stage: Stage) -> None:
    shown = await stage.answered(UNKNOWN)
    assert shown.message and not shown.ephemeral
    (embed,) = embeds(shown.message)
    assert "do not say" in embed["description"] and "](https://" in embed["description"]
    assert "fields" not in embed or not embed["fields"]


async def test_a_mention_is_answered_by_a_reply_after_typing(stage: Stage) -> None:
    with stage.reader.held():
        asked = await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
        await asked.until(lambda shown: shown.typing)
    shown = await asked.shown()
    assert shown.message and asked.message
    assert shown.message["message_reference"]["message_id"] == asked.message["id"]
    assert embeds(shown.message)[0]["title"] == AIRSPACE


async def test_a_mention_without_a_question_shows_how_to_ask(stage: Stage) -> None:
    shown = await (await stage.server.say(stage.ada, stage.channel, "", mention=True)).shown()
    assert "/ask" in shown.text


@pytest.mark.parametrize("courtesy", ["thanks!", "hello"])
async def test_a_mention_with_a_courtesy_is_not_searched(courtesy: str, stage: Stage) -> None:
    shown = await (await stage.server.say(stage.ada, stage.channel, courtesy, mention=True)).shown()
    assert "Ask me about the articles" in shown.text and courtesy not in stage.reader.asked


async def test_a_direct_message_is_answered(stage: Stage) -> None:
    shown = await (await stage.server.say(stage.ada, stage.server.dm(stage.ada), AIRSPACE)).shown()
    assert shown.message and embeds(shown.message)[0]["fields"]


async def test_a_reply_to_an_answer_is_understood_from_it(stage: Stage) -> None:
    first = await stage.answered()
    asked = await stage.server.say(stage.ada, stage.channel, PENTAGON, reply_to=first.message)
    shown = await asked.shown()
    assert "Understood as" in shown.text and "airspace" in stage.reader.asked[-1]


async def test_a_mention_in_a_thread_goes_on_from_its_last_answer(stage: Stage) -> None:
    thread = stage.server.thread(stage.channel, "the air")
    await (await stage.server.say(stage.ada, thread, AIRSPACE, mention=True)).shown()
    shown = await (await stage.server.say(stage.ada, thread, PENTAGON, mention=True)).shown()
    assert "Understood as" in shown.text and "airspace" in stage.reader.asked[-1]


async def test_nobody_goes_on_from_an_answer_that_another_saw_alone(stage: Stage) -> None:
    thread = stage.server.thread(stage.channel, "the air")
    secret = await (await stage.server.slash(stage.ada, thread, "ask", question=AIRSPACE, private=True)).shown()
    assert secret.ephemeral
    bob = stage.server.user("bob")
    stage.server.join(stage.guild, bob)
    await (await stage.server.say(bob, thread, PENTAGON, mention=True)).shown()
    assert stage.reader.asked[-1] == PENTAGON


async def test_direct_messages_go_on_from_the_last_answer(stage: Stage) -> None:
    direct = stage.server.dm(stage.ada)
    await (await stage.server.say(stage.ada, direct, AIRSPACE)).shown()
    shown = await (await stage.server.say(stage.ada, direct, PENTAGON)).shown()
    assert "Understood as" in shown.text and "airspace" in stage.reader.asked[-1]


async def test_a_new_question_in_a_channel_stands_alone(stage: Stage) -> None:
    await stage.answered()
    await (await stage.server.say(stage.ada, stage.channel, PENTAGON, mention=True)).shown()
    assert stage.reader.asked[-1] == PENTAGON


async def test_the_context_menu_finds_passages_related_to_a_message(stage: Stage) -> None:
    said = await stage.server.say(stage.ada, stage.channel, "I read that Volkswagen's boss has gone")
    assert said.message
    shown = await (await stage.server.context(stage.ada, said.message, "Find related passages")).shown()
    assert shown.ephemeral and shown.message
    assert "Volkswagen" in shown.text and embeds(shown.message)[0]["fields"]


async def test_other_bots_and_what_is_not_for_the_bot_stay_unanswered(stage: Stage) -> None:
    robot = stage.server.user("robot", bot=True)
    stage.server.join(stage.guild, robot)
    await stage.server.say(robot, stage.channel, AIRSPACE, mention=True)
    await stage.server.say(stage.ada, stage.channel, AIRSPACE)
    await stage.answered()  # events are handled in order, so both were seen
    assert len([seen for seen in stage.server.seen_by(stage.ada, stage.channel) if seen["embeds"]]) == 1


async def test_a_question_of_nothing_but_signs_is_told_so(stage: Stage) -> None:
    shown = await stage.answered("???")
    assert shown.ephemeral and "question is empty" in shown.text


async def test_nothing_that_was_said_broke_a_rule(stage: Stage) -> None:
    await stage.answered()
    assert stage.server.violations == []
