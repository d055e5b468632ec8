"""From the outcomes of questions to figures, each with its 95 % interval.

Every figure is computed from weights, a row a drawing and a column a question: how often it was drawn. A row
of ones gives the figure itself, rows drawn with replacement its spread, all in one matrix product.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Enough for the ends of a 95 % interval to be steady in the second digit, the last that is worth reading.
RESAMPLES = 1_000
INTERVAL = (2.5, 97.5)
# Rounded once, here, so that a figure copied into a file of floors is a floor that the same run meets.
DIGITS = 4
# From the first passage to all that the answer's JSON shows.
HIT_DEPTHS = (1, 3, 5, 10, 20)
ARTICLE_HIT_DEPTHS = (1, 5, 10)
# Of these figures less is better, of all others more.
SMALLER_IS_BETTER = frozenset({"brier", "median_words", "ms_p50", "ms_p95"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question.

    ``hits`` and ``article_hits`` have a flag a passage, ``verbatim`` a citation, ``cited`` a sentence.
    ``confidence`` is the stated probability, 0 to 1, of being right; ``words`` is None where nothing was
    answered, ``ms`` (milliseconds) where no time was told.
    """

    id: str
    missing: bool = False
    answered: bool = False
    refused: bool = False
    right: bool = False
    right_cited: bool = False
    hits: tuple[bool, ...] = ()
    article_hits: tuple[bool, ...] = ()
    verbatim: tuple[bool, ...] = ()
    cited: tuple[bool, ...] = ()
    markers_right: bool = False
    confidence: float = 0.0
    words: int | None = None
    ms: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the ends of its 95 % interval; all None where there was nothing to measure."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


def figures(asked: Sequence[Outcome], foreign: Sequence[Outcome], generator: np.random.Generator) -> dict[str, Figure]:
    """All figures by name, of the answerable (``asked``) and the unanswerable (``foreign``) questions.

    ``refused``, ``auroc`` and ``brier`` are left out where nothing foreign was asked. The interval is the
    percentile bootstrap (Efron 1979, "Bootstrap methods: another look at the jackknife"): percentiles 2.5 and
    97.5 of the figure in 1,000 drawings of as many questions with replacement. Both kinds of questions are
    drawn apart, since their numbers were chosen.
    """
    drawn, drawn_foreign = drawings(len(asked), generator), drawings(len(foreign), generator)
    found = _shares(drawn, asked) | _quantiles(drawn, asked)
    if foreign:
        sure, unsure = _floats(o.confidence for o in asked), _floats(o.confidence for o in foreign)
        right = _floats(o.right for o in asked)
        found["refused"] = share(drawn_foreign, _floats(o.refused for o in foreign), np.ones(len(foreign)))
        found["auroc"] = auroc(drawn, drawn_foreign, sure, unsure)
        found["brier"] = brier(np.hstack((drawn, drawn_foreign)), np.hstack((sure - right, unsure)))
    return {name: _figure(values) for name, values in found.items()}


def drawings(count: int, generator: np.random.Generator) -> Floats:
    """Weights for ``count`` questions: a row of ones, then 1,000 rows of how often each was drawn."""
    chances = np.full(count, 1 / max(count, 1))
    draws = generator.multinomial(count, chances, RESAMPLES) if count else np.empty((RESAMPLES, 0))
    return np.vstack((np.ones(count), draws))


def share(weights: Floats, part: Floats, whole: Floats) -> Floats:
    """Σ part / Σ whole of each drawing, where a question brings its part of its whole; NaN for 0 / 0."""
    with np.errstate(invalid="ignore"):
        return np.asarray((weights @ part) / (weights @ whole))


def quantile(weights: Floats, values: Floats, fraction: float) -> Floats:
    """The value at place ⌊fraction · n⌋ (from 0) of each drawing's n values in order, NaN left out."""
    told = np.flatnonzero(~np.isnan(values))
    if not told.size:
        return np.full(len(weights), np.nan)
    order = told[np.argsort(values[told])]
    reached = weights[:, order].cumsum(axis=1)
    place = np.floor(reached[:, -1:] * fraction)
    return np.where(reached[:, -1] > 0, values[order][(reached > place).argmax(axis=1)], np.nan)


def auroc(weights: Floats, weights_foreign: Floats, sure: Floats, unsure: Floats) -> Floats:
    """P(s > u) + P(s = u) / 2 for a random answerable question's confidence s and an unanswerable one's u.

    The area under the ROC curve, 0 to 1, chance being 0.5 (Fawcett 2006, "An introduction to ROC analysis").
    """
    wins = (np.sign(sure[:, None] - unsure[None, :]) + 1) / 2
    with np.errstate(invalid="ignore"):
        pairs = weights.sum(axis=1) * weights_foreign.sum(axis=1)
        return np.asarray(((weights @ wins) * weights_foreign).sum(axis=1) / pairs)


def brier(weights: Floats, errors: Floats) -> Floats:
    """Mean of (confidence − outcome)², 0 to 1, of each drawing; the outcome is 1 for right and 0 for wrong.

    Brier 1950, "Verification of forecasts expressed in terms of probability"; unanswerable ones count as 0.
    """
    return share(weights, errors**2, np.ones(len(errors)))


def sign_test(won: int, lost: int) -> float:
    """The chance, 0 to 1, that fair coins split so unevenly or worse; 1 where nothing changed.

    min(1, 2 · Σ C(n, i) / 2ⁿ for i from 0 to min(won, lost)), n = won + lost: the exact, two-sided form of
    McNemar 1947, "Note on the sampling error of the difference between correlated proportions".
    """
    n = won + lost
    tail = sum(comb(n, i) for i in range(min(won, lost) + 1))
    return min(1.0, tail / (1 << n) * 2)


def _shares(weights: Floats, asked: Sequence[Outcome]) -> dict[str, Floats]:
    rows = [_counts(outcome) for outcome in asked]
    names = _counts(Outcome(id="")).keys()
    return {
        name: share(weights, _floats(row[name][0] for row in rows), _floats(row[name][1] for row in rows))
        for name in names
    }


def _counts(o: Outcome) -> dict[str, tuple[int, int]]:
    """The part and the whole that a question brings to each share."""
    return {
        "answered": (o.answered, 1),
        "accuracy": (o.right, 1),
        "cited_accuracy": (o.right_cited, 1),
        **{f"hit@{k}": (any(o.hits[:k]), 1) for k in HIT_DEPTHS},
        **{f"article_hit@{k}": (any(o.article_hits[:k]), 1) for k in ARTICLE_HIT_DEPTHS},
        "quotes_verbatim": (sum(o.verbatim), len(o.verbatim)),
        "sentences_cited": (sum(o.cited), len(o.cited)),
        "markers_right": (o.markers_right, o.answered),
    }


def _quantiles(weights: Floats, asked: Sequence[Outcome]) -> dict[str, Floats]:
    words, times = _floats(o.words for o in asked), _floats(o.ms for o in asked)
    return {
        "median_words": quantile(weights, words, 0.5),
        "ms_p50": quantile(weights, times, 0.5),
        "ms_p95": quantile(weights, times, 0.95),
    }


def _figure(values: Floats) -> Figure:
    if np.isnan(values[0]):
        return Figure()
    low, high = np.nanpercentile(values[1:], INTERVAL)
    return Figure(*(round(float(value), DIGITS) for value in (values[0], low, high)))


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
