"""Whether a sentence is supported by the passages that it cites, without a second model call.

What must be there is held to one sentence of the passage, or to one clause for each clause: there a merged fact
shows. Each fault has a rule of its own below; the first that finds one says so.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.judging import fold
from bot.support.aligning import align
from bot.support.clauses import Clause, clauses
from bot.support.facts import read
from bot.support.faults import fault
from index.sentences import spans

# Texts to unit vectors.
Encode = Callable[[list[str]], NDArray[np.float32]]
# A quotation that nobody can check is none.
MOST_CHARACTERS = 600
# The least cosine of a sentence and what supports it; of the pairs at work the lowest is higher.
MEANING = 0.3
# A longer "sentence" is no sentence, and takes long to read.
MOST_TOLD = 1000
# Of a passage's sentences, the nearest in words that are looked at closely.
NEAREST = 6
# What a sentence may end with, or not, and still be the same.
ENDS = " .!?"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported; if so by which passage, counted from 0, and by which stretch of it.

    ``passages[passage][start:end]`` is the best matching span, whole sentences where they fit in 600 characters.
    Where nothing comes near, ``passage`` is None. ``reason`` says in words what is missing, and is empty where
    nothing is.
    """

    supported: bool
    passage: int | None
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause beside the sentence of the passage that is nearest to it; ``reason`` says what is wrong."""

    start: int
    end: int
    share: float
    reason: str


def check(sentence: str, passages: Sequence[str], encode: Encode, heads: Sequence[str] = ()) -> Verdict:
    """Whether one of the passages supports the sentence, which is given without its markers.

    ``heads`` are what stands over each passage (headline, outlet, day), as the model saw it: names and dates of the
    sentence may stand there too.
    """
    best = Verdict(False, None, 0, 0, "no passage has anything of it")
    if len(sentence) > MOST_TOLD:
        return Verdict(False, None, 0, 0, "it is too long for a sentence")
    nearest, encode = -1.0, remembering(encode)
    for number, passage in enumerate(passages):
        if copied := _copied(sentence, passage):
            return Verdict(True, number, *copied, "")
        found = _check(sentence, passage, heads[number] if number < len(heads) else "", encode)
        if found is None:
            continue
        reason = found.reason or _far(sentence, passage[found.start : found.end], encode)
        verdict = Verdict(not reason, number, found.start, found.end, reason)
        if verdict.supported:
            return verdict
        if found.share > nearest:
            best, nearest = verdict, found.share
    return best


def _copied(sentence: str, passage: str) -> tuple[int, int] | None:
    """The sentence of the passage that is this one to the letter, but for case, quotes, spaces and its end."""
    told = fold(sentence).rstrip(ENDS)
    stretches = ((start, end) for start, end in spans(passage) if end - start <= MOST_CHARACTERS)
    return next(((start, end) for start, end in stretches if fold(passage[start:end]).rstrip(ENDS) == told), None)


def remembering(encode: Encode) -> Encode:
    """The same vectors, none made twice: each sentence is held against the same words and passages again."""
    known: dict[str, NDArray[np.float32]] = {}

    def remembered(texts: list[str]) -> NDArray[np.float32]:
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, encode(new), strict=True))
        return np.array([known[text] for text in texts])

    return remembered


def _far(sentence: str, span: str, encode: Encode) -> str:
    one, other = encode([sentence, span])
    return "" if float(one @ other) >= MEANING else "the passage is about something else"


def _check(sentence: str, passage: str, head: str, encode: Encode) -> _Found | None:
    """The sentence as a whole against the passage, else clause by clause."""
    told = read(abbreviated(sentence, passage))
    texts = [(start, end, read(abbreviated(passage[start:end], sentence))) for start, end in spans(passage)]
    if not texts or not any(token.tells for token in told):
        return None
    whole = _best(told, texts, head, encode)
    parts = clauses(told)
    if not whole.reason or len(parts) == 1:
        return whole
    found = [_best(part, texts, head, encode) for part in parts]
    if any(one.reason for one in found):
        return next(one for one in found if one.reason) if whole.share < 0.5 else whole
    start, end = min(one.start for one in found), max(one.end for one in found)
    return _Found(start, end, 1.0, "") if end - start <= MOST_CHARACTERS else found[0]


def _best(told: Clause, texts: Sequence[tuple[int, int, Clause]], head: str, encode: Encode) -> _Found:
    """What the sentence of the passage that comes nearest to the clause says of it."""
    around, above = [token for _, _, tokens in texts for token in tokens], read(head)
    units = [(start, end, unit) for start, end, tokens in texts for unit in _units(tokens)]
    known = {token.stem for token in told if token.tells}
    units.sort(key=lambda one: -len(known & {token.stem for token in one[2]}))
    near = [
        (a, min(b, a + MOST_CHARACTERS), align(told, unit, around, above, encode)) for a, b, unit in units[:NEAREST]
    ]
    near.sort(key=lambda one: -one[2].share)
    found = [_Found(start, end, one.share, fault(one)) for start, end, one in near]
    return next((one for one in found if not one.reason), found[0])


def _units(tokens: Clause) -> Iterator[Clause]:
    """The sentence, and its clauses if it has more than one."""
    yield tokens
    if len(parts := clauses(tokens)) > 1:
        yield from parts


def abbreviated(text: str, other: str) -> str:
    """The text with names cut to the initials that the other text has for them: "World Trade Organization", "WTO"."""
    plain = re.sub(r"\b((?:[A-Z]\.){2,})", lambda m: m[1].replace(".", ""), other)
    for short in set(re.findall(r"\b[A-Z]{2,6}\b", plain)):
        words = r"\w+ (?:of |the |for |and )*".join(short) + r"\w+"
        text = re.sub(rf"\b{words}\b", short, text)
    return text
