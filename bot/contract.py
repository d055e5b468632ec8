"""Answers as JSON: the form that other programs rely on."""

from typing import Any

from bot.types import Answer, Citation
from index.types import Hit

# So many passages show what the reader saw; more would make the answers of a batch unwieldy.
PASSAGES = 20


def row(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """The answer as an object of plain values."""
    timings = answer.timings
    return {
        "id": question_id,
        "question": answer.query.question,
        "status": answer.status,
        "text": answer.text,
        "confidence": round(answer.confidence, 4),
        "reader": answer.reader,
        "citations": [_citation(citation) for citation in answer.citations],
        "passages": [_passage(hit) for hit in answer.hits[:PASSAGES]],
        "prompt_id": answer.prompt_id,
        "timings_ms": {
            "retrieve": round(timings.retrieve),
            "read": round(timings.read),
            "total": round(timings.retrieve + timings.read),
        },
    }


def failed_row(question_id: str | None, question: str, message: str) -> dict[str, Any]:
    """A question of a batch that could not be asked, in the same form."""
    empty: dict[str, Any] = {"citations": [], "passages": [], "prompt_id": None}
    said = {"id": question_id, "question": question, "status": "error", "text": message, "confidence": 0.0}
    return said | {"reader": None} | empty | {"timings_ms": {"retrieve": 0, "read": 0, "total": 0}}


def _citation(citation: Citation) -> dict[str, Any]:
    article = citation.article
    return {
        "marker": citation.marker,
        "article_id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published": article.published,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def _passage(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "article_id": hit.article.id,
        "url": hit.article.url,
        "title": hit.article.title,
        "published": hit.article.published,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
    }
