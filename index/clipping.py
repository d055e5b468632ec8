"""An article as it was cut from its file, and the one place where it becomes an Article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.dateline import unfiled
from index.errors import InputError
from index.identity import article_id, web_url
from index.published import published, readings
from index.types import Article

TITLE = 500  # characters; no headline is longer, and it stands before each passage in both indexes
LEAD = 80  # characters of the text that stand for a missing title: a line of a terminal

_LONE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Clipping:
    """What a file says of one article, unchecked."""

    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None


def article(clipping: Clipping, origin: str | None) -> Article:
    """The article, with an id and a title, its text to the letter.

    Half a surrogate pair, which no file or table can hold, becomes U+FFFD, so offsets stay. A URL that is not
    http(s) is dropped, and so is a date that is none: the article is worth more.

    Raises:
        InputError: there is no text.
    """
    text = _LONE.sub("\ufffd", clipping.text)
    if not text.strip():
        raise InputError("there is no text in it; an article needs at least a sentence")
    url, title = web_url(_line(clipping.url)), _title(_line(clipping.title), text)
    day = published(_line(clipping.published) or "")
    source, author = _line(clipping.source), _line(clipping.author)
    return Article(article_id(url, origin, text), url, title, source, day, text, author)


def doubts(clipping: Clipping) -> Iterator[str]:
    """What is wrong with the fields that the article is kept without, in words."""
    url, day = _line(clipping.url), _line(clipping.published)
    if url and not web_url(url):
        yield f"“{url[:TITLE]}” is no web address"
    if day and not published(day):
        days = " or ".join(readings(day))
        yield f"“{day[:TITLE]}” " + (f"can be read in two ways; write {days}" if days else "is no date")


def _line(value: str | None) -> str | None:
    return _LONE.sub("\ufffd", " ".join(value.split())) or None if value else None


def _title(title: str | None, text: str) -> str:
    if title:
        return title if len(title) <= TITLE else title[: TITLE - 1] + "…"
    # Five times as much, since runs of spaces fall together.
    lead = " ".join(unfiled(text.lstrip()[: 5 * LEAD], head=True).split())
    return lead if len(lead) <= LEAD else lead[: LEAD + 1].rsplit(" ", 1)[0][:LEAD] + "…"
