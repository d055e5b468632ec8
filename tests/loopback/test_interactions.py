"""The rules of interactions are kept, and what breaks them is refused with Discord's codes."""

from typing import Any

import discord
import pytest

from tests.loopback import UnusableError
from tests.loopback.stage import Asking, Stage, on_stage


@on_stage()
async def test_after_three_seconds_an_interaction_is_unknown(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        stage.server.clock.advance(3.1)
        await asked.response.send_message("late")

    stage.bot.act = act
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    refused = await stage.bot.refusal()
    assert (refused.status, refused.code) == (404, 10062)
    assert asked.now().messages == ()


@on_stage()
async def test_after_fifteen_minutes_the_token_is_invalid(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.response.defer(thinking=True)
        stage.server.clock.advance(15 * 60)
        await asked.edit_original_response(content="late")

    stage.bot.act = act
    await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    refused = await stage.bot.refusal()
    assert (refused.status, refused.code) == (401, 50027)


@on_stage()
async def test_a_second_acknowledgement_is_refused(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.response.send_message("once")
        asked.response._response_type = None  # as if another process had answered first
        await asked.response.send_message("twice")

    stage.bot.act = act
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    refused = await stage.bot.refusal()
    assert (refused.status, refused.code) == (400, 40060)
    assert asked.now().text == "once"
    assert [violation.rule for violation in stage.server.violations] == ["40060"]


@on_stage()
async def test_a_followup_before_any_answer_has_no_webhook(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.followup.send("too early")

    stage.bot.act = act
    await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    assert (await stage.bot.refusal()).code == 10015


@on_stage()
async def test_a_command_cannot_be_answered_by_an_update(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        route = discord.http.Route("POST", f"/interactions/{asked.id}/{asked.token}/callback")
        await stage.bot.http.request(route, json={"type": 7, "data": {}})

    stage.bot.act = act
    await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    refused = await stage.bot.refusal()
    assert refused.code == 50035
    assert "type" in refused.text


@on_stage()
async def test_answers_can_be_deleted_and_are_then_unknown(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        await asked.response.send_message("gone soon")
        await asked.delete_original_response()
        await asked.edit_original_response(content="too late")

    stage.bot.act = act
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    assert (await stage.bot.refusal()).code == 10008
    assert asked.now().messages == ()


class Further(discord.ui.Modal, title="Ask further"):
    """A form with one field under a label."""

    question: discord.ui.Label[Any] = discord.ui.Label(
        text="Question", component=discord.ui.TextInput(max_length=20, custom_id="q")
    )

    async def on_submit(self, interaction: Asking) -> None:
        """Says what was asked."""
        assert isinstance(self.question.component, discord.ui.TextInput)
        await interaction.response.send_message(self.question.component.value)


@on_stage()
async def test_a_modal_is_filled_in_and_sent(stage: Stage) -> None:
    async def act(asked: Asking) -> None:
        if asked.type is discord.InteractionType.application_command:
            await asked.response.send_modal(Further())

    stage.bot.act = act
    shown = await (await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")).shown()
    assert shown.modal is not None
    assert shown.modal.title == "Ask further"
    sent = await stage.server.submit(stage.ada, shown.modal, {"Question": "And then?"})
    assert (await sent.shown()).text == "And then?"
    with pytest.raises(UnusableError, match="0 to 20 characters"):
        await stage.server.submit(stage.ada, shown.modal, {"q": "x" * 21})
