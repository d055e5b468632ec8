"""Every button and the modal, with what the user sees."""

from dataclasses import replace
from typing import Any

import pytest

from bot.types import Answer
from tests.bot.discordbot.live import AIRSPACE, PENTAGON, Stage, embeds
from tests.loopback import Json, Shown, buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")


def message(shown: Shown) -> Json:
    assert shown.message
    return shown.message


async def pressed(stage: Stage, on: Json, label: str) -> Shown:
    return await (await stage.server.press(stage.ada, on, label)).shown()


async def test_passages_page_through_what_was_retrieved_for_the_presser_alone(stage: Stage) -> None:
    shown = await pressed(stage, message(await stage.answered()), "Passages")
    first = embeds(message(shown))[0]
    assert shown.ephemeral and first["footer"]["text"].startswith("Passage 1 of ")
    then = await pressed(stage, message(shown), "Next ▶")
    second = embeds(message(then))[0]
    assert second["footer"]["text"].startswith("Passage 2 of ") and second["description"] != first["description"]
    back = await pressed(stage, message(then), "◀ Previous")
    assert embeds(message(back))[0] == first


async def test_votes_are_kept_and_shown(stage: Stage) -> None:
    before = stage.parts.state.tally()
    on = message(await stage.answered())
    assert "Thank you" in (await pressed(stage, on, "Right")).text
    assert stage.parts.state.tally().right == before.right + 1
    assert (await pressed(stage, on, "Wrong")).ephemeral
    after = stage.parts.state.tally()
    assert (after.right, after.wrong) == (before.right, before.wrong + 1)
    shown = await (await stage.server.slash(stage.ada, stage.channel, "stats")).shown()
    assert f"{after.right} right, {after.wrong} wrong" in shown.text


async def test_ask_further_is_a_modal_that_is_answered_in_a_thread(stage: Stage) -> None:
    on = message(await stage.answered())
    modal = (await pressed(stage, on, "Ask further")).modal
    assert modal
    shown = await (await stage.server.submit(stage.ada, modal, {"Your question": PENTAGON})).shown()
    (thread,) = [channel for channel in stage.server.channels(stage.guild) if channel.id == int(on["id"])]
    assert shown.ephemeral and f"<#{thread.id}>" in shown.text
    there = stage.server.seen_by(stage.ada, thread)[-1]
    assert "ada" in there["content"] and PENTAGON in there["content"]
    assert "Understood as" in embeds(there)[0]["description"] and "airspace" in stage.reader.asked[-1]


async def test_asking_further_twice_goes_on_in_the_same_thread(stage: Stage) -> None:
    on = message(await stage.answered())
    for question in (PENTAGON, "and what did NATO say?"):
        modal = (await pressed(stage, on, "Ask further")).modal
        assert modal
        stage.time.advance(3)
        await (await stage.server.submit(stage.ada, modal, {"Your question": question})).shown()
    (thread,) = [channel for channel in stage.server.channels(stage.guild) if channel.id == int(on["id"])]
    assert len([said for said in stage.server.seen_by(stage.ada, thread) if said["embeds"]]) == 2


async def test_asking_further_after_a_private_answer_stays_private(stage: Stage) -> None:
    on = message(await stage.answered(private=True))
    modal = (await pressed(stage, on, "Ask further")).modal
    assert modal
    shown = await (await stage.server.submit(stage.ada, modal, {"Your question": PENTAGON})).shown()
    assert shown.ephemeral and embeds(message(shown))


async def test_asking_further_in_a_direct_message_is_answered_there(stage: Stage) -> None:
    on = message(await (await stage.server.say(stage.ada, stage.server.dm(stage.ada), AIRSPACE)).shown())
    modal = (await pressed(stage, on, "Ask further")).modal
    assert modal
    shown = await (await stage.server.submit(stage.ada, modal, {"Your question": PENTAGON})).shown()
    assert not shown.ephemeral and embeds(message(shown))


async def test_a_double_click_is_one_answer(stage: Stage) -> None:
    on = message(await stage.answered())
    clicks = [await stage.server.press(stage.ada, on, "Passages") for _ in range(2)]
    first = await clicks[0].shown()
    second = await clicks[1].until(lambda shown: shown.acknowledged is not None)
    assert first.ephemeral and embeds(message(first))
    assert not any(seen["id"] != on["id"] for seen in second.messages), "nothing else is shown"


async def test_a_question_submitted_twice_is_answered_once(stage: Stage) -> None:
    on = message(await stage.answered())
    modal = (await pressed(stage, on, "Ask further")).modal
    assert modal
    asked = len(stage.reader.asked)
    first = await stage.server.submit(stage.ada, modal, {"Your question": PENTAGON})
    second = await stage.server.submit(stage.ada, modal, {"Your question": PENTAGON})
    await first.shown()
    await second.until(lambda shown: shown.acknowledged is not None)
    assert len(stage.reader.asked) == asked + 1


def longer(characters: int) -> Any:
    """Makes an answer that long of the answer."""

    def make(answer: Answer) -> Answer:
        sentence = answer.text.split("[1]")[0] + "[1] "
        text = (sentence * (characters // len(sentence) + 1))[:characters].rsplit("[1]", 1)[0] + "[1]"
        return replace(answer, text=text, citations=answer.citations[:1])

    return make


async def test_an_answer_of_20_000_characters_is_read_to_its_end_by_turning_pages(stage: Stage) -> None:
    stage.reader.after = longer(20_000)
    try:
        shown = await stage.answered()
        await stage.parts.work.kept()
        given = stage.parts.state.given(int(message(shown)["id"]))
    finally:
        stage.reader.after = lambda answer: answer
    assert given and len(given.answer.text) > 19_000
    pages = [embeds(message(shown))[0]]
    while next(button for button in buttons(message(shown)) if button["label"] == "Next ▶").get("disabled") is not True:
        shown = await pressed(stage, message(shown), "Next ▶")
        pages.append(embeds(message(shown))[0])
    text = " ".join(page.get("description", "") for page in pages)
    assert text.count("[[1]](") == given.answer.text.count("[1]")
    assert any(page.get("fields") for page in pages), "its citation is there, too"
    assert stage.server.violations == []


async def test_buttons_of_an_answer_that_is_no_longer_kept_say_so(stage: Stage) -> None:
    on = message(await stage.answered())
    await (await stage.server.slash(stage.ada, stage.channel, "forget-me")).shown()
    for label in ("Passages", "Right"):
        assert "no longer keep this answer" in (await pressed(stage, on, label)).text
