"""From what is kept of an article to a row of the catalog, and back."""

from typing import Any

from index.types import Article, Passage, Split


def article_row(split: Split, now: str) -> dict[str, Any]:
    """The row of the split's article, added ``now``."""
    a = split.article
    given = {"id": a.id, "url": a.url, "title": a.title, "source": a.source, "published": a.published}
    made = {"fingerprint": split.fingerprint, "copy_of": split.copy_of, "added_at": now}
    return given | {"text": a.text, "author": a.author} | made


def passage_rows(split: Split) -> list[dict[str, Any]]:
    """The rows of its passages."""
    return [
        {"id": p.id, "article_id": p.article_id, "start": p.start, "end": p.end, "vector": vector}
        for p, vector in zip(split.passages, split.vectors, strict=True)
    ]


def passage(row: Any, article: Article) -> Passage:
    """The passage of a row, cut out of its article's text."""
    return Passage(row.id, article.id, row.start, row.end, article.text[row.start : row.end])


def article(row: Any) -> Article:
    """The article of a row."""
    return Article(row.id, row.url, row.title, row.source, row.published, row.text, row.author)
