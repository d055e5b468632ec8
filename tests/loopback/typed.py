"""A slash command as Discord's client fills it in: options by name become Discord's options, or are refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.loopback.commands import GROUP, SUBCOMMAND
from tests.loopback.permissions import in_channel
from tests.loopback.records import File, Json
from tests.loopback.seen import UnusableError
from tests.loopback.world import Channel, Role, User

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (File,),
}
STRING_MOST = 6000  # characters of a text option, unless the option says less


@dataclass(slots=True)
class Typing:
    """A command being typed: the values, what they resolve to, and the option that the cursor is in."""

    values: Mapping[str, Any]
    attach: Callable[[File], Json]
    focus: str | None = None
    resolved: Json = field(default_factory=dict)

    def content(self, command: Json, path: list[str]) -> Json:
        """The interaction's data; raises UnusableError."""
        told: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        told |= {"options": self._filled(command, path)}
        told |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        return told | ({"resolved": self.resolved} if self.resolved else {})

    def _filled(self, command: Json, path: list[str]) -> list[Json]:
        options = command.get("options") or []
        if path:
            inner = next((option for option in options if option["name"] == path[0]), None)
            if inner is None or inner["type"] not in (SUBCOMMAND, GROUP):
                raise UnusableError(f"There is no subcommand {path[0]} of {command['name']}.")
            return [{"type": inner["type"], "name": inner["name"], "options": self._filled(inner, path[1:])}]
        if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
            raise UnusableError(f"{command['name']} needs one of its subcommands.")
        if unknown := set(self.values) - {option["name"] for option in options}:
            raise UnusableError(f"{command['name']} has no option {', '.join(sorted(unknown))}.")
        return [self._option(option) for option in options if self._given(option)]

    def _given(self, option: Json) -> bool:
        if option["name"] in self.values:
            return True
        if option.get("required") and not self.focus:
            raise UnusableError(f"The option {option['name']} is required.")
        return False

    def _option(self, option: Json) -> Json:
        name, kind, value = option["name"], option["type"], self.values[option["name"]]
        if self.focus == name:
            if not option.get("autocomplete"):
                raise UnusableError(f"The option {name} does not complete.")
            return {"name": name, "type": kind, "value": value, "focused": True}
        if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != BOOLEAN):
            raise UnusableError(f"The option {name} takes no {type(value).__name__}.")
        if not self.focus:
            _check(option, value)
        return {"name": name, "type": kind, "value": self._value(value)}

    def _value(self, value: Any) -> Any:
        if isinstance(value, File):
            attachment = self.attach(value)
            self.resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return attachment["id"]
        if isinstance(value, (User, Role, Channel)):
            self.resolved.setdefault(f"{type(value).__name__.lower()}s", {})[str(value.id)] = value.json()
            return str(value.id)
        return value

    def place(self, channel: Channel, user: User) -> None:
        """Adds what Discord resolves of members and channels: their roles there, the user's permissions."""
        for key, found in self.resolved.get("channels", {}).items():
            target = channel.guild.channels[int(key)] if channel.guild else channel
            found["permissions"] = str(in_channel(target, user))
        for key in self.resolved.get("users", {}):
            if channel.guild and int(key) in channel.guild.members:
                member = {k: v for k, v in channel.guild.members[int(key)].json().items() if k != "user"}
                self.resolved.setdefault("members", {})[key] = member | {"permissions": "0"}


def _check(option: Json, value: Any) -> None:
    name = option["name"]
    if option.get("choices") and value not in [choice["value"] for choice in option["choices"]]:
        raise UnusableError(f"The option {name} takes one of its choices.")
    size = len(value) if isinstance(value, str) else value
    kind = "length" if isinstance(value, str) else "value"
    least, most = option.get(f"min_{kind}"), option.get(f"max_{kind}", STRING_MOST if kind == "length" else None)
    if isinstance(size, int | float) and ((least is not None and size < least) or (most is not None and size > most)):
        raise UnusableError(f"The option {name} must be between {least} and {most}.")
