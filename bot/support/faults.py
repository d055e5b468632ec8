"""What is wrong with a clause beside the sentence of a passage that should support it: a rule for each fault."""

from collections.abc import Callable

from bot.support.aligning import Alignment, opposed, stands
from bot.support.clauses import Clause
from bot.support.facts import denies
from bot.support.figures import number_lost, numbers
from bot.support.persons import DAYS, sources, subjects

# A "not" stands at most so many words before what it denies.
REACH = 3
RANK = {"maybe": 0, "future": 1, "fact": 2}

Rule = Callable[[Alignment], str]


def lost(one: Alignment) -> str:
    """What is near-certainly wrong, in words, empty if nothing is: a number or name that stands nowhere, a day that
    is another sentence's, or a clause that shares nothing but names with the passage."""
    gone = [i for i in one.lost if one.told[i].kind == "name"]
    gone += [
        i for i, token in enumerate(one.told) if token.stem in DAYS and not (i in one.pairs or stands(token, one.head))
    ]
    if gone:
        return f"“{one.told[gone[0]].text}” is not where the passage says this"
    words = [i for i, token in enumerate(one.told) if token.kind == "word"]
    if words and not any(i in one.pairs for i in words):
        return "the passage says nothing of this but names"
    return number_lost(one)


def opposites(one: Alignment) -> str:
    """Words that say the contrary of the passage's."""
    for token in one.told:
        for other in one.text:
            if opposed(token, other) and not stands(token, one.text):
                return f"the passage says “{other.text}”, not “{token.text}”"
    return ""


def denials(one: Alignment) -> str:
    """The passage denies more than the sentence does."""
    at = [j for places in one.pairs.values() for j in places]
    there = one.text[max(0, min(at) - REACH) : max(at) + 1]
    return "the passage denies this" if _denials(there) > _denials(one.told) else ""


def _denials(clause: Clause) -> int:
    return sum(denies(clause, i) for i in range(len(clause)))


def negations(one: Alignment) -> str:
    """What is denied in one and not in the other."""
    mine = [i for i, places in one.pairs.items() if one.told[i].denied and not any(one.text[j].denied for j in places)]
    theirs = [
        i for i, places in one.pairs.items() if not one.told[i].denied and all(one.text[j].denied for j in places)
    ]
    told = any(denies(one.told, i) for i in range(len(one.told)))
    text = any(denies(one.text, j) for j in range(len(one.text)))
    if (mine and not (theirs and text) and not text) or (theirs and not (mine and told) and not told):
        return f"“{one.told[(mine or theirs)[0]].text}” is denied in one and not in the other"
    if bool(mine) != bool(theirs):
        return f"“{one.told[(mine or theirs)[0]].text}” is denied in one and not in the other"
    if not told and any(t.stem in ("not", "none", "neither") for t in one.text) and _main_denied(one):
        return "the passage denies this"
    return ""


def _main_denied(one: Alignment) -> bool:
    """Whether a "not" of the passage stands amid what the clause takes from it, with nothing of it denied there."""
    at = [j for places in one.pairs.values() for j in places]
    denied = [j for j, t in enumerate(one.text) if t.stem in ("not", "none", "neither")]
    return bool(at) and any(min(at) < j < max(at) for j in denied) and not any(t.denied for t in one.text)


def modes(one: Alignment) -> str:
    """What the passage says may be or will be, told as more sure."""
    for i, places in one.pairs.items():
        token, others = one.told[i], [one.text[j] for j in places]
        if (
            (token.verb or any(other.verb for other in others))
            and not token.denied
            and all(RANK[token.mode] > RANK[other.mode] for other in others)
        ):
            return f"the passage does not say so surely “{token.text}”"
    return ""


RULES: tuple[Rule, ...] = (numbers, opposites, denials, negations, modes, sources, subjects)
