"""The confidence is about the passages, and not about their days."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Hit
from tests.bot.found import found, read

QUESTION = "What did Russia request about airspace?"
TEXTS = ("Russia requested that jets avoid Syrian airspace.", "Carter said no to that.", "It rained in Oslo.")


def confident(hits: tuple[Hit, ...]) -> float:
    return read(QUESTION, hits).confidence


def with_cosine(cosine: float) -> tuple[Hit, ...]:
    return tuple(replace(hit, cosine=cosine) for hit in found(*TEXTS))


@given(st.none() | st.dates().map(str) | st.datetimes().map(lambda then: f"{then:%Y-%m-%dT%H:%M}+00:00"))
def test_it_does_not_depend_on_the_day_of_publication(published: str | None) -> None:
    assert confident(found(*TEXTS, published=published)) == confident(found(*TEXTS))


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_nearer_passages_never_make_it_smaller(one: float, other: float) -> None:
    near, far = max(one, other), min(one, other)
    assert 0 <= confident(with_cosine(far)) <= confident(with_cosine(near)) <= 1


def test_more_of_the_same_kind_changes_nothing() -> None:
    assert confident(found(*TEXTS, *["It rained in Oslo."] * 20)) == pytest.approx(confident(found(*TEXTS)), abs=0.02)


def test_passages_on_the_question_are_worth_more_than_others() -> None:
    assert confident(found(*TEXTS)) > 2 * confident(found("Wombats were counted.", cosine=0.1, score=0.3))
