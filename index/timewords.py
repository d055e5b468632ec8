"""The words that name a time, and the days each means from a given day.

The patterns read text with single spaces and straight apostrophes and hyphens. They heed capitals, which tell
a time from a name ("this week", "This Week"), and repeat nothing without a bound, so that reading takes time
linear in the text.
"""

import re
from collections.abc import Callable
from datetime import date

from index.spans import Span, around, monday, months, moved, one_day, season, shift, span

# From the match and the day it is read from; None where the words mean no time after all.
Reader = Callable[[re.Match[str], date], Span | None]

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
# Loose counts on the generous side: a frame too wide costs less than one that misses the day.
COUNTS = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 5} | {n: i for i, n in enumerate(NUMBERS, 1)}
# "Recent days" and the like, generously too; a month where no unit is named.
RECENT = {"day": (1, "week"), "week": (1, "month"), "month": (6, "month"), "year": (5, "year")}
# From the day they are said on.
DAYWORDS = {"day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}
DAYWORDS |= dict.fromkeys(["today", "tonight", "this morning", "this afternoon", "this evening"], 0)
# News announces days: one without a year may lie so many days ahead, else it is the last such day.
AHEAD = 31

# Words that are a month and nothing else; the others need a preposition, a number or "last" to be one.
SURE = "january|february|july|august|september|october|november|december"
NAMES = SURE + "|april|june|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec"
# Lower case, or the first word of a sentence: a capital elsewhere makes a name ("The Tonight Show").
PLAIN = r"\b(?:^|(?<=[.?!:] )|(?=[a-z]))"
# The verbs may and march, and people called April or June, seldom follow these.
PREPOSITIONS = "in|on|of|since|until|till|by|before|after|from|between|during|over|early|mid|late"
AFTER = "|".join(rf"(?<=\b(?i:{word}) )" for word in PREPOSITIONS.split("|"))
WHICH = rf"{PLAIN}(?P<which>(?i:this past|this|last|past|next|coming)) "
# A capitalised word before a weekday or month makes a name ("Black Friday"), unless it only opens a sentence.
OPENERS = f"{PREPOSITIONS}|at|for|is|was|are|were|did|does|do|has|have|will|the|this|last|past|next|coming"
NAME = rf"(?P<name>(?!(?i:{OPENERS}) )[A-Z][\w'.]{{0,20}} )?"
TOLD = rf"\b(?=\w){NAME}(?:{WHICH}|(?P<told>{AFTER}|(?<=\band )|(?<=\bto )|(?<=\bthrough )))?"
TITLE = r"(?P<title>(?= [A-Z]))?"
MONTH = rf"\b(?P<month>(?i:{NAMES})|May|March|Mar|(?=m)(?:{AFTER})(?:may|march|mar))\b"
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
# Later is no longer news, and earlier hardly told from a quantity.
YEAR = r"(?P<year>(?:1[789]|20)\d\d)"
UNIT = r"(?P<unit>week|month|year|decade|century)"
RECENT_UNIT = rf"(?P<unit>{'|'.join(RECENT)})"
UNITS = r"(?P<unit>hour|day|week|month|year|decade|century)s?\b"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTS)})(?: of)?"
SEASON = r"\b(?P<season>(?i:spring|summer|autumn|fall|winter))\b"
# A number before these is a count, not a year.
COUNTED = "%| (?:people|men|women|children|troops|soldiers|workers|votes|times|miles|km|met|feet|dollar|per)"


def _which(m: re.Match[str]) -> str:
    word = (m["which"] or "").lower()
    return {"coming": "next", "this past": "past"}.get(word, word)


def _slashed(m: re.Match[str], today: date) -> Span | None:
    """American, month first, unless there is no such month."""
    year = int(m[3]) if len(m[3]) == 4 else 2000 + int(m[3])
    return one_day(year, m[1], m[2]) or one_day(year, m[2], m[1])


def _month(m: re.Match[str]) -> int:
    word = m.groupdict().get("month") or "jan"
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def _month_day(m: re.Match[str], today: date) -> Span | None:
    if m["year"]:
        return one_day(m["year"], _month(m), m["day"])
    coming = shift(today, AHEAD)
    # Eight years hold a 29 February even around a century without one.
    days = (one_day(year, _month(m), m["day"]) for year in range(coming.year, coming.year - 9, -1))
    return next((day for day in days if day and day.start <= coming), None)


def _months(count: int) -> Reader:
    return lambda m, today: months(int(m["year"]), _month(m), count)


def _bare_month(m: re.Match[str], today: date) -> Span | None:
    word, which, month = m["month"], _which(m), _month(m)
    sure, titled = word.lower() in SURE.split("|"), m["title"] is not None
    told = (which or m["told"] is not None) and (sure or not titled)
    if m["name"] or not (told or (sure and word[0].isupper() and not titled)):
        return None
    if which == "next":
        return months(today.year + (month <= today.month), month)
    ahead = month > today.month or (which == "last" and month == today.month)
    return months(today.year - (ahead and which != "this"), month)


def _season_year(m: re.Match[str], today: date) -> Span:
    return season(m["season"].lower(), int(m["year"]))


def _bare_season(m: re.Match[str], today: date) -> Span:
    """This: of this year, until July the winter that began before; last: over; next: to come; the: begun."""
    which, name = _which(m), m["season"].lower()
    if which == "this":
        return season(name, today.year - (name == "winter" and today.month < 7))
    near = [season(name, today.year + years) for years in (1, 0, -1, -2)]
    if which == "next":
        return next((one for one in reversed(near) if one.start > today), near[0])
    return next((one for one in near if (one.end if which == "last" else one.start) < today), near[-1])


def _two_years(m: re.Match[str], today: date) -> Span | None:
    """2015-16, a season in sport; None where the second year is not the one after the first."""
    first = int(m["year"])
    return months(first, 1, 24) if (first + 1) % 100 == int(m["next"]) else None


def _count(m: re.Match[str]) -> int:
    word = (m["count"] or "one").lower()
    return COUNTS[word] if word in COUNTS else int(word)


def _ago(m: re.Match[str], today: date) -> Span:
    """The calendar unit so many units back: the day, the week from Monday, the month …"""
    return around(moved(today, -_count(m), m["unit"]), m["unit"])


def _stretch(m: re.Match[str], today: date) -> Span:
    count = _count(m) if _which(m) == "next" else -_count(m)
    return span(today, moved(today, count, m["unit"]))


def _calendar(m: re.Match[str], today: date) -> Span:
    """This week: the last seven days, for on a Monday too people say so; this month or year: so far."""
    which, unit = _which(m), m["unit"]
    whole = around(today, unit)
    if which == "this":
        return span(moved(today, -1, unit) if unit == "week" else whole.start, today)
    return around(shift(whole.start, -1) if which == "last" else shift(whole.end, 1), unit)


def _recent(m: re.Match[str], today: date) -> Span:
    count, unit = RECENT[m["unit"] or "week"]
    return span(moved(today, -count, unit), today)


def _dayword(m: re.Match[str], today: date) -> Span:
    day = shift(today, DAYWORDS[m["word"].lower()])
    return Span(day, day)


def _weekend(m: re.Match[str], today: date) -> Span:
    """This: the nearest, from Thursday on the coming one; last: over; next: to come; the: begun."""
    days = {"this": -3, "last": -7, "next": 2}.get(_which(m), -5)
    saturday = shift(monday(shift(today, days)), 5)
    return span(saturday, shift(saturday, 1))


def _weekday(m: re.Match[str], today: date) -> Span | None:
    """The last such day, today too; last: before today; this: in the week from Monday; next: after today."""
    which, number = _which(m), WEEKDAYS.index(m["weekday"].lower())
    if m["name"] or (m["title"] is not None and not which and m["told"] is None):
        return None
    behind = (today.weekday() - number) % 7
    moves = {"this": number - today.weekday(), "last": -(behind or 7), "next": 7 - behind}
    day = shift(today, moves.get(which, -behind))
    return Span(day, day)


# In order: what an earlier rule has read, later ones do not see.
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    # In ASCII alone a letter has one capital.
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (r"\b(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)\b", _month_day),
        (r"(?<![\d/])(\d\d?)/(\d\d?)/(\d{4}|\d\d)(?![\d/])", _slashed),
        (rf"{MONTH}\.? {DAY}(?:(?:,| of)? {YEAR})?(?![\d%]|[,.:]\d)", _month_day),
        (rf"(?<![\w.,:/$-])(?:[Tt]he )?{DAY}(?: of)? {MONTH}\.?(?:,? {YEAR})?(?!\d)", _month_day),
        (rf"{MONTH}\.?(?:,| of)? {YEAR}\b", _months(1)),
        (rf"\b{YEAR}[-/](?P<next>\d\d)\b(?!-)", _two_years),
        (rf"\b{YEAR}-(?P<month>0[1-9]|1[0-2])\b", _months(1)),
        (rf"(?:\b[Tt]he )?{SEASON}(?: of)? {YEAR}\b", _season_year),
        (rf"{WHICH}{SEASON}(?! [A-Z])", _bare_season),
        (rf"\b(?=t)(?:{AFTER})(?P<which>the) {SEASON}(?! of| [A-Z])", _bare_season),
        (r"(?:\b[Tt]he )?\b(?P<year>\d{3}0)s\b", _months(120)),
        (rf"(?<![\w.,-])(?<!half ){COUNT} {UNITS} ago\b", _ago),
        (
            rf"{PLAIN}(?:(?i:the )?{WHICH}{COUNT}|(?i:the last(?! day)|(?:the )?past)) {UNITS}(?! of)",
            _stretch,
        ),
        (rf"{PLAIN}(?P<which>(?i:this|last|next|coming)) {UNIT}\b(?! of)", _calendar),
        (rf"{PLAIN}(?<!most )(?i:recently|lately|recent(?: {RECENT_UNIT}s?)?)\b", _recent),
        (rf"{PLAIN}(?P<word>(?i:{'|'.join(DAYWORDS)}))\b", _dayword),
        (rf"{PLAIN}(?P<which>(?i:this past|this|last|past|next|coming|the)) weekend\b(?! of)", _weekend),
        (rf"{TOLD}(?P<weekday>(?i:{'|'.join(WEEKDAYS)}))\b{TITLE}", _weekday),
        (rf"{TOLD}(?<!\b[Oo]n ){MONTH}(?!-){TITLE}", _bare_month),
        (rf"(?<![\w$€£.,:/])(?<! than )(?<! least ){YEAR}(?!\w|[.,:/]\d|{COUNTED})", _months(12)),
    )
)
