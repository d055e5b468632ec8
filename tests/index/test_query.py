"""From what a person typed to a query."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from index.query import MOST_CHARACTERS, cleaned, moment, query
from tests.conftest import NOW


def test_a_question_alone_is_asked_now_of_everything() -> None:
    asked = query("Who resigned?", NOW)
    assert (asked.question, asked.asked_at, asked.since, asked.until, asked.sources) == (
        "Who resigned?",
        NOW,
        None,
        None,
        (),
    )


def test_bounds_are_meant_from_the_moment_of_asking() -> None:
    asked = query("Who?", NOW, asked_at="2015-10-02", since="last week", until="yesterday", sources=["Daily"])
    assert (asked.since, asked.until, asked.sources) == (date(2015, 9, 21), date(2015, 10, 1), ("Daily",))


def test_a_bound_of_several_days_is_whole() -> None:
    asked = query("Who?", NOW, since="September 2015", until="September 2015")
    assert (asked.since, asked.until) == (date(2015, 9, 1), date(2015, 9, 30))


def test_bounds_that_exclude_each_other_are_refused() -> None:
    with pytest.raises(InputError, match="Exchange"):
        query("Who?", NOW, since="2015-10-02", until="2015-10-01")


@pytest.mark.parametrize("bound", ["asked_at", "since", "until"])
def test_a_bound_that_is_no_day_is_refused_with_examples(bound: str) -> None:
    with pytest.raises(InputError, match="2015-10-02"):
        query("Who?", NOW, **{bound: "someday"})


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2015-10-02", "2015-10-02T12:00:00+00:00"),
        ("yesterday", "2015-10-11T12:00:00+00:00"),
        ("2015-10-02T08:30", "2015-10-02T08:30:00+00:00"),
        ("2015-10-02T08:30:00+03:00", "2015-10-02T08:30:00+03:00"),
        ("2015-10-02T08:30:00Z", "2015-10-02T08:30:00+00:00"),
        ("0001-01-01", "0001-01-01T12:00:00+00:00"),
        ("9999-12-31", "9999-12-31T12:00:00+00:00"),
    ],
)
def test_a_moment_has_a_zone_and_a_bare_day_is_noon(text: str, instant: str) -> None:
    assert moment(text, NOW) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("text", ["", " ", "\x00\x1b", "?!", "\u200b", "…", "“”"])
def test_a_question_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        cleaned(text)


@pytest.mark.parametrize("text", ["a", "1", "Что?", "发生了什么", "é"])
def test_a_word_in_any_language_is_a_question(text: str) -> None:
    assert cleaned(text) == text


def test_the_longest_question_is_taken_and_a_longer_one_refused() -> None:
    assert len(cleaned("a" * MOST_CHARACTERS)) == MOST_CHARACTERS
    with pytest.raises(InputError, match="2,001 characters"):
        cleaned("a" * (MOST_CHARACTERS + 1))


@given(st.text(st.characters() | st.sampled_from("\x1b\x00\u202e\u200b\ud800")).map("Who {}?".format))
def test_a_question_is_one_line_without_control_and_invisible_characters(text: str) -> None:
    question = query(text, datetime.now(UTC)).question
    assert not {unicodedata.category(c) for c in question} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert question == cleaned(question) == " ".join(question.split())
