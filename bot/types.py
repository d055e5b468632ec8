"""The values that pass between the steps of answering. They never change, and know no front-end."""

from dataclasses import dataclass
from typing import Literal

from index.types import Article, Hit, Query

Status = Literal["answered", "no_answer", "error"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quotation: ``article.text[start:end] == quote``, at most 600 characters."""

    marker: int
    article: Article
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent on finding passages and on reading them."""

    retrieve: float
    read: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of the hits: the text with its markers, what they cite, and the probability, 0 to 1,
    that it is right."""

    text: str
    citations: tuple[Citation, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query. ``no_answer`` has no citations, and a text that says so. ``note`` says why another
    reader spoke than the one that is configured, and what was left unanswered; mostly empty."""

    query: Query
    status: Status
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    confidence: float
    reader: str
    prompt_id: str | None
    timings: Timings
    note: str = ""
