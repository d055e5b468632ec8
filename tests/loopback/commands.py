"""The bot's commands: Discord's limits of them, and their routes."""

import re
from collections import Counter
from typing import Any

from tests.loopback.hub import Call, Hub
from tests.loopback.records import Json
from tests.loopback.refusals import Form, RefusalError, invalid, length

SLASH, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
OPTION_TYPES = range(1, 12)

MOST = {SLASH: 100, USER: 15, MESSAGE: 15}  # commands of each type
NAME, DESCRIPTION, OPTIONS, CHOICES, CHOICE, VALUE, ALL = 32, 100, 25, 25, 100, 6000, 8000
SLASH_NAME = re.compile(r"[-_'\w]{1,32}")

Path = tuple[str | int, ...]


def check_commands(commands: Any) -> None:
    """Raises RefusalError 50035 with every limit that the commands break."""
    form = Form()
    for number, command in enumerate(commands):
        _check_command(form, (number,), command)
    for (kind, name), times in Counter((c.get("type", SLASH), c.get("name")) for c in commands).items():
        if times > 1:
            form.wrong((), "APPLICATION_COMMANDS_DUPLICATE_NAME", f"{name} ({kind}) is there twice.")
    for kind, times in Counter(command.get("type", SLASH) for command in commands).items():
        if times > MOST.get(kind, 0):
            form.wrong((), "APPLICATION_COMMANDS_MAX", f"At most {MOST.get(kind, 0)} commands of type {kind}.")
    form.check()


def _check_command(form: Form, path: Path, command: Json) -> None:
    if command.get("type", SLASH) == SLASH:
        _check_name(form, path, command)
        form.text((*path, "description"), command.get("description"), 1, DESCRIPTION)
        _check_options(form, path, command.get("options") or [], depth=0)
    else:
        form.text((*path, "name"), command.get("name"), 1, NAME)
        if command.get("description") or command.get("options"):
            form.wrong(path, "APPLICATION_COMMAND_CONTEXT_MENU", "It has neither description nor options.")
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        if not set(command.get(key) or ()) <= known:
            form.wrong((*path, key), "BASE_TYPE_CHOICES", f"Values must be of {sorted(known)}.")
    if _size(command) > ALL:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({ALL})")


def _check_name(form: Form, path: Path, named: Json) -> None:
    name = str(named.get("name"))
    if not SLASH_NAME.fullmatch(name) or name != name.lower():
        form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", f"Command name is invalid: {name}")


def _check_options(form: Form, path: Path, options: list[Json], depth: int) -> None:
    if not form.count((*path, "options"), options, 0, OPTIONS):
        return
    optional = False
    for number, option in enumerate(options):
        place = (*path, "options", number)
        _check_option(form, place, option, depth)
        if option.get("required") and optional:
            form.wrong(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come before others.")
        optional |= not option.get("required")
    if len({option.get("name") for option in options}) < len(options):
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique.")


def _check_option(form: Form, path: Path, option: Json, depth: int) -> None:
    kind = option.get("type")
    _check_name(form, path, option)
    form.text((*path, "description"), option.get("description"), 1, DESCRIPTION)
    if kind not in OPTION_TYPES or (kind == GROUP and depth) or (kind == SUBCOMMAND and depth > 1):
        form.wrong((*path, "type"), "BASE_TYPE_CHOICES", f"Type {kind} may not stand here.")
    if kind in (SUBCOMMAND, GROUP):
        _check_options(form, path, option.get("options") or [], depth + 1)
    choices = option.get("choices") or []
    if form.count((*path, "choices"), choices, 0, CHOICES):
        for number, choice in enumerate(choices):
            form.text((*path, "choices", number, "name"), choice.get("name"), 1, CHOICE)
            form.text((*path, "choices", number, "value"), str(choice.get("value")), 1, CHOICE)
    if choices and option.get("autocomplete"):
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", "An option has choices or completes, not both.")
    for key in ("min_length", "max_length"):
        if not 0 <= (option.get(key) or 0) <= VALUE:
            form.wrong((*path, key), "NUMBER_TYPE_MAX", f"int value should be between 0 and {VALUE}.")


def _size(part: Json) -> int:
    """Characters of names, descriptions and values, in all that the command contains."""
    own = sum(length(str(part.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_size(inner) for key in ("options", "choices") for inner in part.get(key) or [])


def put_commands(hub: Hub, call: Call) -> list[Json]:
    """Replaces all commands of the application, everywhere or in one guild."""
    _check_application(hub, call)
    if not isinstance(call.json, list):
        raise invalid(code="LIST_TYPE_CONVERT", message="Only iterables may be used in a ListType")
    check_commands(call.json)
    place = int(call.path["guild"]) if "guild" in call.path else None
    hub.commands[place] = [_registered(hub, command, place) for command in call.json]
    return hub.commands[place]


def post_command(hub: Hub, call: Call) -> Json:
    """Adds a command, or replaces the one of that name."""
    _check_application(hub, call)
    place = int(call.path["guild"]) if "guild" in call.path else None
    same = (call.json.get("type", SLASH), call.json.get("name"))
    others = [command for command in hub.commands.get(place, []) if (command["type"], command["name"]) != same]
    check_commands([*others, call.json])
    hub.commands[place] = [*others, _registered(hub, call.json, place)]
    return hub.commands[place][-1]


def get_commands(hub: Hub, call: Call) -> list[Json]:
    """The commands as they are registered."""
    _check_application(hub, call)
    return hub.commands.get(int(call.path["guild"]) if "guild" in call.path else None, [])


def _check_application(hub: Hub, call: Call) -> None:
    if int(call.path["application"]) != hub.app_id:
        raise RefusalError(20001)
    if "guild" in call.path and int(call.path["guild"]) not in hub.guilds:
        raise RefusalError(50001)


def _registered(hub: Hub, command: Json, place: int | None) -> Json:
    common: Json = {"type": SLASH, "description": "", "options": [], "nsfw": False, "default_member_permissions": None}
    own: Json = {"id": str(hub.ids.next()), "application_id": str(hub.app_id), "version": str(hub.ids.next())}
    placed: Json = {} if place is None else {"guild_id": str(place)}
    return common | {"contexts": None, "integration_types": [0]} | command | own | placed


ROUTES = [
    (method, path, step)
    for path in ("/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands")
    for method, step in (("PUT", put_commands), ("POST", post_command), ("GET", get_commands))
]
