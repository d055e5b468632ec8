"""Who a clause says it is about, who did it and who said it, where the passage has somebody else."""

from collections.abc import Set

from bot.support.aligning import Alignment, same, stands
from bot.support.clauses import source, subject
from bot.support.facts import Token, lexicon

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def sources(one: Alignment) -> str:
    """Said by somebody else, or a claim told as a fact."""
    mine, theirs = source(one.told), source(one.text)
    if mine and theirs:
        named = {t.stem for t in one.told[mine.start : mine.end] if t.kind == "name"}
        if not (mine.stems and theirs.stems) or _described(one, mine.stems, theirs.stems):
            return ""
        if not mine.stems & theirs.stems:
            return "the passage gives another source"
        others = {t.stem for t in one.text if t.kind == "name"} & theirs.stems
        if named and others and not named & others and not _above(one, named):
            return "the passage gives another source"
        return ""
    if mine and not _above(one, mine.stems):
        return "the passage does not say who said it"
    if (
        theirs
        and not mine
        and theirs.verb not in lexicon("evidence")
        and (theirs.leads or theirs.verb in lexicon("claims"))
    ):
        verbs = [places for i, places in one.pairs.items() if one.told[i].verb] or list(one.pairs.values())
        if any(not theirs.start <= j < theirs.end for j in verbs[0]):
            return "the passage tells it as somebody's words"
    return ""


def _described(one: Alignment, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the passage has "the company" or "the 68-year-old" for a name that it gives elsewhere."""
    there = [t for t in one.text if t.stem in theirs]
    names = [t for t in one.around if t.kind == "name" and t.stem in mine]
    called = _called(one, there)
    place = next((i for i, t in enumerate(one.text) if t.stem in theirs), 0)
    plain = place > 0 and one.text[place - 1].stem == "the" and not any(t.kind == "name" for t in there)
    return plain and bool(names) and (not called or any(same(a, b) for a in names for b in called))


def _above(one: Alignment, stems: Set[str]) -> bool:
    """Whether they stand over the passage, as its outlet does."""
    return bool(stems) and stems <= {t.stem for t in one.head}


def subjects(one: Alignment) -> str:
    """Done by somebody else."""
    for i, places in one.pairs.items():
        token = one.told[i]
        if not token.verb or token.text.lower() in lexicon("speech") or token.stem in lexicon("symmetric"):
            continue
        mine = subject(one.told, i)
        theirs = [subject(one.text, j) for j in places if one.text[j].verb]
        if mine and theirs and all(_others(one, mine, there) for there in theirs):
            return f"the passage says that somebody else did: “{token.text}”"
    return ""


def _others(one: Alignment, mine: list[Token], theirs: list[Token]) -> bool:
    """Whether two subjects are two."""
    if not theirs:
        return False
    names, others = _names(mine), _names(theirs) or _called(one, theirs)
    if names and others:
        return not any(same(a, b) for a in names for b in others)
    if any(same(a, b) for a in mine for b in theirs):
        return False
    return bool(others) or any(stands(t, one.text) for t in mine)


def _names(found: list[Token]) -> list[Token]:
    return [t for t in found if t.kind == "name" and t.text.lower() not in lexicon("titles") and t.stem not in DAYS]


def _called(one: Alignment, theirs: list[Token]) -> list[Token]:
    """The names beside the same word elsewhere in the passage: "the company" is "the tobacco company Alder"."""
    tells = [t for t in one.around if t.tells]
    places = [k for k, t in enumerate(tells) if any(same(t, word) and t is not word for word in theirs)]
    return _names([t for k in places for t in tells[k + 1 : k + 2]])
