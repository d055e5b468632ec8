"""From a path to articles: which files are read, and as what."""

import logging
import mimetypes
import os
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from index import byline, jsonlines, markup
from index.clipping import Clipping, article, doubts
from index.config import CATALOG
from index.display import printable
from index.encoding import decode
from index.errors import InputError
from index.types import Article, Failure

log = logging.getLogger(__name__)

LARGEST = 50_000_000  # bytes of a file with one article; ten million words are none
SNIFF = 4096  # bytes; a file that is no text has a NUL among so many

MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text")
_LINES = re.compile(r".*\.(?:jsonl|ndjson|json)(?:\.gz)?", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)


def read(path: Path, seen: set[str] | None = None) -> Iterator[Article | Failure]:
    """The articles of a file, or of all files in a folder and its subfolders, in the order of their names,
    and what could not be read.

    Text (.txt, no suffix or an unknown one), Markdown, saved web pages, and JSON Lines (.jsonl, .ndjson,
    .json, and these gzipped). In a folder, hidden files, those of other kinds and data folders are passed over.
    What is in ``seen`` already is not read again, be it by another path or link; what is read is put into it.

    Raises:
        InputError: there is no such path.
    """
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists() raises for a path it may not look at
        raise InputError(f"{path} does not exist; give a file or a folder of articles.")
    seen = set() if seen is None else seen
    if _again(path, seen):
        return iter(())
    return _folder(path, seen) if path.is_dir() else _file(path)


def _again(path: Path, seen: set[str]) -> bool:
    """Whether that file or folder was seen before; it is now."""
    real = os.path.realpath(path)  # Path.resolve() would raise for a link to itself
    again = real in seen
    seen.add(real)
    return again


def _folder(folder: Path, seen: set[str]) -> Iterator[Article | Failure]:
    if os.path.exists(folder / CATALOG):  # noqa: PTH110 - as above; a data folder holds no articles
        return
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield _failure(folder, error)
        return
    for path in paths:
        if path.is_dir():
            yield from () if _again(path, seen) else _folder(path, seen)
        elif _is_ours(path) and not _again(path, seen):
            yield from _file(path)


def _file(path: Path) -> Iterator[Article | Failure]:
    try:
        if not path.is_file():
            raise InputError("is no file, or a link to nothing")
        if _LINES.fullmatch(path.name):
            yield from _listed(path)
        else:
            yield _article(path, "", _clipping(path))
    except (InputError, OSError, EOFError, zlib.error) as error:
        yield _failure(path, error)


def _listed(path: Path) -> Iterator[Article | Failure]:
    for place, clipping in jsonlines.clippings(path):
        try:
            if isinstance(clipping, InputError):
                raise clipping
            yield _article(path, place, clipping)
        except InputError as error:
            yield _failure(path, error, place)


def _article(path: Path, place: str, clipping: Clipping) -> Article:
    made = article(clipping, None if place else str(path.resolve()))
    for doubt in doubts(clipping):
        log.warning(printable(f"{_named(path, place)}: {doubt}; the article is kept without it"))
    return made


def _clipping(path: Path) -> Clipping:
    """The one article of a file that is no list of them."""
    suffix = path.suffix.lower()
    if suffix not in (*TEXTS, *MARKDOWN, *PAGES) and _is_other(path):
        raise InputError(f"{suffix} files are not read; text, Markdown, HTML and JSON Lines are")
    text = _text(path)
    if suffix in PAGES or _PAGE.match(text):
        return markup.page(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return markup.markdown(text) if suffix in MARKDOWN else byline.clip(text)


def _text(path: Path) -> str:
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise InputError(f"longer than {LARGEST:,} bytes; write many articles as JSON Lines, a line each")
    charset = _CHARSET.search(raw[:SNIFF])
    text = decode(raw, charset[1].decode("ascii") if charset else None)
    if text is None:
        raise InputError("no text but a binary file; text, Markdown, HTML and JSON Lines are read")
    return text


def _is_ours(path: Path) -> bool:
    """Whether a file in a folder is offered as an article: by its suffix, or by having none that is known
    for something else, and text inside."""
    if path.suffix.lower() in (*TEXTS, *MARKDOWN, *PAGES) or _LINES.fullmatch(path.name):
        return True
    if _is_other(path) or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return decode(stream.read(SNIFF)) is not None
    except OSError:
        return True  # so that it is told why it cannot be read


def _is_other(path: Path) -> bool:
    """Whether the suffix is known for another kind of file (.png, .pdf, .css, .gz)."""
    return any(_kinds().guess_type(path.name))


@cache
def _kinds() -> mimetypes.MimeTypes:
    return mimetypes.MimeTypes()  # Python's own table: the same on each machine


def _failure(path: Path, error: Exception, place: str = "") -> Failure:
    strerror = error.strerror if isinstance(error, OSError) else None
    reason = str(error) if isinstance(error, InputError) else f"cannot be read: {strerror or error}"
    return Failure(_named(path, place), " ".join(reason.split()))


def _named(path: Path, place: str) -> str:
    name = os.fsencode(path).decode("utf-8", "replace")  # a name may hold bytes that no terminal can show
    return f"{name} {place}".strip()
