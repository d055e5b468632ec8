"""Messages come, change and go: from users, from the bot, from its interactions."""

from copy import deepcopy

from tests.loopback.clock import stamp
from tests.loopback.hub import Call, Hub
from tests.loopback.interaction import UPLOAD, Interaction
from tests.loopback.limits import check_mentions, check_message
from tests.loopback.permissions import VIEW, in_channel
from tests.loopback.records import File, Json
from tests.loopback.refusals import RefusalError, invalid
from tests.loopback.world import EPHEMERAL, LOADING, THREADS, Channel, Post, User

KEPT_FLAGS = 1 << 2 | 1 << 12  # no embeds of links, no notification: what a sender may set
NORMAL, REPLY, COMMAND_REPLY, CONTEXT_REPLY = 0, 19, 20, 23  # types of message


def checked(call: Call) -> Json:
    """The body of a message that may be sent or edited in; raises RefusalError."""
    body: Json = call.json.get("data", call.json) if isinstance(call.json, dict) else {}
    check_message(body)
    check_mentions(body)
    if any(len(file.content) > UPLOAD for file in call.files.values()):
        raise RefusalError(40005)
    return body


def post(hub: Hub, channel: Channel, author: User, body: Json, files: list[Json], viewer: User | None = None) -> Post:
    """A new message, which is announced; raises RefusalError 50006 where it says nothing."""
    _unless_empty(body, files)
    made = Post(_message(hub, channel, author, body, files), channel, viewer)
    if viewer:
        made.json["flags"] |= EPHEMERAL
    if reference := body.get("message_reference"):
        _refer(hub, made, reference)
    channel.archived = False
    return made


def publish(hub: Hub, made: Post, key: int | None = None) -> None:
    """Puts the message into its channel, under what it answers, and tells the bot of it."""
    made.channel.posts[made.id] = made
    made.channel.typing.discard(int(made.json["author"]["id"]))
    referred = made.json.get("message_reference", {}).get("message_id")
    key = key or int(referred or made.channel.id)
    hub.traces[key].append(made)
    announce(hub, "MESSAGE_CREATE", made)
    hub.touch(key, made.channel.id)


def change(hub: Hub, made: Post, body: Json, files: list[Json]) -> None:
    """Edits the message; filling in a deferred one is no edit."""
    kept = {str(entry["id"]) for entry in body.get("attachments") or []}
    attachments = [a for a in made.json["attachments"] if "attachments" not in body or a["id"] in kept] + files
    content = {key: value for key, value in _content(body).items() if key in body}
    _unless_empty(made.json | content, attachments)
    filling = made.thinking
    made.json |= content | {"attachments": attachments}
    made.json["flags"] &= ~LOADING
    if not filling:
        made.edits += 1
        made.json["edited_timestamp"] = stamp(hub.clock.now())
    announce(hub, "MESSAGE_UPDATE", made)


def remove(hub: Hub, gone: Post) -> None:
    """Deletes the message."""
    del gone.channel.posts[gone.id]
    place: Json = {"guild_id": str(gone.channel.guild.id)} if gone.channel.guild else {}
    if not gone.viewer:
        event: Json = {"id": str(gone.id), "channel_id": str(gone.channel.id)} | place
        hub.dispatch("MESSAGE_DELETE", event, gone.channel.guild)
    hub.touch(gone.channel.id, *(key for key, posts in hub.traces.items() if gone in posts))


def announce(hub: Hub, event: str, made: Post) -> None:
    """Tells the bot of a message, where it may see the channel and the message is not for one user alone."""
    if made.viewer or not in_channel(made.channel, hub.bot) & VIEW:
        return
    guild, author = made.channel.guild, int(made.json["author"]["id"])
    extra: Json = {"guild_id": str(guild.id)} if guild else {}
    if guild and author in guild.members:
        extra["member"] = {key: value for key, value in guild.members[author].json().items() if key != "user"}
    hub.dispatch(event, made.json | extra, guild)


def uploads(hub: Hub, channel: Channel, call: Call) -> list[Json]:
    """The attachments that the request brings along, stored."""
    return [attach(hub, channel, file) for file in call.files.values()]


def attach(hub: Hub, channel: Channel, file: File) -> Json:
    """Stores a file; Discord's attachment object, whose URL can be fetched."""
    number = hub.ids.next()
    hub.files[number] = file
    url = f"{hub.origin}/attachments/{channel.id}/{number}/{file.name}"
    named: Json = {
        "id": str(number),
        "filename": file.name,
        "size": len(file.content),
        "content_type": file.content_type,
    }
    return named | {"url": url, "proxy_url": url}


def response(hub: Hub, given: Interaction, body: Json, files: list[Json], ephemeral: bool, thinking: bool) -> Post:
    """A message of the bot in answer to an interaction, which is announced."""
    viewer = given.user if ephemeral else None
    made = post(hub, given.channel, hub.bot, body | ({"content": "…"} if thinking else {}), files, viewer)
    if thinking:
        made.json |= {"content": "", "flags": made.json["flags"] | LOADING}
    kind = {2: COMMAND_REPLY}.get(given.kind, NORMAL) if given.content.get("type", 1) == 1 else CONTEXT_REPLY
    linked: Json = {"interaction_metadata": given.metadata(), "webhook_id": str(hub.app_id), "type": kind}
    made.json |= linked
    publish(hub, made, given.id)
    return made


def _message(hub: Hub, channel: Channel, author: User, body: Json, files: list[Json]) -> Json:
    named: Json = {"id": str(hub.ids.next()), "channel_id": str(channel.id), "author": author.json(), "type": NORMAL}
    said: Json = _content(body) | {"attachments": files}
    times: Json = {"timestamp": stamp(hub.clock.now()), "edited_timestamp": None, "pinned": False, "tts": False}
    lists: Json = {"mentions": [], "mention_roles": [], "mention_everyone": False, "reactions": []}
    sender: Json = {"application_id": str(hub.app_id)} if author is hub.bot else {}
    sender |= {"nonce": body["nonce"]} if body.get("nonce") else {}
    return named | said | times | lists | sender | {"flags": int(body.get("flags") or 0) & KEPT_FLAGS}


def _content(body: Json) -> Json:
    """What a message says, whole, as Discord gives it back."""
    embeds = [{"type": "rich"} | deepcopy(embed) for embed in body.get("embeds") or []]
    said: Json = {"content": body.get("content") or "", "embeds": embeds}
    return said | {"components": deepcopy(body.get("components") or [])}


def _refer(hub: Hub, made: Post, reference: Json) -> None:
    target = made.channel.posts.get(int(reference["message_id"]))
    if target is None or target.viewer:
        if reference.get("fail_if_not_exists", True):
            code = "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
            raise invalid("message_reference", code=code, message="Unknown message", fault=False)
        return
    place: Json = {"guild_id": str(made.channel.guild.id)} if made.channel.guild else {}
    referred: Json = {"type": 0, "message_id": str(target.id), "channel_id": str(made.channel.id)} | place
    quoted = {key: value for key, value in target.json.items() if key != "referenced_message"}
    made.json |= {"type": REPLY, "message_reference": referred, "referenced_message": quoted}


def _unless_empty(body: Json, files: list[Json]) -> None:
    if not (str(body.get("content") or "").strip() or body.get("embeds") or files or body.get("components")):
        raise RefusalError(50006)


def is_thread(channel: Channel) -> bool:
    """Whether the channel is a thread."""
    return channel.kind in THREADS
