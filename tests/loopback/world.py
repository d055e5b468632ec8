"""The world as it is kept: users, guilds, roles, channels, posts; each knows its JSON in Discord's form."""

from dataclasses import dataclass, field

from tests.loopback.clock import stamp
from tests.loopback.records import Json

TEXT, DIRECT, GROUP, NEWS, NEWS_THREAD, THREAD, PRIVATE_THREAD, FORUM = 0, 1, 3, 5, 10, 11, 12, 15
KINDS = {"text": TEXT, "news": NEWS, "forum": FORUM}
THREADS = {NEWS_THREAD, THREAD, PRIVATE_THREAD}

IN_GUILD, BOT_DIRECT, ELSEWHERE = 0, 1, 2  # contexts in which a command shows
EPHEMERAL, LOADING, HAS_THREAD = 1 << 6, 1 << 7, 1 << 5  # flags of a message


@dataclass(eq=False, slots=True)
class User:
    """A person or a bot."""

    id: int
    name: str
    bot: bool = False

    def json(self) -> Json:
        """Discord's user object."""
        named: Json = {"id": str(self.id), "username": self.name, "global_name": None if self.bot else self.name}
        return named | {"discriminator": "0", "avatar": None, "bot": self.bot, "public_flags": 0}


@dataclass(eq=False, slots=True)
class Role:
    """A role of a guild."""

    id: int
    name: str
    permissions: int
    position: int

    def json(self) -> Json:
        """Discord's role object."""
        named: Json = {"id": str(self.id), "name": self.name, "permissions": str(self.permissions)}
        colours: Json = {"color": 0, "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}}
        rest: Json = {"position": self.position, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
        return named | colours | rest


@dataclass(eq=False, slots=True)
class Member:
    """A user in a guild; ``joined`` in seconds since the epoch."""

    user: User
    roles: list[Role]
    joined: float

    def json(self) -> Json:
        """Discord's member object."""
        state: Json = {"joined_at": stamp(self.joined), "deaf": False, "mute": False, "flags": 0, "nick": None}
        return state | {"user": self.user.json(), "roles": [str(role.id) for role in self.roles]}


@dataclass(eq=False, slots=True)
class Guild:
    """A server, with the role that all have and the one that the bot has."""

    id: int
    name: str
    owner: User
    everyone: Role
    bot_role: Role
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, "Channel"] = field(default_factory=dict)

    def brief(self) -> Json:
        """What an interaction says of it."""
        return {"id": str(self.id), "locale": "en-US", "features": []}

    def json(self, bot: User) -> Json:
        """Discord's guild object, as GUILD_CREATE sends it: of the members, only the bot."""
        threads = [channel.json() for channel in self.channels.values() if channel.kind in THREADS]
        channels = [channel.json() for channel in self.channels.values() if channel.kind not in THREADS]
        lists: Json = {name: [] for name in ("emojis", "stickers", "features", "voice_states", "presences")}
        lists |= {"stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": []}
        levels: Json = {"verification_level": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0}
        levels |= {"default_message_notifications": 0, "premium_tier": 0, "system_channel_flags": 0, "afk_timeout": 300}
        filled: Json = {
            "channels": channels,
            "threads": threads,
            "roles": [role.json() for role in self.roles.values()],
        }
        filled |= {"members": [self.members[bot.id].json()], "member_count": len(self.members)}
        named: Json = {"name": self.name, "icon": None, "owner_id": str(self.owner.id), "preferred_locale": "en-US"}
        return lists | levels | filled | named | {"id": str(self.id), "large": False, "unavailable": False}


@dataclass(eq=False, slots=True)
class Channel:
    """A channel, thread or direct conversation. ``overwrites``: allowed and denied bits by role's or user's id."""

    id: int
    name: str
    kind: int
    guild: Guild | None = None
    parent: "Channel | None" = None
    owner: User | None = None
    recipients: tuple[User, ...] = ()
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    posts: dict[int, "Post"] = field(default_factory=dict)
    since: float = 0.0
    archived: bool = False
    locked: bool = False
    archive_minutes: int = 1440
    typing: set[int] = field(default_factory=set)

    @property
    def context(self) -> int:
        """What kind of place it is to a command."""
        return IN_GUILD if self.guild else BOT_DIRECT if self.kind == DIRECT else ELSEWHERE

    def json(self) -> Json:
        """Discord's channel object."""
        last = str(max(self.posts)) if self.posts else None
        common: Json = {"id": str(self.id), "type": self.kind, "last_message_id": last, "flags": 0}
        if self.guild is None:
            return common | {"recipients": [user.json() for user in self.recipients if not user.bot]}
        common |= {"guild_id": str(self.guild.id), "name": self.name, "nsfw": False, "rate_limit_per_user": 0}
        common |= {"parent_id": str(self.parent.id) if self.parent else None}
        return common | (self._thread() if self.kind in THREADS else self._place())

    def _place(self) -> Json:
        overwrites = [self._overwrite(target, *pair) for target, pair in self.overwrites.items()]
        forum: Json = {"available_tags": [], "default_sort_order": None, "default_forum_layout": 0}
        placed: Json = {"position": 0, "topic": None, "permission_overwrites": overwrites}
        return placed | (forum | {"default_reaction_emoji": None} if self.kind == FORUM else {})

    def _overwrite(self, target: int, allow: int, deny: int) -> Json:
        kind = 0 if self.guild and target in self.guild.roles else 1
        return {"id": str(target), "type": kind, "allow": str(allow), "deny": str(deny)}

    def _thread(self) -> Json:
        assert self.owner is not None
        state: Json = {"archived": self.archived, "locked": self.locked, "auto_archive_duration": self.archive_minutes}
        state |= {"archive_timestamp": stamp(self.since), "create_timestamp": stamp(self.since)}
        counts: Json = {"message_count": len(self.posts), "total_message_sent": len(self.posts), "member_count": 1}
        member: Json = {
            "id": str(self.id),
            "user_id": str(self.owner.id),
            "flags": 0,
            "join_timestamp": stamp(self.since),
        }
        return counts | {"owner_id": str(self.owner.id), "thread_metadata": state, "member": member, "applied_tags": []}


@dataclass(eq=False, slots=True)
class Post:
    """A message: its JSON in full, the one user who sees it where it is ephemeral, and how often it was edited."""

    json: Json
    channel: Channel
    viewer: User | None = None
    edits: int = 0

    @property
    def id(self) -> int:
        """Its snowflake."""
        return int(self.json["id"])

    @property
    def thinking(self) -> bool:
        """Whether it still stands for an answer to come."""
        return bool(self.json["flags"] & LOADING)
