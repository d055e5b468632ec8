"""What Discord's client offers a user in a channel: its commands, its messages."""

from tests.loopback.hub import Hub
from tests.loopback.permissions import USE_COMMANDS, VIEW, in_channel, in_guild
from tests.loopback.records import Json
from tests.loopback.seen import UnusableError
from tests.loopback.world import BOT_DIRECT, Channel, Post, User

BY_GUILD, BY_USER = 0, 1  # who has installed the application


def command(hub: Hub, user: User, channel: Channel, name: str, kind: int) -> Json:
    """The command as this user finds it in this channel."""
    need(channel, user, USE_COMMANDS)
    guild = channel.guild
    known = [*hub.commands.get(None, []), *hub.commands.get(guild.id if guild else 0, [])]
    found = next((c for c in known if (c["name"], c["type"]) == (name, kind)), None)
    if found is None:
        raise UnusableError(f"There is no command {name}; there are {sorted(c['name'] for c in known)}.")
    if found["contexts"] is not None and channel.context not in found["contexts"]:
        raise UnusableError(f"The command {name} does not show here.")
    wanted = int(found["default_member_permissions"] or 0)
    if guild and in_guild(guild, user) & wanted != wanted:
        raise UnusableError(f"The command {name} does not show to {user.name}.")
    member, own = guild and hub.bot.id in guild.members, user in hub.installed
    ways = [way for way, there in ((BY_GUILD, member), (BY_USER, own)) if there]
    if channel.context != BOT_DIRECT and not set(ways).intersection(found["integration_types"] or [BY_GUILD]):
        raise UnusableError("The bot is not here.")
    return found


def need(channel: Channel, user: User, *bits: int) -> None:
    """Raises UnusableError where the user cannot see the channel or lacks a permission."""
    if any(not in_channel(channel, user) & bit for bit in (VIEW, *bits)):
        raise UnusableError(f"{user.name} may not do this in {channel.name or 'this conversation'}.")


def visible(hub: Hub, user: User, message: Json) -> Post:
    """The message as it is now, if the user sees it."""
    channel = hub.channel(message["channel_id"])
    need(channel, user)
    found = channel.posts.get(int(message["id"]))
    if found is None or found.viewer not in (None, user):
        raise UnusableError(f"{user.name} sees no such message.")
    return found
