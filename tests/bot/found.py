"""Hits made by hand, as a search could return them."""

from bot import quotes
from bot.answerer import NOTHING
from bot.reranking import Reranker
from bot.types import Answer, Citation, Reading, Timings
from index.config import Quotes, Reranking
from index.passages import split
from index.query import query
from index.types import Article, Hit
from tests.conftest import NOW


def found(*texts: str, score: float = 0.9, cosine: float = 0.6, **facts: str | None) -> tuple[Hit, ...]:
    """The passages of an article a text, in their order."""
    given: dict[str, str | None] = {"url": None, "title": "", "source": None, "published": "2015-10-02"} | facts
    articles = [Article(id=f"a{number}", text=text, **given) for number, text in enumerate(texts)]  # type: ignore[arg-type]  # names as in Article
    passages = [(passage, article) for article in articles for passage in split(article)]
    return tuple(Hit(passage, article, score, rank, cosine) for rank, (passage, article) in enumerate(passages, 1))


# Loaded at its first question, and once.
RERANKER = Reranker(Reranking())


def read(question: str, hits: tuple[Hit, ...], settings: Quotes | None = None) -> Reading:
    """What the quotes reader makes of the hits."""
    return quotes.read(question, RERANKER.read(question, hits), settings or Quotes())


def answered(question: str, text: str, hits: tuple[Hit, ...]) -> Answer:
    """An answer that quotes the first passage whole."""
    passage, article = hits[0].passage, hits[0].article
    citation = Citation(1, article, passage.text, passage.start, passage.end)
    return Answer(query(question, NOW), "answered", text, (citation,), hits, 0.7, "quotes", None, Timings(8.6, 4.6))


def refused(question: str, hits: tuple[Hit, ...]) -> Answer:
    """A refusal that shows these hits as the nearest."""
    return Answer(query(question, NOW), "no_answer", NOTHING, (), hits, 0.05, "quotes", None, Timings(8, 4))
