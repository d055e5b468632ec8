"""The clauses of a sentence: who is its subject, and who is made the source of what it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.support.facts import Token, lexicon

Clause = Sequence[Token]
# A comma with one of these begins a new clause.
JOINTS = frozenset({"and", "but", "while", "which", "who", "whereas", "although", "though", "yet"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: the stems of the words for them, none where it is a pronoun; where the words for it begin and
    end; and whether they come first."""

    stems: frozenset[str]
    start: int
    end: int
    leads: bool
    verb: str


def clauses(tokens: Clause) -> list[Clause]:
    """The sentence cut where a joint follows a comma and both sides have a verb; what lacks a subject is given it."""
    cuts = [i for i in range(1, len(tokens)) if _joins(tokens, i)]
    parts = [tokens[a:b] for a, b in zip([0, *cuts], [*cuts, len(tokens)], strict=True)]
    if len(parts) < 2 or not all(map(_finite, parts)):
        return [tokens]
    verb = next((i for i, t in enumerate(parts[0]) if t.verb), 0)
    lead = [t for t in tokens[:verb] if t.kind != "mark"]
    return [parts[0], *([*lead, *part] if _headless(part) else part for part in map(_bare, parts[1:]))]


def _finite(part: Clause) -> bool:
    return any(t.verb or t.stem in lexicon("aux") for t in part)


def _joins(tokens: Clause, i: int) -> bool:
    here, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    listed = here.stem in ("and", "but") and after.verb and tokens[i - 1].kind != "mark"
    return here.text == ";" or (here.text == "," and after.stem in JOINTS) or listed


def _bare(part: Clause) -> Clause:
    """The clause without its comma and its "and"."""
    return part[next((i for i, t in enumerate(part) if t.kind != "mark" and t.stem not in ("and", "but")), 0) :]


def _headless(part: Clause) -> bool:
    """Whether the first word that tells is the verb."""
    first = next((t for t in part if t.tells), None)
    return bool(first and first.verb and not any(t.stem in lexicon("pronouns") for t in part[: part.index(first)]))


def passive(tokens: Clause, i: int) -> bool:
    """Whether the verb is suffered by its grammatical subject."""
    if tokens[i].text.endswith("ing"):
        return False
    by = i + 2 < len(tokens) and tokens[i + 1].stem == "by" and tokens[i + 2].kind != "number"
    return by or (
        any(t.stem in lexicon("aux") for t in tokens[max(0, i - 3) : i]) and not tokens[i].text.endswith("ing")
    )


def subject(tokens: Clause, i: int) -> list[Token]:
    """The words for who does what the verb says; empty where a pronoun stands for them or nothing says who."""
    if passive(tokens, i):
        by = next((j for j in range(i + 1, len(tokens)) if tokens[j].stem == "by"), None)
        return _forward(tokens, by + 1) if by else []
    j = i - 1
    while j >= 0 and (tokens[j].text.endswith("ly") or (tokens[j].kind == "small" and _auxiliary(tokens[j]))):
        j -= 1
    if j < 0 or tokens[i].text.endswith("ing") or tokens[j].stem in ("to", "he", "she", "they", "it"):
        return []
    if tokens[j].stem in ("and", "but", "or"):
        verb = next((k for k in range(j - 1, -1, -1) if tokens[k].verb), None)
        return subject(tokens, verb) if verb is not None else []
    if tokens[j].stem in ("who", "which", "that", "whom"):
        j -= 1
    return phrase(tokens, j)


def _auxiliary(token: Token) -> bool:
    return token.stem not in lexicon("within") | {
        "and",
        "but",
        "or",
        "to",
        "who",
        "which",
        "that",
        "he",
        "she",
        "they",
        "it",
    }


def phrase(tokens: Clause, j: int) -> list[Token]:
    """The noun phrase that ends at j, with what a pair of commas puts beside it."""
    found: list[Token] = []
    commas = 0
    while j >= 0 and not tokens[j].verb and commas < 3:
        if tokens[j].text in "—–":  # after the place that opens an article
            break
        if tokens[j].kind == "mark":
            commas += 1
        elif tokens[j].tells and not owner(tokens, j):
            found.append(tokens[j])
        elif tokens[j].stem not in lexicon("within"):
            break
        j -= 1
    return found


def _forward(tokens: Clause, j: int) -> list[Token]:
    found: list[Token] = []
    while j < len(tokens) and not tokens[j].verb and (tokens[j].tells or tokens[j].stem in lexicon("within")):
        found += [tokens[j]] if tokens[j].tells else []
        j += 1
    return found


def source(tokens: Clause) -> Source | None:
    """Who is made the source, None if nobody is."""
    for i, token in enumerate(tokens):
        if token.stem == "according":
            end = next((j for j in range(i, len(tokens)) if tokens[j].kind == "mark"), len(tokens))
            return Source(_stems(tokens[i + 1 : end]), i, end, False, "according")
    at = next((i for i, t in enumerate(tokens) if t.text.lower() in lexicon("speech") and _speaks(tokens, i)), None)
    if at is None:
        return None
    after = tokens[at + 1 :]
    if at and tokens[at - 1].kind == "mark" and not tokens[at].text.endswith("ing") and after and after[0].tells:
        return Source(_stems(after), at, len(tokens), False, tokens[at].text.lower())
    marks = [j for j in range(at) if tokens[j].kind == "mark"]
    # What is told stands before its source where little follows the verb: a day, an addressee.
    if marks and after and after[0].kind == "mark" and marks[-1] + 1 <= at and not _finite(tokens[marks[-1] + 1 : at]):
        return Source(_stems(tokens[marks[-1] + 1 : at]), marks[-1] + 1, at + 1, False, tokens[at].text.lower())
    told = bool(marks) and not _finite(after) and _finite(tokens[: marks[-1]])
    if not told:
        return Source(_stems(tokens[:at]), 0, at + 1, True, tokens[at].text.lower())
    start = _opening(tokens, marks)
    return Source(_stems(tokens[start:at]), start, len(tokens), False, tokens[at].text.lower())


def _opening(tokens: Clause, marks: list[int]) -> int:
    """Where the words for a source at the end begin: at the last comma before which there is a verb; an apposition
    counts with them."""
    for mark in marks:
        if _finite(tokens[:mark]) and not _finite(tokens[mark + 1 : marks[-1]]):
            return mark + 1
    return marks[-1] + 1


def _speaks(tokens: Clause, i: int) -> bool:
    """Whether the verb of speech has a subject and something told: not "is said to", "the last report"."""
    return tokens[i].verb and (i == 0 or tokens[i - 1].stem not in ("to", "the", "a", "be", "been"))


def _stems(tokens: Clause) -> frozenset[str]:
    return frozenset(t.stem for i, t in enumerate(tokens) if t.tells and not owner(tokens, i))


def owner(tokens: Clause, i: int) -> bool:
    """Whether the word only says whose the next is: "Barrow's trainer"."""
    owns = tokens[i].text.lower().endswith(("'s", "’s", "s'", "s’"))
    return owns and i + 1 < len(tokens) and tokens[i + 1].tells
