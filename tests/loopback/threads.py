"""Threads: from a message, without one, and in a forum."""

from tests.loopback.hub import Call, Hub
from tests.loopback.messages import find, need
from tests.loopback.permissions import CREATE_THREADS, SEND
from tests.loopback.posting import announce, checked, is_thread, post, publish, uploads
from tests.loopback.records import Json
from tests.loopback.refusals import Form, RefusalError
from tests.loopback.world import FORUM, HAS_THREAD, NEWS, NEWS_THREAD, PRIVATE_THREAD, THREAD, Channel, User

NAME = 100  # characters
ARCHIVED_AFTER = (60, 1440, 4320, 10080)  # minutes
PRIVATE_THREADS = 1 << 36


def open_thread(
    hub: Hub, parent: Channel, owner: User, name: str, number: int | None = None, kind: int = THREAD
) -> Channel:
    """A new thread, of which the bot is told."""
    made = Channel(number or hub.ids.next(), name, kind, parent.guild, parent, owner, since=hub.clock.now())
    assert parent.guild is not None
    hub.channels[made.id] = parent.guild.channels[made.id] = made
    hub.dispatch("THREAD_CREATE", made.json() | {"newly_created": True}, made.guild)
    return made


def from_message(hub: Hub, call: Call) -> Json:
    """A thread under a message, which gives it its id."""
    found = find(hub, call)
    _check(hub, found.channel, call.json)
    if found.id in hub.channels:
        raise RefusalError(160004)
    kind = NEWS_THREAD if found.channel.kind == NEWS else THREAD
    made = _opened(hub, found.channel, call.json, found.id, kind)
    found.json["flags"] |= HAS_THREAD
    found.json["thread"] = made.json()
    announce(hub, "MESSAGE_UPDATE", found)
    hub.touch(found.id)
    return made.json()


def without_message(hub: Hub, call: Call) -> Json:
    """A thread of its own; in a forum with its first message."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel)
    body = call.json
    _check(hub, channel, body)
    if channel.kind != FORUM:
        return _opened(hub, channel, body, None, body.get("type", PRIVATE_THREAD)).json()
    first = checked(Call(call.path, call.query, body.get("message") or {}, call.files))
    made = _opened(hub, channel, body, None, THREAD)
    opening = post(hub, made, hub.bot, first, uploads(hub, made, call))
    publish(hub, opening)
    return made.json() | {"message": opening.json}


def _opened(hub: Hub, parent: Channel, body: Json, number: int | None, kind: int) -> Channel:
    made = open_thread(hub, parent, hub.bot, body["name"], number, kind)
    made.archive_minutes = body.get("auto_archive_duration") or made.archive_minutes
    return made


def _check(hub: Hub, channel: Channel, body: Json) -> None:
    form = Form()
    form.text(("name",), body.get("name"), 1, NAME)
    if (body.get("auto_archive_duration") or 1440) not in ARCHIVED_AFTER:
        form.wrong(("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Value must be one of {ARCHIVED_AFTER}.")
    form.check()
    if channel.guild is None or is_thread(channel):
        raise RefusalError(50024)
    private = channel.kind != FORUM and body.get("type") == PRIVATE_THREAD
    need(hub, channel, SEND if channel.kind == FORUM else PRIVATE_THREADS if private else CREATE_THREADS)


def join(hub: Hub, call: Call) -> None:
    """The bot joins a thread, in which it may speak anyway."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel)
    if not is_thread(channel):
        raise RefusalError(50024)


ROUTES = [
    ("POST", "/channels/{channel}/messages/{message}/threads", from_message),
    ("POST", "/channels/{channel}/threads", without_message),
    ("PUT", "/channels/{channel}/thread-members/@me", join),
    ("DELETE", "/channels/{channel}/thread-members/@me", join),
]
