"""The weights of the ranking, of the reranking and of the confidence, fitted on a question set.

    python -m training.fit SET_DIR

SET_DIR holds articles, questions and unanswerable questions as for ``python -m bot eval``. Each of them is a
logistic regression, and the later ones see what the earlier ones choose. Writes index/ranking.json and
bot/weights.json; afterwards ``python -m bot eval SET_DIR`` tells what they reach.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from bot import confidence, evalset, features, logistic, quotes, reranking
from bot.crossencoder import Logits
from bot.evalset import EvalQuestion
from bot.judging import holds, right
from bot.measuring import apart
from bot.sentences import Sentence, sentences
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
# Of a hundred articles, how many are in the small collection on which the confidence is fitted, too, so that it holds
# for small ones; and as how many candidates these are looked for.
PART, DEPTH = 3, 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its candidates; ``answers`` is empty where the candidates do not answer it."""

    query: Query
    answers: tuple[str, ...]
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with its hits, the sentences of them that are read, and the cross-encoder's logit of each."""

    question: str
    answers: tuple[str, ...]
    hits: tuple[Hit, ...]
    chosen: list[Sentence]
    logits: Logits

    @property
    def shares(self) -> reranking.Shares:
        """The shares of the sentences that were read."""
        return reranking.log_shares(self.chosen, self.logits)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def main(folder: Path) -> None:
    """Fit on the questions of FOLDER."""
    found = evalset.load(folder)
    config = apart(folder, found.articles, load())
    retriever = OpenIndex(config).retriever
    answerable = [_asked(q, retriever, q.answers) for q in found.questions]
    others = [_asked(q, retriever, ()) for q in found.unanswerable]
    _write(ranking.WEIGHTS, fit_ranking(answerable, retriever))
    far = config.retrieval.model_copy(update={"candidates": DEPTH})
    deep = OpenIndex(config.model_copy(update={"retrieval": far})).retriever
    small = [_in_part(_asked(q, deep, q.answers), q.relevant) for q in found.questions]
    small += [_in_part(_asked(q, deep, ()), ()) for q in found.unanswerable]
    _fit_reader(answerable, [*others, *small], retriever)


def _in_part(asked: Asked, relevant: Sequence[str]) -> Asked:
    """The question, asked of a small part of the articles and of those that are relevant to it."""
    kept = [c for c in asked.candidates if int(c.article.id, 16) % 100 < PART or c.article.url in relevant]
    return replace(asked, candidates=kept)


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
    """Fit what weighs sentences and passages, one after the other, since each sees what the one before chooses; the
    others are for the confidence alone."""
    ranking._weights.cache_clear()
    weights: dict[str, dict[str, float]] = {}

    def keep(name: str, fitted: dict[str, float]) -> None:
        weights[name] = fitted
        _write(logistic.WEIGHTS, weights)
        logistic._weights.cache_clear()

    found = [retriever.ranked(asked.query, asked.candidates) for asked in (*answerable, *others)]
    keep("sentence", fit_sentences(answerable, found[: len(answerable)]))
    settings = load().reranking
    models = reranking.Reranker(settings).prepare().result()
    every = [_scored(*pair, models, settings.sentences) for pair in zip((*answerable, *others), found, strict=True)]
    keep("passage", fit_passages(every[: len(answerable)]))
    keep("answer", fit_answers(every[: len(answerable)]))
    keep("confidence", fit_confidence(every))


def _scored(asked: Asked, hits: tuple[Hit, ...], models: reranking.Models, most: int) -> Scored:
    question = asked.query.question
    return Scored(question, asked.answers, hits, *models.read(question, reranking.chosen(question, hits, most)))


def fit_sentences(answerable: Sequence[Asked], hits: Sequence[tuple[Hit, ...]]) -> dict[str, float]:
    """The weights of bot.features, from which sentences hold an accepted answer."""
    found = [sentences(some) for some in hits]
    rows = [features.features(a.query.question, some) for a, some in zip(answerable, found, strict=True)]
    flags = [[holds(s.text, a.answers) for s in some] for a, some in zip(answerable, found, strict=True)]
    return _fit(features.FEATURES, np.vstack(rows), np.concatenate(flags), None)


def fit_passages(answerable: Sequence[Scored]) -> dict[str, float]:
    """The weights of the hits in bot.reranking, from which of them hold an accepted answer."""
    rows, flags, weights = [], [], []
    for asked in answerable:
        answers = np.array([holds(hit.passage.text, asked.answers) for hit in asked.hits])
        if answers.any() and not answers.all():
            rows.append(reranking.passages(asked.hits, asked.shares))
            flags.append(answers)
            weights.append(np.where(answers, 1 / answers.sum(), BALANCE / (~answers).sum()))
    return _fit(reranking.PASSAGE, np.vstack(rows), np.concatenate(flags), np.concatenate(weights))


def fit_answers(answerable: Sequence[Scored]) -> dict[str, float]:
    """The weights of the sentences in bot.reranking, from which of them hold an accepted answer."""
    rows = [reranking.answers(a.question, a.chosen, reranking.scores(a.hits, a.shares), a.shares) for a in answerable]
    flags = [[holds(sentence.text, asked.answers) for sentence in asked.chosen] for asked in answerable]
    return _fit(reranking.ANSWER, np.vstack(rows), np.concatenate(flags), None)


def fit_confidence(every: Sequence[Scored]) -> dict[str, float]:
    """The weights of bot.confidence, from which answers are right; prints how well they tell it."""
    rows, flags = [], []
    for asked in every:
        read = reranking.weighed(asked.question, asked.hits, asked.chosen, asked.logits)
        if read.sentences:
            text, _ = compose(quotes.in_order(quotes.choose(asked.question, read, Quotes().words)))
            rows.append(confidence.signs(asked.question, read))
            flags.append(bool(asked.answers) and right(text, asked.answers))
    values, labels = np.array(rows), np.array(flags)
    chances = cross_val_predict(LogisticRegression(C=STRENGTH), values, labels, method="predict_proba")[:, 1]
    known = np.array([bool(asked.answers) for asked in every if asked.chosen])
    click.echo(
        f"right: {labels.mean():.3f}; the confidence's Brier score: {np.mean((chances - labels) ** 2):.3f}, its area "
        f"under the curve, of what is answered there against what is not: {roc_auc_score(known, chances):.3f}"
    )
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
