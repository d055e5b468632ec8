"""How probable it is that an answer is right."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot import weights
from index.types import Hit

# Passages whose nearness is looked at: one near passage may be chance, five are a subject that is covered.
NEAREST = 5


def confidence(hits: Sequence[Hit], scores: NDArray[np.float64]) -> float:
    """The probability, 0 to 1, by a logistic model (Platt 1999) of what was found and read."""
    z = signs(hits, scores) @ weights.CONFIDENCE + weights.CONFIDENCE_BIAS
    return float(1 / (1 + np.exp(-z)))


def signs(hits: Sequence[Hit], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """What speaks for an answer, shape (5,): the nearest passages' cosines (the best, and the mean of the
    nearest), the best passage's score, the best sentence's logit, and that of the best three together."""
    near = sorted((hit.cosine for hit in hits), reverse=True)[:NEAREST]
    together = 1 - np.prod(1 - scores[:3])
    return np.array([near[0], np.mean(near), hits[0].score, _logit(scores[0]), _logit(together)])


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))
