"""The day or instant of publication, from the many ways in which news writes it."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

# Newspapers begin about 1600; a year beyond 2100 is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1600, 2100
LONGEST = 100  # characters; what is longer is prose that mentions a date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FLAGS = re.ASCII | re.IGNORECASE
_DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[/.-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)", _FLAGS),
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)", _FLAGS),
    re.compile(rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}", _FLAGS),
    re.compile(rf"\b{_MONTH}\s*{_DAY}[\s,]+{_YEAR}", _FLAGS),
    re.compile(rf"(?<!\d)(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark){_YEAR}", _FLAGS),
)

# Clocks by their hours from Greenwich. CST and IST are missing: each is the clock of several countries, and
# a day is better than a wrong hour.
HOURS = {
    "Z UTC GMT WET": 0,
    "BST CET": 1,
    "CEST EET SAST": 2,
    "EEST MSK": 3,
    "HKT SGT": 8,
    "JST KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "EDT": -4,
    "EST CDT": -5,
    "MDT": -6,
    "MST PDT": -7,
    "PST": -8,
}
OFFSETS = {name: timedelta(hours=hours) for names, hours in HOURS.items() for name in names.split()}
# Clocks that change with the season of the day.
PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
WIDEST = timedelta(hours=14)  # no clock on Earth is further from Greenwich

_CLOCK = re.compile(
    r"(?:(?<=\d)T|(?<![\w.:/+-]))(?=\d\d?(?:[:.h]\d\d|\s?[ap]\.?m\b))"
    r"(?P<hour>\d\d?)(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?(?![.:/]?\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?(?:(?:UTC|GMT)?(?P<sign>[+-])(?P<ahead>\d\d?)(?::?(?P<more>\d\d))?(?!\d)"
    rf"|(?P<zone>{'|'.join([*OFFSETS, *PLACES])})\b)\)?)?",
    _FLAGS,
)


def published(text: str) -> str | None:
    """The day (``2015-10-02``) that the text names, or the instant with its zone
    (``2015-10-02T14:30:00+00:00``) when it gives a time and a zone; None when it names no day.

    A time without a zone keeps only the day. None too for a year outside 1600 to 2100, a month without
    a day, and a day that can be read in two ways (``10/2/2015``); ``2.10.2015`` is always day first.
    """
    return stamp(text)[0] if len(text) <= LONGEST else None


def readings(text: str) -> tuple[str, ...]:
    """The two days that a date in numbers alone may mean, month first and day first; none for any other text."""
    match = _DAYS[-1].search(text) if len(text) <= LONGEST else None
    if not match:
        return ()
    orders = (("first", "second"), ("second", "first"))
    days = [_day({"year": match["year"], "month": match[month], "day": match[day]}) for month, day in orders]
    return tuple(day.isoformat() for day in days if day and all(days))


def stamp(text: str) -> tuple[str | None, str]:
    """What ``published`` says of a line, and the line without its date and time; linear in the line."""
    clock = _CLOCK.search(text)
    rest = text if clock is None else f"{text[: clock.start()]} {text[clock.end() :]}"
    for match in sorted((m for p in _DAYS for m in p.finditer(rest)), key=re.Match.start):
        if day := _day(match.groupdict()):
            return _when(day, clock), f"{rest[: match.start()]} {rest[match.end() :]}"
    return None, text


def _day(said: dict[str, str]) -> date | None:
    year = int(said["year"])
    if "first" in said:
        month, day = _numeric(int(said["first"]), int(said["second"]), said["mark"])
    else:
        name = said["month"]
        month = int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1
        day = int(said["day"])
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _numeric(first: int, second: int, mark: str) -> tuple[int, int]:
    """Month and day; (0, 0), which is no date, when either could be the month."""
    if mark == "." or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)


def _when(day: date, clock: re.Match[str] | None) -> str:
    try:
        zone = clock and _zone(clock)
        return _instant(day, clock, zone).isoformat() if clock and zone else day.isoformat()
    except ValueError:  # such as 25:71
        return day.isoformat()


def _instant(day: date, clock: re.Match[str], zone: tzinfo) -> datetime:
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if half := clock["half"]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _zone(clock: re.Match[str]) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    if clock["sign"]:
        ahead = timedelta(hours=int(clock["ahead"]), minutes=int(clock["more"] or 0))
        return timezone(-ahead if clock["sign"] == "-" else ahead) if ahead <= WIDEST else None
    if clock["zone"] is None:
        return None
    name = clock["zone"].upper()
    return ZoneInfo(PLACES[name]) if name in PLACES else timezone(OFFSETS[name])
