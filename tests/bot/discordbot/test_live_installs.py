"""Asked where the bot is not: in a group, and in a server that has not invited it, by who has installed it."""

import pytest

from tests.bot.discordbot.live import AIRSPACE, PENTAGON, UNKNOWN, Stage, embeds
from tests.bot.discordbot.test_live_buttons import message
from tests.loopback import Channel, Shown, UnusableError, User

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(params=["group", "server"])
def elsewhere(stage: Stage, request: pytest.FixtureRequest) -> tuple[Channel, User]:
    """The place, and somebody else who is there and has not installed the bot."""
    bob = stage.server.user("bob")
    stage.server.install(stage.ada)
    if request.param == "group":
        return stage.server.group("friends", stage.ada, bob), bob
    guild = stage.server.guild("Elsewhere", bot=False)
    for person in (stage.ada, bob):
        stage.server.join(guild, person)
    return stage.server.channel(guild, "talk"), bob


async def answered(stage: Stage, place: Channel, question: str = AIRSPACE, **options: object) -> Shown:
    return await (await stage.server.slash(stage.ada, place, "ask", question=question, **options)).shown()


async def test_a_question_is_answered_for_all_who_are_there(stage: Stage, elsewhere: tuple[Channel, User]) -> None:
    place, bob = elsewhere
    shown = await answered(stage, place)
    assert not shown.ephemeral and "[[1]](https://" in embeds(message(shown))[0]["description"]
    assert "do not say" in (await answered(stage, place, UNKNOWN)).text
    assert len(stage.server.seen_by(bob, place)) == 2
    assert (await answered(stage, place, private=True)).ephemeral and len(stage.server.seen_by(bob, place)) == 2


async def test_everybody_there_may_press_the_buttons(stage: Stage, elsewhere: tuple[Channel, User]) -> None:
    place, bob = elsewhere
    on = message(await answered(stage, place))
    passages = await (await stage.server.press(bob, on, "Passages")).shown()
    assert passages.ephemeral and "Passage 1 of" in passages.text
    assert "Passage 2 of" in (await (await stage.server.press(bob, message(passages), "Next ▶")).shown()).text
    before = stage.parts.state.tally()
    assert "Thank you" in (await (await stage.server.press(bob, on, "Wrong")).shown()).text
    assert stage.parts.state.tally().wrong == before.wrong + 1


async def test_asking_further_is_understood_and_answered_there(stage: Stage, elsewhere: tuple[Channel, User]) -> None:
    place, bob = elsewhere
    on = message(await answered(stage, place))
    modal = (await (await stage.server.press(bob, on, "Ask further")).shown()).modal
    shown = await (await stage.server.submit(bob, modal, {"Your question": PENTAGON})).shown()
    assert "Understood as" in embeds(message(shown))[0]["description"] and "airspace" in stage.reader.asked[-1]


async def test_the_other_commands_work_and_those_of_servers_do_not_show(
    stage: Stage, elsewhere: tuple[Channel, User]
) -> None:
    place, _ = elsewhere
    for command, text in (("sources", "Meridian Wire"), ("stats", "Passages"), ("help", "/ask"), ("latest", "Myanmar")):
        shown = await (await stage.server.slash(stage.ada, place, command)).shown()
        assert shown.ephemeral and text in shown.text
    with pytest.raises(UnusableError):
        await stage.server.slash(stage.ada, place, "settings show")


async def test_no_rule_was_broken(stage: Stage) -> None:
    await stage.answered()
    assert stage.server.violations == []
