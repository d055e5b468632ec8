"""Channels: fetched, changed, deleted; direct ones; typing."""

from tests.loopback.hub import Call, Hub
from tests.loopback.messages import need
from tests.loopback.permissions import MANAGE_CHANNELS, MANAGE_THREADS, SEND, SEND_IN_THREADS
from tests.loopback.posting import is_thread
from tests.loopback.records import Json
from tests.loopback.refusals import Form, RefusalError
from tests.loopback.world import DIRECT, Channel, User

NAME = 100  # characters


def direct(hub: Hub, user: User) -> Channel:
    """The conversation of the bot with that user, opened where there is none."""
    for channel in hub.channels.values():
        if channel.kind == DIRECT and user in channel.recipients:
            return channel
    made = Channel(hub.ids.next(), "", DIRECT, recipients=(user, hub.bot))
    hub.channels[made.id] = made
    return made


def open_direct(hub: Hub, call: Call) -> Json:
    """The direct conversation with a user."""
    user = hub.users.get(int(call.json.get("recipient_id", 0)))
    if user is None:
        raise RefusalError(10013)
    return direct(hub, user).json()


def get(hub: Hub, call: Call) -> Json:
    """One channel."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel)
    return channel.json()


def edit(hub: Hub, call: Call) -> Json:
    """Renames a channel, archives or locks a thread; of its own threads the bot may change the name."""
    channel = hub.channel(call.path["channel"])
    own = channel.owner is hub.bot and "locked" not in call.json
    need(hub, channel, *(() if own else (MANAGE_THREADS if is_thread(channel) else MANAGE_CHANNELS,)))
    form = Form()
    if "name" in call.json:
        form.text(("name",), call.json["name"], 1, NAME)
    form.check()
    channel.name = call.json.get("name", channel.name)
    channel.archived = call.json.get("archived", channel.archived)
    channel.locked = call.json.get("locked", channel.locked)
    kind = "THREAD" if is_thread(channel) else "CHANNEL"
    hub.dispatch(f"{kind}_UPDATE", channel.json(), channel.guild)
    return channel.json()


def delete(hub: Hub, call: Call) -> Json:
    """Deletes a channel or thread."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel, MANAGE_THREADS if is_thread(channel) else MANAGE_CHANNELS)
    drop(hub, channel)
    return channel.json()


def drop(hub: Hub, channel: Channel) -> None:
    """Takes the channel, and its threads, out of the world."""
    for thread in [other for other in hub.channels.values() if other.parent is channel]:
        drop(hub, thread)
    del hub.channels[channel.id]
    if channel.guild:
        del channel.guild.channels[channel.id]
        hub.dispatch("THREAD_DELETE" if is_thread(channel) else "CHANNEL_DELETE", channel.json(), channel.guild)


def typing(hub: Hub, call: Call) -> None:
    """Shows that the bot is typing."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel, SEND_IN_THREADS if is_thread(channel) else SEND)
    channel.typing.add(hub.bot.id)
    hub.touch(channel.id)


ROUTES = [
    ("GET", "/channels/{channel}", get),
    ("PATCH", "/channels/{channel}", edit),
    ("DELETE", "/channels/{channel}", delete),
    ("POST", "/channels/{channel}/typing", typing),
    ("POST", "/users/@me/channels", open_direct),
]
