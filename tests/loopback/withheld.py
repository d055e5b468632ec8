"""Messages as an application without the message-content intent gets them."""

from tests.loopback.hub import Hub
from tests.loopback.records import Json

CONTENT_INTENT = 1 << 15


def seen_by_bot(hub: Hub, message: Json, intents: int) -> Json:
    """The message as the bot gets it: emptied, unless the intent, a mention, a direct conversation or its own
    authorship opens it; so is the message that it refers to."""
    seen = dict(message)
    if not (intents & CONTENT_INTENT or _open(hub, message)):
        seen |= {"content": "", "embeds": [], "attachments": [], "components": []}
    if seen.get("referenced_message"):
        seen["referenced_message"] = seen_by_bot(hub, seen["referenced_message"], intents)
    return seen


def _open(hub: Hub, message: Json) -> bool:
    me = str(hub.bot.id)
    channel = hub.channels.get(int(message["channel_id"]))
    direct = channel is not None and channel.guild is None
    return direct or message["author"]["id"] == me or any(user["id"] == me for user in message["mentions"])
