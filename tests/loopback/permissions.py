"""Discord's permissions: the bits that matter here, and what a user may do in a channel."""

from tests.loopback.world import Channel, Guild, User

ADD_REACTIONS = 1 << 6
VIEW = 1 << 10
SEND = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_HISTORY = 1 << 16
USE_COMMANDS = 1 << 31
MANAGE_CHANNELS = 1 << 4
MANAGE_THREADS = 1 << 34
CREATE_THREADS = 1 << 35
SEND_IN_THREADS = 1 << 38
ADMINISTRATOR = 1 << 3

ALL = (1 << 53) - 1
DIRECT = ADD_REACTIONS | VIEW | SEND | EMBED_LINKS | ATTACH_FILES | READ_HISTORY | USE_COMMANDS


def in_guild(guild: Guild, user: User) -> int:
    """The bits that a member's roles give; 0 for strangers."""
    member = guild.members.get(user.id)
    if member is None:
        return 0
    bits = guild.everyone.permissions
    for role in member.roles:
        bits |= role.permissions
    return ALL if bits & ADMINISTRATOR or guild.owner.id == user.id else bits


def in_channel(channel: Channel, user: User) -> int:
    """The bits that a user has in a channel; a thread has its parent's. 0 where the channel cannot be seen."""
    if channel.guild is None:
        return DIRECT if user in channel.recipients else 0
    bits = in_guild(channel.guild, user)
    member = channel.guild.members.get(user.id)
    if bits == ALL or member is None:
        return bits
    place = channel.parent or channel
    held = {role.id for role in member.roles}
    for group in ({channel.guild.id}, held, {user.id}):
        overwrites = [pair for target, pair in place.overwrites.items() if target in group]
        for _, deny in overwrites:
            bits &= ~deny
        for allow, _ in overwrites:
            bits |= allow
    return bits if bits & VIEW else 0
