"""A conversation stays with its story: the article that answered is likelier to answer the next question, too."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.followup import Turn
from bot.reranking import Read

# Odds of a sentence of the story, compared with one of another. With fewer, less of the conversations on the sample
# articles is answered right; with more, more is answered that they do not say.
ODDS = 8.0


def kept(read: Read, earlier: Sequence[Turn]) -> Read:
    """The sentences and their chances, those from the article that was cited last raised; unchanged without any.

    An answer's first citation tells its story: the further ones are less likely, and may be of another.
    """
    cited = next((turn.article for turn in reversed(earlier) if turn.article), "")
    odds = np.array([ODDS if sentence.article.id == cited else 1.0 for sentence in read.sentences])
    chances = odds * read.chances / (1 + (odds - 1) * read.chances)
    order = np.argsort(-chances, kind="stable")
    return replace(read, sentences=tuple(read.sentences[i] for i in order), chances=chances[order])
