"""The first answer to an interaction: once, and within three seconds."""

from tests.loopback.components import check_choices, check_modal
from tests.loopback.hub import Call, Hub
from tests.loopback.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, TO_ACKNOWLEDGE, Interaction
from tests.loopback.messages import touch
from tests.loopback.posting import change, checked, response, uploads
from tests.loopback.records import Json
from tests.loopback.refusals import Form, RefusalError, invalid
from tests.loopback.world import EPHEMERAL

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    MESSAGE: {COMMAND, COMPONENT, SUBMIT},
    DEFERRED: {COMMAND, COMPONENT, SUBMIT},
    DEFERRED_UPDATE: {COMPONENT, SUBMIT},
    UPDATE: {COMPONENT, SUBMIT},
    CHOICES: {AUTOCOMPLETE},
    MODAL: {COMMAND, COMPONENT},
}


def callback(hub: Hub, call: Call) -> Json | None:
    """Acknowledges an interaction; raises RefusalError 10062, 40060, 50035."""
    given = hub.interactions.get(int(call.path["interaction"]))
    if given is None or given.token != call.path["token"]:
        raise RefusalError(10062)
    if given.callback:
        raise RefusalError(40060)
    if hub.clock.now() - given.sent > TO_ACKNOWLEDGE:
        raise RefusalError(10062)
    kind = int(call.json.get("type") or 0) if isinstance(call.json, dict) else 0
    if given.kind not in ALLOWED.get(kind, ()) or (kind in (DEFERRED_UPDATE, UPDATE) and given.source is None):
        raise invalid(
            "type", code="BASE_TYPE_CHOICES", message=f"{kind} is no answer to an interaction of {given.kind}."
        )
    _answer(hub, given, call, kind)
    given.callback, given.acknowledged = kind, hub.clock.now()
    hub.touch(given.id)
    return _response(given) if call.query.get("with_response") in ("true", "1", "True") else None


def _answer(hub: Hub, given: Interaction, call: Call, kind: int) -> None:
    content: Json = call.json.get("data") or {}
    if kind in (MESSAGE, DEFERRED):
        body = checked(call) if kind == MESSAGE else {}
        given.ephemeral = bool((content.get("flags") or 0) & EPHEMERAL)
        files = uploads(hub, given.channel, call)
        given.original = response(hub, given, body, files, given.ephemeral, thinking=kind == DEFERRED)
    elif kind in (DEFERRED_UPDATE, UPDATE):
        given.original = given.source
        given.ephemeral = bool(given.source and given.source.viewer)
        if kind == UPDATE:
            update(hub, given, call)
    else:
        _check(content, kind)
        given.choices, given.modal = (content.get("choices"), None) if kind == CHOICES else (None, content)


def update(hub: Hub, given: Interaction, call: Call) -> None:
    """Edits the message under a pressed button, or fills in what was deferred."""
    body = checked(call)
    if given.original is None or given.original.id not in given.original.channel.posts:
        raise RefusalError(10008)
    change(hub, given.original, body, uploads(hub, given.channel, call))
    given.updated = True
    touch(hub, given.original)
    hub.touch(given.id)


def _check(content: Json, kind: int) -> None:
    form = Form()
    if kind == CHOICES:
        check_choices(form, content.get("choices"))
    else:
        check_modal(form, content)
    form.check()


def _response(given: Interaction) -> Json:
    """What is told of the response to those who ask for it."""
    told: Json = {"id": str(given.id), "type": given.kind}
    if given.original is None:
        return {"interaction": told, "resource": {"type": given.callback}}
    told |= {"response_message_id": str(given.original.id), "response_message_loading": given.original.thinking}
    told |= {"response_message_ephemeral": given.ephemeral}
    return {"interaction": told, "resource": {"type": given.callback, "message": given.original.json}}


ROUTES = [("POST", "/interactions/{interaction}/{token}/callback", callback)]
