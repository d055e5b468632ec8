"""Articles of a JSON Lines file, plain or gzipped; a JSON document of one or a list is taken too."""

import codecs
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from index.clipping import Clipping
from index.errors import InputError

LIMIT = 50_000_000  # bytes of a line; a longer one is no article, and a small gzip file can hold it
PEEK = 4096  # bytes; enough to see how the file is laid out

FIELDS = ("text", "title", "url", "source", "published", "author")


def clippings(path: Path) -> Iterator[tuple[str, Clipping | InputError]]:
    """Each article with its place (``line 3``, ``element 3`` of a list, nothing for a lone one), or what is
    wrong there. Only one line is in memory at a time, and blank ones are passed over.

    Raises:
        OSError, EOFError, zlib.error: the file cannot be read, or not to its end.
    """
    with _open(path) as stream:
        parts = _document(stream) if _is_document(stream.peek(PEEK)) else _lines(stream)
        for place, value in parts:
            yield place, value if isinstance(value, InputError) else _clipping(value)


def _open(path: Path) -> io.BufferedReader:
    # A gzip stream has all that is used of a buffered file: peek, read and readline.
    return cast(io.BufferedReader, gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _is_document(head: bytes) -> bool:
    """Whether the first line opens a list, or an object that goes on below; UTF-16 has no lines of bytes."""
    line, end, _ = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    opens = line.startswith(b"[") or (bool(end) and line.rstrip().endswith((b"{", b",")))
    return opens or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _lines(stream: io.BufferedReader) -> Iterator[tuple[str, object]]:
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if line.strip():
            yield f"line {number}", _value(line)
        while len(line) > LIMIT and not line.endswith(b"\n"):  # the rest of one that is too long
            line = stream.readline(LIMIT + 1)


def _document(stream: io.BufferedReader) -> Iterator[tuple[str, object]]:
    whole = _value(stream.read(LIMIT + 1))
    if isinstance(whole, list):
        yield from ((f"element {number}", element) for number, element in enumerate(whole, 1))
    else:
        yield "", whole


def _value(raw: bytes) -> object:
    """What the JSON says, or the error: one wrong line must not stop the others."""
    if len(raw) > LIMIT:
        return InputError(f"longer than {LIMIT:,} bytes; write one article a line")
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        return InputError(f"not valid JSON: {error.msg} (character {error.pos + 1})")
    except (ValueError, RecursionError) as error:
        return InputError(f"not valid JSON in UTF-8: {error}")


def _clipping(value: object) -> Clipping | InputError:
    if not isinstance(value, dict):
        return InputError('not an article, which is an object such as {"title": "…", "text": "…"}')
    fields = {name: value[name] for name in FIELDS if value.get(name) is not None}
    for name, given in fields.items():
        if not isinstance(given, str):
            return InputError(f'"{name}" must be a string, not {json.dumps(given)[:40]}')
    if "text" not in fields:
        return InputError('there is no "text" in it; an article needs one')
    return Clipping(**fields)
