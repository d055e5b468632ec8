"""What the cross-encoder learns from: a question, sentences that answer it, and sentences that do not."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with sentences that may answer it, by distant supervision, and with others; each as it is scored,
    headline before it."""

    question: str
    answers: tuple[str, ...]
    others: tuple[str, ...]


def read(path: Path) -> list[Asked]:
    """The lists of a file: a line each, ``{"q", "pos": [[headline, sentence], …], "neg": […]}``, gzipped or not."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [
            Asked(row["q"], tuple(_headed(*pair) for pair in row["pos"]), tuple(_headed(*pair) for pair in row["neg"]))
            for row in rows
        ]


def _headed(headline: str, sentence: str) -> str:
    return f"{headline}: {sentence}" if headline else sentence


def batches(lists: Sequence[Asked], size: int, chance: random.Random) -> Iterator[list[Asked]]:
    """Batches of the lists without end, each list once a round, those of like length together to save padding."""
    while True:
        order = chance.sample(lists, len(lists))
        found = []
        for at in range(0, len(order), 16 * size):
            near = sorted(order[at : at + 16 * size], key=lambda asked: max(map(len, asked.answers)))
            found += [near[i : i + size] for i in range(0, len(near), size)]
        chance.shuffle(found)
        yield from found


def pairs(asked: Asked, answers: int, others: int, chance: random.Random) -> list[tuple[str, str, bool]]:
    """At most so many pairs of the list to score: question, sentence, whether it answers."""
    right = chance.sample(asked.answers, min(answers, len(asked.answers)))
    wrong = chance.sample(asked.others, min(others, len(asked.others)))
    return [(asked.question, text, True) for text in right] + [(asked.question, text, False) for text in wrong]
