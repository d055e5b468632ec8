"""Passages are taken by rank, of all searches in turn, as long as there is room."""

import pytest

from bot.llm.fitting import MARKS, fit, length
from bot.parts import in_turn
from index.types import Hit
from tests.bot.found import found

LONG = "It rained in Moscow. " * 20


def cost(hit: Hit) -> int:
    return length(f"2 October 2015{hit.passage.text}") + MARKS


def test_the_best_are_taken_until_the_room_is_full() -> None:
    hits = found(LONG, LONG[1:], LONG[2:])
    room = cost(hits[0]) + cost(hits[1])
    assert fit([hits], room) == hits[:2]
    assert fit([hits], room - 1) == hits[:1]


def test_one_that_is_too_long_leaves_room_for_shorter_ones() -> None:
    hits = found("It rained.", LONG, "It snowed.")
    assert fit([hits], cost(hits[0]) + cost(hits[2])) == (hits[0], hits[2])


def test_the_very_best_is_taken_even_where_there_is_no_room_for_it() -> None:
    hits = found(LONG, LONG[1:])
    assert fit([hits], 10) == hits[:1]


def test_every_search_has_its_best_before_another_has_its_second() -> None:
    first, second = found("A rained.", "B rained."), found("C rained.", "D rained.", "E rained.")
    assert [hit.passage.text[0] for hit in in_turn([first, second])] == ["A", "C", "B", "D", "E"]


def test_a_passage_that_two_searches_found_is_taken_once() -> None:
    hits = found("A rained.", "B rained.")
    assert fit([hits, hits[::-1]], 10_000) == hits


@pytest.mark.parametrize(("text", "least"), [("Moscow asked.", 3), ("发生了什么", 5), ("", 0), ("\ud800", 1)])
def test_tokens_are_rather_too_many(text: str, least: int) -> None:
    assert length(text) >= least
