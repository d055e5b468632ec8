"""One process owns a data folder at a time; the others hand it their work through a socket in that folder.

Chroma's embedded client is not safe for two processes on one folder. So whoever needs the indexes takes a lock, and
who finds it taken sends its request to the owner, whose models are warm. A request that an ending owner left
unanswered is made again, by the next owner if need be: each can be repeated without harm.
"""

import contextlib
import logging
import os
import socket
import socketserver
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout
from pydantic import BaseModel, TypeAdapter

from index import errors
from index.collection import Added
from index.types import Article, Hit, Query

log = logging.getLogger(__name__)

LOCK, SOCKET = "owner.lock", "owner.sock"
# How long to try for an owner that is starting or stopping: a first start exports the model, which takes 15 s.
PATIENCE_S = 60.0
PAUSE_S = 0.05
# A hundred long articles take half a minute to embed; an owner silent for ten times that is stuck.
ANSWER_S = 300.0
# A path to a Unix socket holds 104 bytes on macOS and 108 on Linux, its end included.
MOST_PATH = 100


class Index(Protocol):
    """What can be asked of the indexes, by their owner or through it."""

    def search(self, query: Query) -> tuple[Hit, ...]: ...

    def add(self, articles: tuple[Article, ...]) -> Added: ...

    def remove(self, ids: tuple[str, ...]) -> int: ...


class LocalIndex(Index, Protocol):
    """An index that this process has open."""

    def load(self) -> None: ...

    def close(self) -> None: ...


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


class SharedIndex:
    """The index of a data folder, whoever owns it. ``make`` opens it for the process that becomes its owner."""

    def __init__(self, folder: Path, make: Callable[[], LocalIndex]) -> None:
        self._folder, self._make = folder, make
        self._lock = FileLock(folder / LOCK, thread_local=False)
        self._taking = threading.Lock()
        self._local: LocalIndex | None = None
        self._server: _Server | None = None

    def __enter__(self) -> "SharedIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(self, query: Query) -> tuple[Hit, ...]:
        """The passages for a query, best first."""
        found: tuple[Hit, ...] = self._do("search", query)
        return found

    def add(self, articles: tuple[Article, ...]) -> Added:
        """What became of the articles; they are on disk and found by the next search."""
        added: Added = self._do("add", articles)
        return added

    def remove(self, ids: tuple[str, ...]) -> int:
        """How many of these articles there were."""
        count: int = self._do("remove", ids)
        return count

    def close(self) -> None:
        """Answer what was asked, then let the folder go."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            (self._folder / SOCKET).unlink(missing_ok=True)
        if self._local:
            self._local.close()
        self._server = self._local = None
        self._lock.release()

    def own(self) -> bool:
        """Whether this process owns the folder, now that it has tried, with all loaded that many questions need.

        Raises what opening the index raises.
        """
        if self._own() and self._local:
            self._local.load()
            return True
        return False

    def _own(self) -> bool:
        with self._taking:
            if self._local:
                return True
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            try:
                self._local = self._make()
                self._server = _serve(self._folder, self._local)
            except BaseException:
                self.close()
                raise
            return True

    def _do(self, verb: str, argument: Any) -> Any:
        until = time.monotonic() + PATIENCE_S
        while not self._own():
            # No socket, nobody at it, or an owner that ended before it answered: try to be the owner.
            with contextlib.suppress(FileNotFoundError, ConnectionError):  # nobody answers: be the owner
                return _ask(self._folder, verb, argument)
            if time.monotonic() > until:
                raise errors.OwnerError(
                    f"Another process owns {self._folder} and does not answer. "
                    "See which runs (python -m bot check), and end it if it is stuck."
                )
            time.sleep(PAUSE_S)
        return getattr(self._local, verb)(argument)


def _ask(folder: Path, verb: str, argument: Any) -> Any:
    given, returned = VERBS[verb]
    request = Request(verb=verb, argument=TypeAdapter(given).dump_json(argument).decode())
    with _short(folder) as path, socket.socket(socket.AF_UNIX) as line:
        line.settimeout(ANSWER_S)
        line.connect(path)
        line.sendall(request.model_dump_json().encode() + b"\n")
        answered = line.makefile("rb").readline()
    if not answered.endswith(b"\n"):
        raise ConnectionResetError("the owner ended")
    reply = Reply.model_validate_json(answered)
    if reply.error:
        raise getattr(errors, reply.error)(reply.message)
    return TypeAdapter(returned).validate_json(reply.result)


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
    server: "_Server"

    def handle(self) -> None:
        # A client that gave up, or only looked whether somebody is here, is no fault.
        with contextlib.suppress(ConnectionError):  # it gave up, or only looked
            if line := self.rfile.readline():
                self.wfile.write(answer(self.server.index, line))


class _Server(socketserver.ThreadingUnixStreamServer):
    request_queue_size = 64

    def __init__(self, path: str, index: Index) -> None:
        self.index = index
        super().__init__(path, _Handler)


def _serve(folder: Path, index: Index) -> _Server:
    """Listen, in a thread of its own. The lock is held, so a socket that is there is a dead owner's."""
    (folder / SOCKET).unlink(missing_ok=True)
    with _short(folder) as path:
        server = _Server(path, index)
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
