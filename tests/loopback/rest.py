"""REST: each request is authorised, perhaps disturbed, answered by its step, and noted."""

import asyncio
import json
import re
import traceback
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.loopback import callbacks, channels, commands, directory, messages, threads, webhooks
from tests.loopback.hub import Call, Fault, Hub, Step
from tests.loopback.limiting import Buckets
from tests.loopback.records import File, Json, Request
from tests.loopback.refusals import RefusalError
from tests.loopback.replies import reply

OPEN = re.compile(r"/(interactions|webhooks)/")  # these carry a token of their own in their path


def serve(hub: Hub, application: web.Application) -> None:
    """Adds all routes of the API, and the attachments' downloads."""
    buckets = Buckets(hub)
    modules = (callbacks, channels, commands, directory, messages, threads, webhooks)
    for method, path, step in (route for module in modules for route in module.ROUTES):
        application.router.add_route(method, "/api/v10" + path, _handler(hub, buckets, step))
    application.router.add_route("*", "/api/v10/{rest:.*}", _handler(hub, buckets, _nowhere))
    application.router.add_get("/attachments/{channel}/{id}/{name}", lambda request: _download(hub, request))


def _handler(hub: Hub, buckets: Buckets, step: Step) -> Any:
    async def handle(request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        body, files = await _body(request)
        fault = _fault(hub, request.method, path)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        answer = _limited(hub, buckets, request, path, fault) or _answer(hub, step, request, path, body, files, fault)
        answer.headers.update(buckets.headers(request.method, path))
        code = _code(answer)
        at = hub.clock.now()
        hub.requests.append(Request(at, request.method, path, body, tuple(files.values()), answer.status, code))
        if fault and fault.kind == "lose" and request.transport:
            request.transport.abort()
        return answer

    return handle


def _code(answer: web.Response) -> int:
    """Discord's code in a refusal, else 0."""
    told = json.loads(answer.body) if answer.status >= 400 and isinstance(answer.body, bytes) else {}
    return int(told.get("code", 0))


def _limited(hub: Hub, buckets: Buckets, request: web.Request, path: str, fault: Fault | None) -> web.Response | None:
    if fault and fault.kind == "limit":
        return buckets.refusal(fault.seconds, fault.everywhere)
    return buckets.full(request.method, path) if hub.buckets else None


def _answer(
    hub: Hub, step: Step, request: web.Request, path: str, body: Any, files: Mapping[str, File], fault: Fault | None
) -> web.Response:
    """What the step says, or why it is refused."""
    try:
        if fault and fault.kind == "fail":
            return reply({"message": "Refused on demand", "code": fault.code}, fault.status)
        _authorise(hub, request, path)
        if body is None:
            raise RefusalError(50109)
        said = step(hub, Call(request.match_info, request.query, body, files))
        return reply(said)
    except RefusalError as refusal:
        if refusal.fault:
            detail = json.dumps(refusal.errors) if refusal.errors else refusal.words
            hub.violated(str(refusal.code), f"{request.method} {path}", detail)
        return reply(refusal.json(), refusal.status)
    except Exception:  # a fault of this server, which must not pass for Discord's: clients would try again
        hub.violated("server", f"{request.method} {path}", traceback.format_exc())
        return reply({"message": "The loopback server failed", "code": 0}, 400)


def _authorise(hub: Hub, request: web.Request, path: str) -> None:
    if not OPEN.match(path) and request.headers.get("Authorization") != f"Bot {hub.token}":
        raise RefusalError(0)


def _fault(hub: Hub, method: str, path: str) -> Fault | None:
    """The first fault that is still to happen to such a request; it is used up by one."""
    for fault in hub.faults:
        if fault.times and fault.method == method and fault.path.fullmatch(path):
            fault.times -= 1
            return fault
    return None


async def _body(request: web.Request) -> tuple[Any, dict[str, File]]:
    """The JSON of the body and its files, whether it comes in one part or several. What is no JSON is None."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return _parsed(text), {}
    form = await request.post()
    files = {
        n: File(f.filename, f.file.read(), f.content_type) for n, f in form.items() if isinstance(f, web.FileField)
    }
    payload = form.get("payload_json", "{}")
    return _parsed(payload if isinstance(payload, str) else "{}"), files


def _parsed(text: str) -> Json | list[Json] | None:
    try:
        parsed: Json | list[Json] = json.loads(text or "{}")
    except ValueError:
        return None
    return parsed


def _nowhere(hub: Hub, call: Call) -> None:
    raise RefusalError(1)


async def _download(hub: Hub, request: web.Request) -> web.Response:
    file = hub.files.get(int(request.match_info["id"]))
    if file is None or file.name != request.match_info["name"]:
        return web.Response(status=404)
    return web.Response(body=file.content, content_type=file.content_type)
