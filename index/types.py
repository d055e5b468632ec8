"""The values that pass between the steps of the index. They import nothing of ours and never change."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was given.

    ``published`` keeps its precision: a day (``2015-10-02``) or an instant with its zone
    (``2015-10-02T14:30:00+00:00``); None if unknown. ``url`` is as given, None where there is none.
    """

    id: str
    url: str | None
    title: str
    source: str | None
    published: str | None
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article: ``article.text[start:end] == text``, offsets in code points."""

    id: str
    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question, the moment it is asked from, and what it must not go beyond.

    ``since`` and ``until`` are inclusive days; ``sources`` are outlets, empty for all.
    """

    question: str
    asked_at: datetime
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``rank`` counts from 1; ``score`` falls with it, in 0 to 1.

    ``cosine`` (to the question, -1 to 1) and ``bm25`` (0 and up) are what the two indexes said; a rank is None
    where that index did not return the passage.
    """

    passage: Passage
    article: Article
    score: float
    rank: int
    cosine: float = 0.0
    bm25: float = 0.0
    dense_rank: int | None = None
    lexical_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was offered and not taken, and why, in words for the person who offered it."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What both indexes keep of a passage. ``day`` is the proleptic ordinal of publication, 0 if unknown."""

    passage_id: str
    title: str
    text: str
    day: int
    source: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search must not go beyond: inclusive days and outlets, empty for all."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last ordinal, or None for all. An undated article is in no bounded scope."""
        if self.since is None and self.until is None:
            return None
        return (self.since or date.min).toordinal(), (self.until or date.max).toordinal()


@dataclass(frozen=True, slots=True)
class Split:
    """An article cut into passages, with the ids of their vectors, ready to be kept.

    ``fingerprint`` stands for all that was given, ``copy_of`` for the text alone.
    """

    article: Article
    passages: tuple[Passage, ...]
    vectors: tuple[str, ...]
    fingerprint: str
    copy_of: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles to list: bounds, outlet, words of the headline; by which column, how many."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    title: str | None = None
    sort: str = "published"
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Stats:
    """What the catalog holds, in numbers. ``first`` and ``last`` are the days of publication."""

    articles: int
    passages: int
    sources: int
    undated: int
    pending: int
    first: str | None
    last: str | None
    updated: str | None
