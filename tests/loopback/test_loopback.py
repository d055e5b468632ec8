"""The real client gets from this server what it gets from Discord, and its user sees it."""

import asyncio

import discord
import pytest

from tests.loopback import File, UnusableError, buttons
from tests.loopback.stage import Asking, Stage, on_stage, sending, view


@on_stage()
async def test_a_command_is_answered(stage: Stage) -> None:
    stage.bot.act = sending(content="hello", ephemeral=False)
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    shown = await asked.shown()
    assert (shown.text, shown.ephemeral, shown.deferred, shown.edits) == ("hello", False, False, 0)
    assert shown.acknowledged is not None
    assert stage.server.violations == []


@on_stage()
async def test_a_deferred_answer_is_filled_in_and_that_is_no_edit(stage: Stage) -> None:
    going = asyncio.Event()

    async def act(asked: Asking) -> None:
        await asked.response.defer(thinking=True, ephemeral=True)
        await going.wait()
        await asked.edit_original_response(content="found")
        await asked.edit_original_response(content="found more")

    stage.bot.act = act
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    waiting = await asked.until(lambda shown: shown.deferred)
    assert (waiting.messages, waiting.ephemeral) == ((), True)
    going.set()
    shown = await asked.until(lambda shown: shown.edits == 1)
    assert (shown.text, shown.ephemeral, shown.deferred) == ("found more", True, False)


@on_stage()
async def test_the_first_followup_fills_in_the_deferral_and_keeps_its_secrecy(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.response.defer(thinking=True, ephemeral=True)
        await asked.followup.send("first")
        await asked.followup.send("second", ephemeral=True)

    stage.bot.act = act
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    shown = await asked.until(lambda shown: len(shown.messages) == 2)
    assert shown.text == "first\nsecond"
    assert [message["content"] for message in stage.server.seen_by(stage.ada, stage.channel)] == ["first", "second"]
    assert stage.server.seen_by(stage.bob, stage.channel) == []


@on_stage()
async def test_options_arrive_with_their_values_and_attachments_can_be_read(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        options = {option["name"]: option["value"] for option in asked.data["options"]}  # type: ignore[index,typeddict-item]  # as sent
        resolved = asked.data["resolved"]["attachments"][options["file"]]  # type: ignore[index,typeddict-item]  # as sent
        content = await discord.Attachment(data=resolved, state=asked._state).read()
        await asked.response.send_message(f"{options['question']} {content.decode()}")

    stage.bot.act = act
    file = File("a.txt", b"an article")
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?", file=file)
    assert (await asked.shown()).text == "Who? an article"


@on_stage()
async def test_commands_of_a_tree_are_registered_and_called(stage: Stage) -> None:
    tree = discord.app_commands.CommandTree(stage.bot)

    @tree.command(description="Echoes")
    async def echo(asked: Asking, text: str, who: discord.Member) -> None:
        await asked.response.send_message(f"{who.name}: {text}")

    @tree.context_menu(name="Quote")
    async def quote(asked: Asking, message: discord.Message) -> None:
        await asked.response.send_message(f"> {message.content}")

    @echo.autocomplete("text")
    async def complete(asked: Asking, typed: str) -> list[discord.app_commands.Choice[str]]:
        return [discord.app_commands.Choice(name=f"{typed}idian for {asked.namespace.who.id}", value="m")]

    await tree.sync()
    typing = await stage.server.autocomplete(stage.ada, stage.channel, "echo", "text", text="Mer", who=stage.bob)
    assert (await typing.shown()).choices == ((f"Meridian for {stage.bob.id}", "m"),)
    asked = await stage.server.slash(stage.ada, stage.channel, "echo", text="hi", who=stage.bob)
    shown = await asked.shown()
    assert shown.text == "bob: hi"
    assert shown.message is not None
    quoted = await stage.server.context(stage.ada, shown.message, "Quote")
    assert (await quoted.shown()).text == "> bob: hi"


@on_stage()
async def test_a_context_menu_gives_the_message_with_its_content(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        [message] = asked.data["resolved"]["messages"].values()  # type: ignore[index,typeddict-item]  # as sent
        await asked.response.send_message(message["content"][::-1])

    stage.bot.act = act
    said = await stage.server.say(stage.ada, stage.channel, "secret")
    assert said.message is not None
    asked = await stage.server.context(stage.bob, said.message, "Find related")
    assert (await asked.shown()).text == "terces"


@on_stage()
async def test_a_button_edits_its_message_or_answers_in_another(stage: Stage) -> None:
    stage.bot.act = sending(content="page 1", view=view(discord.ui.Button(label="Next", custom_id="next")))
    shown = await (await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")).shown()

    async def turn(asked: Asking) -> None:
        await asked.response.edit_message(content="page 2")
        await asked.followup.send("turned", ephemeral=True)

    stage.bot.act = turn
    assert shown.message is not None
    pressed = await stage.server.press(stage.bob, shown.message, "Next")
    after = await pressed.until(lambda shown: len(shown.messages) == 2)
    assert (after.text, after.edits) == ("page 2\nturned", 1)
    assert [message["content"] for message in stage.server.seen_by(stage.ada, stage.channel)] == ["page 2"]


@on_stage()
async def test_a_menu_gives_what_is_chosen(stage: Stage) -> None:
    options = [discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")]
    stage.bot.act = sending(content="choose", view=view(discord.ui.Select(custom_id="menu", options=options)))
    shown = await (await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")).shown()
    assert shown.message is not None

    async def act(asked: Asking) -> None:
        await asked.response.send_message(asked.data["values"][0])  # type: ignore[index,typeddict-item]  # as sent

    stage.bot.act = act
    chosen = await stage.server.select(stage.ada, shown.message, "menu", ["2"])
    assert (await chosen.shown()).text == "2"
    with pytest.raises(UnusableError, match="cannot be chosen"):
        await stage.server.select(stage.ada, shown.message, "menu", ["3"])


@on_stage()
async def test_users_cannot_do_what_their_client_does_not_offer(stage: Stage) -> None:
    server, ada, channel = stage.server, stage.ada, stage.channel
    for command, options, why in (
        ("nothing", {}, "no command"),
        ("ask", {}, "is required"),
        ("ask", {"question": "x" * 201}, "between"),
        ("ask", {"question": "Who?", "colour": "red"}, "no option colour"),
        ("ask", {"question": 7}, "takes no int"),
        ("manage", {}, "does not show to ada"),
        ("set", {}, "needs one of its subcommands"),
    ):
        with pytest.raises(UnusableError, match=why):
            await server.slash(ada, channel, command, **options)
    with pytest.raises(UnusableError, match="does not show here"):
        await server.slash(ada, server.dm(ada), "manage")
    managers = server.role(stage.guild, "Managers", permissions=32)
    server.join(stage.guild, ada, managers)
    stage.bot.act = sending(content="done")
    assert (await (await server.slash(ada, channel, "manage")).shown()).text == "done"


@on_stage()
async def test_what_is_for_one_user_is_hidden_from_others(stage: Stage) -> None:
    button = view(discord.ui.Button(label="More", custom_id="more"))
    stage.bot.act = sending(content="for you", ephemeral=True, view=button)
    shown = await (await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")).shown()
    assert shown.message is not None
    assert [part["label"] for part in buttons(shown.message)] == ["More"]
    with pytest.raises(UnusableError, match="bob sees no such message"):
        await stage.server.press(stage.bob, shown.message, "More")
    with pytest.raises(discord.NotFound) as refused:
        await stage.bot.http.get_message(stage.channel.id, shown.message["id"])
    assert refused.value.code == 10008
