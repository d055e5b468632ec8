"""Whether everything is ready to answer, line by line, with a remedy where it is not."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answering import answering
from bot.reranking import Reranker
from index import encoder
from index.config import Config
from index.errors import DatelineError
from index.opening import models_folder, open_catalog, open_index
from index.query import query

# The model takes 25 MB and a thousand articles about 60; below this an `add` of an archive will not fit.
LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do if it is not as it should be (empty if it is)."""

    what: str
    state: str
    remedy: str = ""

    @property
    def ready(self) -> bool:
        return not self.remedy


def findings(config: Config) -> Iterator[Finding]:
    """Everything that answering needs, in the order in which it is needed; stops at what the rest rests on."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", version)
    yield Finding("configuration", f"reader {config.reader}, model {config.embedding.model}")
    for look in (_folder, _reader, _model, _reranker, _collection, _index):
        found = _looked(look, config)
        yield found
        if not found.ready:
            return


def _looked(look: Callable[[Config], Finding], config: Config) -> Finding:
    what = look.__name__.strip("_")
    try:
        return look(config)
    except DatelineError as error:
        return Finding(what, "not ready", str(error))


def _folder(config: Config) -> Finding:
    open_catalog(config).close()
    free = shutil.disk_usage(config.data).free
    remedy = "" if free > LEAST_FREE else "Free some room, or set “data” in config.yaml to another disk."
    return Finding("data folder", f"{config.data}, {free / 1e9:.1f} GB free", remedy)


def _reader(config: Config) -> Finding:
    with answering(config):
        return Finding("reader", f"{config.reader} {config.llm.model if config.reader == 'llm' else ''}".strip())


def _model(config: Config) -> Finding:
    model = encoder.load(config.embedding.model, models_folder(config))
    length = len(model.embed(["A question."])[0])
    return Finding("embedding model", f"{model.name}, {length} dimensions")


def _reranker(config: Config) -> Finding:
    Reranker(config.reranking).prepare().result()
    return Finding("cross-encoder", config.reranking.model)


def _collection(config: Config) -> Finding:
    stats = open_catalog(config).stats()
    state = f"{stats.articles} articles of {stats.first or '–'} to {stats.last or '–'}, {stats.passages} passages"
    return Finding("collection", state, "" if stats.articles else "It is empty. Run: python -m index add PATH")


def _index(config: Config) -> Finding:
    with open_index(config) as index:
        owner = "this process" if index.own() else "another process, which answers"
        hits = index.search(query("What happened?", datetime.now(UTC)))
    remedy = "" if hits else "Nothing is found. Run: python -m index rebuild"
    return Finding("index", f"owned by {owner}; a search finds {len(hits)} passages", remedy)
