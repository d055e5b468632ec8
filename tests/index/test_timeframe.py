"""When a question means."""

from datetime import UTC, date, datetime, timedelta, timezone
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from index.timeframe import parse_day, timeframe

FRIDAY = datetime(2015, 10, 2, 15, tzinfo=UTC)

TIMES = [
    ("What happened in Syria today?", "2015-10-02", "2015-10-02"),
    ("Today, who spoke?", "2015-10-02", "2015-10-02"),
    ("What did Putin say yesterday?", "2015-10-01", "2015-10-01"),
    ("Who won the day before yesterday?", "2015-09-30", "2015-09-30"),
    ("Who is on stage tonight?", "2015-10-02", "2015-10-02"),
    ("What did the minister say this morning?", "2015-10-02", "2015-10-02"),
    ("What was decided last night?", "2015-10-01", "2015-10-01"),
    ("Who speaks tomorrow?", "2015-10-03", "2015-10-03"),
    ("What did Russia request this week?", "2015-09-25", "2015-10-02"),
    ("WHAT DID RUSSIA REQUEST THIS WEEK?", "2015-09-25", "2015-10-02"),
    ("Who resigned last week?", "2015-09-21", "2015-09-27"),
    ("Who resigned over the past week?", "2015-09-25", "2015-10-02"),
    ("Who meets next week?", "2015-10-05", "2015-10-11"),
    ("Who plays this weekend?", "2015-10-03", "2015-10-04"),
    ("Who won last weekend?", "2015-09-26", "2015-09-27"),
    ("Who won over the weekend?", "2015-09-26", "2015-09-27"),
    ("Who plays next weekend?", "2015-10-03", "2015-10-04"),
    ("What changed this month?", "2015-10-01", "2015-10-02"),
    ("What changed last month?", "2015-09-01", "2015-09-30"),
    ("What changed in the past month?", "2015-09-02", "2015-10-02"),
    ("How many arrived so far this year?", "2015-01-01", "2015-10-02"),
    ("How many arrived last year?", "2014-01-01", "2014-12-31"),
    ("How many arrived over the last year?", "2014-10-02", "2015-10-02"),
    ("What did prices do in the past decade?", "2005-10-02", "2015-10-02"),
    ("Who ruled in the last century?", "1915-10-02", "2015-10-02"),
    ("Which comet was recently seen?", "2015-09-02", "2015-10-02"),
    ("What is the most surprising recent discovery?", "2015-09-02", "2015-10-02"),
    ("How have prices moved in recent years?", "2010-10-02", "2015-10-02"),
    ("Who was shelled in the past 3 days?", "2015-09-29", "2015-10-02"),
    ("What broke within the last 24 hours?", "2015-10-01", "2015-10-02"),
    ("Who fled over the last two weeks?", "2015-09-18", "2015-10-02"),
    ("Who fled in the past couple of months?", "2015-08-02", "2015-10-02"),
    ("Who will meet in the next few days?", "2015-10-02", "2015-10-05"),
    ("Who crossed the border 3 days ago?", "2015-09-29", "2015-09-29"),
    ("Who crossed the border a week ago?", "2015-09-21", "2015-09-27"),
    ("Who crossed the border two months ago?", "2015-08-01", "2015-08-31"),
    ("Who was born 120 years ago?", "1895-01-01", "1895-12-31"),
    ("What was struck on Thursday?", "2015-10-01", "2015-10-01"),
    ("What was struck on Friday?", "2015-10-02", "2015-10-02"),
    ("What was struck last Friday?", "2015-09-25", "2015-09-25"),
    ("What did they debate Thursday night?", "2015-10-01", "2015-10-01"),
    ("Who won Monday's match?", "2015-09-28", "2015-09-28"),
    ("What did Russian jets hit on Thursday Moscow time?", "2015-10-01", "2015-10-01"),
    ("who spoke on thursday", "2015-10-01", "2015-10-01"),
    ("Who speaks next Thursday?", "2015-10-08", "2015-10-08"),
    ("Who plays this Sunday?", "2015-10-04", "2015-10-04"),
    ("Who led the vote after Thursday's debate?", "2015-10-01", "2015-10-01"),
    ("Who has led since Monday?", "2015-09-28", "2015-10-02"),
    ("What happened in October?", "2015-10-01", "2015-10-31"),
    ("What happened in November?", "2014-11-01", "2014-11-30"),
    ("What happened last October?", "2014-10-01", "2014-10-31"),
    ("What opens next October?", "2016-10-01", "2016-10-31"),
    ("What did the August jobs report say?", "2015-08-01", "2015-08-31"),
    ("How did prices move from February to March?", "2015-02-01", "2015-03-31"),
    ("Who signed it in May?", "2015-05-01", "2015-05-31"),
    ("who signed it in may", "2015-05-01", "2015-05-31"),
    ("What happened in October 2015?", "2015-10-01", "2015-10-31"),
    ("What storm came in May of 2012?", "2012-05-01", "2012-05-31"),
    ("What happened on Oct. 2?", "2015-10-02", "2015-10-02"),
    ("What happened on October 2, 2015, in Oregon?", "2015-10-02", "2015-10-02"),
    ("What happened on 2 October?", "2015-10-02", "2015-10-02"),
    ("What happened on the 2nd of October 2014?", "2014-10-02", "2014-10-02"),
    ("What happened on November 3rd?", "2014-11-03", "2014-11-03"),
    ("Which rule starts on October 20th?", "2015-10-20", "2015-10-20"),
    ("Who was born on Feb. 29?", "2012-02-29", "2012-02-29"),
    ("What happened on 2015-10-02?", "2015-10-02", "2015-10-02"),
    ("What happened on 10/2/2015?", "2015-10-02", "2015-10-02"),
    ("What happened on 13/2/2015?", "2015-02-13", "2015-02-13"),
    ("What happened in 2014?", "2014-01-01", "2014-12-31"),
    ("Who recalled the 2015 Volkswagen?", "2015-01-01", "2015-12-31"),
    ("Who won the U.S. 2024 election?", "2024-01-01", "2024-12-31"),
    ("Who hosts Euro 2016?", "2016-01-01", "2016-12-31"),
    ("Who won the 2023 Masters?", "2023-01-01", "2023-12-31"),
    ("Who led after the 2012 election?", "2012-01-01", "2012-12-31"),
    ("Who won the 2014–15 season?", "2014-01-01", "2015-12-31"),
    ("How many fled since 2014?", "2014-01-01", "2015-10-02"),
    ("Who ruled before October 2015?", "0001-01-01", "2015-09-30"),
    ("Who ruled until 2000?", "0001-01-01", "2000-12-31"),
    ("What came after October 2014?", "2014-11-01", "2015-10-02"),
    ("What is planned by 2050?", "2050-01-01", "2050-12-31"),
    ("What came in early October?", "2015-10-01", "2015-10-10"),
    ("What came in mid-October?", "2015-10-11", "2015-10-21"),
    ("What came in late October 2014?", "2014-10-22", "2014-10-31"),
    ("What came at the end of October 2014?", "2014-10-22", "2014-10-31"),
    ("What fell in the autumn of 2014?", "2014-09-01", "2014-11-30"),
    ("Who fell in the fall of 2008?", "2008-09-01", "2008-11-30"),
    ("Where did it burn during the summer?", "2015-06-01", "2015-08-31"),
    ("Where did it burn last summer?", "2015-06-01", "2015-08-31"),
    ("What opens this winter?", "2015-12-01", "2016-02-29"),
    ("Who fell in the 1990s?", "1990-01-01", "1999-12-31"),
    ("Who ruled between 2012 and 2014?", "2012-01-01", "2014-12-31"),
    ("Who ruled from 1914 to 1945?", "1914-01-01", "1945-12-31"),
    ("What fell between October and December 2014?", "2014-10-01", "2014-12-31"),
    ("Who met between Monday and Wednesday?", "2015-09-28", "2015-09-30"),
]

NAMES_AND_QUANTITIES = [
    "Who leads the talks on airspace?",
    "What may happen in Syria?",
    "In what may be the largest raid, who was held?",
    "What did Theresa May say?",
    "Who leads the Women's March on Washington?",
    "How long can they march before they rest?",
    "Which teams play in March Madness?",
    "Which songs did June Carter write?",
    "Who stayed in Mar-a-Lago?",
    "What does the Sun consist of?",
    "Who sat in the second row?",
    "Did prices fall?",
    "Who gave the orders in the fall of Kabul?",
    "Which hot spring erupted?",
    "What did a USA Today survey find?",
    "Who hosts The Tonight Show?",
    "Who appeared on ABC's This Week?",
    "Which shops open on Black Friday?",
    "What did the Sunday Times find?",
    "How did 5,000 people flee?",
    "How did 2000 people flee?",
    "Were there more than 2000 arrests?",
    "What costs $2015?",
    "Who leads Formula 1?",
    "Where did the Boeing 737 land?",
    "When does season 3 start?",
    "May 5,000 people enter?",
    "What lived 1,000 years ago?",
]

LATEST = [
    ("What is the latest on the strike?", True),
    ("Which is the newest landmark?", True),
    ("What does the most recent survey say?", True),
    ("What role does he currently have?", True),
    ("Who is the current mayor?", True),
    ("How much does a stamp now cost?", True),
    ("How many died as of today?", True),
    ("Who directed Apocalypse Now?", False),
    ("When must they leave at the latest?", False),
    ("What did Russia request this week?", False),
]


@pytest.mark.parametrize(("question", "start", "end"), TIMES)
def test_words_mean_days(question: str, start: str, end: str) -> None:
    frame = timeframe(question, FRIDAY)
    assert (frame.start.isoformat(), frame.end.isoformat(), frame.explicit) == (start, end, True)


@pytest.mark.parametrize("question", NAMES_AND_QUANTITIES)
def test_names_and_quantities_are_no_times(question: str) -> None:
    frame = timeframe(question, FRIDAY)
    assert (frame.start, frame.end, frame.explicit) == (FRIDAY.date(), FRIDAY.date(), False)


@pytest.mark.parametrize(("question", "latest"), LATEST)
def test_questions_for_the_newest_state_are_marked(question: str, latest: bool) -> None:
    assert timeframe(question, FRIDAY).latest is latest


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Which rule, made in March 2014, ended this week?", "2015-09-25"),
        ("This week, what happened on Thursday?", "2015-10-01"),
        ("Who won in 2014 and in 2012?", "2014-01-01"),
    ],
)
def test_of_several_times_the_narrowest_counts_and_then_the_first(question: str, start: str) -> None:
    assert timeframe(question, FRIDAY).start.isoformat() == start


@pytest.mark.parametrize(
    ("day", "start"),
    [("2015-09-28", "2015-09-26"), ("2015-09-30", "2015-09-26"), ("2015-10-01", "2015-10-03")],
)
def test_this_weekend_is_the_nearest(day: str, start: str) -> None:
    assert timeframe("Who won this weekend?", datetime.fromisoformat(day)).start.isoformat() == start


def test_this_winter_is_the_one_that_goes_on() -> None:
    frame = timeframe("How cold is this winter?", datetime(2016, 1, 20))
    assert (frame.start, frame.end) == (date(2015, 12, 1), date(2016, 2, 29))


def test_a_month_back_from_its_last_day_is_the_last_of_the_one_before() -> None:
    frame = timeframe("What changed in the past month?", datetime(2015, 3, 31))
    assert frame.start == date(2015, 2, 28)


def test_the_day_is_that_of_the_asker() -> None:
    asked_at = datetime(2015, 10, 2, 1, tzinfo=timezone(timedelta(hours=9)))
    assert timeframe("What happened today?", asked_at).start == date(2015, 10, 2)


# Times, what stands around them, and letters that lower to others.
FRAGMENTS = st.sampled_from(
    """the past last next this 3 0 999 a few couple of days weeks century decade hours ago on Thursday
    thursday May may March Oct. October 2 31st 29 February 2015 2015-10-02 31/12/99 2014-15 1990s early
    mid-October and to between from since before after until summer winter weekend today Yesterday recently
    ſunday laſt 's , . ? İ""".split()  # noqa: SIM905 (a list would take 60 lines)
)
MOMENTS = st.datetimes() | st.sampled_from([datetime.min, datetime.max])


@given(st.text() | st.lists(FRAGMENTS, max_size=12).map(" ".join), MOMENTS)
def test_any_text_means_days_in_order(question: str, asked_at: datetime) -> None:
    frame = timeframe(question, asked_at)
    assert frame.start <= frame.end
    assert frame.explicit or frame.start == frame.end == asked_at.date()


@given(st.lists(FRAGMENTS, max_size=5).map(" ".join), MOMENTS)
def test_a_text_is_read_as_first_and_last_day_in_order_or_refused(text: str, asked_at: datetime) -> None:
    try:
        first = parse_day(text, asked_at)
    except InputError:
        with pytest.raises(InputError):
            parse_day(text, asked_at, end=True)
    else:
        assert first <= parse_day(text, asked_at, end=True)


@given(st.dates())
def test_each_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat(), FRIDAY) == parse_day(day.isoformat(), FRIDAY, end=True) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("yesterday", "2015-10-01", "2015-10-01"),
        ("Last Week", "2015-09-21", "2015-09-27"),
        ("the past 3 days", "2015-09-29", "2015-10-02"),
        ("3 days ago", "2015-09-29", "2015-09-29"),
        ("thursday", "2015-10-01", "2015-10-01"),
        ("OCTOBER 2015", "2015-10-01", "2015-10-31"),
        ("may", "2015-05-01", "2015-05-31"),
        ("mid-May 2014", "2014-05-11", "2014-05-21"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2015-06", "2015-06-01", "2015-06-30"),
        ("the summer of 2014", "2014-06-01", "2014-08-31"),
    ],
)
def test_a_day_option_is_the_first_or_last_day_meant(text: str, first: str, last: str) -> None:
    assert parse_day(text, FRIDAY).isoformat() == first
    assert parse_day(text, FRIDAY, end=True).isoformat() == last


@pytest.mark.parametrize(
    "text", ["", "soon", "2015-13-01", "February 30, 2015", "in Syria last week", "last week or 2014"]
)
def test_a_day_option_that_is_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InputError, match=r"2015-10-02.*last week"):
        parse_day(text, FRIDAY)


def _seconds(question: str) -> float:
    """The best of five runs."""
    runs = []
    for _ in range(5):
        begun = perf_counter()
        timeframe(question, FRIDAY)
        runs.append(perf_counter() - begun)
    return min(runs)


def test_a_question_takes_less_than_a_millisecond() -> None:
    assert _seconds("What did Russia request about airspace in Syria on Thursday, and who turned it down?") < 1e-3


@pytest.mark.parametrize("words", ["the ", "A", "On Monday ", "past ", "1", "2015 ", "Ab ", "of the end of the "])
def test_the_time_grows_no_faster_than_the_text(words: str) -> None:
    short, long = (words * (length // len(words)) for length in (2_500, 10_000))
    assert _seconds(long) < 12 * _seconds(short)  # 4 if linear, 16 if quadratic
