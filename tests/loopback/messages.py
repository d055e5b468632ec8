"""Messages of the bot in channels: sent, edited, deleted, fetched; reactions under them."""

from tests.loopback.hub import Call, Hub
from tests.loopback.permissions import (
    ADD_REACTIONS,
    ATTACH_FILES,
    EMBED_LINKS,
    MANAGE_MESSAGES,
    READ_HISTORY,
    SEND,
    SEND_IN_THREADS,
    VIEW,
    in_channel,
)
from tests.loopback.posting import change, checked, is_thread, post, publish, remove, uploads
from tests.loopback.records import Json
from tests.loopback.refusals import RefusalError, invalid
from tests.loopback.withheld import seen_by_bot
from tests.loopback.world import FORUM, Channel, Post

PAGE, MOST = 50, 100  # messages of a listing, unless said, and at most


def need(hub: Hub, channel: Channel, *bits: int) -> None:
    """Raises RefusalError 50001 where the bot cannot see the channel, 50013 where it lacks one of the permissions."""
    held = in_channel(channel, hub.bot)
    if not held & VIEW:
        raise RefusalError(50001)
    if any(not held & bit for bit in bits):
        raise RefusalError(50013)


def create(hub: Hub, call: Call) -> Json:
    """Sends a message; a nonce that is to be enforced gives the first message again."""
    channel = hub.channel(call.path["channel"])
    body = checked(call)
    if channel.kind == FORUM:
        raise RefusalError(50008)
    need(hub, channel, SEND_IN_THREADS if is_thread(channel) else SEND)
    need(hub, channel, *[EMBED_LINKS][: len(body.get("embeds") or [])], *[ATTACH_FILES][: len(call.files)])
    if channel.archived and channel.locked:
        raise RefusalError(50083)
    if body.get("message_reference") and not in_channel(channel, hub.bot) & READ_HISTORY:
        raise RefusalError(160002)
    nonce = (channel.id, str(body.get("nonce")))
    if body.get("enforce_nonce") and nonce in hub.nonces:
        return hub.nonces[nonce].json
    made = post(hub, channel, hub.bot, body, uploads(hub, channel, call))
    hub.nonces[nonce] = made
    publish(hub, made)
    return made.json


def find(hub: Hub, call: Call) -> Post:
    """The message that the path names; raises RefusalError 10003, 50001, 10008."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel)
    found = channel.posts.get(int(call.path["message"]))
    if found is None or found.viewer:  # what one user alone sees is no message to this route
        raise RefusalError(10008)
    return found


def edit(hub: Hub, call: Call) -> Json:
    """Edits a message of the bot's own."""
    found = find(hub, call)
    if int(found.json["author"]["id"]) != hub.bot.id:
        raise RefusalError(50005)
    change(hub, found, checked(call), uploads(hub, found.channel, call))
    touch(hub, found)
    return found.json


def touch(hub: Hub, changed: Post) -> None:
    """Wakes those who look at that message."""
    referred = changed.json.get("message_reference", {}).get("message_id")
    asked = changed.json.get("interaction_metadata", {}).get("id")
    hub.touch(int(asked or referred or changed.channel.id), changed.channel.id, changed.id)


def delete(hub: Hub, call: Call) -> None:
    """Deletes a message; another's needs Manage Messages."""
    found = find(hub, call)
    if int(found.json["author"]["id"]) != hub.bot.id:
        need(hub, found.channel, MANAGE_MESSAGES)
    remove(hub, found)


def get(hub: Hub, call: Call) -> Json:
    """One message."""
    found = find(hub, call)
    need(hub, found.channel, READ_HISTORY)
    return seen_by_bot(hub, found.json, _intents(hub))


def listing(hub: Hub, call: Call) -> list[Json]:
    """Messages of a channel, the newest first."""
    channel = hub.channel(call.path["channel"])
    need(hub, channel)
    limit = int(call.query.get("limit", PAGE))
    if not 1 <= limit <= MOST:
        raise invalid("limit", code="NUMBER_TYPE_MAX", message=f"int value should be between 1 and {MOST}.")
    if not in_channel(channel, hub.bot) & READ_HISTORY:
        return []
    visible = [found for found in channel.posts.values() if not found.viewer]
    return [seen_by_bot(hub, found.json, _intents(hub)) for found in _page(visible, call, limit)]


def _page(posts: list[Post], call: Call, limit: int) -> list[Post]:
    if "after" in call.query:
        return [found for found in posts if found.id > int(call.query["after"])][:limit][::-1]
    if "around" in call.query:
        middle = sum(found.id < int(call.query["around"]) for found in posts)
        return posts[max(0, middle - limit // 2) :][:limit][::-1]
    before = int(call.query.get("before", 0))
    return [found for found in posts if not before or found.id < before][-limit:][::-1]


def _intents(hub: Hub) -> int:
    return hub.sessions[0].intents if hub.sessions else 0


def react(hub: Hub, call: Call) -> None:
    """Puts the bot's emoji under a message."""
    found = find(hub, call)
    need(hub, found.channel, ADD_REACTIONS, READ_HISTORY)
    if call.path["emoji"] not in _emoji(found):
        emoji: Json = {"emoji": {"id": None, "name": call.path["emoji"]}, "count": 1, "me": True, "burst_colors": []}
        found.json["reactions"].append(emoji | {"count_details": {"normal": 1, "burst": 0}, "me_burst": False})
    hub.touch(found.id)


def unreact(hub: Hub, call: Call) -> None:
    """Takes the bot's emoji away."""
    found = find(hub, call)
    kept = [entry for entry in found.json["reactions"] if entry["emoji"]["name"] != call.path["emoji"]]
    found.json["reactions"] = kept
    hub.touch(found.id)


def _emoji(found: Post) -> list[str]:
    return [entry["emoji"]["name"] for entry in found.json["reactions"]]


MESSAGES = "/channels/{channel}/messages"
ROUTES = [
    ("POST", MESSAGES, create),
    ("GET", MESSAGES, listing),
    ("GET", MESSAGES + "/{message}", get),
    ("PATCH", MESSAGES + "/{message}", edit),
    ("DELETE", MESSAGES + "/{message}", delete),
    ("PUT", MESSAGES + "/{message}/reactions/{emoji}/@me", react),
    ("DELETE", MESSAGES + "/{message}/reactions/{emoji}/@me", unreact),
]
