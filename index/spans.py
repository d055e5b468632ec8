"""Stretches of days and the calendar arithmetic on them, which stops at the years 1 and 9999."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

# Months to a unit of the calendar; weeks, days and hours do not divide months and are counted in days.
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
DAYS = {"hour": 1 / 24, "day": 1, "week": 7}
# Meteorological seasons of the northern hemisphere by first month; a season has the year it begins in.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The number of days, at least 1."""
        return (self.end - self.start).days + 1


def span(one: date, other: date) -> Span:
    """The days between two days, in whichever order they come."""
    return Span(min(one, other), max(one, other))


def one_day(year: int | str, month: int | str, day: int | str) -> Span | None:
    """The day alone, None where the calendar has no such day."""
    try:
        only = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Span(only, only)


def shift(day: date, days: int) -> date:
    """The day so many days later (earlier if negative)."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def month_start(year: int, month: int) -> date:
    """The first of the month; months below 1 and above 12 run on into the years around."""
    count = min(max(year * 12 + month - 1, 12), 9999 * 12 + 11)
    return date(count // 12, count % 12 + 1, 1)


def months(year: int, month: int, count: int = 1) -> Span:
    """So many calendar months from the given one on."""
    last = month_start(year, month + count - 1)
    return span(month_start(year, month), last.replace(day=monthrange(last.year, last.month)[1]))


def season(name: str, year: int) -> Span:
    """The three months of a season."""
    return months(year, SEASONS[name], 3)


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return shift(day, -day.weekday())


def moved(day: date, count: int, unit: str) -> date:
    """The same day so many units later (earlier if negative), or the last of a month that has no such day."""
    if unit in DAYS:
        days = count * DAYS[unit]
        return shift(day, ceil(days) if days > 0 else -ceil(-days))
    month = months(day.year, day.month + count * MONTHS[unit])
    return shift(month.start, min(day.day, month.days) - 1)


def around(day: date, unit: str) -> Span:
    """The calendar unit the day lies in: its week from Monday, month, year, decade from year 0, century."""
    if unit in DAYS:
        return span(monday(day), shift(monday(day), 6)) if unit == "week" else Span(day, day)
    size = MONTHS[unit]
    count = (day.year * 12 + day.month - 1) // size * size
    return months(0, count + 1, size)


def third(whole: Span, part: str) -> Span:
    """The early, mid or late third; a single day is its own third."""
    size = max(whole.days // 3, 1)
    if part == "early":
        return Span(whole.start, whole.start + timedelta(size - 1))
    if part == "late":
        return Span(whole.end - timedelta(size - 1), whole.end)
    return Span(whole.start + timedelta(size), whole.end - timedelta(size)) if whole.days > 2 else whole
