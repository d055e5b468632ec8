"""The quotes reader: chooses the sentences that answer, and quotes them. It cannot invent anything."""

from collections.abc import Sequence

from bot.confidence import confidence
from bot.reranking import Read
from bot.sentences import Sentence
from bot.types import Reading
from bot.wanted import asks_for_more
from bot.wording import compose, shown
from bot.words import words
from index.config import Quotes

# Sentences of an answer, and of one to a question that asks for more ("what did each side say").
MOST, MOST_OF_MORE = 3, 6
# A question that asks for more gets this many times the words.
MORE = 3
# A further sentence is worth reading if it is so likely to answer, as a share of the likeliest. Below that answers
# gain next to nothing, and readers get what has little to do with their question.
WORTH = 0.2
# Who asks for more is told what is half as likely, too.
WORTH_OF_MORE = 0.1
# A further sentence has to be new in this part of its longer words.
NEWS = 1 / 3


def read(question: str, read: Read, settings: Quotes) -> Reading:
    """What the sentences say to the question; no text, and confidence 0, where there are none."""
    if not read.sentences:
        return Reading("", (), 0.0)
    text, citations = compose(in_order(choose(question, read, settings.words)))
    return Reading(text, citations, confidence(question, read))


def choose(question: str, read: Read, most_words: int) -> list[Sentence]:
    """The likeliest sentence, and those after it that are worth it, fit into the words, and say something new."""
    times, most, worth = (MORE, MOST_OF_MORE, WORTH_OF_MORE) if asks_for_more(question) else (1, MOST, WORTH)
    first, *others = read.sentences
    chosen, room, said = [first], times * most_words - len(shown(first).split()), _content(first)
    for sentence, chance in zip(others, read.chances[1:], strict=True):
        if len(chosen) == most or chance < worth * read.chances[0]:
            break
        content, length = _content(sentence), len(shown(sentence).split())
        if length <= room and len(content - said) > NEWS * len(content):
            chosen.append(sentence)
            room -= length
            said |= content
    return chosen


def in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The likeliest sentence first; then the others of its article as they read there, then those of the others."""
    place = {article_id: at for at, article_id in enumerate(dict.fromkeys(s.article.id for s in chosen))}
    return [chosen[0], *sorted(chosen[1:], key=lambda sentence: (place[sentence.article.id], sentence.start))]


def _content(sentence: Sentence) -> set[str]:
    """The longer words of a sentence: what two sentences share that say the same."""
    return {word.lower() for word in words(sentence.text) if len(word) > 3}
