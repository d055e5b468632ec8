"""The weights of the ranking, of the quotes reader and of its confidence, fitted on a question set.

    python -m training.fit SET_DIR

SET_DIR holds articles, questions and unanswerable questions as for ``python -m bot eval``. Each of the three is a
logistic regression, and the later ones see what the earlier ones choose. Writes index/ranking.json and
bot/weights.json; afterwards ``python -m bot eval SET_DIR`` tells what they reach.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from bot import confidence, evalset, features, logistic, quotes
from bot.evalset import EvalQuestion
from bot.judging import holds, right
from bot.measuring import apart
from bot.sentences import sentences
from bot.wording import compose
from index import ranking
from index.config import Quotes, load
from index.opening import OpenIndex
from index.query import query
from index.retriever import Candidate, Retriever
from index.types import Hit, Query

Floats = NDArray[np.float64]

# One passage that answers weighs as much as a third of all that do not: without that the many of a long list rule.
BALANCE = 3.0
# Weak regularisation: there are six features and thousands of examples.
STRENGTH = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its candidates; ``answers`` is empty where the candidates do not answer it."""

    query: Query
    answers: tuple[str, ...]
    candidates: list[Candidate]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def main(folder: Path) -> None:
    """Fit on the questions of FOLDER."""
    found = evalset.load(folder)
    retriever = OpenIndex(apart(folder, found.articles, load())).retriever
    answerable = [_asked(q, retriever, q.answers) for q in found.questions]
    others = [_asked(q, retriever, ()) for q in found.unanswerable]
    _write(ranking.WEIGHTS, fit_ranking(answerable, retriever))
    _fit_reader(answerable, others, retriever)


def _asked(question: EvalQuestion, retriever: Retriever, answers: tuple[str, ...]) -> Asked:
    asked = query(question.question, datetime.now(UTC), question.asked_at)
    return Asked(asked, answers, retriever.candidates(asked))


def fit_ranking(answerable: Sequence[Asked], retriever: Retriever) -> dict[str, float]:
    """The weights of index.ranking, from which passages hold an accepted answer."""
    names = ("cosine", "bm25", "off", "depth", "lead")
    rows, flags, weights = [], [], []
    for asked in answerable:
        answers = np.array([holds(c.passage.text, asked.answers) for c in asked.candidates])
        if answers.any() and not answers.all():
            seen = [asdict(f) for f in retriever.features(asked.query, asked.candidates)]
            rows.append([[float(f[name]) for name in names] for f in seen])
            flags.append(answers)
            weights.append(np.where(answers, 1 / answers.sum(), BALANCE / (~answers).sum()))
    fitted = _fit(names, np.vstack(rows), np.concatenate(flags), np.concatenate(weights))
    return fitted | {"named": round(-fitted["off"] / 2, 3)}


def _fit_reader(answerable: Sequence[Asked], others: Sequence[Asked], retriever: Retriever) -> None:
    ranking._weights.cache_clear()
    hits = [retriever.ranked(asked.query, asked.candidates) for asked in answerable]
    sentence = fit_sentences(answerable, hits)
    _write(logistic.WEIGHTS, {"sentence": sentence})
    logistic._weights.cache_clear()
    confident = fit_confidence([*answerable, *others], retriever)
    _write(logistic.WEIGHTS, {"sentence": sentence, "confidence": confident})


def fit_sentences(answerable: Sequence[Asked], hits: Sequence[tuple[Hit, ...]]) -> dict[str, float]:
    """The weights of bot.features, from which sentences hold an accepted answer."""
    found = [sentences(some) for some in hits]
    rows = [features.features(a.query.question, some) for a, some in zip(answerable, found, strict=True)]
    flags = [[holds(s.text, a.answers) for s in some] for a, some in zip(answerable, found, strict=True)]
    return _fit(features.FEATURES, np.vstack(rows), np.concatenate(flags), None)


def fit_confidence(every: Sequence[Asked], retriever: Retriever) -> dict[str, float]:
    """The weights of bot.confidence, from which answers are right; prints how well they tell it."""
    rows, flags = [], []
    for asked in every:
        hits = retriever.ranked(asked.query, asked.candidates)
        found, chances = quotes.ranked(asked.query.question, hits)
        if found:
            text, _ = compose(quotes.in_order(quotes.choose(found, chances, Quotes().words, quotes.MOST)))
            rows.append(confidence.signs(asked.query.question, hits, chances))
            flags.append(bool(asked.answers) and right(text, asked.answers))
    values, labels = np.array(rows), np.array(flags)
    chances = cross_val_predict(LogisticRegression(C=STRENGTH), values, labels, method="predict_proba")[:, 1]
    click.echo(f"right: {labels.mean():.3f}; Brier score of the confidence: {np.mean((chances - labels) ** 2):.3f}")
    return _fit(confidence.SIGNS, values, labels, None)


def _fit(names: Sequence[str], rows: Floats, flags: Any, weights: Floats | None) -> dict[str, float]:
    model = LogisticRegression(C=STRENGTH, max_iter=1_000).fit(rows, flags, sample_weight=weights)
    fitted = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return fitted | {"bias": round(float(model.intercept_[0]), 3)}


def _write(path: Path, fitted: Any) -> None:
    path.write_text(json.dumps(fitted, indent=2) + "\n")
    click.echo(f"{path.name}: {json.dumps(fitted)}")


if __name__ == "__main__":
    main()
