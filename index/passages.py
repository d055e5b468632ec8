"""An article's passages: what is embedded, ranked and read."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from index.sentences import spans
from index.types import Article, Passage

# The name of what made the passages; an index records it, and is rebuilt when it changes.
SPLITTER = "sentences-600-1"
# In characters. A passage is a paragraph or two: enough to be understood, and with its headline inside
# the 256 tokens that small embedding models read.
TARGET = 600
MAXIMUM = 1000
# A last passage shorter than this says too little to be found; it joins the one before.
REMAINDER = 150
# What a passage may measure before a remainder joins it, and thus the longest sentence left whole.
LONGEST = MAXIMUM - REMAINDER
# A longer sentence is not repeated in the next passage.
OVERLAP = 300
# Headlines are shorter; anything longer is text in the wrong field.
TITLE = 200

SPACE = re.compile(r"\s*")

Stretch = tuple[int, int]


def split(article: Article) -> tuple[Passage, ...]:
    """The article's passages in order, each of whole sentences and at most ``MAXIMUM`` characters.

    Neighbours share a sentence unless it is long. Every character that is not white space lies in at
    least one passage; an empty text has none. Only a sentence over ``LONGEST`` is cut.
    """
    pieces = [piece for span in spans(article.text) for piece in _pieces(article.text, *span)]
    return tuple(
        Passage(f"{article.id}:{ordinal}", article.id, start, end, article.text[start:end])
        for ordinal, (start, end) in enumerate(_packed(pieces))
    )


def indexed_text(article: Article, passage: Passage) -> str:
    """What is embedded and indexed: the headline and the day in words, then the passage.

    The outlet is left out: it is the same word in thousands of passages, and is filtered by name instead.
    """
    heading = ". ".join(filter(None, (article.title[:TITLE].strip(), in_words(article.published))))
    return f"{heading}\n{passage.text}" if heading else passage.text


def in_words(published: str | None) -> str:
    """ "2 October 2015"; empty if the day is unknown."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def _packed(pieces: list[Stretch]) -> Iterator[Stretch]:
    """Neighbouring pieces joined to about ``TARGET`` characters, overlapping by one piece."""
    first, following = 0, 0
    while following < len(pieces):
        start, last = pieces[first][0], following
        while last + 1 < len(pieces) and _nearer(pieces[last + 1][1] - start, pieces[last][1] - start):
            last += 1
        if pieces[-1][1] - pieces[last][1] <= REMAINDER:
            last = len(pieces) - 1
        yield start, pieces[last][1]
        following = last + 1
        first = last if _repeated(pieces, last) else following


def _nearer(longer: int, shorter: int) -> bool:
    """Whether the longer passage comes nearer to ``TARGET`` than the shorter one does, and may be."""
    return longer - TARGET <= TARGET - shorter and longer <= LONGEST


def _repeated(pieces: list[Stretch], last: int) -> bool:
    """Whether the piece is short enough to open the next passage too."""
    start, end = pieces[last]
    return last + 1 < len(pieces) and end - start <= OVERLAP and pieces[last + 1][1] - start <= LONGEST


def _pieces(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentence, cut at spaces where it is longer than ``LONGEST``."""
    while end - start > LONGEST:
        cut = _cut(text, start)
        yield start, start + len(text[start:cut].rstrip())
        start = SPACE.match(text, cut).end()  # type: ignore[union-attr]  # \s* always matches
    yield start, end


def _cut(text: str, start: int) -> int:
    """The last space of the next ``LONGEST`` characters; without one, a place between two letters."""
    middle, furthest = start + LONGEST // 2, start + LONGEST
    space = text.rfind(" ", middle, furthest)
    if space > 0:
        return space
    cut = furthest
    while cut > middle and unicodedata.category(text[cut])[0] == "M":
        cut -= 1
    return cut
