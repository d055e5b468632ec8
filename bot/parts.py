"""A question that asks for several things, cut by rules into questions that each ask for one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, zip_longest

from bot.followup import Turn, standalone
from bot.reranking import Read
from bot.types import Citation, Reading
from index.types import Hit

# Further parts are left in the last one: nobody reads a longer answer in one piece.
MOST = 4
# A part has at least so many words: "when and where did they meet" asks for one meeting.
LEAST = 3

ASK = r"(?:what|who|whom|whose|which|when|where|why|how)"
VERB = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|may|might)(?:n['’]t)?"
# After a comma or a mark, "and what did …": a question word, and a verb in a question's place. "And who resigned" needs
# no such verb; "he knew what happened and why the plane fell" has none, and stays whole.
NEXT = re.compile(
    rf"(?:\?\s+(?:and\s+)?|;\s*(?:and\s+)?|,?\s+and\s+(?:also\s+)?)"
    rf"(?=(?:(?:by|in|on|at|to|from|for|with|of|until|since)\s+)?"
    rf"(?:(?:what|which|when|where|why|how|whom|whose)\b(?:\s+[\w-]+){{0,3}}?\s+{VERB}\b|who\s+\w+))",
    re.IGNORECASE,
)
# A question that is no part of another sentence begins so.
DIRECT = re.compile(rf"(?:\w+\s+)?{ASK}\b", re.IGNORECASE)
MARKED = re.compile(r"(.*?)\s*\[(\d+)\](?:\s+|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A question that asks for one thing, what was read for it, and what the quotes reader makes of that."""

    question: str
    read: Read
    reading: Reading

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.read.hits


def split(question: str) -> tuple[str, ...]:
    """The questions in it, each as it can be searched alone; the question itself, to the letter, where it is one."""
    ends = [(match.start(), match.end()) for match in NEXT.finditer(question)][: MOST - 1]
    cuts = [(0, 0), *ends, (len(question), len(question))]
    pieces = [question[left[1] : right[0]].strip(" ?,;") for left, right in pairwise(cuts)]
    if len(pieces) < 2 or not DIRECT.match(question) or any(len(piece.split()) < LEAST for piece in pieces):
        return (question,)
    first = f"{pieces[0]}?"
    earlier = [Turn(first, "")]
    others = (standalone(f"{piece[0].upper()}{piece[1:]}?", earlier) for piece in pieces[1:])
    return tuple(dict.fromkeys((first, *others)))


def merged(found: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of all parts in turn, each passage once, ranked from 1; those of a single part as they are."""
    if len(found) == 1:
        return tuple(found[0])
    once: dict[str, Hit] = {}
    for hit in in_turn(found):
        once.setdefault(hit.passage.id, hit)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(once.values(), 1))


def in_turn(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of all searches by rank: the first of each, the second of each, and so on."""
    return [hit for hit in chain.from_iterable(zip_longest(*found)) if hit is not None]


def joined(parts: Sequence[Part]) -> Reading:
    """The readings of the parts as one: markers count through, and what was said for one part is not said again.

    The confidence is the least: of an answer that is right in all its parts.
    """
    if len(parts) == 1:
        return parts[0].reading
    said: list[str] = []
    cited: dict[tuple[str, int, int], Citation] = {}
    for reading in (part.reading for part in parts):
        known = set(cited)
        for text, marker in MARKED.findall(reading.text):
            citation = reading.citations[int(marker) - 1]
            place = (citation.article.id, citation.start, citation.end)
            if place not in known:
                own = cited.setdefault(place, replace(citation, marker=len(cited) + 1))
                said.append(f"{text} [{own.marker}]")
    confidence = min((part.reading.confidence for part in parts), default=0.0)
    return Reading(" ".join(said), tuple(cited.values()), confidence)
