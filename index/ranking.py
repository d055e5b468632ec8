"""How likely a passage holds the answer, from what the indexes and the news priors say of it."""

import json
import math
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("ranking.json")
# Characters from the article's beginning from which on a passage is as far down as any: news says first what matters.
DEEP = 4_000


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a candidate before it is read.

    ``cosine`` (to the dated question) in -1 to 1; in 0 to 1: ``bm25`` as a share of the query's best; ``off``: how
    much farther its day is from the time meant than the nearest candidate's (relative, so that an archive is not
    thought less of); ``depth``: how far down the article it stands. ``lead``: it is the article's first passage;
    ``named``: the question names its outlet.
    """

    cosine: float
    bm25: float
    off: float
    depth: float
    lead: bool
    named: bool


def score(features: Features) -> float:
    """0 to 1, by logistic regression: a weighted sum of the features through the logistic function.

    The weights are fitted (``python -m training.fit``), all but that of a named outlet, which questions of the set
    that they are fitted on do not name: it is worth half of being from the right time.
    """
    weights = _weights()
    z = weights["bias"] + sum(weights[name] * value for name, value in asdict(features).items())
    return 1.0 / (1.0 + math.exp(-z))


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text())
    return loaded
