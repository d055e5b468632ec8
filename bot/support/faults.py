"""What is wrong with a clause beside the sentence of a passage that should support it: a rule for each fault."""

from collections.abc import Callable

from bot.support.aligning import Alignment, opposed
from bot.support.clauses import Clause
from bot.support.facts import Token, denies, lexicon
from bot.support.figures import bounds, numbers
from bot.support.persons import mixed, names, objects, sources, subjects, times
from bot.words import weight

# Weight of a clause's words that must stand in the sentence itself, and of the heaviest that may be nowhere.
LEAST_SHARE, MOST_LOST = 0.55, 0.15
CAUSES = frozenset({"because", "after", "since", "due", "amid", "over", "following", "as", "for"})
RANK = {"maybe": 0, "future": 1, "fact": 2}

Rule = Callable[[Alignment], str]


def fault(one: Alignment) -> str:
    """What is wrong, in words; empty if nothing is."""
    return next((found for rule in RULES if (found := rule(one))), "")


def words(one: Alignment) -> str:
    """Words of which the passage knows nothing, or too few that its sentence has."""
    if one.share < LEAST_SHARE:
        return "no sentence of the passage says this"
    for i in one.lost:
        token = one.told[i]
        if token.kind == "word" and weight(token.text) > MOST_LOST:
            return f"“{token.text}” is not in the passage"
    for i, token in enumerate(one.told):
        if token.verb and i not in one.pairs and token.text.lower() not in lexicon("speech"):
            return f"“{token.text}” is not where the passage says this"
    return ""


def opposites(one: Alignment) -> str:
    """Words that say the contrary of the passage's."""
    there = {j for places in one.pairs.values() for j in places}
    for i, token in enumerate(one.told):
        if i not in one.pairs and not _word_in(token, one.text):
            for j, other in enumerate(one.text):
                if (
                    j not in there
                    and opposed(token, other)
                    and not (_word_in(other, one.told) or token.denied ^ other.denied)
                ):
                    return f"the passage says “{other.text}”, not “{token.text}”"
    return ""


def _word_in(token: Token, clause: Clause) -> bool:
    return any(token.stem == other.stem for other in clause)


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


def quantities(one: Alignment) -> str:
    """All for some, first for second, more than for fewer than."""
    mine, theirs = ({t.text.lower() for t in clause} | {t.stem for t in clause} for clause in (one.told, one.text))
    for group in lexicon("quantifiers"):
        if mine & set(group) and not theirs & set(group):
            return f"the passage does not say “{next(iter(mine & set(group)))}”"
    for token in one.told:
        low = token.text.lower()
        if (low in lexicon("superlatives") or (low.endswith("est") and len(low) > 5)) and low not in theirs:
            return f"the passage does not say “{low}”"
    return ""


def causes(one: Alignment) -> str:
    """A cause that the passage does not give."""
    for token in one.told:
        if token.stem in ("because", "after") and not any(t.stem in CAUSES for t in one.text):
            return f"the passage does not say “{token.text}”"
    return ""


RULES: tuple[Rule, ...] = (
    *(words, names, mixed, numbers, bounds, opposites, negations, modes),
    *(quantities, sources, subjects, objects, times, causes),
)
