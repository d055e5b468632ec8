"""Whether a sentence is supported by the passages that it cites, without a second model call.

What speaks for and against it (see signs.py) is weighed by a logistic regression, fitted by ``training.support``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot import logistic
from bot.judging import fold
from bot.support.aligning import Encode
from bot.support.signs import MOST_CHARACTERS, SIGNS, Reading, reading, stretches

# Fitted by ``python -m training.support``.
WEIGHTS = Path(__file__).with_name("weights.json")
# The least chance of a sentence that is let through. By cross-validation six of seven unsupported ones are
# not, and two of three true ones are; at one half it is two of three and five of six.
LEAST = 0.7
# The share of a sentence's words that stand there, from which one without a fault is taken for a quotation.
QUOTED = 0.95
# The least cosine of a sentence and what supports it: below it the passage is about something else.
MEANING = 0.3
# A longer "sentence" is no sentence, and takes long to read.
MOST_TOLD = 1000
# What a sentence may end with, or not, and still be the same.
ENDS = " .!?"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported; if so by which passage, counted from 0, and by which stretch of it.

    ``passages[passage][start:end]`` is the best matching span, whole sentences where they fit in 600 characters.
    Where nothing comes near, ``passage`` is None. ``reason`` says in words what is missing, and is empty where
    nothing is. ``possible``: its names and numbers stand there and the passage is about the same, so that a better
    reader than these signs may find that it says this.
    """

    supported: bool
    passage: int | None
    start: int
    end: int
    reason: str
    possible: bool = False


def check(sentence: str, passages: Sequence[str], encode: Encode, heads: Sequence[str] = ()) -> Verdict:
    """Whether one of the passages supports the sentence, which is given without its markers.

    ``heads`` are what stands over each passage (headline, outlet, day), as the model saw it: names and dates of the
    sentence may stand there too.
    """
    best = Verdict(False, None, 0, 0, "no passage has anything of it")
    if len(sentence) > MOST_TOLD:
        return Verdict(False, None, 0, 0, "it is too long for a sentence")
    nearest, encode = (False, -1.0), remembering(encode)
    for number, passage in enumerate(passages):
        if copied := _copied(sentence, passage):
            return Verdict(True, number, *copied, "", possible=True)
        found = reading(sentence, passage, heads[number] if number < len(heads) else "", encode)
        if found is None:
            continue
        reason, chance = judge(found)
        possible = not found.lost and found.near >= MEANING
        verdict = Verdict(not reason, number, found.start, found.end, reason, possible)
        if verdict.supported:
            return verdict
        if (possible, chance) > nearest:
            best, nearest = verdict, (possible, chance)
    return best


def judge(found: Reading, weights: Path = WEIGHTS) -> tuple[str, float]:
    """Why the passage does not support the sentence, empty if it does, and how probable it is that it does, 0 to 1."""
    chance = float(logistic.probability("support", SIGNS, np.array([found.values]), weights)[0])
    if found.lost:
        return found.lost, chance
    if found.near < MEANING:
        return "the passage is about something else", chance
    if chance >= LEAST or (found.share >= QUOTED and not found.reason):
        return "", chance
    return found.reason or "no sentence of the passage says this", chance


def _copied(sentence: str, passage: str) -> tuple[int, int] | None:
    """The sentence of the passage that is this one to the letter, but for case, quotes, spaces and its end."""
    told = fold(sentence).rstrip(ENDS)
    short = ((start, end) for start, end in stretches(passage) if end - start <= MOST_CHARACTERS)
    return next(((start, end) for start, end in short if fold(passage[start:end]).rstrip(ENDS) == told), None)


def remembering(encode: Encode) -> Encode:
    """The same vectors, none made twice: each sentence is held against the same words and passages again."""
    known: dict[str, NDArray[np.float32]] = {}

    def remembered(texts: list[str]) -> NDArray[np.float32]:
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, encode(new), strict=True))
        return np.array([known[text] for text in texts])

    return remembered
