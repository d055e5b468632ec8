"""How much each word of a question says: rare words say more (inverse document frequency, Spärck Jones 1972)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.subject import subject

WORD = re.compile(r"\w+(?:['’.]\w+)*")
# Zipf frequency (log10 of occurrences in a billion words) from which on a word says nothing about a story: "since",
# "week" and "people" lie above 5.2, the names of countries and offices below.
COMMON = 5.6
# A text is no English one from more than this part of unknown words on; English news has next to none.
UNKNOWN = 1 / 3
# A word that is in no list is about as rare as Zipf 2; a rarer one is not worth more, it may be misspelt.
RAREST = 2.0


def words(text: str) -> list[str]:
    """The words as they stand, in order."""
    return WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of the words, in lower case and in order; "U.S." and "US" are one."""
    found: list[str] = _stemmer().stemWords([_bare(word) for word in words(text)])
    return found


@lru_cache(maxsize=20_000)
def weight(word: str) -> float:
    """What a word says, from 0 (in every text) to 1 (in next to none)."""
    zipf = max(_frequencies().get(_bare(word), 0.0), RAREST)
    return max(0.0, COMMON - zipf) / (COMMON - RAREST)


def telling(question: str) -> dict[str, float]:
    """The stems of a question that say something, each with its weight; of one that only names a subject, those of the
    subject."""
    told = subject(question) or question
    return {stem: w for stem, word in zip(stems(told), words(told), strict=True) if (w := weight(word)) > 0}


def most_telling(asked: dict[str, float]) -> str:
    """The stem with the greatest weight, empty where there is none."""
    return max(asked, key=asked.__getitem__, default="")


def share(asked: dict[str, float], found: Iterable[str]) -> float:
    """The part of the asked weight that the found stems cover, 0 to 1."""
    whole, here = sum(asked.values()), set(found)
    return sum(w for stem, w in asked.items() if stem in here) / whole if whole else 0.0


def foreign(text: str) -> bool:
    """Whether the text is in another language than English, to judge by its words that cannot be names."""
    plain = [word for word in words(text) if word.isalpha() and not word[0].isupper()]
    return sum(_bare(word) not in _frequencies() for word in plain) > UNKNOWN * len(plain)


def _bare(word: str) -> str:
    word = word.lower().replace("’", "'").replace(".", "")
    return word.removesuffix("'s")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def _frequencies() -> dict[str, float]:
    """Zipf frequencies of the 29,000 most frequent English words.

    They are read from wordfreq's file, since importing wordfreq brings tables for other languages and takes half of
    a question's time. The file lists words by their hundredths of ten below one, in steps from 0.
    """
    import gzip

    import msgpack

    spec = find_spec("wordfreq")
    assert spec is not None and spec.origin is not None
    packed = (Path(spec.origin).parent / "data" / "small_en.msgpack.gz").read_bytes()
    _, *steps = msgpack.unpackb(gzip.decompress(packed))
    return {word: 9 - step / 100 for step, found in enumerate(steps) for word in found}
