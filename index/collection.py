"""From articles to passages in the catalog and in both indexes."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from index.catalog import Catalog
from index.encoder import Encoder, Vectors
from index.errors import IndexMismatchError
from index.identity import digest
from index.lexical import Lexical
from index.passages import SPLITTER, indexed_text, split
from index.types import Article, Entry, Passage, Split
from index.vectors import VectorIndex, halves, wholes

T = TypeVar("T")

log = logging.getLogger(__name__)

# Articles embedded and committed together: about 15 seconds of work, which is what a kill can cost.
BATCH = 100
# Passages brought into the indexes together; bounds the memory that it takes.
STEP = 5_000


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the articles that were offered, in numbers."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Collection:
    """The catalog and the two indexes derived from it, kept in step. Its process owns the data folder."""

    def __init__(self, catalog: Catalog, lexical: Lexical, vectors: VectorIndex, encoder: Encoder) -> None:
        self.catalog, self.lexical, self.vectors, self.encoder = catalog, lexical, vectors, encoder

    def ready(self) -> None:
        """Finish what a killed process left pending. Raises IndexMismatchError if another model built this."""
        self._check()
        self._sync()
        self._mend()

    def add(self, articles: Sequence[Article]) -> Added:
        """Counts of new, updated, unchanged articles and of copies (new, with a text that is there already).

        When it returns, the articles are on disk and found by the next search.
        """
        offered, added = defaultdict[str, list[Article]](list), Added()
        for article in articles:
            offered[article.id].append(article)
        for some in _batches(list(offered.values()), BATCH):
            added += self._keep(some)
        self._sync()
        if added.updated:
            self.catalog.sweep()
        return added

    def remove(self, ids: Sequence[str]) -> int:
        """How many of these articles there were; none is found any more."""
        count = self.catalog.remove(ids)
        self._sync()
        self.catalog.sweep()
        return count

    def rebuild(self) -> None:
        """Split and embed every article again with the configured model, and derive both indexes from that."""
        self.catalog.set_built({})
        self._reset()
        ids = self.catalog.ids()
        for some in _batches(ids, BATCH):
            self._store(list(self.catalog.articles(some).values()))
        self.catalog.sweep()
        self.catalog.set_built(self._builder())
        self._sync()

    def _keep(self, some: Sequence[list[Article]]) -> Added:
        """What became of some articles, each with all texts that were offered of it, the latest last."""
        latest = {texts[-1].id: texts[-1] for texts in some}
        kept = self.catalog.fingerprints(latest)
        changed = {a.id: a for a in latest.values() if kept.get(a.id) != fingerprint(a)}
        # Earlier texts of the same article, which are counted though never stored.
        replaced = sum(a.id in changed and a != latest[a.id] for texts in some for a in texts)
        updated = len(kept.keys() & changed)
        duplicates = self._duplicates([a for a in changed.values() if a.id not in kept])
        self._store(list(changed.values()))
        new = len(changed) - updated - duplicates
        return Added(new, updated + replaced, sum(map(len, some)) - len(changed) - replaced, duplicates)

    def _duplicates(self, articles: list[Article]) -> int:
        """How many of the new articles have a text that is kept, or that came earlier among them."""
        seen = set(self.catalog.texts_known(digest(a.text) for a in articles))
        count = 0
        for article in articles:
            count += digest(article.text) in seen
            seen.add(digest(article.text))
        return count

    def _store(self, articles: list[Article]) -> None:
        parts = {article.id: split(article) for article in articles}
        texts = {
            digest(self.encoder.name + indexed_text(a, passage)): indexed_text(a, passage)
            for a in articles
            for passage in parts[a.id]
        }
        known = self.catalog.vectors_known(texts)
        wanted = [vector for vector in texts if vector not in known]
        made = halves(self.encoder.embed([texts[vector] for vector in wanted]))
        splits = [self._split(article, parts[article.id]) for article in articles]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.catalog.keep(splits, dict(zip(wanted, made, strict=True)), now)

    def _split(self, article: Article, parts: tuple[Passage, ...]) -> Split:
        vectors = tuple(digest(self.encoder.name + indexed_text(article, passage)) for passage in parts)
        return Split(article, parts, vectors, fingerprint(article), digest(article.text))

    # The indexes

    def _check(self) -> None:
        found, wanted = self.catalog.built(), self._builder()
        if not found and not self.catalog.ids():
            self.catalog.set_built(wanted)
        elif found != wanted:
            raise IndexMismatchError(
                f"The collection was built with {found or 'an unfinished rebuild'}, and now {wanted} is configured. "
                "Run: python -m index rebuild"
            )

    def _builder(self) -> dict[str, str]:
        return {"model": self.encoder.name, "splitter": SPLITTER}

    def _sync(self) -> None:
        """Bring into the indexes what is pending; done again after a kill, it does no harm."""
        while any(pending := self.catalog.pending.first(STEP)):
            put, taken = pending
            entries, vectors = self._entries(put)
            self.lexical.write(entries, taken)
            self.vectors.write(entries, vectors, taken)
            self.catalog.pending.settle([*put, *taken])

    def _entries(self, ids: Sequence[str]) -> tuple[list[Entry], Vectors]:
        found = self.catalog.passages(ids)
        entries = [
            Entry(passage.id, article.title, passage.text, day(article), article.source or "")
            for passage, article, _ in found.values()
        ]
        return entries, wholes(half for _, _, half in found.values())

    def _mend(self) -> None:
        """Derive both indexes anew where one was deleted or has lost its passages."""
        wanted = self.catalog.count()
        if self.lexical.count() != wanted or (wanted and self.vectors.fresh):
            log.warning("An index is out of step with the catalog; rebuilding both from it …")
            self._reset()
            self.catalog.pending.everything()
            self._sync()

    def _reset(self) -> None:
        self.lexical.reset()
        self.vectors.reset()


def fingerprint(article: Article) -> str:
    """What changes when anything that was given of the article changes."""
    return digest("\x00".join(str(value) for value in astuple(article)))


def day(article: Article) -> int:
    """The ordinal of the day of publication, 0 if unknown."""
    return date.fromisoformat(article.published[:10]).toordinal() if article.published else 0


def _batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[at : at + size] for at in range(0, len(things), size))
