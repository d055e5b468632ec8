"""From a configuration to its index, opened by whoever owns the data folder."""

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from index import encoder, vectors
from index.catalog import Catalog
from index.collection import Added, Collection
from index.config import CATALOG, Config
from index.errors import OwnerError, StorageError
from index.identity import digest
from index.lexical import Lexical
from index.nearest import Nearest
from index.owner import LOCK, SharedIndex
from index.retriever import Retriever
from index.types import Article, Hit, Query
from index.vectors import VectorIndex

# The folders of the two indexes in the data folder.
LEXICAL, CHROMA = "lexical", "chroma"
REBUILD = "Nothing is lost. Run: python -m index rebuild"


class OpenIndex:
    """The collection and its retriever, in this process. Searches run beside each other, writes in turn."""

    def __init__(self, config: Config, rebuild: bool = False) -> None:
        if rebuild:
            forget_indexes(config)
        self._catalog = open_catalog(config)
        self._lexical, self._vectors = _lexical(config), _vectors(config)
        model = encoder.load(config.embedding.model, models_folder(config))
        self.collection = Collection(self._catalog, self._lexical, self._vectors, model)
        if rebuild:
            self.collection.rebuild()
        else:
            self.collection.ready()
        nearest = Nearest(self._catalog, self._vectors)
        self.retriever = Retriever(self._catalog, self._lexical, nearest, model, config.retrieval)
        self._writing = threading.Lock()

    def load(self) -> None:
        """Load what a single question does without."""
        self._vectors.open()

    def search(self, query: Query) -> tuple[Hit, ...]:
        """The passages for a query, best first."""
        return self.retriever.search(query)

    def add(self, articles: tuple[Article, ...]) -> Added:
        """What became of the articles; they are on disk and found by the next search."""
        with self._writing:
            return self.collection.add(articles)

    def remove(self, ids: tuple[str, ...]) -> int:
        """How many of these articles there were."""
        with self._writing:
            return self.collection.remove(ids)

    def close(self) -> None:
        """Wait for the write under way, then close the files."""
        with self._writing:
            self._lexical.close()
            self._vectors.close()
            self._catalog.close()


def open_catalog(config: Config) -> Catalog:
    """The catalog of the data folder, made if need be; reading it needs no ownership."""
    make_folder(config)
    return Catalog(config.data / CATALOG)


def make_folder(config: Config) -> None:
    """Make the data folder if need be. Raises StorageError where it cannot be made or written."""
    try:
        config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            f"The data folder {config.data} cannot be made ({error.strerror}). "
            "Set “data” in config.yaml, or DATELINE_DATA, to a folder that you may write to."
        ) from error
    # Even reading writes: locks, and SQLite's log.
    for path in (config.data, config.data / CATALOG, config.data / LOCK):
        if os.path.lexists(path) and not os.access(path, os.W_OK):
            raise StorageError(
                f"The data folder {config.data} cannot be written{'' if path == config.data else f' ({path.name})'}. "
                "Make it writable, or set “data” in config.yaml, or DATELINE_DATA, to another."
            )


def open_index(config: Config) -> SharedIndex:
    """The index of the configured data folder; nothing is loaded before it is first asked."""
    make_folder(config)
    return SharedIndex(config.data, lambda: _opened(config))


def _opened(config: Config) -> OpenIndex:
    """The open index. Garbage collection pauses, since it would pass over a thousand modules while they load, which
    takes a tenth of a cold start and finds nothing."""
    gc.disable()
    try:
        return OpenIndex(config)
    finally:
        gc.enable()


def rebuild(config: Config) -> None:
    """Make passages, vectors and both indexes anew from the articles, with the configured model.

    Raises OwnerError if another process has the collection open.
    """
    make_folder(config)
    with SharedIndex(config.data, lambda: OpenIndex(config, rebuild=True)) as index:
        if not index.own():
            raise OwnerError(f"Another process has {config.data} open. End it, then rebuild.")


def forget_indexes(config: Config) -> None:
    """Delete both indexes, however damaged they are; the catalog has all that they are made from."""
    for name in (LEXICAL, CHROMA):
        shutil.rmtree(config.data / name, ignore_errors=True)


def _lexical(config: Config) -> Lexical:
    with _told("An index", REBUILD):
        return Lexical(config.data / LEXICAL)


def _vectors(config: Config) -> VectorIndex:
    """The vector index; one that lies in the data folder is loaded when it is first used."""
    host, port, folder = config.chroma.host, config.chroma.port, config.data / CHROMA
    if config.chroma.mode == "server":
        start = f"Start it (chroma run --host {host} --port {port}), or set chroma.mode to “embedded” in config.yaml."
        told = partial(_told, f"The Chroma server at {host}:{port}", start)
        # Each data folder has an index of its own there.
        name = f"{vectors.COLLECTION}-{digest(str(config.data))}"
        return VectorIndex(partial(vectors.server, host, port), told, name=name)
    known = (folder / vectors.FILE).exists()
    return VectorIndex(partial(vectors.embedded, folder), partial(_told, "An index", REBUILD), known)


@contextmanager
def _told(place: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the libraries raise whatever a damaged file or a missing server leads to
        raise StorageError(f"{place} cannot be opened ({type(error).__name__}). {remedy}") from error


def models_folder(config: Config) -> Path:
    """Where exported models lie."""
    return config.data / "models"
