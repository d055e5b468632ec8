"""The settings of a server, with what its members see, and what is forgotten."""

import re

import pytest

from tests.bot.discordbot.live import AIRSPACE, UNKNOWN, Stage, embeds
from tests.loopback import Channel, Shown, UnusableError

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def set_to(stage: Stage, command: str, **options: object) -> Shown:
    """What the server's owner sees of a change."""
    asked = await stage.server.slash(stage.server.owner, stage.channel, f"settings {command}", **options)
    return await asked.shown()


async def test_the_settings_are_shown_to_who_manages_the_server(stage: Stage) -> None:
    shown = await set_to(stage, "show")
    assert shown.ephemeral and "all channels" in shown.text and "everybody" in shown.text


async def test_nobody_else_may_change_them(stage: Stage) -> None:
    before = stage.parts.state.settings(stage.guild.id)
    with pytest.raises(UnusableError):
        await stage.server.slash(stage.ada, stage.channel, "settings answers", private=True)
    (settings,) = [command for command in stage.server.hub.commands[None] if command["name"] == "settings"]
    usual = settings["default_member_permissions"]
    settings["default_member_permissions"] = None  # as a server's owner can decide
    try:
        asked = await stage.server.slash(stage.ada, stage.channel, "settings answers", private=True)
        assert "Manage Server" in (await asked.shown()).text
    finally:
        settings["default_member_permissions"] = usual
    assert stage.parts.state.settings(stage.guild.id) == before


async def test_it_answers_in_the_chosen_channels_only(stage: Stage) -> None:
    chosen = stage.server.channel(stage.guild, "questions")
    assert f"<#{chosen.id}>" in (await set_to(stage, "channel", channel=chosen, answer=True)).text
    shown = await stage.answered()
    assert shown.ephemeral and f"<#{chosen.id}>" in shown.text and not embeds(shown.messages[0])
    there = await (await stage.server.slash(stage.ada, chosen, "ask", question=AIRSPACE)).shown()
    assert embeds(there.messages[0])
    in_thread = stage.server.thread(chosen, "more")
    assert embeds((await (await stage.server.say(stage.ada, in_thread, AIRSPACE, mention=True)).shown()).messages[0])


async def test_a_mention_where_it_does_not_answer_is_told_in_a_direct_message(stage: Stage) -> None:
    chosen = stage.server.channel(stage.guild, "questions")
    await set_to(stage, "channel", channel=chosen, answer=True)
    await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)
    direct = stage.server.look(stage.ada, stage.server.dm(stage.ada))
    assert f"<#{chosen.id}>" in (await direct.shown()).text
    assert not [said for said in stage.server.seen_by(stage.ada, stage.channel) if said["author"].get("bot")]


async def test_only_the_chosen_roles_may_ask(stage: Stage) -> None:
    role = stage.server.role(stage.guild, "Readers")
    assert f"<@&{role.id}>" in (await set_to(stage, "role", role=role, ask=True)).text
    assert "Only some roles" in (await stage.answered()).text
    bob = stage.server.user("bob")
    stage.server.join(stage.guild, bob, role)
    shown = await (await stage.server.slash(bob, stage.channel, "ask", question=AIRSPACE)).shown()
    assert embeds(shown.messages[0])


async def test_answers_in_threads_of_their_own(stage: Stage) -> None:
    assert "thread of its own" in (await set_to(stage, "answers", place="thread")).text
    opened = await stage.answered()
    asked = await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True)

    def threads() -> list[Channel]:
        return [channel for channel in stage.server.channels(stage.guild) if channel.name == AIRSPACE]

    await stage.until(lambda: len(threads()) == 2)
    assert asked.message and opened.message
    assert {thread.id for thread in threads()} == {int(asked.message["id"]), int(opened.message["id"])}
    for thread in threads():
        assert len(await stage.answers_in(thread)) == 1
    assert not [said for said in stage.server.seen_by(stage.ada, stage.channel) if said["embeds"]]


async def test_where_no_thread_may_be_opened_the_answer_stands_in_place(stage: Stage) -> None:
    await set_to(stage, "answers", place="thread")
    stage.server.fail("POST /channels/.*/threads", status=403, code=50013)
    shown = await (await stage.ask()).until(lambda shown: bool(shown.message and embeds(shown.message)))
    assert shown.message and shown.message["channel_id"] == str(stage.channel.id)


async def test_private_answers_are_for_the_asker_alone(stage: Stage) -> None:
    await set_to(stage, "answers", private=True)
    assert (await stage.answered()).ephemeral
    assert not (await stage.answered(private=False)).ephemeral
    await stage.server.say(stage.ada, stage.channel, UNKNOWN, mention=True)
    await stage.answers_in(stage.server.dm(stage.ada))


async def test_too_many_questions_are_told_when_to_come_back(stage: Stage) -> None:
    await set_to(stage, "limits", person=2)
    assert embeds((await stage.answered()).messages[0]) and embeds((await stage.answered(UNKNOWN)).messages[0])
    shown = await stage.answered()
    assert shown.ephemeral and re.search(r"Ask again in \d\d seconds", shown.text)
    stage.time.advance(61)
    assert embeds((await stage.answered()).messages[0])


async def test_a_channel_has_its_limit_too(stage: Stage) -> None:
    await set_to(stage, "limits", channel=1)
    await stage.answered()
    bob = stage.server.user("bob")
    stage.server.join(stage.guild, bob)
    shown = await (await stage.server.slash(bob, stage.channel, "ask", question=AIRSPACE)).shown()
    assert shown.ephemeral and "Ask again in" in shown.text


async def test_a_channel_sees_only_its_outlets(stage: Stage) -> None:
    shown = await set_to(stage, "outlets", channel=stage.channel, source="capital observer", seen=True)
    assert "Capital Observer" in shown.text
    assert "Meridian Wire" not in (await stage.answered()).text
    assert "only these outlets" in (await stage.answered(source="Meridian Wire")).text
    for command in ("latest", "sources"):
        asked = await stage.server.slash(stage.ada, stage.channel, command)
        assert "Meridian Wire" not in (await asked.shown()).text
    typed = await stage.server.autocomplete(stage.ada, stage.channel, "ask", "source", source="", question="Who?")
    assert (await typed.shown()).choices == (("Capital Observer", "Capital Observer"),)


async def test_settings_are_reset(stage: Stage) -> None:
    await set_to(stage, "answers", private=True)
    await set_to(stage, "reset")
    assert not (await stage.answered()).ephemeral


async def test_a_server_that_the_bot_leaves_is_forgotten(stage: Stage) -> None:
    await set_to(stage, "answers", private=True)
    shown = await stage.answered()
    await stage.parts.work.kept()
    assert stage.parts.state.settings(stage.guild.id).private
    await stage.server.kick_bot(stage.guild)
    await stage.until(lambda: not stage.parts.state.settings(stage.guild.id).private)
    assert stage.parts.state.given(int(shown.messages[0]["id"])) is None


async def test_what_is_kept_about_a_person_is_deleted_at_their_word(stage: Stage) -> None:
    shown = await stage.answered()
    await stage.parts.work.kept()
    assert stage.parts.state.given(int(shown.messages[0]["id"]))
    told = await (await stage.server.slash(stage.ada, stage.channel, "forget-me")).shown()
    assert told.ephemeral and "deleted" in told.text
    assert stage.parts.state.given(int(shown.messages[0]["id"])) is None


async def test_no_rule_was_broken(stage: Stage) -> None:
    await set_to(stage, "show")
    assert stage.server.violations == []
