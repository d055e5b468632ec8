"""What a user can do, refused where Discord's own client would not let them."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.loopback import interaction, threads
from tests.loopback.commands import MESSAGE, SLASH
from tests.loopback.commands import USER as USER_COMMAND
from tests.loopback.components import BUTTON, LINK
from tests.loopback.core import Core
from tests.loopback.filling import check_values, filled
from tests.loopback.hub import Hub
from tests.loopback.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, Interaction
from tests.loopback.offered import command as find_command
from tests.loopback.offered import need, visible
from tests.loopback.permissions import SEND, SEND_IN_THREADS
from tests.loopback.posting import attach, is_thread, post, publish, remove
from tests.loopback.records import File, Json
from tests.loopback.seen import Asked, Modal, UnusableError, after_interaction, after_saying, buttons
from tests.loopback.typed import Typing
from tests.loopback.world import Channel, Post, User


class Acting(Core):
    """The server, as its users use it."""

    async def slash(self, user: User, channel: Channel, command: str, /, **options: Any) -> Asked:
        """The command is called; ``command`` may name a subcommand after a space."""
        return self._typed(user, channel, command, options, COMMAND, None)

    async def autocomplete(self, user: User, channel: Channel, command: str, focus: str, /, **options: Any) -> Asked:
        """The option ``focus`` is being typed, with what is in it and in the others so far."""
        return self._typed(user, channel, command, {focus: ""} | options, AUTOCOMPLETE, focus)

    def _typed(self, user: User, channel: Channel, command: str, options: Json, kind: int, focus: str | None) -> Asked:
        def step() -> Asked:
            name, *path = command.split()
            found = find_command(self.hub, user, channel, name, SLASH)
            typing = Typing(options, lambda file: attach(self.hub, channel, file), focus)
            content = typing.content(found, path)
            typing.place(channel, user)
            return self._begun(interaction.begin(self.hub, kind, user, channel, content))

        return self.now(step)

    async def context(self, user: User, target: Json | User, command: str, /, channel: Channel | None = None) -> Asked:
        """The context-menu command is called on a message, or in ``channel`` on a user."""

        def step() -> Asked:
            if isinstance(target, User):
                assert channel is not None, "a command on a user is called in a channel"
                place, kind, resolved = channel, USER_COMMAND, {"users": {str(target.id): target.json()}}
                number = target.id
            else:
                source = visible(self.hub, user, target)
                place, kind, number = source.channel, MESSAGE, source.id
                resolved = {"messages": {str(number): source.json}}
            found = find_command(self.hub, user, place, command, kind)
            content: Json = {"id": found["id"], "name": found["name"], "type": kind, "target_id": str(number)}
            return self._begun(interaction.begin(self.hub, COMMAND, user, place, content | {"resolved": resolved}))

        return self.now(step)

    async def press(self, user: User, message: Json, button: str, /) -> Asked:
        """The button of that label or custom_id is pressed."""
        return self.now(lambda: self._used(user, message, button, None))

    async def select(self, user: User, message: Json, menu: str, values: Sequence[str], /) -> Asked:
        """These values of the menu of that custom_id are chosen."""
        return self.now(lambda: self._used(user, message, menu, list(values)))

    def _used(self, user: User, message: Json, name: str, values: list[str] | None) -> Asked:
        source = visible(self.hub, user, message)
        part = next((p for p in buttons(source.json) if name in (p.get("label"), p.get("custom_id"))), None)
        if part is None or (part["type"] == BUTTON) != (values is None):
            raise UnusableError(f"There is no {name} under this message.")
        if part.get("disabled") or part.get("style") == LINK:
            raise UnusableError(f"{name} is disabled, or only a link.")
        content: Json = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part.get("id", 1)}
        if values is not None:
            check_values(part, values)
            content["values"] = values
        return self._begun(interaction.begin(self.hub, COMPONENT, user, source.channel, content, source))

    async def submit(self, user: User, modal: Modal | None, values: Mapping[str, Any], /) -> Asked:
        """The modal is filled in by label or custom_id, and sent."""

        def step() -> Asked:
            if modal is None or modal.user is not user:
                raise UnusableError("This user has no such modal before them.")
            content: Json = {"custom_id": modal.json["custom_id"], "components": filled(modal, values)}
            return self._begun(interaction.begin(self.hub, SUBMIT, user, modal.channel, content, modal.source))

        return self.now(step)

    async def say(
        self,
        user: User,
        channel: Channel,
        text: str,
        /,
        mention: bool = False,
        reply_to: Json | None = None,
        ping: bool = True,
        attach: Sequence[File] = (),
    ) -> Asked:
        """A message is sent. ``mention``: it begins with one of the bot; ``ping``: a reply mentions its author."""

        def step() -> Asked:
            said = _said(
                self.hub, user, channel, f"<@{self.hub.bot.id}> {text}" if mention else text, reply_to, ping, attach
            )
            keys = (said.id, channel.id)
            return Asked(self, keys, lambda: after_saying(self.hub, said), said.json)

        return self.now(step)

    async def delete_message(self, message: Json, /) -> None:
        """Somebody who may deletes the message."""
        self.now(lambda: remove(self.hub, self.hub.channel(message["channel_id"]).posts[int(message["id"])]))

    def thread(self, channel: Channel, name: str) -> Channel:
        """A new thread, started by the owner."""
        return self.now(lambda: threads.open_thread(self.hub, channel, self.hub.owner, name))

    def _begun(self, given: Interaction) -> Asked:
        return Asked(self, (given.id,), lambda: after_interaction(self.hub, given))


def _said(
    hub: Hub, user: User, channel: Channel, text: str, reply_to: Json | None, ping: bool, files: Sequence[File]
) -> Post:
    need(channel, user, SEND_IN_THREADS if is_thread(channel) else SEND)
    reference: Json = {"message_reference": {"message_id": reply_to["id"]}} if reply_to else {}
    said = post(hub, channel, user, {"content": text} | reference, [attach(hub, channel, file) for file in files])
    named = [other for other in hub.users.values() if f"<@{other.id}>" in text or f"<@!{other.id}>" in text]
    if reply_to and ping:
        named.append(hub.users[int(reply_to["author"]["id"])])
    said.json["mentions"] = [other.json() for other in dict.fromkeys(named)]
    # What is said stands under its own id, so that it is no answer to anything.
    publish(hub, said, said.id)
    return said
