"""Who a clause says it is about, who did it and who said it, where the passage has somebody else."""

from collections.abc import Set
from itertools import pairwise, takewhile

from bot.support.aligning import Alignment, same, stands
from bot.support.clauses import Clause, phrase, source, subject
from bot.support.facts import Token, lexicon

# Words within which the next part of a name stands (a second first name may be left out), and its neighbours.
NAME, NEAR = 3, 2
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# Between them they change when something was.
WHEN = frozenset(["on", "since", "until", "before", "after", "by"])


def names(one: Alignment) -> str:
    """Names that are not in the passage, or not with what the sentence tells."""
    for i, token in enumerate(one.told):
        if token.kind == "name" and i not in one.pairs:
            if i in one.lost:
                return f"“{token.text}” is not in the passage"
            if not (stands(token, one.head) or _beside(one, i) or _resolved(one, i)):
                return f"“{token.text}” is not where the passage says this"
    return ""


def _beside(one: Alignment, i: int) -> bool:
    """Whether the name stands beside the same word in the passage as in the sentence: "the island of Capra"."""
    mine = [one.told[k] for k in range(max(0, i - 3), min(i + 4, len(one.told))) if k in one.pairs]
    mine = [t for t in mine if t.kind == "word"]
    tells = [t for t in one.around if t.tells]
    return any(
        same(one.told[i], other) and any(same(word, near) for near in tells[max(0, j - 2) : j + 3] for word in mine)
        for j, other in enumerate(tells)
    )


def _resolved(one: Alignment, i: int) -> bool:
    """Whether the sentence of the passage names its subject by a pronoun or as "the company"."""
    first, there = _first_verb(one.told), _first_verb(one.text)
    named = any(
        t.stem not in DAYS and t.kind == "name" and not stands(t, one.told) for t in phrase(one.text, there - 1)
    )
    return i < first and not named and any(t.stem in lexicon("pronouns") | {"the"} for t in one.text)


def _first_verb(clause: Clause) -> int:
    return next((k for k, t in enumerate(clause) if t.verb or t.stem in lexicon("aux")), len(clause))


def mixed(one: Alignment) -> str:
    """A name put together from two, or put where the passage has another."""
    for start, end in _runs(one.told):
        run = one.told[start:end]
        if any(
            not _adjacent(one, a, b)
            for a, b in pairwise(run)
            if not {a.text.lower(), b.text.lower()} & lexicon("titles")
        ):
            return f"the passage has no “{' '.join(t.text for t in run)}”"
        if start in one.pairs and run[0].stem not in DAYS and not _placed(one, start, end):
            return f"the passage has “{' '.join(t.text for t in run)}” in another place"
    return ""


def _runs(clause: Clause) -> list[tuple[int, int]]:
    """The stretches of names that stand together."""
    edges = [i for i, t in enumerate(clause) if t.kind == "name" and (not i or clause[i - 1].kind != "name")]
    return [(i, next((j for j in range(i, len(clause)) if clause[j].kind != "name"), len(clause))) for i in edges]


def _adjacent(one: Alignment, a: Token, b: Token) -> bool:
    """Whether both words of the name stand together somewhere."""
    for clause in (one.around, one.head):
        tells = [t for t in clause if t.tells]
        for k, t in enumerate(tells):
            after = list(takewhile(lambda t: t.kind == "name", tells[k + 1 : k + NAME]))
            if same(a, t) and any(same(b, near) for near in after):
                return True
    return False


def _placed(one: Alignment, start: int, end: int) -> bool:
    """Whether the name has one of its neighbours there, too, or is the subject."""
    if any(t.verb and one.told[start] in subject(one.told, i) for i, t in enumerate(one.told)):
        return True
    mine = [k for k in one.pairs if not start <= k < end and _gap(one.told, k, start if k < start else end - 1) <= NEAR]
    return not mine or any(
        _gap(one.text, j, k) <= NEAR + 2 for j in one.pairs[start] for m in mine for k in one.pairs[m]
    )


def _gap(clause: Clause, i: int, j: int) -> int:
    """How many words that tell it is from one to the other."""
    return sum(t.tells for t in clause[min(i, j) : max(i, j)])


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


def objects(one: Alignment) -> str:
    """An act that the passage puts between a verb and what it is done to: "asked them to avoid it", "asked it"."""
    matched = {j for places in one.pairs.values() for j in places}
    for i in (i for i in one.pairs if one.told[i].verb and one.told[i].text.lower() not in lexicon("speech")):
        k = next((k for k in range(i + 1, len(one.told)) if one.told[k].stem not in ("the", "a", "an", "its")), i)
        ways = [(j, to) for j in one.pairs[i] for to in one.pairs.get(k, ()) if j < to]
        if ways and all(_interrupted(one.text, j, to, matched) for j, to in ways):
            return f"in the passage “{one.told[k].text}” is not what is “{one.told[i].text}”"
    return ""


def _interrupted(text: Clause, start: int, end: int, matched: set[int]) -> bool:
    """Whether a clause begins between the two, or another verb stands there of which nothing is told."""
    return any(text[m].stem == "that" or (text[m].verb and m not in matched) for m in range(start + 1, end))


def times(one: Alignment) -> str:
    """A day that is another's: "since Thursday" is not "on Thursday"."""
    for i, places in one.pairs.items():
        if one.told[i].stem in DAYS and i and one.told[i - 1].stem in WHEN:
            before = {one.text[j - 1].stem for j in places if j}
            if one.told[i - 1].stem not in before and before & WHEN:
                return f"the passage does not say “{one.told[i - 1].text} {one.told[i].text}”"
    return ""
