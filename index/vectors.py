"""The vector index: nearest passages by cosine, by Chroma. The only module that knows chromadb."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import Vectors
from index.types import Entry, Scope

COLLECTION = "passages"  # Chroma's name for an index that has a folder of its own
# Chroma's own file in its folder.
FILE = "chroma.sqlite3"
# At Chroma's default width of 100 one in twelve of the true 100 nearest is missed; at 300 next to none.
SEARCH_WIDTH = 300


class VectorIndex:
    """Cosine search over passage vectors. ``connect`` returns any Chroma client; ``told`` is entered around that, and
    may put in words what fails.

    ``fresh``: there was no index before this one. That is known at once; counting takes a fifth of a second.
    ``known``: there was one, so that nothing needs to be loaded before it is used. ``name``: Chroma's for it.
    """

    def __init__(
        self,
        connect: Callable[[], Any],
        told: Callable[[], AbstractContextManager[None]] = nullcontext,
        known: bool = False,
        name: str = COLLECTION,
    ) -> None:
        self._connect, self._told, self._opening, self._name = connect, told, threading.Lock(), name
        self._client: Any = None
        self.fresh = False
        if not known:
            self.open()

    @property
    def is_open(self) -> bool:
        """Whether it is loaded."""
        return self._client is not None

    def open(self) -> None:
        """Load it, unless it is."""
        with self._opening:
            if not self.is_open:
                with self._told():
                    client = self._connect()
                    self._choose(client)
                self._client = client

    def _choose(self, client: Any) -> None:
        self.fresh = self._name not in {known.name for known in client.list_collections()}
        self._collection = client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
        )

    @property
    def _vectors(self) -> Any:
        self.open()
        return self._collection

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._vectors.count())

    def write(self, entries: Sequence[Entry], vectors: Vectors, removed: Sequence[str]) -> None:
        """Take out the removed passages, put in the entries; an entry replaces one of the same id."""
        collection = self._vectors
        step = self._client.get_max_batch_size()
        for at in range(0, len(removed), step):
            collection.delete(ids=list(removed[at : at + step]))
        for at in range(0, len(entries), step):
            some = entries[at : at + step]
            collection.upsert(
                ids=[entry.passage_id for entry in some],
                embeddings=vectors[at : at + step],
                metadatas=[{"day": entry.day, "source": entry.source} for entry in some],
            )

    def search(self, vector: Vectors, scope: Scope, k: int) -> list[tuple[str, float]]:
        """The ``k`` nearest passage ids with their cosines (-1 to 1), nearest first."""
        found = self._vectors.query(
            query_embeddings=vector[None, :], n_results=k, where=_where(scope), include=["distances"]
        )
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the files, so that the next client of this folder reads what is there."""
        if self.is_open:
            self._client.close()

    def reset(self) -> None:
        """Forget everything."""
        self.open()
        self._client.delete_collection(self._name)
        self._choose(self._client)


def embedded(folder: Path) -> Any:
    """A Chroma client on a folder, for the one process that owns it."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=str(folder), settings=settings)


def server(host: str, port: int) -> Any:
    """A client of a ``chroma run``."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.HttpClient(host=host, port=port, settings=Settings(anonymized_telemetry=False))


def _where(scope: Scope) -> dict[str, Any] | None:
    clauses: list[dict[str, Any]] = []
    if scope.days:
        clauses += [{"day": {"$gte": scope.days[0]}}, {"day": {"$lte": scope.days[1]}}]
    if scope.sources:
        clauses.append({"source": {"$in": list(scope.sources)}})
    if len(clauses) > 1:
        return {"$and": clauses}
    return clauses[0] if clauses else None


def halves(vectors: Vectors) -> list[bytes]:
    """Each vector as bytes of float16: half the room, and the cosine moves by less than a thousandth."""
    return [row.astype(np.float16).tobytes() for row in vectors]


def wholes(halves: Iterable[bytes]) -> Vectors:
    """The vectors of such bytes, shape (n, dimension)."""
    rows = list(halves)
    if not rows:
        return np.zeros((0, 0), np.float32)
    return np.frombuffer(b"".join(rows), np.float16).reshape(len(rows), -1).astype(np.float32)
