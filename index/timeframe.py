"""When a question means: the days its words name, as seen from the moment of asking."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import attrgetter

from index.errors import InputError
from index.spans import Span, shift, span, third
from index.timewords import RULES, Reader

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"})
LATEST = re.compile(
    r"\b(?i:(?<!at the )latest|newest|most recent(?:ly)?|current(?:ly)?|nowadays|these days|so far)\b"
    r"|\b(?i:as of (?:now|today)|at (?:the moment|present))\b"
    # A capital makes it a title ("Apocalypse Now").
    r"|\bnow\b|^Now\b"
)
# What stands right before a time and changes it.
CUES = re.compile(
    r"(?:\b(?P<cue>since|after|following|before|prior to|until|till|between|from) )?"
    r"(?:(?:the )?\b(?P<part>early|mid|late|beginning of|start of|middle of|end of)(?: the)? )?$",
    re.IGNORECASE | re.ASCII,
)
# The longest that CUES can match.
REACH = len("following the beginning of the ")
PARTS = {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}
JOINS = frozenset((" to ", "-", " - ", " through ", " until "))


@dataclass(frozen=True, slots=True)
class Timeframe:
    """The days from ``start`` to ``end``, both included, that a question means; they may lie ahead.

    ``explicit``: the question names them, else both are the day of asking. ``latest``: it asks for the newest
    state of things, which names no days.
    """

    start: date
    end: date
    explicit: bool
    latest: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """A time in a text, from ``start`` to ``end`` with the words that change it, readable from any day."""

    start: int
    end: int
    cue: str
    part: str
    read: Callable[[date], Span | None]

    def days(self, today: date) -> Span:
        whole = self.read(today) or Span(today, today)
        return third(whole, self.part) if self.part else whole


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The days that one time means, or two between them, and where it stands in the text."""

    start: int
    end: int
    days: Span


def timeframe(question: str, asked_at: datetime) -> Timeframe:
    """When the question means, in days of asked_at's zone. Never fails.

    Of several times the narrowest counts, the first among equals: "this week" beside "in 2022" says when, the
    year only what. Names of months and weekdays mean the last such, seen from asked_at.
    """
    today, text = asked_at.date(), _straight(question)
    spans = [phrase.days for phrase in _phrases(text, today)]
    frame = min(spans, key=attrgetter("days"), default=Span(today, today))
    return Timeframe(frame.start, frame.end, bool(spans), bool(LATEST.search(text)))


def parse_day(text: str, asked_at: datetime, end: bool = False) -> date:
    """The first day that the text means, or with ``end`` the last; InputError if it is not a time."""
    # In lower case and after a preposition nothing is taken for a name or a verb.
    words = "in " + _straight(text).lower()
    phrases = _phrases(words, asked_at.date())
    if len(phrases) != 1 or (phrases[0].start, phrases[0].end) != (3, len(words)):
        raise InputError(
            f"“{text[:60]}” is not a day that can be read. "
            "Write it as 2015-10-02, October 2015, last week, yesterday or 3 days ago."
        )
    return phrases[0].days.end if end else phrases[0].days.start


def _straight(text: str) -> str:
    plain = " ".join(text.translate(STRAIGHT).split()).replace("mid-", "mid ")
    return plain.lower() if plain.isupper() else plain


def _phrases(text: str, today: date) -> list[_Phrase]:
    """The times that the text names, two as one where they are the ends of a stretch."""
    phrases: list[_Phrase] = []
    first: _Mention | None = None
    for mention in _mentions(text, today):
        if first and _joined(text[first.end : mention.start], first.cue):
            # "Between October and December 2015": the end says of which year the beginning is.
            end = mention.days(today).end
            phrases[-1] = _Phrase(first.start, mention.end, span(first.days(end).start, end))
            first = None
        else:
            days = _turned(mention.days(today), mention.cue, today)
            phrases.append(_Phrase(mention.start, mention.end, days))
            first = mention
    return phrases


def _joined(gap: str, cue: str) -> bool:
    return gap in JOINS or (gap == " and " and cue in ("between", "from"))


def _turned(days: Span, cue: str, today: date) -> Span:
    """The days before, after or since the given ones; since and after reach to today."""
    if cue == "since":
        return span(days.start, max(days.end, today))
    if cue in ("after", "following") and days.end < today:
        return Span(shift(days.end, 1), today)
    if cue in ("before", "prior to"):
        return Span(date.min, shift(days.start, -1))
    return Span(date.min, days.end) if cue in ("until", "till") else days


def _mentions(text: str, today: date) -> list[_Mention]:
    """The times in the text in their order, none within another."""
    found: list[_Mention] = []
    rest = text
    for pattern, reader in RULES:

        def take(m: re.Match[str], reader: Reader = reader) -> str:
            if reader(m, today) is None:
                return m[0]
            found.append(_mention(text, m, reader))
            return "#" * len(m[0])

        rest = pattern.sub(take, rest)
    return sorted(found, key=lambda mention: mention.start)


def _mention(text: str, m: re.Match[str], reader: Reader) -> _Mention:
    before = CUES.search(text, max(0, m.start() - REACH), m.start())
    cue, part = ((before[name] or "").lower() for name in ("cue", "part")) if before else ("", "")
    # "After Thursday's vote" is about Thursday.
    cue = "" if text.startswith("'s", m.end()) else cue
    start = before.start() if before else m.start()
    return _Mention(start, m.end(), cue, PARTS.get(part, part), partial(reader, m))
