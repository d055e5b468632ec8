"""What is known of each sentence, as numbers, before one is chosen."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.sentences import Sentence
from bot.wanted import Kind, kind, offers
from bot.words import share, stems, telling

Matrix = NDArray[np.float64]

FEATURES = (
    "overlap",  # the part of the question's telling words that the sentence has
    "window",  # that the sentence, its neighbours and the headline have together
    "pairs",  # the part of the question's pairs of neighbouring words that are neighbours here
    "passage",  # the passage's score
    "offers",  # has a thing of the kind that is asked for
    "numberless",  # has no number, where one is asked for
    "pronoun",  # begins with a pronoun, so that one has to read more to know whom it means
)
PRONOUNS = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "this", "that", "these", "those"])


def features(question: str, found: Sequence[Sentence]) -> Matrix:
    """The features of the sentences, shape (sentences, len(FEATURES)), each in 0 to 1."""
    asked, wanted = telling(question), kind(question)
    neighbours = set(pairwise(stems(question)))
    rows = [_row(question, wanted, asked, neighbours, sentence) for sentence in found]
    return np.array(rows, np.float64).reshape(len(found), len(FEATURES))


def _row(
    question: str, wanted: Kind, asked: dict[str, float], neighbours: set[tuple[str, str]], sentence: Sentence
) -> list[float]:
    here = stems(sentence.text)
    offered = offers(sentence.text, question, wanted)
    around = stems(f"{sentence.before} {sentence.after} {sentence.article.title}")
    return [
        share(asked, here),
        share(asked, [*here, *around]),
        len(neighbours.intersection(pairwise(here))) / max(1, len(neighbours)),
        sentence.hit.score,
        offered,
        wanted == "number" and not offered,
        bool(here) and here[0] in PRONOUNS,
    ]
