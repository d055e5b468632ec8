"""The form of a response: clients read a body as JSON only under exactly this content type."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web


def reply(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response with a JSON body; None has no body and is 204."""
    if content is None:
        return web.Response(status=204, headers=headers)
    typed = {"Content-Type": "application/json"} | dict(headers or {})
    return web.Response(body=json.dumps(content).encode(), status=status, headers=typed)
