"""The weights of the check of a language model's sentences, fitted on pairs of a sentence and a passage.

    python -m training.support

Fits a logistic regression to the pairs at work in tests/bot/support, its weights kept from speaking for what is a
fault or against what is near, and writes it to bot/support/weights.json. ``python -m bench.support`` tells
what it reaches.
"""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.support.aligning import Encode
from bot.support.check import WEIGHTS, remembering
from bot.support.signs import SIGNS, Reading, reading
from index import bundled
from index.encoder import OnnxEncoder
from tests.bot.support.halves import WORK, Pair, pairs

Floats = NDArray[np.float64]
# This speaks for a sentence; the others are faults. A sentence that avoids the passage's words often was true in the
# pairs, since false ones are made of true ones by little changes: nothing may be learned from that.
FOR = ("near",)
# How little the weights are held back: few signs, hundreds of pairs.
STRENGTH = 1.0


def readings(found: Sequence[Pair], encode: Encode) -> list[Reading]:
    """What is seen of each pair."""
    seen = [reading(pair.sentence, pair.passage, pair.head, encode) for pair in found]
    return [one for one in seen if one is not None]


def fit(found: Sequence[Reading], flags: Sequence[bool]) -> dict[str, float]:
    """The weights by the names of the signs, and the bias; only of what is in the passage at all."""
    kept = [(one.values, flag) for one, flag in zip(found, flags, strict=True) if not one.lost]
    values, signs = np.array([row for row, _ in kept]), np.where([flag for _, flag in kept], 1.0, -1.0)
    bounds = [(0, None) if name in FOR else (None, 0) for name in SIGNS]
    loss = partial(_loss, values=values, signs=signs)
    weights = minimize(loss, np.zeros(len(SIGNS) + 1), jac=True, bounds=[*bounds, (None, None)]).x
    return {name: round(float(weight), 3) for name, weight in zip((*SIGNS, "bias"), weights, strict=True)}


def _loss(weights: Floats, values: Floats, signs: Floats) -> tuple[float, Floats]:
    """The penalised loss of the regression, and its gradient."""
    margins = signs * (values @ weights[:-1] + weights[-1])
    pulls = -STRENGTH * signs / (1 + np.exp(margins))
    held = np.append(weights[:-1], 0.0)
    loss = STRENGTH * np.logaddexp(0, -margins).sum() + held @ held / 2
    return float(loss), np.append(values.T @ pulls, pulls.sum()) + held


def write(path: Path, fitted: dict[str, float]) -> None:
    """The weights, where the check reads them."""
    path.write_text(json.dumps({"support": fitted}, indent=2) + "\n")


@click.command()
def main() -> None:
    """Fit on the pairs at work."""
    found = pairs(WORK)
    with TemporaryDirectory() as folder:
        seen = readings(found, remembering(OnnxEncoder(bundled.ensure(Path(folder))).embed))
    fitted = fit(seen, [pair.supported for pair in found])
    write(WEIGHTS, fitted)
    click.echo(json.dumps(fitted))


if __name__ == "__main__":
    main()
