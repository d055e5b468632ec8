"""From what a person typed to a query."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from index.display import printable
from index.errors import InputError
from index.timeframe import parse_day
from index.types import Query

# Longer than any question; what is longer is a text pasted by mistake.
MOST_CHARACTERS = 2_000


def query(
    question: str,
    now: datetime,
    asked_at: str | None = None,
    since: str | None = None,
    until: str | None = None,
    sources: Iterable[str] = (),
) -> Query:
    """The query that these words mean. Raises InputError for a question or a date that cannot be understood."""
    asked = moment(asked_at, now) if asked_at else now
    first = parse_day(since, asked) if since else None
    last = parse_day(until, asked, end=True) if until else None
    if first and last and first > last:
        raise InputError(f"No day is both since {first} and until {last}. Exchange the two.")
    return Query(cleaned(question), asked, first, last, tuple(sources))


def moment(text: str, now: datetime) -> datetime:
    """The moment that a date or an ISO instant means; noon UTC where only the day is said."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        day: date = parse_day(text, now)
        instant = datetime(day.year, day.month, day.day)
    if instant.tzinfo is None and (instant.hour, instant.minute) == (0, 0):
        instant = instant.replace(hour=12)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def cleaned(question: str) -> str:
    """The question on one line without control and invisible characters. Raises InputError if nothing is left to
    ask, or if it is too long for a question."""
    text = printable(question)
    if not any(c.isalnum() for c in text):
        raise InputError("The question is empty. Ask for example: what did Russia request about airspace?")
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"The question has {len(text):,} characters; {MOST_CHARACTERS:,} are the most. Ask it in a sentence or two."
        )
    return text
