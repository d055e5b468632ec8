"""What follows the first answer: its edits, and further messages, for fifteen minutes."""

from tests.loopback.callbacks import update
from tests.loopback.hub import Call, Hub
from tests.loopback.interaction import TOKEN_LIFE, Interaction
from tests.loopback.messages import touch
from tests.loopback.posting import change, checked, remove, response, uploads
from tests.loopback.records import Json
from tests.loopback.refusals import RefusalError
from tests.loopback.world import EPHEMERAL, Post

FURTHER = 5  # messages after the first answer, where only the user has installed the application


def _given(hub: Hub, call: Call) -> Interaction:
    """The interaction of that token; raises RefusalError 50027 where it is wrong or too old, 10015 where unanswered."""
    given = next((one for one in hub.interactions.values() if one.token == call.path["token"]), None)
    if given is None or hub.clock.now() - given.sent > TOKEN_LIFE:
        raise RefusalError(50027)
    if int(call.path["application"]) != hub.app_id or not given.callback:
        raise RefusalError(10015)
    return given


def follow_up(hub: Hub, call: Call) -> Json:
    """A further message; the first after a deferral fills that in instead."""
    given = _given(hub, call)
    if given.original and given.original.thinking and given.original.id in given.channel.posts:
        update(hub, given, call)
        return given.original.json
    if given.installer and len(given.sequels) == FURTHER:
        raise RefusalError(40094)
    body = checked(call)
    ephemeral = bool((body.get("flags") or 0) & EPHEMERAL)
    made = response(hub, given, body, uploads(hub, given.channel, call), ephemeral, thinking=False)
    given.sequels.append(made)
    return made.json


def _found(given: Interaction, call: Call) -> Post:
    if call.path["message"] == "@original":
        found = given.original
    else:
        own = [*given.sequels, *([given.original] if given.original else [])]
        found = next((post for post in own if str(post.id) == call.path["message"]), None)
    if found is None or found.id not in found.channel.posts:
        raise RefusalError(10008)
    return found


def get(hub: Hub, call: Call) -> Json:
    """One of its messages."""
    return _found(_given(hub, call), call).json


def edit(hub: Hub, call: Call) -> Json:
    """Edits one of its messages."""
    given = _given(hub, call)
    found = _found(given, call)
    if found is given.original:
        update(hub, given, call)
    else:
        change(hub, found, checked(call), uploads(hub, found.channel, call))
        touch(hub, found)
    return found.json


def delete(hub: Hub, call: Call) -> None:
    """Deletes one of its messages."""
    given = _given(hub, call)
    remove(hub, _found(given, call))
    hub.touch(given.id)


WEBHOOK = "/webhooks/{application}/{token}"
ROUTES = [
    ("POST", WEBHOOK, follow_up),
    ("GET", WEBHOOK + "/messages/{message}", get),
    ("PATCH", WEBHOOK + "/messages/{message}", edit),
    ("DELETE", WEBHOOK + "/messages/{message}", delete),
]
