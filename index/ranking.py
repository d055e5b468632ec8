"""How likely a passage holds the answer, from what the indexes and the news priors say of it."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a candidate before it is read.

    ``cosine`` in -1 to 1; ``bm25`` as a share of the query's best, ``close`` (to the time meant) and ``recent``
    (to the moment of asking) in 0 to 1;
    ``timed``: the question says a time; ``named``: it names this outlet; ``lead``: the article's first passage.
    """

    cosine: float
    bm25: float
    close: float
    recent: float
    timed: bool
    named: bool
    lead: bool


def score(features: Features) -> float:
    """0 to 1."""
    f = features
    z = -5.0 + 5.0 * f.cosine + 3.0 * f.bm25 + (2.0 + 1.0 * f.timed) * f.close + 1.0 * f.named + 0.3 * f.lead
    return 1.0 / (1.0 + math.exp(-z))
