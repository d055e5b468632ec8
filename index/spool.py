"""Articles put aside until all are read, since only then it is known which text of an article is its last."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from index.types import Article

# Bytes that are kept in memory; what goes beyond lies in a temporary file.
MEMORY = 10_000_000


@dataclass(frozen=True, slots=True)
class Offered:
    """The last text of an article, and how often the article came before with that text, and with others."""

    article: Article
    same: int = 0
    other: int = 0


class Spool:
    """What is put in once comes out by article, each with its last text."""

    def __init__(self) -> None:
        self._file = cast(IO[bytes], SpooledTemporaryFile(MEMORY))  # noqa: SIM115 - closed with this
        self._places: dict[str, list[tuple[int, int]]] = {}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, article: Article) -> None:
        """Put the article behind the others. Its hash is kept beside its place, to compare it with later texts."""
        self._places.setdefault(article.id, []).append((self._file.tell(), hash(article)))
        pickle.dump(article, self._file)

    def once(self) -> Iterator[Article]:
        """The articles that came once, in their order."""
        return (self._article(places[0][0]) for places in self._places.values() if len(places) == 1)

    def again(self) -> Iterator[Offered]:
        """The articles that came more than once."""
        for *earlier, (place, last) in self._places.values():
            if earlier:
                same = sum(text == last for _, text in earlier)
                yield Offered(self._article(place), same, len(earlier) - same)

    def _article(self, place: int) -> Article:
        self._file.seek(place)
        article: Article = pickle.load(self._file)
        return article
