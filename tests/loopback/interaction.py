"""An interaction: what was done by whom, how the bot has answered so far, and its payload."""

from dataclasses import dataclass, field
from secrets import token_urlsafe

from tests.loopback.hub import Hub
from tests.loopback.permissions import DIRECT, in_channel
from tests.loopback.records import Json
from tests.loopback.world import BOT_DIRECT, Channel, Post, User

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
TO_ACKNOWLEDGE, TOKEN_LIFE = 3.0, 15 * 60.0  # seconds
UPLOAD = 10 * 1024 * 1024  # bytes that a file may have in a guild without boosts


@dataclass(eq=False, slots=True)
class Interaction:
    """What a user did. ``callback``: the type by which it was acknowledged, 0 until then; ``baseline``: edits of the
    message under a pressed button before that press; ``installer``: who has installed the application, where it is not
    there itself."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    sent: float
    content: Json
    source: Post | None = None
    callback: int = 0
    acknowledged: float | None = None
    ephemeral: bool = False
    original: Post | None = None
    updated: bool = False
    baseline: int = 0
    modal: Json | None = None
    choices: list[Json] | None = None
    sequels: list[Post] = field(default_factory=list)
    installer: int | None = None

    def metadata(self) -> Json:
        """What its messages say of it."""
        named: Json = {"name": self.content["name"]} if self.kind == COMMAND else {}
        origin: Json = {"interacted_message_id": str(self.source.id)} if self.source else {}
        return {"id": str(self.id), "type": self.kind, "user": self.user.json()} | named | origin | self.owners()

    def owners(self) -> Json:
        """Where the application is installed for it."""
        place = str(self.channel.guild.id if self.channel.guild else 0)
        return {"authorizing_integration_owners": {"1": str(self.installer)} if self.installer else {"0": place}}

    def payload(self, hub: Hub) -> Json:
        """What INTERACTION_CREATE sends."""
        body: Json = {"id": str(self.id), "application_id": str(hub.app_id), "type": self.kind, "token": self.token}
        body |= {"version": 1, "data": self.content, "entitlements": [], "attachment_size_limit": UPLOAD}
        body |= {"channel_id": str(self.channel.id), "channel": self.channel.json(), "locale": "en-US"}
        may = DIRECT if self.installer else in_channel(self.channel, hub.bot)
        body |= {"app_permissions": str(may)} | self.owners()
        if self.source:
            body |= {"message": self.source.json}
        return body | self._place()

    def _place(self) -> Json:
        guild = self.channel.guild
        if guild is None:
            return {"user": self.user.json(), "context": self.channel.context}
        member = guild.members[self.user.id].json() | {"permissions": str(in_channel(self.channel, self.user))}
        return {
            "guild_id": str(guild.id),
            "guild": guild.brief(),
            "guild_locale": "en-US",
            "member": member,
            "context": 0,
        }


def begin(hub: Hub, kind: int, user: User, channel: Channel, content: Json, source: Post | None = None) -> Interaction:
    """A new interaction, which the bot has been told of."""
    given = Interaction(hub.ids.next(), token_urlsafe(32), kind, user, channel, hub.clock.now(), content, source)
    given.baseline, given.installer = source.edits if source else 0, _installer(hub, user, channel, source)
    hub.interactions[given.id] = given
    hub.dispatch("INTERACTION_CREATE", given.payload(hub), channel.guild)
    return given


def _installer(hub: Hub, user: User, channel: Channel, source: Post | None) -> int | None:
    """Whose installation it is, where the bot is not there itself: the user's, or theirs who brought the message."""
    if hub.bot.id in channel.guild.members if channel.guild else channel.context == BOT_DIRECT:
        return None
    brought = source.json["interaction_metadata"]["authorizing_integration_owners"] if source else {}
    return int(brought.get("1", user.id))
