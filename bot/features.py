"""What is known of each sentence, as numbers, before one is chosen."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.sentences import Sentence
from bot.wanted import Kind, names, offers
from bot.words import share, stems, telling
from index.encoder import Encoder
from index.passages import TITLE

Matrix = NDArray[np.float32]

CHEAP = (
    "overlap",  # the question's weighty words in the sentence
    "window",  # in the sentence, its neighbours and the headline
    "pairs",  # neighbouring words of the question that are neighbours here
    "passage",  # the passage's score
    "first",  # 1 / the passage's rank
    "meaning",  # the passage's cosine
    "offers",  # a thing of the kind that is asked for
    "votes",  # new names or numbers that other articles' good sentences have too
    "question",  # is itself a question
    "unfinished",  # has no full stop: a heading or caption
    "short",  # under eight words
    "long",  # over forty words
    "pronoun",  # begins with a pronoun
    "lead",  # among the article's first sentences
)
# The meaning of the sentence, with its headline; it costs a run of the model.
FEATURES = (*CHEAP, "cosine")
PRONOUNS = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "this", "that", "these", "those"])
# The best sentences by overlap and passage that may vote on names; beyond, votes are noise.
VOTERS = 40


def cheap(question: str, wanted: Kind, found: Sequence[Sentence]) -> Matrix:
    """The cheap features, shape (sentences, len(CHEAP)), mostly in 0 to 1."""
    asked, order = telling(question), stems(question)
    neighbours = set(pairwise(order))
    rows = [_row(question, wanted, asked, neighbours, sentence) for sentence in found]
    matrix = np.array(rows, np.float32).reshape(len(found), len(CHEAP))
    matrix[:, CHEAP.index("votes")] = _votes(question, found, matrix)
    return matrix


def cosines(question: str, found: Sequence[Sentence], encoder: Encoder) -> NDArray[np.float32]:
    """How near each sentence, read with its headline, is to the question: -1 to 1, shape (sentences,)."""
    texts = [f"{sentence.article.title[:TITLE]}. {sentence.text}" for sentence in found]
    vectors = encoder.embed([question, *texts])
    near: NDArray[np.float32] = vectors[1:] @ vectors[0]
    return near


def _row(
    question: str, wanted: Kind, asked: dict[str, float], neighbours: set[tuple[str, str]], sentence: Sentence
) -> list[float]:
    text, hit = sentence.text, sentence.hit
    here = stems(text)
    around = {*here, *stems(f"{sentence.before} {sentence.after} {sentence.article.title}")}
    count = len(here)
    return [
        share(asked, here),
        share(asked, around),
        len(neighbours.intersection(pairwise(here))) / max(1, len(neighbours)),
        hit.score,
        1 / hit.rank,
        hit.cosine,
        offers(text, question, wanted),
        0.0,
        text.rstrip("\"”’')").endswith("?"),
        text[-1] not in ".!?\"”’')…",
        count < 8,
        count > 40,
        bool(here) and here[0] in PRONOUNS,
        sentence.start < 400,
    ]


def _votes(question: str, found: Sequence[Sentence], matrix: Matrix) -> NDArray[np.float32]:
    """For each sentence the weight of its best supported new name: how much of the good sentences' weight has it
    (answers are said more than once; Dumais et al. 2002), 0 to 1."""
    weights = matrix[:, CHEAP.index("window")] * matrix[:, CHEAP.index("passage")]
    best = np.argsort(-weights)[:VOTERS]
    offered = [names(sentence.text, question) for sentence in found]
    votes: Counter[str] = Counter()
    for i in best:
        for name in offered[i]:
            votes[name] += float(weights[i])
    whole = float(weights[best].sum()) or 1.0
    return np.array([max((votes[name] for name in some), default=0.0) / whole for some in offered], np.float32)
