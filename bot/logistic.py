"""Logistic regression, as far as answering needs it: a weighted sum through the logistic function.

The weights are fitted by ``python -m training.fit`` and lie beside this file, by the name of what they weigh.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("weights.json")


def probability(
    model: str, names: Sequence[str], values: NDArray[np.float64], path: Path = WEIGHTS
) -> NDArray[np.float64]:
    """How probable each row of values is, 0 to 1; values of shape (rows, names), result of shape (rows,)."""
    fitted = _weights(path)[model]
    weights = np.array([fitted[name] for name in names])
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(values @ weights + fitted["bias"])))
    return chances


@cache
def _weights(path: Path) -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text())
    return loaded
