"""An application that a user brings along: it answers by the interaction, and by nothing else."""

from typing import Any

import discord
import pytest

from tests.loopback import Channel, UnusableError
from tests.loopback.stage import Asking, Stage, on_stage

EVERYWHERE: dict[str, Any] = {
    "name": "ask",
    "description": "Asks",
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
    "options": [{"type": 3, "name": "question", "description": "What", "required": True}],
}


async def offered(stage: Stage, **changes: Any) -> None:
    """The bot's command is with its users wherever they are, but for the changes."""
    await stage.bot.http.bulk_upsert_global_commands(stage.server.app_id, [EVERYWHERE | changes])
    stage.server.install(stage.ada)


def places(stage: Stage) -> tuple[Channel, Channel]:
    """A group, and a channel of a guild that the bot is not in."""
    elsewhere = stage.server.guild("Elsewhere", bot=False)
    stage.server.join(elsewhere, stage.ada)
    return stage.server.group("friends", stage.ada, stage.server.user("bob")), stage.server.channel(elsewhere, "talk")


@on_stage()
async def test_a_command_is_answered_where_the_bot_is_not(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        seen.append((asked.context, asked.is_user_integration()))
        await asked.response.send_message("here")

    seen: list[tuple[discord.app_commands.AppCommandContext, bool]] = []
    stage.bot.act = act
    await offered(stage)
    for place in places(stage):
        asked = await stage.server.slash(stage.ada, place, "ask", question="Who?")
        assert (await asked.shown()).text == "here"
    assert [(context.private_channel, context.guild, own) for context, own in seen] == [
        (True, False, True),
        (False, True, True),
    ]


@on_stage()
async def test_the_channel_itself_is_closed_to_the_bot(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.client.get_partial_messageable(asked.channel_id or 0).send("loud")

    stage.bot.act = act
    await offered(stage)
    for place in places(stage):
        await stage.server.slash(stage.ada, place, "ask", question="Who?")
        assert (await stage.bot.refusal()).code == 50001


@on_stage()
async def test_a_sixth_further_message_is_refused(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.response.send_message("first")
        for number in range(6):
            await asked.followup.send(str(number))

    stage.bot.act = act
    await offered(stage)
    asked = await stage.server.slash(stage.ada, places(stage)[0], "ask", question="Who?")
    assert (await stage.bot.refusal()).code == 40094
    assert len(asked.now().messages) == 6


@on_stage()
async def test_a_command_for_guilds_is_not_brought_along(stage: Stage) -> None:
    await offered(stage, integration_types=[0])
    for place in places(stage):
        with pytest.raises(UnusableError):
            await stage.server.slash(stage.ada, place, "ask", question="Who?")


@on_stage()
async def test_who_has_not_installed_it_has_no_command(stage: Stage) -> None:
    await offered(stage)
    bob = stage.server.user("bob")
    with pytest.raises(UnusableError):
        await stage.server.slash(bob, stage.server.group("friends", stage.ada, bob), "ask", question="Who?")
