"""The confidence is about the passages, and not about how old or how many they are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.config import Quotes
from index.types import Hit
from tests.bot.found import found, read

QUESTION = "What did Russia request about airspace?"
TEXTS = ("Russia requested that jets avoid Syrian airspace.", "Carter said no to that.", "It rained in Oslo.")


def confident(hits: tuple[Hit, ...]) -> float:
    return read(QUESTION, hits).confidence


def with_cosine(cosine: float) -> tuple[Hit, ...]:
    return tuple(replace(hit, cosine=cosine) for hit in found(*TEXTS))


def published_on(*days: str | None) -> tuple[Hit, ...]:
    """The passages, each of its own day."""
    articles = [replace(hit.article, published=day) for hit, day in zip(found(*TEXTS), days, strict=True)]
    return tuple(replace(hit, article=article) for hit, article in zip(found(*TEXTS), articles, strict=True))


def with_bm25(*scores: float) -> tuple[Hit, ...]:
    return tuple(replace(hit, bm25=score) for hit, score in zip(found(*TEXTS), scores, strict=True))


# The first example loads the model.
@settings(deadline=None)
@given(st.dates().map(str) | st.datetimes().map(lambda then: f"{then.isoformat()}+00:00"))
def test_it_does_not_depend_on_how_long_ago_the_news_was(published: str) -> None:
    assert confident(found(*TEXTS, published=published)) == confident(found(*TEXTS))


def test_news_that_comes_together_is_trusted_more_and_undated_news_neither_more_nor_less() -> None:
    together = confident(published_on("2015-10-02", "2015-10-03", "2015-10-01"))
    scattered = confident(published_on("2015-10-02", "2013-01-09", "2014-05-20"))
    assert together > confident(published_on(None, None, None)) >= scattered


@given(st.floats(0.1, 100), st.floats(0, 1), st.floats(0, 1))
def test_a_passage_that_stands_out_makes_it_greater_whatever_the_height_of_scores(
    best: float, one: float, other: float
) -> None:
    less, more = sorted((one, other))
    apart, alike = confident(with_bm25(best, best * less, 0)), confident(with_bm25(best, best * more, 0))
    assert apart >= alike == pytest.approx(confident(with_bm25(10, 10 * more, 0)))


def test_a_single_passage_is_enough() -> None:
    assert confident(found(TEXTS[0])) > Quotes().threshold
    assert confident(found(TEXTS[2], cosine=0.1)) < Quotes().threshold


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_nearer_passages_never_make_it_smaller(one: float, other: float) -> None:
    near, far = max(one, other), min(one, other)
    assert 0 <= confident(with_cosine(far)) <= confident(with_cosine(near)) <= 1


def test_more_of_the_same_kind_changes_nothing() -> None:
    assert confident(found(*TEXTS, *["It rained in Oslo."] * 20)) == pytest.approx(confident(found(*TEXTS)), abs=0.03)


@pytest.mark.parametrize("question", ["airspace", "the latest on Syrian airspace", "summarise the airspace of Syria"])
def test_of_a_subject_it_is_whether_the_passages_are_about_it(question: str) -> None:
    about, other = read(question, found(*TEXTS)).confidence, read(question, found(TEXTS[2], cosine=0.2)).confidence
    assert about > Quotes().threshold > other


def test_a_subject_whose_most_telling_word_is_nowhere_is_another_one() -> None:
    hits = found("The earthquake in Nepal killed hundreds.", cosine=0.45)
    assert read("earthquake in Nepal", hits).confidence > Quotes().threshold > read("Haiti earthquake", hits).confidence


def test_that_many_sentences_speak_of_a_subject_takes_nothing_from_it() -> None:
    hits = found(*(f"In town {n} of Syria it rained." for n in range(9)))
    assert read("Syria", hits).confidence == pytest.approx(read("Syria", hits[:1]).confidence)


def test_passages_on_the_question_are_worth_more_than_others() -> None:
    assert confident(found(*TEXTS)) > 2 * confident(found("Wombats were counted.", cosine=0.1, score=0.3))
