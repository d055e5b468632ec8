"""From hits to their sentences, the likeliest to answer first, and to the hits in the order of their best sentences.

Cheap features choose which sentences the cross-encoder reads. What it says of them weighs the passages anew, and the
passages and its word together weigh the sentences (cascade ranking, Wang et al. 2011).
"""

import math
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.crossencoder import CrossEncoder, Logits, load
from bot.features import FEATURES, Matrix, features
from bot.logistic import probability
from bot.sentences import Sentence, sentences
from index.config import Reranking
from index.types import Hit

Chances = NDArray[np.float64]

# What weighs a passage: the log odds of its score, its cosine (which counts for less once its sentences are read), and
# its best sentence. And what weighs a sentence.
PASSAGE = ("found", "cosine", "best")
ANSWER = (*FEATURES, "answers")
# What stands for the best sentence of a passage of which none was read: below nearly all that are.
UNREAD = -6.0
# Scores at which the log odds stop, so that they stay finite.
NEVER, EVER = 1e-6, 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Read:
    """The hits, best first, and the sentences that were read, the likeliest to answer first, each with its chance,
    0 to 1."""

    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    chances: Chances


class Reranker:
    """Reads with the cross-encoder that the settings name; it is loaded when it is first needed."""

    def __init__(self, settings: Reranking) -> None:
        self._settings, self._asking = settings, threading.Lock()
        self._loading: Future[CrossEncoder] | None = None

    def prepare(self) -> "Future[CrossEncoder]":
        """The cross-encoder as it is being loaded, beside whatever else is done; anew where that has failed."""
        with self._asking:
            if not self._loading or (self._loading.done() and self._loading.exception()):
                self._loading = ThreadPoolExecutor(1).submit(load, self._settings.model)
            return self._loading

    def read(self, question: str, hits: Sequence[Hit]) -> Read:
        """What of the hits answers the question. Raises ModelError where the cross-encoder cannot be loaded."""
        found = chosen(question, hits, self._settings.sentences)
        texts = list(map(headed, found))
        logits = self.prepare().result().score(question, texts) if texts else np.zeros(0, np.float32)
        return weighed(question, hits, found, logits)


def chosen(question: str, hits: Sequence[Hit], most: int) -> list[Sentence]:
    """The sentences of the hits that are worth reading, at most so many, the likeliest first."""
    found = sentences(hits)
    cheap = probability("sentence", FEATURES, features(question, found))
    return [found[i] for i in np.argsort(-cheap, kind="stable")[:most]]


def headed(sentence: Sentence) -> str:
    """The sentence as the cross-encoder reads it: its headline before it."""
    title = sentence.article.title
    return f"{title}: {sentence.text}" if title else sentence.text


def weighed(question: str, hits: Sequence[Hit], found: Sequence[Sentence], logits: Logits) -> Read:
    """The hits and the sentences in the order that the cross-encoder's logits, one a sentence, give them."""
    new = scores(hits, found, logits)
    ranked = sorted(hits, key=lambda hit: (-new[hit.rank], hit.rank))
    chances = probability("answer", ANSWER, answers(question, found, new, logits))
    order = np.argsort(-chances, kind="stable")
    return Read(
        tuple(replace(hit, score=new[hit.rank], rank=rank) for rank, hit in enumerate(ranked, 1)),
        tuple(found[i] for i in order),
        chances[order],
    )


def scores(hits: Sequence[Hit], found: Sequence[Sentence], logits: Logits) -> dict[int, float]:
    """The new scores of the hits, 0 to 1, by their old ranks."""
    chances = probability("passage", PASSAGE, passages(hits, found, logits))
    return {hit.rank: float(chance) for hit, chance in zip(hits, chances, strict=True)}


def passages(hits: Sequence[Hit], found: Sequence[Sentence], logits: Logits) -> Matrix:
    """The rows that weigh the hits, shape (hits, len(PASSAGE)). A sentence that two passages share counts for both."""
    read = [(_plain(sentence.text), float(logit)) for sentence, logit in zip(found, logits, strict=True)]
    rows = np.zeros((len(hits), len(PASSAGE)))
    for row, hit in zip(rows, hits, strict=True):
        score, text = min(max(hit.score, NEVER), EVER), _plain(hit.passage.text)
        best = max((logit for words, logit in read if words in text), default=UNREAD)
        row[:] = math.log(score / (1 - score)), hit.cosine, best
    return rows


def answers(question: str, found: Sequence[Sentence], new: dict[int, float], logits: Logits) -> Matrix:
    """The rows that weigh the sentences, shape (sentences, len(ANSWER)); ``new`` are the scores of their hits."""
    rows = features(question, found)
    rows[:, FEATURES.index("passage")] = [new[sentence.hit.rank] for sentence in found]
    return np.column_stack([rows, logits])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
