"""Numbers of a clause that the passage gives otherwise."""

from bot.support.aligning import Alignment
from bot.support.clauses import Clause
from bot.support.facts import Token, lexicon

# How far "about 3 million" may be from 3.1 million.
ROUNDED = 0.05
# Words from a number to what it counts.
REACH = 6


def number_lost(one: Alignment) -> str:
    """A number that stands nowhere in the passage, nor over it, nor is a round one for one there."""
    for i, token in enumerate(one.told):
        if i in one.lost and _counts(one, i) and not any(_near(one.told, i, other) for other in one.around):
            return f"the number {token.text} is not in the passage"
    return ""


def numbers(one: Alignment) -> str:
    """Numbers that are not there, or count something else."""
    for i, token in enumerate(one.told):
        if _counts(one, i):
            places = one.pairs.get(i) or [j for j, other in enumerate(one.text) if _near(one.told, i, other)]
            if not places:
                return f"the number {token.text} is not where the passage says this"
            if all(_other_use(one, i, j) for j in places):
                return f"the number {token.text} is another's"
    return ""


def _counts(one: Alignment, i: int) -> bool:
    """Whether the word is a number; "the two" were told of before."""
    token = one.told[i]
    spelt = token.text.isalpha() and i and one.told[i - 1].stem == "the" and (token.value or 0) < 4
    return token.kind == "number" and not spelt


def _near(told: Clause, i: int, other: Token) -> bool:
    """Whether the number is a round one for the other."""
    before = " ".join(t.text.lower() for t in told[max(0, i - 3) : i])
    loose = any(before.endswith(word) for word in lexicon("approximate"))
    mine = told[i].value or 0.0
    theirs = other.value or 0.0
    rounder = len(f"{mine:.0f}".rstrip("0")) < len(f"{theirs:.0f}".rstrip("0"))
    return loose and rounder and abs(mine - theirs) <= ROUNDED * theirs


def _other_use(one: Alignment, i: int, j: int) -> bool:
    """Whether the number has another unit, noun, verb or direction there."""
    mine, there = _after(one.told, i), _after(one.text, j)
    if (
        mine
        and there
        and mine[0] != there[0]
        and {mine[0].stem, there[0].stem} & lexicon("measures")
        and mine[0].stem != there[0].stem
    ):
        return True
    if mine and (places := one.pairs.get(one.told.index(mine[0]), [])) and min(abs(j - k) for k in places) > REACH:
        return True
    ways = [clause[at - 1].stem if at else "" for clause, at in ((one.told, i), (one.text, j))]
    if set(ways) == {"to", "from"}:
        return True
    left, right = _verb_before(one.told, i), _verb_before(one.text, j)
    if left not in one.pairs or right is None or right in one.pairs[left]:
        return False
    return not any(right in one.pairs.get(k, ()) for k in range(left, i))


def _after(clause: Clause, i: int) -> list[Token]:
    """What the number counts: the next word, if it comes at once."""
    return [t for t in clause[i + 1 : i + 2] if t.kind == "word"]


def _verb_before(clause: Clause, i: int) -> int | None:
    return next((k for k in range(i - 1, -1, -1) if clause[k].verb), None)
