"""The line between processes that share an index: a request in JSON over a socket in the data folder, and its reply."""

import contextlib
import logging
import os
import socket
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter

from index import errors
from index.collection import Added
from index.types import Article, Hit, Query

log = logging.getLogger(__name__)

SOCKET = "owner.sock"
# A hundred long articles take half a minute to embed; an owner silent for ten times that is stuck.
ANSWER_S = 300.0
# Who connects says within so many seconds what it wants, or is not waited for: it may have been suspended.
SAY_S = 10.0
# How often the owner looks whether it is to end.
PAUSE_S = 0.05
# A path to a Unix socket holds 104 bytes on macOS and 108 on Linux, its end included.
MOST_PATH = 100


class Index(Protocol):
    """What can be asked of the indexes, by their owner or through it."""

    def search(self, query: Query) -> tuple[Hit, ...]: ...

    def add(self, articles: tuple[Article, ...]) -> Added: ...

    def remove(self, ids: tuple[str, ...]) -> int: ...


class Request(BaseModel):
    """What goes over the socket: the verb, and its argument in JSON."""

    verb: str
    argument: str


class Reply(BaseModel):
    """What comes back: the result in JSON, or the name and message of the error."""

    result: str = ""
    error: str | None = None
    message: str = ""


# The verbs, with the types of what goes in and of what comes back.
VERBS: dict[str, tuple[Any, Any]] = {
    "search": (Query, tuple[Hit, ...]),
    "add": (tuple[Article, ...], Added),
    "remove": (tuple[str, ...], int),
}


def ask(folder: Path, verb: str, argument: Any) -> Any:
    """What the folder's owner makes of it. Raises what it raised, OwnerError where it does not answer, ConnectionError
    or FileNotFoundError where nobody is there or the owner ended before it answered."""
    given, returned = VERBS[verb]
    request = Request(verb=verb, argument=TypeAdapter(given).dump_json(argument).decode())
    with _short(folder) as path, socket.socket(socket.AF_UNIX) as line:
        line.settimeout(ANSWER_S)
        line.connect(path)
        line.sendall(request.model_dump_json().encode() + b"\n")
        try:
            answered = line.makefile("rb").readline()
        except TimeoutError:
            raise stuck(folder) from None
    if not answered.endswith(b"\n"):
        raise ConnectionResetError("the owner ended")
    reply = Reply.model_validate_json(answered)
    if reply.error:
        raise getattr(errors, reply.error)(reply.message)
    return TypeAdapter(returned).validate_json(reply.result)


def stuck(folder: Path) -> errors.OwnerError:
    """What is to be said of an owner that does not answer."""
    return errors.OwnerError(
        f"Another process owns {folder} and does not answer. "
        "See which runs (python -m bot check), and end it if it is stuck."
    )


def answer(index: Index, line: bytes) -> bytes:
    """The reply to a request, a line each. Errors meant for people travel; others are logged here."""
    try:
        request = Request.model_validate_json(line)
        given, returned = VERBS[request.verb]
        result = getattr(index, request.verb)(TypeAdapter(given).validate_json(request.argument))
        reply = Reply(result=TypeAdapter(returned).dump_json(result).decode())
    except errors.DatelineError as error:
        reply = Reply(error=type(error).__name__, message=str(error))
    except Exception as error:
        log.exception("A request of another process failed")
        reply = Reply(error="OwnerError", message=f"The owner of the index failed ({type(error).__name__}).")
    return reply.model_dump_json().encode() + b"\n"


class _Handler(socketserver.StreamRequestHandler):
    server: "Server"
    timeout = SAY_S

    def handle(self) -> None:
        # A client that gave up, or only looked whether somebody is here, is no fault.
        with contextlib.suppress(ConnectionError, TimeoutError):  # it gave up, only looked, or stands still
            if line := self.rfile.readline():
                self.wfile.write(answer(self.server.index, line))


class Server(socketserver.ThreadingUnixStreamServer):
    request_queue_size = 64

    def __init__(self, path: str, index: Index) -> None:
        self.index = index
        super().__init__(path, _Handler)


def serve(folder: Path, index: Index) -> "Server":
    """Listen, in a thread of its own. The lock is held, so a socket that is there is a dead owner's."""
    (folder / SOCKET).unlink(missing_ok=True)
    with _short(folder) as path:
        server = Server(path, index)
    (folder / SOCKET).chmod(0o600)
    threading.Thread(target=server.serve_forever, args=(PAUSE_S,), daemon=True, name="owner").start()
    return server


@contextlib.contextmanager
def _short(folder: Path) -> Iterator[str]:
    """A path to the folder's socket that is short enough, by way of a link where it must be."""
    path = str(folder / SOCKET)
    if len(os.fsencode(path)) <= MOST_PATH:
        yield path
        return
    with tempfile.TemporaryDirectory() as place:
        link = Path(place) / "d"
        link.symlink_to(folder)
        yield str(link / SOCKET)
