"""Which words of a sentence stand in a sentence of a passage, as they are or in other words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.support.clauses import Clause
from bot.support.facts import Token, lexicon, stem
from bot.words import weight

Encode = Callable[[list[str]], NDArray[np.float32]]
# Of single words all-MiniLM-L6-v2 puts synonyms at .5 to .9 ("buy" and "acquire" .59), unrelated ones below .45.
SYNONYM = 0.5
# A word that is in every text still says a little where it is the verb.
FLOOR = 0.15
# A name weighs less than the rarest word: a pronoun often stands for it.
NAMED = 0.5
# What turns the name of a place into its people's.
DEMONYMS = frozenset(("", "n", "an", "ian", "ish", "ese", "i", "ic", "s"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """A clause beside a sentence of a passage.

    ``pairs``: for the places of the clause's words, the places of the same in the sentence. ``around``: the whole
    passage; ``head``: what stands over it. ``lost``: the places of words that are in neither;
    ``share``: the weight, 0 to 1, of the clause's words that stand in the sentence.
    """

    told: Clause
    text: Clause
    pairs: dict[int, list[int]]
    around: Clause
    head: Clause
    lost: tuple[int, ...]
    share: float


def align(told: Clause, text: Clause, around: Clause, head: Clause, encode: Encode) -> Alignment:
    """The clause beside the sentence; ``share`` is the weight, 0 to 1, of its words that stand there."""
    pairs = {i: same for i, token in enumerate(told) if token.tells and (same := _same(token, text))}
    open_ = [i for i, token in enumerate(told) if token.kind == "word" and i not in pairs]
    if pairs and open_:
        pairs |= _similar(told, open_, text, {j for same in pairs.values() for j in same}, encode)
    weights = {i: _weight(token) for i, token in enumerate(told) if token.tells}
    lost = tuple(i for i in weights if i not in pairs and not _same(told[i], around) and not _same(told[i], head))
    verb = next((i for i, token in enumerate(told) if token.verb), len(told))
    # A subject that the passage names elsewhere is often a pronoun here.
    whole = sum(w for i, w in weights.items() if i >= verb or i in pairs or i in lost)
    share = sum(weights[i] for i in pairs) / (whole or 1.0)
    return Alignment(told, text, dict(sorted(pairs.items())), around, head, lost, share)


def same(one: Token, other: Token) -> bool:
    """Whether two words are the same but for their form."""
    if one.kind == "number" or other.kind == "number":
        return one.kind == other.kind and one.value == other.value
    return other.tells and (one.stem == other.stem or _derived(one.stem, other.stem))


def stands(token: Token, clause: Clause) -> bool:
    """Whether the word stands there in any form."""
    return any(same(token, other) for other in clause)


def opposed(one: Token, other: Token) -> bool:
    """Whether one says the contrary of the other."""
    return one.stem in _opposites().get(other.stem, ())


def _same(token: Token, text: Clause) -> list[int]:
    return [j for j, other in enumerate(text) if same(token, other)]


def _derived(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or not long.startswith(short[:-1]):
        return False
    return long.removeprefix(short) in DEMONYMS or (
        len(short) > 5 and long.startswith(short[:-1]) and len(long) - len(short) < 5
    )


def _similar(told: Clause, open_: list[int], text: Clause, used: set[int], encode: Encode) -> dict[int, list[int]]:
    """For words that are not there, the ones that say the same."""
    free = [j for j, token in enumerate(text) if token.kind == "word" and j not in used]
    found = {i: [j for j in free if _synonyms(told[i].stem, text[j].stem)] for i in open_}
    rest = [i for i in open_ if not found[i]]
    if rest and free:
        vectors = encode([told[i].text.lower() for i in rest] + [text[j].text.lower() for j in free])
        near = vectors[: len(rest)] @ vectors[len(rest) :].T
        for row, i in zip(near, rest, strict=True):
            j = free[int(row.argmax())]
            found[i] = [j] if row.max() >= SYNONYM and not opposed(told[i], text[j]) else []
    return {i: places for i, places in found.items() if places}


def _synonyms(one: str, other: str) -> bool:
    return bool(_groups().get(one, frozenset()) & _groups().get(other, frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(lexicon("synonyms")):
        for word in group:
            found.setdefault(stem(word.split()[0]), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _opposites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in lexicon("opposites"):
        one, other = (stem(word) for word in pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _weight(token: Token) -> float:
    return NAMED if token.kind != "word" else max(weight(token.text), FLOOR)
