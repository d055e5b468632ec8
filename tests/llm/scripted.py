"""A chat-completions server on loopback that answers as a test tells it to, faults included."""

import json
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from typing import Any

PATH = "/v1/chat/completions"
# Characters of a streamed piece: shorter than any marker with its sentence's end, so that pieces cut both apart.
PIECE = 7
# An endless answer ends here, in case nobody hangs up; far more than any answer may hold.
ENDLESS_S = 60.0


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent: its headers, in lower case, and its body as JSON; ``at`` seconds of the monotonic clock."""

    headers: Mapping[str, str]
    body: Mapping[str, Any]
    at: float

    @property
    def prompt(self) -> str:
        """The words of all messages, in their order."""
        return "\n".join(message["content"] for message in self.body["messages"])

    def number(self, text: str) -> str:
        """The number of the passage in the prompt that has the text; 0 where none has."""
        before, found, _ = self.prompt.partition(text)
        return re.findall(r"passage (\d+):", before)[-1] if found else "0"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: a completion of ``text``, or with another status an error of it.

    ``wait_s`` passes before the first byte, ``pause_s`` before each further piece of a stream. ``cut`` hangs up after
    so many characters, ``endless`` says the text again and again, and ``raw`` is sent in place of a well-formed body.
    """

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    pause_s: float = 0.0
    cut: int | None = None
    endless: bool = False
    raw: bytes | None = None

    def pieces(self) -> Iterator[str]:
        """The text as it is streamed."""
        text = self.text if self.cut is None else self.text[: self.cut]
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
        return iter(cycle(pieces) if self.endless else pieces)


class Scripted:
    """The server while it runs. Replies are played in their order, and the last one for good."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._replies: deque[Reply | Callable[[Request], Reply]] = deque([Reply()])
        self._at_once, self._lock, self._ending = 0, threading.Lock(), threading.Event()
        self._server = _Server(self)

    @property
    def url(self) -> str:
        """The base address, as clients of this API are given it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def play(self, *replies: Reply | Callable[[Request], Reply]) -> None:
        """From now on send these, and forget what was asked before."""
        with self._lock:
            self._replies, self.requests, self.most_at_once = deque(replies or [Reply()]), [], 0

    def pause(self, seconds: float) -> None:
        """Wait, unless the server is told to end."""
        self._ending.wait(seconds)

    def taken(self, request: Request) -> Reply:
        """The reply to a request, once its wait is over. Requests that wait together are counted as being at once: a
        client knows that one has ended before this server does."""
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            reply = self._replies.popleft() if len(self._replies) > 1 else self._replies[0]
        reply = reply(request) if callable(reply) else reply
        self.pause(reply.wait_s)
        with self._lock:
            self._at_once -= 1
        return reply

    def __enter__(self) -> "Scripted":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="scripted").start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, scripted: Scripted) -> None:
        self.scripted = scripted
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    # Chunked, so that a client can tell a stream that was cut from one that ended.
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path != PATH:
            self.send_error(404)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(headers, json.loads(body), time.monotonic())
        reply = self.server.scripted.taken(request)
        with suppress(ConnectionError):  # a client that gives up is no fault of the server
            self._send(request, reply)

    def _send(self, request: Request, reply: Reply) -> None:
        if reply.raw is not None:
            self._body(reply, reply.raw)
        elif reply.status != 200:
            self._body(reply, json.dumps({"error": {"message": reply.text, "type": "scripted"}}).encode())
        elif request.body.get("stream"):
            self._stream(request, reply)
        else:
            self._body(reply, json.dumps(_completion(request, reply.text)).encode())

    def _body(self, reply: Reply, body: bytes) -> None:
        self._head(reply, "application/json", {"content-length": str(len(body))})
        self.wfile.write(body[: reply.cut])

    def _stream(self, request: Request, reply: Reply) -> None:
        self._head(reply, "text/event-stream", {"transfer-encoding": "chunked"})
        until = time.monotonic() + ENDLESS_S
        for piece in reply.pieces():
            self._event(_chunk({"content": piece}, None))
            self.server.scripted.pause(reply.pause_s)
            if time.monotonic() > until:
                break
        if reply.cut is not None:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._event(_chunk({}, "stop"))
        self._event(_named("chat.completion.chunk") | {"choices": [], "usage": _usage(request, reply.text)})
        self._write(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _head(self, reply: Reply, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(reply.status)
        for name, value in {"content-type": kind, "connection": "close", **more, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _event(self, chunk: Mapping[str, Any]) -> None:
        self._write(b"data: " + json.dumps(chunk).encode() + b"\n\n")

    def _write(self, event: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(event), event))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Nothing: what was asked is in ``requests``."""


def _completion(request: Request, text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return _named("chat.completion") | {"choices": [choice], "usage": _usage(request, text)}


def _chunk(delta: Mapping[str, str], reason: str | None) -> dict[str, Any]:
    return _named("chat.completion.chunk") | {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def _named(kind: str) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 0, "model": "scripted"}


def _usage(request: Request, text: str) -> dict[str, int]:
    """Tokens, which to this server are words."""
    asked, said = len(request.prompt.split()), len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
