"""From a configuration to its index, opened by whoever owns the data folder."""

import threading
from pathlib import Path
from typing import Any

from index import encoder, vectors
from index.catalog import Catalog
from index.collection import Added, Collection
from index.config import Config
from index.errors import OwnerError, StorageError
from index.lexical import Lexical
from index.owner import SharedIndex
from index.retriever import Retriever
from index.types import Article, Hit, Query


class OpenIndex:
    """The collection and its retriever, in this process. Searches run beside each other, writes in turn."""

    def __init__(self, config: Config, rebuild: bool = False) -> None:
        self._catalog = open_catalog(config)
        self._lexical = Lexical(config.data / "lexical")
        client = _chroma(config)
        store = vectors.VectorIndex(client)
        model = encoder.load(config.embedding.model, models_folder(config))
        self.collection = Collection(self._catalog, self._lexical, store, model)
        if rebuild:
            self.collection.rebuild()
        else:
            self.collection.ready()
        self.retriever = Retriever(self._catalog, self._lexical, store, model, config.retrieval)
        self._writing = threading.Lock()

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
            self._catalog.close()


def open_catalog(config: Config) -> Catalog:
    """The catalog of the data folder, made if need be; reading it needs no ownership."""
    _make_folder(config)
    return Catalog(config.data / "catalog.sqlite3")


def _make_folder(config: Config) -> None:
    try:
        config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            f"The data folder {config.data} cannot be made ({error.strerror}). "
            "Set “data” in config.yaml, or DATELINE_DATA, to a folder that you may write to."
        ) from error


def open_index(config: Config) -> SharedIndex:
    """The index of the configured data folder; nothing is loaded before it is first asked."""
    _make_folder(config)
    return SharedIndex(config.data, lambda: OpenIndex(config))


def rebuild(config: Config) -> None:
    """Make passages, vectors and both indexes anew from the articles, with the configured model.

    Raises OwnerError if another process has the collection open.
    """
    _make_folder(config)
    with SharedIndex(config.data, lambda: OpenIndex(config, rebuild=True)) as index:
        if not index.own():
            raise OwnerError(f"Another process has {config.data} open. End it, then rebuild.")


def _chroma(config: Config) -> Any:
    if config.chroma.mode == "server":
        return vectors.server(config.chroma.host, config.chroma.port)
    return vectors.embedded(config.data / "chroma")


def models_folder(config: Config) -> Path:
    """Where exported models lie."""
    return config.data / "models"
