"""What speaks for a sentence and against it beside a passage, as numbers.

Each clause is held to the one sentence of the passage that comes nearest: there a merged fact shows. A fault of one
clause is one of the whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.support.aligning import Alignment, Encode, align
from bot.support.clauses import Clause, clauses
from bot.support.facts import read
from bot.support.faults import RULES, lost
from index.sentences import spans

SIGNS = (
    "near",  # cosine of the sentence and the one of the passage that comes nearest
    *(rule.__name__ for rule in RULES),  # 1 for a fault
)
# A quotation that nobody can check is none.
MOST_CHARACTERS = 600
# What a fault costs when the nearest sentence is chosen, beside the share of words and the cosine, each 0 to 1.
FAULT = 0.3


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence beside a passage: the nearest stretch of it, the values of SIGNS, the first fault in words.

    ``share``: the weight, 0 to 1, of its words that stand there, in the clause that has least.
    ``lost`` says what is near-certainly wrong, such as a number or name that is nowhere in the passage, nor over it;
    it is empty if nothing is.
    """

    start: int
    end: int
    near: float
    share: float
    values: tuple[float, ...]
    reason: str
    lost: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A clause beside a sentence of the passage, with its faults: what each rule says, in their order."""

    start: int
    end: int
    faults: tuple[str, ...]
    share: float
    lost: str
    score: float


def reading(sentence: str, passage: str, head: str, encode: Encode) -> Reading | None:
    """The sentence beside the passage; None where one of them tells nothing."""
    told = read(abbreviated(sentence, passage))
    texts = [(start, end, read(abbreviated(passage[start:end], sentence))) for start, end in stretches(passage)]
    if not texts or not any(token.tells for token in told):
        return None
    vectors = encode([sentence, *(passage[start:end] for start, end, _ in texts)])
    near, above = vectors[1:] @ vectors[0], read(head)
    held = [_nearest(part, texts, near.tolist(), above, encode) for part in clauses(told)]
    start, end = min(one.start for one in held), max(one.end for one in held)
    if end - start > MOST_CHARACTERS:
        start, end = held[0].start, min(held[0].end, held[0].start + MOST_CHARACTERS)
    faults = [max(found, key=len) for found in zip(*(one.faults for one in held), strict=True)]
    values = (float(near.max()), *(float(bool(found)) for found in faults))
    reason, gone = next(filter(None, faults), ""), next((one.lost for one in held if one.lost), "")
    share = min(one.share for one in held)
    return Reading(start, end, values[0], share, values, reason, gone)


def stretches(passage: str) -> list[tuple[int, int]]:
    """Where the passage's sentences begin and end, but for questions, which say nothing."""
    return [(start, end) for start, end in spans(passage) if not passage[start:end].rstrip("\"”’')").endswith("?")]


def _nearest(
    told: Clause, texts: Sequence[tuple[int, int, Clause]], near: Sequence[float], above: Clause, encode: Encode
) -> _Held:
    around = [token for _, _, tokens in texts for token in tokens]
    held = [
        _held(start, end, align(told, tokens, around, above, encode), cosine)
        for (start, end, tokens), cosine in zip(texts, near, strict=True)
    ]
    return max(held, key=lambda one: one.score)


def _held(start: int, end: int, one: Alignment, cosine: float) -> _Held:
    faults = tuple(rule(one) if one.pairs else "" for rule in RULES)
    score = one.share + cosine - FAULT * sum(map(bool, faults))
    return _Held(start, end, faults, one.share, lost(one), score)


def abbreviated(text: str, other: str) -> str:
    """The text with names cut to the initials that the other text has for them: "World Trade Organization", "WTO"."""
    plain = re.sub(r"\b((?:[A-Z]\.){2,})", lambda m: m[1].replace(".", ""), other)
    for short in set(re.findall(r"\b[A-Z]{2,6}\b", plain)):
        words = r"\w+ (?:of |the |for |and )*".join(short) + r"\w+"
        text = re.sub(rf"\b{words}\b", short, text)
    return text
