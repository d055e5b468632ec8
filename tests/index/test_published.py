"""Days and instants of publication: the ways news writes them, and what is no date."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.published import FIRST_YEAR, LAST_YEAR, published, stamp

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2015-10-02",
        "2015/10/2",
        "2015.10.02",
        "20151002",
        "October 2, 2015",
        "Oct. 2nd, 2015",
        "2 October 2015",
        "2nd of October 2015",
        "02-Oct-2015",
        "Friday, OCTOBER 2 2015",
        "2.10.2015",
        "Xinhua, October 2, 2015",
        "2015-10-02 08:13:44",
        "2015-10-02T08:13:44",
        "08:13, October 02, 2015",
        "2 October 2015 at 2pm",
        "Fri Oct  2 08:13:44 2015",
    ],
)
def test_a_day_without_a_zone_is_a_day(text: str) -> None:
    assert published(text) == "2015-10-02"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2015-10-02T14:30:00Z", "2015-10-02T14:30:00+00:00"),
        ("2015-10-02T14:30:00.123+05:30", "2015-10-02T14:30:00+05:30"),
        ("2015-10-02 14:30 -0400", "2015-10-02T14:30:00-04:00"),
        ("Fri, 02 Oct 2015 14:30:00 GMT", "2015-10-02T14:30:00+00:00"),
        ("Friday 2 October 2015 14.05 BST", "2015-10-02T14:05:00+01:00"),
        ("Fri Oct 02 2015 14:30:00 GMT+0300 (Moscow Standard Time)", "2015-10-02T14:30:00+03:00"),
        ("Fri Oct 2 14:30:00 +0000 2015", "2015-10-02T14:30:00+00:00"),
        ("12:05 AM EST, Oct 2, 2015", "2015-10-02T00:05:00-05:00"),
        ("Oct 2, 2015, 12 p.m. EDT", "2015-10-02T12:00:00-04:00"),
    ],
)
def test_a_time_with_its_zone_is_an_instant(text: str, instant: str) -> None:
    assert published(text) == instant


def test_the_clock_of_a_place_changes_with_the_season() -> None:
    assert published("Updated 5:32 PM ET, Thu October 1, 2015") == "2015-10-01T17:32:00-04:00"
    assert published("Updated 5:32 PM ET, Thu January 1, 2015") == "2015-01-01T17:32:00-05:00"


@pytest.mark.parametrize("text", ["2015-10-02T25:30Z", "2015-10-02T14:30+99:00", "Oct 2, 2015 2:00 PM CST"])
def test_a_time_that_is_not_certain_leaves_the_day(text: str) -> None:
    assert published(text) == "2015-10-02"


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "May", "5", "2015", "October 2015", "2015-10", "Oct. 2", "2015-13-45", "2015-02-30"]
    + ["1443795600", "201510", "12345678901", "9999-01-01", "1599-12-31", "2101-01-01", "0000-00-00"]
    + ["The army said on October 2, 2015 that " + "it had gone far into the town and " * 5],
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert published(text) is None


def test_a_day_that_reads_in_two_ways_is_none() -> None:
    assert published("10/2/2015") is None
    assert published("10/25/2015") == published("25/10/2015") == "2015-10-25"
    assert published("3/3/2015") == "2015-03-03"


def test_stamp_leaves_the_rest_of_the_line() -> None:
    day, rest = stamp("The Guardian | Friday 2 October 2015 14.05 BST")
    assert day == "2015-10-02T14:05:00+01:00"
    assert rest.split() == ["The", "Guardian", "|", "Friday"]
    assert stamp("May 2015 was wet") == (None, "May 2015 was wet")


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%b. %d, %Y", "%d.%m.%Y", "%A, %B %d, %Y"]))
def test_every_day_is_found_in_every_form(day: date, form: str) -> None:
    assert published(day.strftime(form)) == day.isoformat()


@given(st.datetimes(datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_an_instant_stays_itself_to_the_second(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert published(moment.isoformat()) == moment.isoformat()


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_none_and_a_date_stays_itself(text: str) -> None:
    found = published(text)
    assert found is None or (datetime.fromisoformat(found) and published(found) == found)


def test_instants_of_all_zones_can_be_compared() -> None:
    said = [
        published("2015-10-02T14:30Z"),
        published("2 October 2015 15:30 BST"),
        published("Oct 2, 2015 10:30 AM EDT"),
    ]
    assert {datetime.fromisoformat(text or "") for text in said} == {datetime(2015, 10, 2, 14, 30, tzinfo=UTC)}
