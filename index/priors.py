"""What news itself says for an article before it is read: when it was written, and by whom."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from index.timeframe import Timeframe

# Reports on an event come out for about a week after it.
LATER = 7
# Days after which a time is over, and the news is about other things.
OVER = 14
# Parts of a domain that are not the outlet's name.
SUFFIXES = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))
# Outlets' names that are also everyday words, besides those that begin with "the".
WORDS = frozenset(
    """age atlantic conversation dawn economist express fortune fox globe guardian herald hill hindu inc
    independent insider intercept it life local mail metro mirror money nation national nature now observer
    onion parade people post quartz salon science shape sky slate standard star sun telegraph time times
    today un us variety verge vice vogue week who wired""".split()  # noqa: SIM905 (a list would take 60 lines)
)
# A word with its inner signs ("AT&T", "usatoday.com"), without a possessive 's.
WORD = re.compile(r"[^\W_]+(?:(?!['’]s\b)[.&'’-][^\W_]+)*")
# The most words a name is taken to have.
LONGEST = 5
BEFORE = re.compile(
    r"\b(?:according to|(?:report|article|story|interview|poll|column|publish|written|quot)\w* "
    r"(?:by|in|from|with))(?: the)? $",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?:['’]s)? (?:report(?:s|ed|ing)?|says?|said|writes?|wrote|publish(?:es|ed)?|articles?|stor(?:y|ies)|"
    r"polls?)\b",
    re.IGNORECASE,
)
# Longer than anything BEFORE matches.
REACH = 40


@dataclass(frozen=True, slots=True)
class _Name:
    """Some words of a question that may be a name, without "the", and where they stand."""

    words: tuple[str, ...]
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return all(word[0].isupper() for word in self.words)


def closeness(published: str | None, frame: Timeframe, half_life_days: float, floor: float) -> float:
    """How near an article lies to the time a question means: from ``floor`` (0 to 1) to 1.

    1 within the frame and for a week after it, since reports follow the event; outside, it falls to halfway
    between there and the floor with each half-life. An undated article gets the middle: it may lie anywhere.
    """
    if published is None:
        return (floor + 1) / 2
    day = date.fromisoformat(published[:10])
    days = max((frame.start - day).days, (day - frame.end).days - LATER, 0)
    return floor + (1 - floor) * math.exp2(-days / half_life_days)


def told(frame: Timeframe, today: date) -> Timeframe:
    """When the news tells of a frame: of a time that is over, then; of this week and of what lies ahead, today.

    The nearer to today the better serves questions about "this week" more than anything within the week does.
    """
    over = frame.explicit and (today - frame.end).days > OVER
    return frame if over else replace(frame, start=today, end=today)


def named_outlets(question: str, sources: Iterable[str]) -> frozenset[str]:
    """Which of the sources, be they names or domains, the question names.

    "USA Today" or "usatoday.com" names usatoday.com, "New York Times" nytimes.com. A single distinctive word
    may be in any case (CNN); several words take capitals or a cue ("according to", "… reported"), and an
    everyday word takes both (Time, The Week).
    """
    spellings: dict[str, list[tuple[str, bool]]] = {}
    for source in sources:
        for spelling, distinct in _spellings(source):
            spellings.setdefault(spelling, []).append((source, distinct))
    text = " ".join(question.split())
    return frozenset(
        source
        for name in _names(text)
        for written in _written(name)
        for source, distinct in spellings.get(written, ())
        if _meant(name, text, distinct)
    )


def _meant(name: _Name, text: str, distinct: bool) -> bool:
    before = text[max(0, name.start - REACH) : name.start]
    cued = bool(BEFORE.search(before) or BEHIND.match(text, name.end))
    if distinct:
        return len(name.words) == 1 or name.capital or cued
    # The capital that opens a sentence is no sign of a name.
    opening = len(name.words) == 1 and before.rstrip(" '\"‘“(-")[-1:] in ("", *".?!:")
    return cued and name.capital and not opening


def _spellings(source: str) -> Iterator[tuple[str, bool]]:
    """What the source may be called, as squeezed words, and whether that is no everyday word."""
    name = source.casefold().removeprefix("www.")
    labels = [label for label in name.split(".")[:-1] if label not in SUFFIXES]
    if labels and " " not in name:
        yield _squeezed(name), True
        name = labels[-1]
    for called in {name, name.removesuffix("news").strip()}:
        if squeezed := _squeezed(called):
            yield squeezed, not called.startswith("the") and squeezed not in WORDS


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum()).removeprefix("the")


def _names(text: str) -> Iterator[_Name]:
    """Each run of up to LONGEST words with single spaces between them."""
    found = list(WORD.finditer(text))
    for first, start in enumerate(found):
        if start[0].casefold() == "the":
            continue
        words: tuple[str, ...] = ()
        end = start.start()
        for word in found[first : first + LONGEST]:
            if words and text[end : word.start()] != " ":
                break
            words, end = (*words, word[0]), word.end()
            yield _Name(words, start.start(), end)


def _written(name: _Name) -> Iterator[str]:
    """The words squeezed, and for three or more the ways to shorten them: nytimes, nyt."""
    yield _squeezed("".join(name.words))
    if len(name.words) > 2 and name.capital:
        initials = "".join(word[0] for word in name.words).casefold()
        yield initials
        yield initials[:-1] + _squeezed(name.words[-1])
