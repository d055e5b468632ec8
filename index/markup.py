"""Articles in Markdown with YAML front matter, and in web pages."""

import re
from typing import Any

from index.clipping import Clipping
from index.errors import InputError
from index.identity import web_url
from index.published import FIRST_YEAR, published

# The names under which notes and clippers keep the fields; the first that is given counts.
NAMES = {
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "source"),
    "source": ("source", "outlet", "publisher", "publication", "site", "sitename"),
    "published": ("published", "date", "pubdate", "publish_date", "date_published"),
    "author": ("author", "authors", "byline"),
}
_EMPTY = ("", "~", "null", "Null", "NULL")  # how YAML writes nothing
# Of at most 64 KB: more is no head of an article.
_FRONT = re.compile(r"---[ \t]*\n(.{0,65536}?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")  # what it says of the charset is done with
_HEADING = re.compile(r"\s*#[ \t]+([^\n]+)(?:\n|\Z)")
_INSTANT = re.compile(
    r"(?:article:published_time\"\s+content=|\"datePublished\"\s*(?::|(?:content|datetime)=))"
    r"\s*\"([^\"\s]{16,40})\""
)

# The first publication, not the last change; not the year of a copyright notice, and no bound at 1995.
DATES = {"original_date": True, "extensive_search": False, "min_date": f"{FIRST_YEAR}-01-01"}


def markdown(text: str) -> Clipping:
    """The article in a Markdown file: its fields from the front matter, if it has one, and its body as it is.
    The first heading is the title where no other is given, and leaves the body where it is the title.

    Raises:
        InputError: the front matter is no YAML, or not made of fields.
    """
    front = _FRONT.match(text)
    given = _fields(front[1]) if front else {}
    body = text[front.end() :] if front else text
    heading = _HEADING.match(body)
    title = given.pop("title", None) or (heading and heading[1].rstrip(" \t#"))
    if heading and heading[1].rstrip(" \t#") == title:
        body = body[heading.end() :]
    return Clipping(body.strip("\n"), title, **given)


def _fields(text: str) -> dict[str, str | None]:
    import yaml

    try:
        # Strings alone: a loader that makes dates and numbers stumbles over a 31 June and drops zeros.
        front = yaml.load(text, Loader=yaml.BaseLoader) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or error
        raise InputError(f"its front matter is not valid YAML: {reason}") from error
    if not isinstance(front, dict):
        raise InputError('its front matter must be lines such as "title: …"')
    given = {str(name).lower().replace("-", "_"): _line(value) for name, value in front.items()}
    return {field: _first(field, [given.get(name) for name in names]) for field, names in NAMES.items()}


def _line(value: object) -> str | None:
    """A value as text: a list of authors with commas, and nothing for what is no text."""
    parts = value if isinstance(value, list) else [value]
    return ", ".join(p for p in parts if isinstance(p, str) and p not in _EMPTY) or None


def _first(field: str, values: list[str | None]) -> str | None:
    """The first value that is of the field's kind: clippers call a page's address its "source"."""
    if field in ("url", "source"):
        values = [value for value in values if (web_url(value) is not None) == (field == "url")]
    return next(filter(None, values), None)


def page(html: str, url: str | None = None) -> Clipping:
    """The article in a web page: its paragraphs a line each, without menus, tables and comments. The URL is
    the given one, else the one that the page names as its own.

    Raises:
        InputError: no article was found in the page.
    """
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        _DECLARATION.sub("", html),
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=DATES,
    )
    if not found or not found.text:
        raise InputError("no article was found in the page; save its text in a .txt file instead")
    text = found.text.removeprefix(f"{found.title}\n")  # the headline, which is no paragraph
    day = _precise(found.date, html)
    return Clipping(text, found.title, url or found.url, found.sitename, day, found.author)


def _precise(day: str | None, html: str) -> str | None:
    """The instant of publication if the page gives one on that day: the extraction knows days alone."""
    instant = _INSTANT.search(html)
    return instant[1] if day and instant and (published(instant[1]) or "").startswith(day) else day
