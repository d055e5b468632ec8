"""Text of strangers between marks that it cannot close."""

import hashlib
from collections.abc import Iterable, Sequence

from index.display import printable
from index.passages import in_words
from index.types import Article, Hit

# Hexadecimal digits: nobody writes into an article what a hash of that article and all the others will be.
LENGTH = 12


def fence(texts: Iterable[str]) -> str:
    """The code of the marks around these texts, which stands in none of them. The same texts have the same one, so
    that a question asked again is the same to the last letter."""
    whole = "\0".join(texts)
    code = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
    while code in whole:
        code = hashlib.sha256(code.encode()).hexdigest()[:LENGTH]
    return code


def fenced(hits: Sequence[Hit], code: str) -> str:
    """The passages, numbered from 1 and dated, each on one line between marks of its own."""
    return "\n\n".join(
        f"[[{code} passage {number}: {head(hit.article)}\n"
        f"{printable(hit.passage.text)}\n"
        f"{code} end of passage {number}]]"
        for number, hit in enumerate(hits, 1)
    )


def head(article: Article) -> str:
    """What stands over a passage: headline, outlet and day, as far as they are known."""
    return " · ".join(
        filter(None, (*map(printable, (article.title, article.source or "")), in_words(article.published)))
    )
