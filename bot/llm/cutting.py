"""From what a model says, as it comes, to whole sentences."""

import re
from collections.abc import Iterable, Iterator

from index.sentences import spans

# So much of what follows has to be there before a sentence is sure to have ended: an abbreviation, a marker, a closing
# quote or "Mr. Smith said" may still come, and none of them is longer.
AHEAD = 40
# A longer stretch without an end is no sentence that anybody could check.
LONGEST = 1_000
# How a sentence that is complete ends: with a mark, then quotes, brackets and markers; or with a marker alone.
ENDED = re.compile(r"(?:[.!?…。！？][\"”’'»)\]*_]*(?:\s*[\[【(]\^?\d[^\]】)]*[\]】)])*|[\]】])[.\s*_]*$")
MARKER_AHEAD = re.compile(r"\s*(?:[\[【(]\^?\d[\d,\s]*[\]】)]\s*)+[.!?]*")


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence with its markers, as soon as it is sure to have ended. A last one that was cut off is left out."""
    rest = ""
    for piece in pieces:
        rest += piece
        while cut := _cut(rest):
            yield rest[:cut].strip()
            rest = rest[cut:]
    for start, end in _all(rest):
        if ENDED.search(rest[start:end]) and _closed(rest[start:end]):
            yield rest[start:end].strip()


def _cut(text: str) -> int:
    """Where the first sentence ends; 0 while that is not sure."""
    found = _all(text)
    if len(found) > 1 and found[0][1] + AHEAD <= len(text) and _closed(text[: found[0][1]]):
        return found[0][1]
    return len(text) if len(text) > LONGEST else 0


def _all(text: str) -> list[tuple[int, int]]:
    """The sentences, each with the markers behind it."""
    found: list[tuple[int, int]] = []
    for start, end in spans(text):
        ahead = MARKER_AHEAD.match(text, start)
        if found and ahead:  # markers that stand apart, on a line of their own, are still the sentence's
            found[-1] = (found[-1][0], ahead.end())
            start = ahead.end()
        if text[start:end].strip():
            found.append((start, end))
    return found


def _closed(text: str) -> bool:
    """Whether every quotation that was opened is closed."""
    return text.count("“") <= text.count("”") and text.count('"') % 2 == 0
