"""From a query to ranked passages: both indexes, fused, with the news priors."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.catalog import Catalog
from index.config import Retrieval
from index.encoder import Encoder
from index.lexical import Lexical
from index.nearest import Nearest
from index.passages import in_words
from index.priors import closeness, named_outlets, told
from index.ranking import DEEP, Features, score
from index.subject import subject
from index.timeframe import Timeframe, timeframe
from index.types import Article, Hit, Passage, Query, Scope
from index.vectors import wholes

# Days without news after which a collection is an archive.
CURRENT = 31
# The share of its runs of words from which on a passage is a copy: an agency's story under another outlet's first
# line. Lower, neighbours that share a long sentence would go too, and with them right answers.
COPIED = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an index returned, with what both said of it.

    ``cosine`` is to the question as it was put, ``dated`` to the question under the day that is meant: the one tells
    whether the passage is on the subject, the other whether it is the right story.
    """

    passage: Passage
    article: Article
    cosine: float
    dated: float
    bm25: float
    dense_rank: int | None
    lexical_rank: int | None


class Retriever:
    """Search over a collection's catalog and indexes. Any number of threads may search at once."""

    def __init__(
        self, catalog: Catalog, lexical: Lexical, nearest: Nearest, encoder: Encoder, settings: Retrieval
    ) -> None:
        self._catalog, self._lexical, self._nearest = catalog, lexical, nearest
        self._encoder, self._settings = encoder, settings

    def search(self, query: Query) -> tuple[Hit, ...]:
        """The passages for a query, best first, copies of one text once; () when nothing is in its scope."""
        return self.ranked(query, self.candidates(query))

    def ranked(self, query: Query, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
        """The best of the candidates."""
        features = self.features(query, candidates)
        hits = [
            Hit(c.passage, c.article, score(f), 0, c.cosine, c.bm25, c.dense_rank, c.lexical_rank)
            for c, f in zip(candidates, features, strict=True)
        ]
        best = without_copies(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)), self._settings.hits)
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(best, 1))

    def candidates(self, query: Query) -> list[Candidate]:
        """What either index returns, each with its exact cosine."""
        scope = Scope(query.since, query.until, self._outlets(query.sources))
        k = self._settings.candidates
        sought = subject(query.question) or query.question
        asked = self._encoder.embed([sought, self._dated(query, sought)])
        dense = self._nearest.search(asked[1], scope, k)
        lexical = self._lexical.search(sought, scope, k)
        dense_rank = {passage_id: rank for rank, (passage_id, _) in enumerate(dense, 1)}
        lexical_rank = {passage_id: rank for rank, (passage_id, _) in enumerate(lexical, 1)}
        bm25 = dict(lexical)
        found = self._catalog.passages(dict.fromkeys([*dense_rank, *lexical_rank]))
        cosines = wholes(half for _, _, half in found.values()) @ asked.T if found else np.zeros((0, 2))
        return [
            Candidate(passage, article, cosine, dated, bm25.get(i, 0.0), dense_rank.get(i), lexical_rank.get(i))
            for (i, (passage, article, _)), (cosine, dated) in zip(found.items(), cosines.tolist(), strict=True)
        ]

    def features(self, query: Query, candidates: Sequence[Candidate]) -> list[Features]:
        """What the ranking weighs, a row a candidate."""
        frame = self._frame(query)
        named = named_outlets(query.question, {c.article.source for c in candidates if c.article.source})
        best = max((c.bm25 for c in candidates), default=0.0) or 1.0
        close = [closeness(c.article.published, frame, self._settings.half_life_days, 0.0) for c in candidates]
        nearest = max(close, default=0.0)
        return [
            Features(
                cosine=c.dated,
                bm25=c.bm25 / best,
                off=nearest - near,
                depth=min(c.passage.start / DEEP, 1.0),
                lead=c.passage.start == 0,
                named=c.article.source in named,
            )
            for c, near in zip(candidates, close, strict=True)
        ]

    def _frame(self, query: Query) -> Timeframe:
        """When the news tells of what the query means. "Latest" counts back from the collection's own latest news."""
        meant, today = timeframe(query.question, query.asked_at), query.asked_at.date()
        return told(meant, (self._catalog.newest(today) or today) if meant.latest else today)

    def _dated(self, query: Query, sought: str) -> str:
        """What is sought, headed by the day that is meant, as passages are headed by theirs; bare where nothing was
        published near that day, since an archive is not asked about today."""
        day = self._frame(query).end
        newest = self._catalog.newest(day)
        if newest is None or (day - newest).days > CURRENT:
            return sought
        return f"{in_words(day.isoformat())}\n{sought}"

    def _outlets(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The collection's spellings of the outlets; one that it does not have is kept, and finds nothing."""
        wanted = {name.casefold() for name in asked}
        found = tuple(source for source in self._catalog.sources() if source.casefold() in wanted) if wanted else ()
        return found or tuple(asked)


def without_copies(hits: Iterable[Hit], most: int) -> list[Hit]:
    """The first hits, at most so many, without copies of earlier ones, whatever their outlet."""
    kept: list[Hit] = []
    said: list[set[tuple[str, ...]]] = []
    for hit in hits:
        runs = _runs(hit.passage.text)
        if not any(len(runs & known) >= COPIED * min(len(runs), len(known)) for known in said):
            kept.append(hit)
            said.append(runs)
        if len(kept) == most:
            break
    return kept


def _runs(text: str) -> set[tuple[str, ...]]:
    """Each four words that follow one another (shingles; Broder 1997)."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))}
