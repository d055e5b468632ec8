"""From hits to their sentences, the likeliest to answer first, and to the hits in the order of their best sentences.

Cheap features choose which sentences a small cross-encoder reads, and that one which of them a large one reads. What it
says of them weighs the passages anew, and the passages and its word together weigh the sentences (cascade ranking, Wang
et al. 2011).

It has learned which sentence of a list answers, so a logit means something only beside the others (Cao et al. 2007):
what counts is the sentence's share of the softmax over all that were read, and over those of its passage.
"""

import math
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.crossencoder import CrossEncoder, Logits, load, load_small
from bot.features import FEATURES, Matrix, features
from bot.logistic import probability
from bot.sentences import Sentence, sentences
from bot.wanted import asks_for_more
from index.config import Reranking
from index.types import Hit

Chances = NDArray[np.float64]

# What weighs a passage: the log odds of its score, its cosine (which counts for less once its sentences are read), and
# the log of its best sentence's share.
PASSAGE = ("found", "cosine", "share")
# What weighs a sentence: also the log of its share, and of that within its passage, so that passages take turns.
ANSWER = (*FEATURES, "share", "within")
# Where more than one fact is asked for, the large cross-encoder reads so many times the sentences.
MORE = 3
# Scores at which the log odds stop, so that they stay finite.
NEVER, EVER = 1e-6, 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Read:
    """The hits, best first, and the sentences that were read, the likeliest to answer first, each with its chance,
    0 to 1; ``surest`` is the cross-encoder's highest logit, 0 where nothing was read."""

    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    chances: Chances
    surest: float


class Reranker:
    """Reads with the cross-encoder that the settings name; both are loaded when they are first needed."""

    def __init__(self, settings: Reranking) -> None:
        self._settings, self._asking = settings, threading.Lock()
        self._loading: Future[Models] | None = None

    def prepare(self) -> "Future[Models]":
        """The cross-encoders as they are being loaded, beside whatever else is done; anew where that has failed."""
        with self._asking:
            if not self._loading or (self._loading.done() and self._loading.exception()):
                self._loading = ThreadPoolExecutor(1).submit(_loaded, self._settings)
            return self._loading

    def read(self, question: str, hits: Sequence[Hit]) -> Read:
        """What of the hits answers the question. Raises ModelError where a cross-encoder cannot be loaded."""
        found = chosen(question, hits, self._settings.sentences)
        if not found:
            return weighed(question, hits, (), np.zeros(0, np.float32))
        found, logits = self.prepare().result().read(question, found)
        return weighed(question, hits, found, logits)


@dataclass(frozen=True, slots=True)
class Models:
    """The small cross-encoder, the large one, and how many sentences that reads where a single fact is asked for."""

    small: CrossEncoder
    large: CrossEncoder
    most: int

    def read(self, question: str, found: Sequence[Sentence]) -> tuple[list[Sentence], Logits]:
        """The sentences that are likeliest to answer, in their order, and the large one's logits."""
        first = self.small.score(question, list(map(headed, found)))
        most = self.most * (MORE if asks_for_more(question) else 1)
        best = [found[i] for i in sorted(np.argsort(-first, kind="stable")[:most])]
        return best, self.large.score(question, list(map(headed, best)))


def _loaded(settings: Reranking) -> Models:
    with ThreadPoolExecutor(1) as beside:
        small, large = beside.submit(load_small), load(settings.model)
        return Models(small.result(), large, settings.closely)


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
    shares = log_shares(found, logits)
    new = scores(hits, shares)
    ranked = sorted(hits, key=lambda hit: (-new[hit.rank], hit.rank))
    chances = probability("answer", ANSWER, answers(question, found, new, shares))
    order = np.argsort(-chances, kind="stable")
    return Read(
        tuple(replace(hit, score=new[hit.rank], rank=rank) for rank, hit in enumerate(ranked, 1)),
        tuple(found[i] for i in order),
        chances[order],
        float(max(logits, default=0.0)),
    )


@dataclass(frozen=True, slots=True)
class Shares:
    """Logs of shares of the softmax: of each sentence among all, and among those of its hit; and of each hit's best
    sentence, by the rank of the hit. A sentence that several hits have is of the first of them."""

    among: Chances
    within: Chances
    best: dict[int, float]


def log_shares(found: Sequence[Sentence], logits: Logits) -> Shares:
    """The shares of the sentences."""
    among = np.array(logits, np.float64)
    among -= np.logaddexp.reduce(among)
    of = np.array([sentence.hit.rank for sentence in found])
    whole = np.array([np.logaddexp.reduce(among[of == rank]) for rank in of])
    return Shares(among, among - whole, {int(rank): float(among[of == rank].max()) for rank in of})


def scores(hits: Sequence[Hit], shares: Shares) -> dict[int, float]:
    """The new scores of the hits, 0 to 1, by their old ranks."""
    chances = probability("passage", PASSAGE, passages(hits, shares))
    return {hit.rank: float(chance) for hit, chance in zip(hits, chances, strict=True)}


def passages(hits: Sequence[Hit], shares: Shares) -> Matrix:
    """The rows that weigh the hits, shape (hits, len(PASSAGE)). A hit of which nothing was read has less of a share
    than any that was, by a factor of e."""
    rows, unread = np.zeros((len(hits), len(PASSAGE))), float(shares.among.min(initial=0.0)) - 1.0
    for row, hit in zip(rows, hits, strict=True):
        score = min(max(hit.score, NEVER), EVER)
        row[:] = math.log(score / (1 - score)), hit.cosine, shares.best.get(hit.rank, unread)
    return rows


def answers(question: str, found: Sequence[Sentence], new: dict[int, float], shares: Shares) -> Matrix:
    """The rows that weigh the sentences, shape (sentences, len(ANSWER)); ``new`` are the scores of their hits."""
    rows = features(question, found)
    rows[:, FEATURES.index("passage")] = [new[sentence.hit.rank] for sentence in found]
    return np.column_stack([rows, shares.among, shares.within])
