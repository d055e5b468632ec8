"""The quotes reader: chooses the sentences that answer, and quotes them. It cannot invent anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.confidence import confidence
from bot.reranking import Read
from bot.sentences import Sentence
from bot.types import Reading
from bot.wanted import asks_for_more, names
from bot.wording import compose, shown
from bot.words import most_telling, stems, telling, words
from index.config import Quotes
from index.subject import subject

# Sentences of an answer, and of one to a question that asks for more ("what did each side say").
MOST, MOST_OF_MORE = 3, 6
# A question that asks for more gets this many times the words.
MORE = 3
# A further sentence is worth reading if it is so likely to answer, as a share of the likeliest. Up to here answers lose
# nothing by it, and readers are spared what has little to do with their question. Who asks for more gets more.
WORTH, WORTH_OF_MORE = 0.3, 0.1
# What a further sentence is worth less, at most, for names and numbers that are said already: it may be another
# wording of the same answer (maximal marginal relevance, Carbonell and Goldstein 1998). .7 to 1 do as well.
REPEATED = 0.8
# A further sentence has to be new in this part of its longer words.
NEWS = 1 / 3
# What ends as a sentence does, and the least words of what is quoted: ended so, it is more than a table's cell
# ("Eggs: +4 %."); else it is a heading that says something, and no byline or caption. A colon leads to something else.
ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
LEAST_ENDED, LEAST_OPEN = 3, 5


def read(question: str, read: Read, settings: Quotes) -> Reading:
    """What the sentences say to the question; no text, and confidence 0, where there are none."""
    if not read.sentences:
        return Reading("", (), 0.0)
    text, citations = compose(in_order(choose(question, read, settings.words)))
    return Reading(text, citations, confidence(question, read))


@dataclass(frozen=True, slots=True)
class _Option:
    """A sentence that may be quoted, with its chance to answer, its length in words as it is shown, its longer words
    (what two sentences share that say the same), and its names and numbers but for the question's."""

    sentence: Sentence
    chance: float
    length: int
    content: set[str]
    names: set[str]


def choose(question: str, read: Read, most_words: int) -> list[Sentence]:
    """The likeliest sentence, and further ones that are worth it, fit into the words, and say something new."""
    times, most = (MORE, MOST_OF_MORE) if asks_for_more(question) else (1, MOST)
    options = _options(question, read)
    chosen, room = [options[0]], times * most_words - options[0].length
    while len(chosen) < most and (others := [o for o in options if o.length <= room and _is_new(o, chosen)]):
        chosen.append(max(others, key=lambda o: o.chance * (1 - REPEATED * _repeats(o, chosen))))
        room -= chosen[-1].length
    return [option.sentence for option in chosen]


def in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The likeliest sentence first; then the others of its article as they read there, then those of the others."""
    place = {article_id: at for at, article_id in enumerate(dict.fromkeys(s.article.id for s in chosen))}
    return [chosen[0], *sorted(chosen[1:], key=lambda sentence: (place[sentence.article.id], sentence.start))]


def _options(question: str, read: Read) -> list[_Option]:
    """The likeliest sentence, and those that are worth reading after it; where a subject is named, those that speak of
    it; fragments only where there is nothing else, or where more than a fact is asked for: the items of a list are no
    sentences."""
    worth = WORTH_OF_MORE if asks_for_more(question) else WORTH
    options = [
        _Option(
            sentence,
            chance,
            len(shown(sentence).split()),
            {word.lower() for word in words(sentence.text) if len(word) > 3},
            names(sentence.text, question),
        )
        for sentence, chance in zip(read.sentences, read.chances.tolist(), strict=True)
        if chance >= worth * read.chances[0]
    ]
    if subject(question):
        return [option for option in options if _names(option.sentence, most_telling(telling(question)))] or options
    if asks_for_more(question):
        return options
    return [option for option in options if _is_whole(option.sentence.text)] or options


def _names(sentence: Sentence, stem: str) -> bool:
    """Whether the sentence, or its headline, has the word."""
    return stem in stems(f"{sentence.article.title} {sentence.text}")


def _is_whole(text: str) -> bool:
    found = text.split()
    least = LEAST_ENDED if ENDED.search(text) else LEAST_OPEN
    return len(found) >= least and not found[0].islower() and text[-1] not in ",:"


def _is_new(option: _Option, chosen: Sequence[_Option]) -> bool:
    return len(option.content.difference(*(other.content for other in chosen))) > NEWS * len(option.content)


def _repeats(option: _Option, chosen: Sequence[_Option]) -> float:
    """The part of its names and numbers that the chosen ones have; 0 where it has none."""
    news = option.names.difference(*(other.names for other in chosen))
    return 1 - len(news) / len(option.names) if option.names else 0.0
