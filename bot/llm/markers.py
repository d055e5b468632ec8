"""The markers of a sentence: which passages it cites."""

import re
from dataclasses import dataclass

# [1], [1, 2], [1-3], [^1], 【1】, (1), [passage 1], [source: 2]: models write them all.
MARKER = re.compile(
    r"\s*(?:[\[【]|\((?=\s*(?:passages?|sources?|articles?|\d{1,2}\s*\)\s*(?:[.!?]|$))))"
    r"\s*\^?(?:(?:passages?|sources?|articles?|refs?|citations?)\b[:\s#]*)?"
    r"(?P<numbers>-?\d{1,4}(?:\s*(?:,|;|&|and|[-–—])\s*-?\d{1,4})*)(?:†[^\]】]*)?\s*[\]】)]",
    re.IGNORECASE,
)
EMPTY = re.compile(r"\s*[\[【(]\s*[\]】)]")
NUMBER = re.compile(r"(-?\d+)(?:\s*[-–—]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and the numbers of the passages that it cites, each once, in their order.
    ``wrong`` are the numbers that name no passage."""

    text: str
    cited: tuple[int, ...]
    wrong: tuple[int, ...]


def read(sentence: str, passages: int) -> Marked:
    """The sentence and its markers, where passages are numbered from 1 to ``passages``."""
    numbers = dict.fromkeys(n for match in MARKER.finditer(sentence) for n in _numbers(match["numbers"], passages))
    cited = tuple(number for number in numbers if 1 <= number <= passages)
    wrong = tuple(number for number in numbers if number not in cited)
    text = sentence
    while MARKER.search(text):  # what is left of one may make another
        text = EMPTY.sub("", MARKER.sub("", text))
    return Marked(text.strip(), cited, wrong)


def _numbers(text: str, passages: int) -> list[int]:
    """The numbers of a marker; a range counts whole, as far as there are passages."""
    found: list[int] = []
    for first, last in NUMBER.findall(text):
        found += range(int(first), min(int(last), passages) + 1) if last else [int(first)]
    return found
