"""The world is built and taken down, and looked at."""

from copy import deepcopy

from tests.loopback import channels, permissions
from tests.loopback.acting import Acting
from tests.loopback.permissions import VIEW, in_channel
from tests.loopback.records import Json
from tests.loopback.seen import Asked, Shown
from tests.loopback.world import GROUP, KINDS, Channel, Guild, Member, Role, User

EVERYONE = (
    permissions.DIRECT | permissions.CREATE_THREADS | permissions.SEND_IN_THREADS
)  # what a new server lets all its members do, as far as it matters here


class Building(Acting):
    """The server, with the means to furnish its world."""

    def user(self, name: str, bot: bool = False) -> User:
        """A new user."""
        return self.now(lambda: self.hub.add_user(name, bot))

    def install(self, user: User) -> None:
        """The user has the application wherever they are, the bot in it or not."""
        self.now(lambda: self.hub.installed.add(user))

    def group(self, name: str, *users: User) -> Channel:
        """A conversation of these users, in which the bot cannot be."""

        def step() -> Channel:
            made = Channel(self.hub.ids.next(), name, GROUP, recipients=users)
            self.hub.channels[made.id] = made
            return made

        return self.now(step)

    def guild(self, name: str, permissions: int | None = None, bot: bool = True) -> Guild:
        """A new guild with the owner and, unless told otherwise, the bot in it. ``permissions``: bits of the bot's own
        role, besides what all members may."""

        def step() -> Guild:
            hub = self.hub
            # Guilds in a row belong to shards in a row, whatever the clock says.
            number = (hub.ids.next() >> 22) // hub.shards * hub.shards + len(hub.guilds) << 22
            everyone = Role(number, "@everyone", EVERYONE, 0)
            own = Role(hub.ids.next(), hub.bot.name, permissions or 0, 1)
            made = Guild(number, name, hub.owner, everyone, own, {everyone.id: everyone, own.id: own})
            made.members[hub.owner.id] = Member(hub.owner, [], hub.clock.now())
            if bot:
                made.members[hub.bot.id] = Member(hub.bot, [own], hub.clock.now())
            hub.guilds[number] = made
            if bot:
                hub.dispatch("GUILD_CREATE", made.json(hub.bot), made)
            return made

        return self.now(step)

    def role(self, guild: Guild, name: str, permissions: int = 0) -> Role:
        """A new role of the guild."""

        def step() -> Role:
            made = Role(self.hub.ids.next(), name, permissions, len(guild.roles))
            guild.roles[made.id] = made
            event: Json = {"guild_id": str(guild.id), "role": made.json()}
            self.hub.dispatch("GUILD_ROLE_CREATE", event, guild)
            return made

        return self.now(step)

    def channel(self, guild: Guild, name: str, kind: str = "text") -> Channel:
        """A new channel of the guild: "text", "news" or "forum"."""

        def step() -> Channel:
            made = Channel(self.hub.ids.next(), name, KINDS[kind], guild)
            self.hub.channels[made.id] = guild.channels[made.id] = made
            self.hub.dispatch("CHANNEL_CREATE", made.json(), guild)
            return made

        return self.now(step)

    def join(self, guild: Guild, user: User, *roles: Role) -> None:
        """The user is a member with these roles, from now on."""
        self.now(lambda: guild.members.update({user.id: Member(user, list(roles), self.hub.clock.now())}))

    def overwrite(self, channel: Channel, target: Role | User, allow: int = 0, deny: int = 0) -> None:
        """In this channel the role or user has these permissions more, and these less."""

        def step() -> None:
            channel.overwrites[target.id] = (allow, deny)
            self.hub.dispatch("CHANNEL_UPDATE", channel.json(), channel.guild)

        self.now(step)

    def dm(self, user: User) -> Channel:
        """The direct conversation of the bot with the user."""
        return self.now(lambda: channels.direct(self.hub, user))

    async def delete_channel(self, channel: Channel) -> None:
        """The channel and its threads are gone."""
        self.now(lambda: channels.drop(self.hub, channel))

    async def kick_bot(self, guild: Guild) -> None:
        """The bot is a member no more."""

        def step() -> None:
            self.hub.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)
            del guild.members[self.hub.bot.id]

        self.now(step)

    def seen_by(self, user: User, channel: Channel) -> list[Json]:
        """The messages that the user sees in the channel, oldest first."""
        return self.now(lambda: list(_visible(user, channel)))

    def look(self, user: User, channel: Channel) -> Asked:
        """What the user sees in the channel, to be waited for."""
        return Asked(self, (channel.id,), lambda: Shown(_visible(user, channel)))

    def channels(self, guild: Guild) -> list[Channel]:
        """The guild's channels and threads."""
        return self.now(lambda: list(guild.channels.values()))

    def commands(self) -> list[Json]:
        """The commands that the bot has registered, those of single guilds last."""
        return self.now(lambda: [deepcopy(one) for known in self.hub.commands.values() for one in known])


def _visible(user: User, channel: Channel) -> tuple[Json, ...]:
    if not in_channel(channel, user) & VIEW:
        return ()
    return tuple(deepcopy(post.json) for post in channel.posts.values() if post.viewer in (None, user))
