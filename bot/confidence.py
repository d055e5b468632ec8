"""How probable it is that an answer is right."""

import numpy as np
from numpy.typing import NDArray

from bot.logistic import probability
from bot.reranking import Read
from bot.words import share, stems, telling

SIGNS = (
    "near",  # the mean cosine of the nearest passages: that one is near may be chance, that five are is a subject
    "best",  # the log odds of the sentence that was chosen first
    "covered",  # the largest part of the question's telling words that one of the first passages has
    "asked",  # the weight of these words: the more is asked for, the less likely it is all there
    "surest",  # the cross-encoder's highest logit: unlike the chances, it does not depend on what else was read
)
# How many passages the first and the third sign look at.
FIRST = 5
# Log odds beyond which a chance is as good as certain; keeps infinity out of the sums.
SURE = 14.0


def confidence(question: str, read: Read) -> float:
    """The probability, 0 to 1, that an answer from what was read is right (Platt 1999).

    Nothing of it depends on how large the collection is or how long ago its news was: an archive is as trustworthy as
    a feed.
    """
    return float(probability("confidence", SIGNS, signs(question, read)[None, :])[0])


def signs(question: str, read: Read) -> NDArray[np.float64]:
    """The signs, shape (len(SIGNS),)."""
    near = sorted((hit.cosine for hit in read.hits), reverse=True)[:FIRST]
    best = np.clip(np.log(read.chances[0] / (1 - read.chances[0])), -SURE, SURE)
    asked = telling(question)
    covered = max(share(asked, stems(f"{hit.article.title} {hit.passage.text}")) for hit in read.hits[:FIRST])
    return np.array([np.mean(near), best, covered, sum(asked.values()), read.surest])
