"""The quotes reader: chooses the sentences that answer, and quotes them. It cannot invent anything."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot import weights
from bot.confidence import confidence
from bot.features import cheap, cosines
from bot.sentences import Sentence, sentences
from bot.types import Reading
from bot.wanted import asks_for_more, kind
from bot.wording import compose
from bot.words import words
from index.config import Quotes
from index.encoder import Encoder
from index.types import Hit

# Sentences whose meaning is looked at: the best by what is cheap to know. 32 take a tenth of a second.
READ = 32
# Sentences of an answer, and of one to a question that asks for more ("what did each side say").
MOST, MOST_OF_MORE = 3, 6
# A question that asks for more gets this many times the words.
MORE = 3
# A further sentence is worth reading if it is so likely to answer, as a share of the likeliest.
WORTH = 0.35


def read(question: str, hits: Sequence[Hit], encoder: Encoder, settings: Quotes) -> Reading:
    """What the sentences of the hits say to the question; no text, and confidence 0, where there are none."""
    found, scores = scored(question, hits, encoder)
    if not found:
        return Reading("", (), 0.0)
    more = asks_for_more(question)
    chosen = choose(found, scores, settings.words * (MORE if more else 1), MOST_OF_MORE if more else MOST)
    text, citations = compose(in_order(chosen))
    return Reading(text, citations, confidence(hits, scores))


def scored(question: str, hits: Sequence[Hit], encoder: Encoder) -> tuple[list[Sentence], NDArray[np.float64]]:
    """The sentences worth reading, and how likely each holds the answer, 0 to 1; the likeliest first."""
    found = sentences(hits)
    if not found:
        return [], np.zeros(0)
    matrix = cheap(question, kind(question), found)
    best = np.argsort(-(matrix @ weights.CHEAP), kind="stable")[:READ]
    found = [found[i] for i in best]
    z = np.column_stack([matrix[best], cosines(question, found, encoder)]) @ weights.SENTENCE + weights.SENTENCE_BIAS
    order = np.argsort(-z, kind="stable")
    return [found[i] for i in order], 1 / (1 + np.exp(-z[order].astype(np.float64)))


def choose(found: Sequence[Sentence], scores: NDArray[np.float64], most_words: int, most: int) -> list[Sentence]:
    """The likeliest sentence, and those after it that are worth it, fit into the words, and say something new."""
    chosen, room, said = [found[0]], most_words - len(words(found[0].text)), content(found[0])
    for sentence, score in zip(found[1:], scores[1:], strict=True):
        if len(chosen) == most or score < WORTH * scores[0]:
            break
        news = content(sentence) - said
        if len(words(sentence.text)) <= room and len(news) > len(content(sentence)) / 3:
            chosen.append(sentence)
            room -= len(words(sentence.text))
            said |= content(sentence)
    return chosen


def content(sentence: Sentence) -> set[str]:
    """The longer words of a sentence: what two sentences share that say the same."""
    return {word.lower() for word in words(sentence.text) if len(word) > 3}


def in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The best sentence's article first, then the others by their best sentence; within an article as it reads."""
    place = {article_id: at for at, article_id in enumerate(dict.fromkeys(s.article.id for s in chosen))}
    return sorted(chosen, key=lambda sentence: (place[sentence.article.id], sentence.start))
