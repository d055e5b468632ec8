"""The quotes reader: chooses the sentences that answer, and quotes them. It cannot invent anything."""

from collections.abc import Sequence

from bot.confidence import confidence
from bot.reranking import Read
from bot.sentences import Sentence
from bot.types import Reading
from bot.wanted import asks_for_more, names
from bot.wording import compose, shown
from bot.words import words
from index.config import Quotes

# Sentences of an answer, and of one to a question that asks for more ("what did each side say").
MOST, MOST_OF_MORE = 3, 6
# A question that asks for more gets this many times the words.
MORE = 3
# A further sentence is worth reading if it is so likely to answer, as a share of the likeliest. Below that answers
# gain next to nothing, and readers get what has little to do with their question.
WORTH = 0.1
# What a further sentence is worth less, at most, for names and numbers that are said already: it may be another
# wording of the same answer (maximal marginal relevance, Carbonell and Goldstein 1998). .7 to 1 do as well.
REPEATED = 0.8
# A further sentence has to be new in this part of its longer words.
NEWS = 1 / 3


def read(question: str, read: Read, settings: Quotes) -> Reading:
    """What the sentences say to the question; no text, and confidence 0, where there are none."""
    if not read.sentences:
        return Reading("", (), 0.0)
    text, citations = compose(in_order(choose(question, read, settings.words)))
    return Reading(text, citations, confidence(question, read))


def choose(question: str, read: Read, most_words: int) -> list[Sentence]:
    """The likeliest sentence, and further ones that are worth it, fit into the words, and say something new."""
    times, most = (MORE, MOST_OF_MORE) if asks_for_more(question) else (1, MOST)
    chosen, room = [read.sentences[0]], times * most_words - _length(read.sentences[0])
    worth = WORTH * read.chances[0]
    others = [(s, chance) for s, chance in zip(read.sentences[1:], read.chances[1:], strict=True) if chance >= worth]
    while len(chosen) < most:
        others = [(s, chance) for s, chance in others if _length(s) <= room and _is_new(s, chosen)]
        if not others:
            break
        best, _ = max(others, key=lambda other: other[1] * (1 - REPEATED * _repeats(question, other[0], chosen)))
        chosen.append(best)
        room -= _length(best)
    return chosen


def in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The likeliest sentence first; then the others of its article as they read there, then those of the others."""
    place = {article_id: at for at, article_id in enumerate(dict.fromkeys(s.article.id for s in chosen))}
    return [chosen[0], *sorted(chosen[1:], key=lambda sentence: (place[sentence.article.id], sentence.start))]


def _length(sentence: Sentence) -> int:
    return len(shown(sentence).split())


def _is_new(sentence: Sentence, chosen: Sequence[Sentence]) -> bool:
    content = _content(sentence)
    return len(content.difference(*map(_content, chosen))) > NEWS * len(content)


def _repeats(question: str, sentence: Sentence, chosen: Sequence[Sentence]) -> float:
    """The part of its names and numbers, but for the question's, that the chosen ones have; 0 where it has none."""
    named = names(sentence.text, question)
    said = set[str]().union(*(names(other.text, question) for other in chosen))
    return len(named & said) / len(named) if named else 0.0


def _content(sentence: Sentence) -> set[str]:
    """The longer words of a sentence: what two sentences share that say the same."""
    return {word.lower() for word in words(sentence.text) if len(word) > 3}
