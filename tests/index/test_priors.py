"""What news itself says for an article."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.priors import LATER, closeness, named_outlets, told
from index.timeframe import Timeframe

FRAME = Timeframe(date(2015, 9, 25), date(2015, 10, 2), explicit=True, latest=False)
SOURCES = (
    "usatoday.com",
    "cnn.com",
    "theweek.co.uk",
    "The Guardian",
    "nytimes.com",
    "wsj.com",
    "time.com",
    "thesun.co.uk",
    "People",
    "edition.bbc.co.uk",
    "foxnews.com",
    "who.int",
    "Xinhua",
)

FRAMES = st.builds(
    lambda start, days: Timeframe(start, start + timedelta(days), explicit=True, latest=False),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4000),
)


@pytest.mark.parametrize(
    ("published", "close"),
    [
        ("2015-09-25", 1.0),
        ("2015-10-02T23:30:00+00:00", 1.0),
        ("2015-10-09", 1.0),
        ("2015-08-26", 0.6),
        ("2015-07-27", 0.4),
        ("2015-11-08", 0.6),
        (None, 0.6),
    ],
)
def test_closeness_halves_outside_the_frame_and_the_week_after_it(published: str | None, close: float) -> None:
    assert closeness(published, FRAME, 30, 0.2) == pytest.approx(close)


@given(st.dates(), FRAMES, st.floats(0.1, 1000), st.floats(0, 1))
def test_closeness_lies_between_the_floor_and_one(day: date, frame: Timeframe, half: float, floor: float) -> None:
    close = closeness(day.isoformat(), frame, half, floor)
    assert floor <= close <= 1
    if frame.start <= day <= frame.end + timedelta(LATER):
        assert close == 1


@given(FRAMES, st.integers(0, 1000), st.integers(1, 1000))
def test_the_farther_the_less_close(frame: Timeframe, near: int, farther: int) -> None:
    before = [(frame.start - timedelta(days)).isoformat() for days in (near, near + farther)]
    after = [(frame.end + timedelta(LATER + days)).isoformat() for days in (near, near + farther)]
    for day, beyond in (before, after):
        assert closeness(day, frame, 30, 0) > closeness(beyond, frame, 30, 0)


def test_what_is_not_over_is_told_today_and_what_is_was_told_then() -> None:
    today = date(2015, 9, 28)
    ahead = Timeframe(date(2016, 1, 1), date(2016, 12, 31), explicit=True, latest=False)
    assert told(ahead, today) == replace(ahead, start=today, end=today)
    assert told(FRAME, today) == replace(FRAME, start=today, end=today)
    assert told(FRAME, date(2016, 1, 1)) == FRAME
    silent = replace(FRAME, explicit=False)
    assert told(silent, date(2016, 1, 1)) == replace(silent, start=date(2016, 1, 1), end=date(2016, 1, 1))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("what did cnn report about Syria", {"cnn.com"}),
        ("According to USA Today, who won?", {"usatoday.com"}),
        ("what did usa today report about Syria", {"usatoday.com"}),
        ("Which comic did usatoday.com drop?", {"usatoday.com"}),
        ("Who won, according to the Guardian?", {"The Guardian"}),
        ("What did The Week say of the vote?", {"theweek.co.uk"}),
        ("Who is in theweek.co.uk?", {"theweek.co.uk"}),
        ("Whom did Time's article name?", {"time.com"}),
        ("What did the Sun say about the prince?", {"thesun.co.uk"}),
        ("Who was in the story published in People?", {"People"}),
        ("What did the New York Times find?", {"nytimes.com"}),
        ("What did the Wall Street Journal find?", {"wsj.com"}),
        ("Do CNN, the BBC and Xinhua agree?", {"cnn.com", "edition.bbc.co.uk", "Xinhua"}),
        ("What did Fox News’s host say?", {"foxnews.com"}),
        ("How many fell ill, according to the WHO?", {"who.int"}),
        ("What happened this week?", set()),
        ("What is in this week's report?", set()),
        ("Who won in Week 7?", set()),
        ("What time is it, who said so?", set()),
        ("Time said to be lost, why?", set()),
        ("How far is the Earth from the Sun?", set()),
        ("What do people say about it?", set()),
        ("People say the economy is bad. Why?", set()),
        ("Who said that the guardian reported the theft?", set()),
        ("How many live in the USA today?", set()),
        ("Is xinhuanet or scnn a word?", set()),
        ("", set()),
    ],
)
def test_outlets_are_named_as_names(question: str, named: set[str]) -> None:
    assert named_outlets(question, SOURCES) == named


@given(st.text(), st.lists(st.text(max_size=20)))
def test_only_the_given_sources_are_named(question: str, sources: list[str]) -> None:
    assert named_outlets(question, sources) <= set(sources)


@given(st.sampled_from(SOURCES), st.text(st.characters(categories=["Ll"]), min_size=1, max_size=20))
def test_a_domain_or_name_that_is_cited_is_named(source: str, topic: str) -> None:
    assert source in named_outlets(f"What of {topic}, according to {source}?", SOURCES)
