"""How probable it is that an answer is right."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.logistic import probability
from bot.words import share, stems, telling
from index.types import Hit

SIGNS = (
    "near",  # the mean cosine of the nearest passages: that one is near may be chance, that five are is a subject
    "best",  # the log odds of the sentence that was chosen first
    "covered",  # the largest part of the question's telling words that one of the first passages has
    "asked",  # the weight of these words: the more is asked for, the less likely it is all there
)
# How many passages the first and the third sign look at.
FIRST = 5
# Log odds beyond which a chance is as good as certain; keeps infinity out of the sums.
SURE = 14.0


def confidence(question: str, hits: Sequence[Hit], chances: NDArray[np.float64]) -> float:
    """The probability, 0 to 1, that an answer from these hits is right (Platt 1999).

    ``chances`` are the sentences', the likeliest first. Nothing of it depends on how large the collection is or how
    long ago its news was: an archive is as trustworthy as a feed.
    """
    return float(probability("confidence", SIGNS, signs(question, hits, chances)[None, :])[0])


def signs(question: str, hits: Sequence[Hit], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The signs, shape (len(SIGNS),)."""
    near = sorted((hit.cosine for hit in hits), reverse=True)[:FIRST]
    best = np.clip(np.log(chances[0] / (1 - chances[0])), -SURE, SURE)
    asked = telling(question)
    covered = max(share(asked, stems(f"{hit.article.title} {hit.passage.text}")) for hit in hits[:FIRST])
    return np.array([np.mean(near), best, covered, sum(asked.values())])
