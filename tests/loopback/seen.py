"""What a user sees in answer to what they did."""

import asyncio
from collections.abc import Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from tests.loopback.components import modal_inputs
from tests.loopback.hub import Hub
from tests.loopback.interaction import SUBMIT, Interaction
from tests.loopback.limits import embed_texts
from tests.loopback.records import Json
from tests.loopback.world import Channel, Post, User

Result = TypeVar("Result")


class UnusableError(Exception):
    """Discord's own client would not let the user do this; the message says why."""


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that a user has before them, and where it came from."""

    json: Json
    user: User
    channel: Channel
    source: Post | None

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.json["title"])

    def inputs(self) -> list[Json]:
        """The fields to fill in, with the label over each."""
        rows = self.json["components"]
        labels = {part["custom_id"]: row.get("label") for row in rows for part in modal_inputs({"components": [row]})}
        return [part | {"label": part.get("label") or labels[part["custom_id"]]} for part in modal_inputs(self.json)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the user sees at one moment; see the package's description."""

    messages: tuple[Json, ...]
    deferred: bool = False
    ephemeral: bool = False
    edits: int = 0
    modal: Modal | None = None
    choices: tuple[tuple[str, Any], ...] | None = None
    typing: bool = False
    reactions: tuple[str, ...] = ()
    acknowledged: float | None = None

    @property
    def message(self) -> Json | None:
        """The last of the messages."""
        return self.messages[-1] if self.messages else None

    @property
    def text(self) -> str:
        """All that can be read in the messages."""
        return "\n".join(words(message) for message in self.messages)


class Server(Protocol):
    """The part of the server that an Asked needs."""

    hub: Hub

    def now(self, step: Callable[[], Result]) -> Result:
        """The step's result, taken in the server's loop."""

    async def there(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The work's result, done in the server's loop."""


class Asked:
    """What a user did, and what came of it. ``message``: the JSON of what was said, else None."""

    def __init__(
        self, server: Server, keys: tuple[int, ...], look: Callable[[], Shown], message: Json | None = None
    ) -> None:
        self._server, self._keys, self._look = server, keys, look
        self.message = message

    def now(self) -> Shown:
        """What the user sees at this moment."""
        return self._server.now(self._look)

    async def shown(self, within: float = 30.0) -> Shown:
        """What the user sees once it is more than "thinking…"; raises TimeoutError after so many seconds."""
        return await self.until(lambda seen: bool(seen.messages or seen.modal or seen.choices is not None), within)

    async def until(self, enough: Callable[[Shown], bool], within: float = 30.0) -> Shown:
        """What the user sees once it is enough; raises TimeoutError after so many seconds."""
        wait = self._server.hub.wait(self._keys, lambda: enough(self._look()))
        try:
            await self._server.there(asyncio.wait_for(wait, within))
        except TimeoutError:
            raise TimeoutError(f"After {within} s there is only {self.now()}") from None
        return self.now()


def after_interaction(hub: Hub, given: Interaction) -> Shown:
    """What its user sees of the answer to an interaction."""
    posts = [post for post in hub.traces.get(given.id, ()) if post.id in post.channel.posts]
    visible = [post for post in posts if not post.thinking and post.viewer in (None, given.user)]
    edits = sum(post.edits for post in visible)
    if given.updated and given.source and given.original is given.source and given.source.id in given.channel.posts:
        visible, edits = [given.source, *visible], edits + given.source.edits - given.baseline
    source = given.source if given.kind != SUBMIT else None
    modal = Modal(given.modal, given.user, given.channel, source) if given.modal else None
    return Shown(
        messages=tuple(deepcopy(post.json) for post in visible),
        deferred=any(post.thinking for post in posts),
        ephemeral=given.ephemeral or any(post.viewer is not None for post in visible),
        edits=edits,
        modal=modal,
        choices=None if given.choices is None else tuple((c["name"], c["value"]) for c in given.choices),
        acknowledged=None if given.acknowledged is None else given.acknowledged - given.sent,
    )


def after_saying(hub: Hub, said: Post) -> Shown:
    """What its author sees of the answer to a message: replies, those in its thread, later ones in its channel."""
    later = [post for post in hub.traces.get(said.channel.id, ()) if post.id > said.id]
    posts = [*hub.traces.get(said.id, ()), *later]
    found = sorted((post for post in posts if _answers(hub, post)), key=lambda post: post.id)
    return Shown(
        messages=tuple(deepcopy(post.json) for post in found),
        edits=sum(post.edits for post in found),
        typing=hub.bot.id in said.channel.typing,
        reactions=tuple(entry["emoji"]["name"] for entry in said.json["reactions"]),
    )


def _answers(hub: Hub, post: Post) -> bool:
    return int(post.json["author"]["id"]) == hub.bot.id and post.id in post.channel.posts and post.viewer is None


def words(message: Json) -> str:
    """All that can be read in a message: content, then each embed from above to below."""
    return "\n".join(
        [message["content"], *(text for embed in message["embeds"] for text in embed_texts(embed))]
    ).strip()


def buttons(message: Json) -> list[Json]:
    """The buttons and menus under a message."""
    return [part for row in message["components"] for part in row["components"]]
