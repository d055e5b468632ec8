"""The quotes reader: chooses the sentences that answer, and quotes them. It cannot invent anything."""

from collections.abc import Sequence

import numpy as np

from bot import weights
from bot.confidence import confidence
from bot.features import FEATURES, cheap, cosines
from bot.sentences import Sentence, sentences
from bot.types import Reading
from bot.wanted import kind
from bot.wording import compose
from index.config import Quotes
from index.encoder import Encoder, Vectors
from index.types import Hit

# Sentences whose meaning is looked at: the best by what is cheap to know. 32 take a tenth of a second.
READ = 32
# An answer has one to three sentences; further ones must be nearly as good as the first.
MOST = 3


def read(question: str, hits: Sequence[Hit], encoder: Encoder, settings: Quotes) -> Reading:
    """What the hits' sentences say to the question; no text and confidence 0 without hits."""
    found, scores = scored(question, hits, encoder)
    if not found:
        return Reading("", (), 0.0)
    chosen = choose(found, scores, settings.words)
    text, citations = compose(in_order(chosen))
    return Reading(text, citations, confidence(question, hits, scores))


def scored(question: str, hits: Sequence[Hit], encoder: Encoder) -> tuple[list[Sentence], Vectors]:
    """The sentences worth reading and how likely each holds the answer, 0 to 1, best first."""
    found = sentences(hits)
    matrix = cheap(question, kind(question), found)
    best = np.argsort(-(matrix @ weights.CHEAP), kind="stable")[:READ]
    found = [found[i] for i in best]
    near = cosines(question, found, encoder)
    z = np.column_stack([matrix[best], near]) @ weights.SENTENCE + weights.SENTENCE_BIAS
    scores = 1 / (1 + np.exp(-z))
    order = np.argsort(-scores, kind="stable")
    return [found[i] for i in order], scores[order]
