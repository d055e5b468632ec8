"""From questions and the answers given to them to a report: what was right, found, cited and refused."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.evalset import EvalQuestion, EvalSet
from bot.judging import holds, in_order, right, supported, unmarked
from bot.metrics import Figure, Outcome, figures
from index.errors import InputError

# The contract's limit of a quotation, in characters.
LONGEST_QUOTE = 600
# Any number would do: a fixed one gives the same intervals for the same answers.
SEED = 1979


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation of an answer, its article named by URL."""

    marker: int
    url: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """An answer as its JSON gives it; ``passages`` are (url, text), ``ms`` is None where no time is told."""

    id: str
    status: str = "missing"
    text: str = ""
    citations: tuple[Quotation, ...] = ()
    passages: tuple[tuple[str | None, str], ...] = ()
    confidence: float = 0.0
    ms: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found; ``right`` and ``refused`` tell it question by question.

    ``missing`` counts the questions without an answer row, which count as not answered and not refused.
    """

    questions: int
    unanswerable: int
    missing: int
    citations: int
    figures: Mapping[str, Figure]
    right: Mapping[str, bool]
    refused: Mapping[str, bool]

    def as_json(self) -> dict[str, Any]:
        """The report as an object for a JSON file."""
        return asdict(self)


def evaluate(
    eval_set: EvalSet,
    texts: Mapping[str, str],
    rows: Iterable[Mapping[str, Any]],
    refusal_rows: Iterable[Mapping[str, Any]] | None = None,
) -> Report:
    """The report on answer rows, as ``python -m bot ask --batch FILE --json`` prints them, in whatever order.

    ``texts`` are the articles' texts by URL. Without ``refusal_rows`` unanswerable questions are left out.
    Raises InputError for rows that are not of the agreed form or answer a question twice.
    """
    foreign_questions = eval_set.unanswerable if refusal_rows is not None else ()
    asked = _judged(eval_set.questions, texts, rows)
    foreign = _judged(foreign_questions, texts, refusal_rows or ())
    return Report(
        questions=len(asked),
        unanswerable=len(foreign),
        missing=sum(outcome.missing for outcome in (*asked, *foreign)),
        citations=sum(len(outcome.verbatim) for outcome in asked),
        figures=figures(asked, foreign, np.random.default_rng(SEED)),
        right={outcome.id: outcome.right for outcome in asked},
        refused={outcome.id: outcome.refused for outcome in foreign},
    )


def _judged(
    questions: Iterable[EvalQuestion], texts: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> list[Outcome]:
    given: dict[str, Row] = {}
    for answer in map(read_row, rows):
        if answer.id in given:
            raise InputError(f"Question {answer.id} is answered twice. Give one answer a question.")
        given[answer.id] = answer
    return [judge(question, given.get(question.id) or Row(question.id), texts) for question in questions]


def read_row(answer: Mapping[str, Any]) -> Row:
    """The row of an answer object. Raises InputError where it is not of the agreed form."""
    try:
        return Row(
            id=str(answer["id"]),
            status=str(answer["status"]),
            text=str(answer.get("text") or ""),
            citations=tuple(_quotation(citation) for citation in answer.get("citations") or ()),
            passages=tuple((p.get("url"), str(p["text"])) for p in answer.get("passages") or ()),
            confidence=float(answer.get("confidence") or 0.0),
            ms=(answer.get("timings_ms") or {}).get("total"),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"An answer is not of the agreed form ({type(error).__name__} {error}): {str(answer)[:80]} … "
            "Give the lines that `python -m bot ask --batch FILE --json` prints."
        ) from error


def _quotation(citation: Mapping[str, Any]) -> Quotation:
    marker, start, end = (int(citation[name]) for name in ("marker", "start", "end"))
    return Quotation(marker, citation.get("url"), str(citation["quote"]), start, end)


def judge(question: EvalQuestion, answer: Row, texts: Mapping[str, str]) -> Outcome:
    """What became of a question, given its answer."""
    answered = answer.status == "answered"
    is_right = answered and right(answer.text, question.answers)
    return Outcome(
        id=question.id,
        missing=answer.status == "missing",
        answered=answered,
        refused=answer.status == "no_answer",
        right=is_right,
        right_cited=is_right and any(holds(c.quote, question.answers) for c in answer.citations),
        hits=tuple(holds(text, question.answers) for _, text in answer.passages),
        article_hits=tuple(url in question.relevant for url, _ in answer.passages),
        verbatim=tuple(is_verbatim(citation, texts) for citation in answer.citations),
        cited=supported(answer.text, {c.marker: c.quote for c in answer.citations}) if answered else (),
        markers_right=answered and in_order(answer.text, [c.marker for c in answer.citations]),
        confidence=answer.confidence,
        words=len(unmarked(answer.text).split()) if answered else None,
        ms=answer.ms,
    )


def is_verbatim(citation: Quotation, texts: Mapping[str, str]) -> bool:
    """Whether the quotation is to the letter its article's text[start:end], at most 600 characters long."""
    text = texts.get(citation.url or "", "")
    return 0 < len(citation.quote) <= LONGEST_QUOTE and text[citation.start : citation.end] == citation.quote
