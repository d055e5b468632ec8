"""From hits to the sentences that can be quoted."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.sentences import spans
from index.types import Article, Hit

# A quotation that nobody can check is none: longer sentences are left to the passages.
MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit: ``article.text[start:end] == text``. ``before`` and ``after`` are its neighbours in
    the passage, empty at the passage's ends."""

    hit: Hit
    start: int
    end: int
    text: str
    before: str
    after: str

    @property
    def article(self) -> Article:
        return self.hit.article


def sentences(hits: Iterable[Hit]) -> list[Sentence]:
    """The distinct sentences of the hits, those of the best hit first; the same words count once.

    A question is left out: headings and quizzes ask what is asked, and say nothing. So are signs without a word.
    """
    found: dict[str, Sentence] = {}
    for hit in hits:
        text = hit.passage.text
        cuts = spans(text)
        texts = ["", *(text[a:b] for a, b in cuts), ""]
        for i, (start, end) in enumerate(cuts, 1):
            words = " ".join(texts[i].casefold().split())
            if words not in found and end - start <= MOST_CHARACTERS and _says(words):
                offset = hit.passage.start
                found[words] = Sentence(hit, offset + start, offset + end, texts[i], texts[i - 1], texts[i + 1])
    return list(found.values())


def _says(words: str) -> bool:
    return not words.endswith("?") and any(map(str.isalnum, words))
