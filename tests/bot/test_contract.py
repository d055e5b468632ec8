"""The JSON of an answer is what other programs rely on, key by key."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.contract import PASSAGES, failed_row, row
from tests.bot.found import answered, found, refused

KEYS = {
    "id",
    "question",
    "status",
    "text",
    "confidence",
    "reader",
    "citations",
    "passages",
    "prompt_id",
    "timings_ms",
}
CITATION = {"marker", "article_id", "title", "url", "source", "published", "quote", "start", "end"}
PASSAGE = {"rank", "score", "article_id", "url", "title", "published", "text", "start", "end"}

HITS = found("It rained in Oslo.", title="Rain", source="Daily", url="https://a.example/1")
ANSWERED = row(answered("Where did it rain?", "It rained in Oslo. [1]", HITS), "q1")
REFUSED = row(refused("Where did it rain?", HITS))
FAILED = failed_row("q3", "", "Line 3 is no JSON object.")


@pytest.mark.parametrize("made", [ANSWERED, REFUSED, FAILED], ids=["answered", "refused", "failed"])
def test_an_answer_has_exactly_the_agreed_keys_and_plain_values(made: dict[str, Any]) -> None:
    assert made.keys() == KEYS
    assert made["timings_ms"].keys() == {"retrieve", "read", "total"}
    assert all(citation.keys() == CITATION for citation in made["citations"])
    assert all(passage.keys() == PASSAGE for passage in made["passages"])
    assert json.loads(json.dumps(made)) == made


def test_an_answered_question_carries_its_citation() -> None:
    assert (ANSWERED["id"], ANSWERED["status"], ANSWERED["reader"]) == ("q1", "answered", "quotes")
    [citation] = ANSWERED["citations"]
    assert (citation["marker"], citation["quote"], citation["source"]) == (1, "It rained in Oslo.", "Daily")
    assert (citation["start"], citation["end"], citation["published"]) == (0, 18, "2015-10-02")


def test_a_refusal_carries_passages_and_no_citation() -> None:
    assert (REFUSED["id"], REFUSED["status"], REFUSED["citations"]) == (None, "no_answer", [])
    assert [passage["rank"] for passage in REFUSED["passages"]] == [1]


def test_an_error_carries_its_message() -> None:
    assert (FAILED["id"], FAILED["status"], FAILED["text"]) == ("q3", "error", "Line 3 is no JSON object.")
    assert FAILED["confidence"] == 0.0


def test_at_most_the_first_twenty_passages_are_shown_in_their_order() -> None:
    many = row(refused("Where?", found(*[f"It rained {n} times." for n in range(PASSAGES + 5)])))
    assert [passage["rank"] for passage in many["passages"]] == list(range(1, 21))


def test_times_are_whole_milliseconds() -> None:
    assert ANSWERED["timings_ms"] == {"retrieve": 9, "read": 5, "total": 13}


@pytest.mark.parametrize("confidence", [0.0, 0.123456789, 1.0])
def test_the_confidence_is_rounded_to_four_places(confidence: float) -> None:
    answer = replace(refused("Where?", ()), confidence=confidence)
    assert row(answer)["confidence"] == round(confidence, 4)
