"""One process owns a data folder at a time; the others hand it their work through a socket in that folder.

Chroma's embedded client is not safe for two processes on one folder. So whoever needs the indexes takes a lock, and
who finds it taken sends its request to the owner, whose models are warm. A request that an ending owner left
unanswered is made again, by the next owner if need be: each can be repeated without harm.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from index.collection import Added
from index.line import SOCKET, Index, Server, ask, serve, stuck
from index.types import Article, Hit, Query

LOCK = "owner.lock"
# How long to try for an owner that is starting or stopping: a first start exports the model, which takes 15 s.
PATIENCE_S = 60.0
PAUSE_S = 0.05


class LocalIndex(Index, Protocol):
    """An index that this process has open."""

    def load(self) -> None: ...

    def close(self) -> None: ...


class SharedIndex:
    """The index of a data folder, whoever owns it. ``make`` opens it for the process that becomes its owner."""

    def __init__(self, folder: Path, make: Callable[[], LocalIndex]) -> None:
        self._folder, self._make = folder, make
        self._lock = FileLock(folder / LOCK, thread_local=False)
        self._taking = threading.Lock()
        self._local: LocalIndex | None = None
        self._server: Server | None = None

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
                self._server = serve(self._folder, self._local)
            except BaseException:
                self.close()
                raise
            return True

    def _do(self, verb: str, argument: Any) -> Any:
        until = time.monotonic() + PATIENCE_S
        while not self._own():
            # No socket, nobody at it, or an owner that ended before it answered: try to be the owner.
            with contextlib.suppress(FileNotFoundError, ConnectionError):  # nobody answers: be the owner
                return ask(self._folder, verb, argument)
            if time.monotonic() > until:
                raise stuck(self._folder)
            time.sleep(PAUSE_S)
        return getattr(self._local, verb)(argument)
