"""Each of Discord's limits is a limit here: reached it is accepted, broken it is refused at its place."""

from typing import Any

import discord
import pytest

from tests.loopback import buttons
from tests.loopback.stage import Act, Asking, Stage, on_stage, view

ANSWER: dict[str, Any] = {"title": "t", "description": "d"}
BROKEN: list[tuple[dict[str, Any], str, str]] = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "\N{PILE OF POO}" * 1001}, "content", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [ANSWER] * 11}, "embeds", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, "title", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"description": "x" * 4097}]}, "description", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{}]}, "description", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "footer", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "fields", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "x" * 257, "value": "v"}]}]}, "name", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]}, "value", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "n", "value": " "}]}]}, "value", "BASE_TYPE_REQUIRED"),
    ({"embeds": [ANSWER | {"url": "javascript:alert(1)"}]}, "url", "URL_TYPE_INVALID_SCHEME"),
    ({"embeds": [ANSWER | {"timestamp": "yesterday"}]}, "timestamp", "DATE_TIME_TYPE_PARSE"),
]


def rows(*buttons: dict[str, Any], count: int = 1) -> dict[str, Any]:
    """A message with that row of buttons so often."""
    return {"content": "c", "components": [{"type": 1, "components": list(buttons)}] * count}


def button(**changes: Any) -> dict[str, Any]:
    """A button that is right but for the changes."""
    return {"type": 2, "style": 1, "label": "l", "custom_id": "c"} | changes


BROKEN_COMPONENTS = [
    (rows(button(), count=6), "components", "BASE_TYPE_BAD_LENGTH"),
    (rows(*(button(custom_id=str(number)) for number in range(6))), "components", "BASE_TYPE_BAD_LENGTH"),
    (rows(), "components", "BASE_TYPE_BAD_LENGTH"),
    (rows(button(label="x" * 81)), "label", "BASE_TYPE_BAD_LENGTH"),
    (rows(button(custom_id="x" * 101)), "custom_id", "BASE_TYPE_BAD_LENGTH"),
    (rows(button(custom_id="")), "custom_id", "BASE_TYPE_REQUIRED"),
    (rows(button(), button()), "components", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (rows(button(style=5)), "url", "URL_TYPE_INVALID_SCHEME"),
    (rows({"type": 3, "custom_id": "m", "options": [{"label": "l", "value": "v"}] * 26}), "options", "BASE_TYPE_BAD"),
    ({"content": "c", "flags": 1 << 15}, "flags", "UNSUPPORTED"),
]


async def refusal_of(stage: Stage, body: dict[str, Any]) -> discord.HTTPException:
    """Why a message with this body is refused."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=stage.channel.id)
    with pytest.raises(discord.HTTPException) as refused:
        await stage.bot.http.request(route, json={"allowed_mentions": {"parse": []}} | body)
    return refused.value


@on_stage()
async def test_each_broken_limit_of_a_message_is_refused_at_its_place(stage: Stage) -> None:
    for body, place, code in BROKEN + BROKEN_COMPONENTS:
        refused = await refusal_of(stage, body)
        assert (refused.status, refused.code) == (400, 50035), body
        detail = stage.server.violations[-1].detail
        assert f'"{place}"' in detail, (body, detail)
        assert code in detail, (body, detail)
    assert len(stage.server.violations) == len(BROKEN + BROKEN_COMPONENTS)
    assert stage.server.seen_by(stage.ada, stage.channel) == []


@on_stage()
async def test_what_reaches_a_limit_exactly_is_accepted(stage: Stage) -> None:
    channel = stage.place
    embeds = [discord.Embed(description="x" * 4096), discord.Embed(description="y" * 1904)]
    many = [discord.ui.Button[Any](label="x" * 80, custom_id=f"{number:0100}") for number in range(25)]
    await channel.send("x" * 2000, embeds=embeds, view=view(*many))
    [message] = stage.server.seen_by(stage.ada, stage.channel)
    assert len(buttons(message)) == 25
    assert stage.server.violations == []


@on_stage()
async def test_an_empty_message_is_refused(stage: Stage) -> None:
    assert (await refusal_of(stage, {"content": " \n"})).code == 50006
    assert stage.server.violations[-1].rule == "50006"


@on_stage()
async def test_a_message_that_may_mention_is_refused_when_sent_and_when_edited(stage: Stage) -> None:
    for allowed in ({"parse": ["everyone"]}, {"parse": [], "users": ["1"]}, {"parse": [], "replied_user": True}, None):
        refused = await refusal_of(stage, {"content": "hi", "allowed_mentions": allowed})
        assert refused.code == 50035
        assert "allowed_mentions" in stage.server.violations[-1].detail
    channel = stage.place
    message = await channel.send("hi")
    with pytest.raises(discord.HTTPException, match="allowed_mentions"):
        await message.edit(content="hi all", allowed_mentions=discord.AllowedMentions(everyone=True))
    await message.edit(content="hi nobody")


@on_stage()
async def test_modals_and_choices_have_their_limits(stage: Stage) -> None:
    field = {"type": 4, "style": 1, "custom_id": "q", "label": "l"}
    modal: dict[str, Any] = {"title": "t", "custom_id": "m", "components": [{"type": 1, "components": [field]}]}
    long = {"type": 1, "components": [field | {"max_length": 4001}]}
    for command, kind, content, place in (
        ("slash", 9, modal | {"title": "x" * 46}, "title"),
        ("slash", 9, modal | {"components": [long]}, "max_length"),
        ("slash", 9, modal | {"components": modal["components"] * 6}, "components"),
        ("slash", 9, modal | {"components": modal["components"] * 2}, "DUPLICATED"),
        ("autocomplete", 8, {"choices": [{"name": "n", "value": "v"}] * 26}, "choices"),
        ("autocomplete", 8, {"choices": [{"name": "x" * 101, "value": "v"}]}, "name"),
        ("autocomplete", 8, {"choices": [{"name": "n", "value": "x" * 101}]}, "value"),
    ):
        stage.bot.act = answering(stage, kind, content)
        if command == "slash":
            await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
        else:
            await stage.server.autocomplete(stage.ada, stage.channel, "ask", "source")
        assert (await stage.bot.refusal()).code == 50035
        assert place in stage.server.violations[-1].detail


def answering(stage: Stage, kind: int, content: Any) -> Act:
    """Answers with a callback of that type, without the library's own checks."""

    async def act(asked: Asking) -> None:
        route = discord.http.Route("POST", f"/interactions/{asked.id}/{asked.token}/callback")
        await stage.bot.http.request(route, json={"type": kind, "data": content})

    return act


@on_stage()
async def test_commands_that_break_a_limit_are_refused(stage: Stage) -> None:
    command = {"name": "a", "description": "d"}
    option: dict[str, Any] = {"type": 3, "name": "o", "description": "d"}
    large: list[dict[str, Any]] = [
        option | {"name": f"o{n}", "choices": [{"name": "x" * 100, "value": "y" * 100}] * 2} for n in range(20)
    ]
    for wrong, why in (
        ([command | {"name": "A b"}], "INVALID_NAME"),
        ([command | {"description": ""}], "REQUIRED"),
        ([command | {"description": "x" * 101}], "BAD_LENGTH"),
        ([command | {"options": [option | {"name": f"o{n}"} for n in range(26)]}], "BAD_LENGTH"),
        ([command | {"options": [option, option | {"name": "p", "required": True}]}], "REQUIRED_INVALID"),
        ([command | {"options": [option | {"choices": [{"name": "n", "value": "v"}] * 26}]}], "BAD_LENGTH"),
        ([command | {"options": [o | {"choices": o["choices"] * 3} for o in large]}], "TOO_LARGE"),
        ([command | {"contexts": [3]}], "contexts"),
        ([command, command], "DUPLICATE_NAME"),
        ([command | {"name": f"c{n}"} for n in range(101)], "COMMANDS_MAX"),
        ([{"name": "Menu", "type": 3, "description": "d"}], "CONTEXT_MENU"),
    ):
        with pytest.raises(discord.HTTPException) as refused:
            await stage.bot.http.bulk_upsert_global_commands(stage.server.app_id, wrong)
        assert refused.value.code == 50035
        assert why in stage.server.violations[-1].detail, wrong
    assert {one["name"] for one in stage.server.commands()} == {"ask", "Find related", "manage", "set"}
