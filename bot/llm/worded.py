"""An answer as it grows, sentence by sentence."""

from collections.abc import Callable

from bot.judging import sentences
from bot.types import Citation
from bot.wording import cite
from index.types import Article


class Worded:
    """Sentences with their markers, and what they cite.

    The first ones wait until one is to the point, to judge by it and by the quotation that it rests on; then all are
    told, in their order.
    """

    def __init__(self, answers: Callable[[str, str], bool], told: Callable[[str], None]) -> None:
        self._answers, self._told = answers, told
        self._waiting: list[str] = []
        self._said: list[str] = []
        self._cited: dict[tuple[str, int, int], Citation] = {}
        self._to_the_point = False

    @property
    def text(self) -> str:
        """The answer so far; empty while nothing of it is to the point."""
        return " ".join(self._said)

    @property
    def waiting(self) -> str:
        """What holds and is not told yet."""
        return " ".join(self._waiting)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the text cites, numbered from 1 by first appearance."""
        return tuple(self._cited.values()) if self._said else ()

    def add(self, sentence: str, article: Article, start: int, end: int) -> None:
        """Add a sentence that ``article.text[start:end]`` supports."""
        if any(sentence in text for text in (*self._said, *self._waiting)):
            return  # small models repeat themselves
        place = (article.id, start, end)
        citation = self._cited.setdefault(place, cite(len(self._cited) + 1, article, start, end))
        self._waiting.append(_marked(sentence, citation.marker))
        self._to_the_point = self._to_the_point or self._answers(sentence, citation.quote)
        if self._to_the_point:
            for text in self._waiting:
                self._said.append(text)
                self._told(text)
            self._waiting.clear()


def _marked(sentence: str, marker: int) -> str:
    """The sentence with its marker; with one behind each part where it can be read as several."""
    return " ".join(f"{_ended(part)} [{marker}]" for part in sentences(sentence))


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip("\"”’')")[-1:] in ".!?…。" else f"{sentence}."
