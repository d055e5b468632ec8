"""How probable it is that an answer is right."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.logistic import probability
from bot.reranking import Chances, Read
from bot.words import most_telling, share, stems, telling
from index.subject import subject
from index.types import Hit

SIGNS = (
    "near",  # the mean cosine of the nearest passages: that one is near may be chance, that five are is a subject
    "covered",  # the largest part of the question's telling words that the passages of one article have together
    "alike",  # the second highest BM25 as a part of the highest: where none stands out, none is on the subject
    "together",  # the part of the first passages that come from the same days: what happened is told at once
    "ahead",  # the part of the likeliest sentences' chances that the first has
    "surest",  # the cross-encoder's highest logit: unlike the chances, it does not depend on what else was read
)
# How many passages the first sign looks at, and how many passages or sentences the fourth and the fifth look at.
NEAREST, FIRST = 5, 10
# Days between two reports of one event.
DAYS = 3
# What a passage counts for that a small collection does not have, or that has no date: as much as is usual, so that it
# speaks neither for the answer nor against it.
USUALLY_ALIKE, USUALLY_TOGETHER = 0.9, 0.5
# The same for the signs of one answer to one question, where only a subject is named: many sentences speak of it.
# Medians of the questions that the weights are fitted on.
USUALLY_AHEAD, USUALLY_SURE = 0.2, 1.7


def confidence(question: str, read: Read) -> float:
    """The probability, 0 to 1, that an answer from what was read is right (Platt 1999).

    Next to nothing of it depends on how large the collection is, and nothing on how long ago its news was: an archive
    is as trustworthy as a feed.
    """
    return float(probability("confidence", SIGNS, signs(question, read)[None, :])[0])


def signs(question: str, read: Read) -> NDArray[np.float64]:
    """The signs, shape (len(SIGNS),), all but the last in 0 to 1 (the first down to -1). Where only a subject is named,
    it matters whether the passages are about it."""
    near = np.mean(sorted((hit.cosine for hit in read.hits), reverse=True)[:NEAREST])
    if subject(question):
        said = _said(question, read.hits)
        return np.array([near, said, USUALLY_ALIKE, USUALLY_TOGETHER, USUALLY_AHEAD, USUALLY_SURE])
    return np.array(
        [
            near,
            _covered(question, read.hits),
            _alike(read.hits),
            _together(read.hits[:FIRST]),
            _ahead(read.chances[:FIRST]),
            read.surest,
        ]
    )


def _said(question: str, hits: Sequence[Hit]) -> float:
    """The largest part of the subject's words that one passage has with its headline, if the most telling one is among
    them: an article may have them all by chance, and an earthquake may be another one."""
    asked, texts = telling(question), (stems(f"{hit.article.title} {hit.passage.text}") for hit in hits)
    return max((share(asked, text) for text in texts if most_telling(asked) in text), default=0.0)


def _covered(question: str, hits: Sequence[Hit]) -> float:
    asked, found = telling(question), defaultdict(set)
    for hit in hits:
        found[hit.article.id].update(stems(f"{hit.article.title} {hit.passage.text}"))
    return max(share(asked, here) for here in found.values())


def _alike(hits: Sequence[Hit]) -> float:
    """Scores that differ foretell that the first are good (query performance prediction, Shtok et al. 2012)."""
    if len(hits) == 1:
        return USUALLY_ALIKE
    second, best = sorted(hit.bm25 for hit in hits)[-2:]
    return second / best if best else 1.0


def _together(hits: Sequence[Hit]) -> float:
    """Temporal profiles of questions (Jones and Diaz 2007)."""
    days = [date.fromisoformat(hit.article.published[:10]).toordinal() for hit in hits if hit.article.published]
    most = max((sum(abs(day - one) <= DAYS for day in days) for one in days), default=0)
    return (most + (FIRST - len(days)) * USUALLY_TOGETHER) / FIRST


def _ahead(chances: Chances) -> float:
    """Where fewer sentences were read, the missing ones count as half as likely as the last of them."""
    return float(chances[0] / (chances.sum() + (FIRST - len(chances)) * chances[-1] / 2))
