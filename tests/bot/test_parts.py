"""A question with several parts is cut by rules, and answered together; one with a single part stays as it is."""

import numpy as np
import pytest

from bot.judging import in_order
from bot.parts import MOST, Part, joined, merged, split
from bot.reranking import Read
from bot.types import Citation, Reading
from index.types import Article
from tests.bot.found import found


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Russia request about airspace and when did NATO protest?",
            ("What did Russia request about airspace?", "When did NATO protest?"),
        ),
        (
            "Who resigned at Volkswagen, and how many cars are affected?",
            ("Who resigned at Volkswagen?", "How many cars are affected?"),
        ),
        ("What did FIFA decide? Who won the election?", ("What did FIFA decide?", "Who won the election?")),
        (
            "When did the ferry sink; where was the captain; and who found the wreck?",
            ("When did the ferry sink?", "Where was the captain?", "Who found the wreck?"),
        ),
    ],
)
def test_several_questions_are_cut(question: str, parts: tuple[str, ...]) -> None:
    assert split(question) == parts


def test_a_later_part_gets_what_it_points_back_to() -> None:
    first, second = split("What did Stoltenberg say on Monday and why did he say it?")
    assert first == "What did Stoltenberg say on Monday?"
    assert "Stoltenberg" in second


@pytest.mark.parametrize(
    "question",
    [
        "What did Russia request about airspace?",
        "What did NATO and Turkey say about the airspace violations?",
        "When and where did the two presidents meet?",
        "Who are the people that knew what happened and why the plane fell?",
        "Tell me what happened and why did nobody see it?",
        "Which company said that it knew how and why the fire began?",
        "How many people were killed and injured?",
        "who won and how",
        "?!",
        "Что сказал Лавров и что ответил Керри?",
        " What  did Russia do ? ",
    ],
)
def test_a_question_with_one_part_stays_to_the_letter(question: str) -> None:
    assert split(question) == (question,)


def test_there_are_no_more_than_so_many_parts() -> None:
    assert len(split("; ".join(f"who resigned at bank {number}" for number in range(9)) + "?")) == MOST


def part(text: str, confidence: float, *places: tuple[str, int, int]) -> Part:
    """A part whose reading has that text and quotes those stretches of articles."""
    cited = [
        Citation(marker, Article(name, None, "", None, None, "x" * 99), "x" * (end - start), start, end)
        for marker, (name, start, end) in enumerate(places, 1)
    ]
    return Part("Who?", Read((), (), np.zeros(0), 0.0), Reading(text, tuple(cited), confidence))


def test_a_single_part_is_read_as_it_is() -> None:
    only = part("It rained. [1]", 0.4, ("a", 0, 9))
    assert joined([only]) is only.reading


def test_markers_count_through_the_parts_and_nothing_is_said_twice() -> None:
    first = part("A. [1] B. [2]", 0.9, ("a", 0, 9), ("b", 0, 9))
    second = part("B. [1] C. [2] D. [2]", 0.3, ("b", 0, 9), ("c", 0, 9))
    reading = joined([first, second])
    assert reading.text == "A. [1] B. [2] C. [3] D. [3]"
    assert [citation.article.id for citation in reading.citations] == ["a", "b", "c"]
    assert in_order(reading.text, [citation.marker for citation in reading.citations])
    assert reading.confidence == 0.3


def test_the_hits_of_a_single_part_are_as_they_were_found() -> None:
    hits = found("It rained.", "It snowed.")
    assert merged([hits]) == hits


def test_the_hits_of_several_are_taken_in_turn_once_and_ranked_anew() -> None:
    first, second = found("A rained.", "B rained."), found("A rained.", "B rained.", "C rained.")
    hits = merged([first, second[::-1]])
    assert [hit.passage.text[0] for hit in hits] == ["A", "C", "B"]
    assert [hit.rank for hit in hits] == [1, 2, 3]


def test_a_question_that_is_asked_twice_is_one() -> None:
    assert split("Who resigned on Monday and who resigned on Monday?") == ("Who resigned on Monday?",)
