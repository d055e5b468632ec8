"""How far an `add` is: a bar on standard error, with rate and time left, where that is a terminal."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 1 << 20  # bytes read at once: a line may be as long as a file


@contextmanager
def progress(paths: Iterable[Path]) -> Iterator[Callable[[int], None]]:
    """A function to be told how many more articles are done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    rate = TaskProgressColumn(text_format="", show_speed=True)
    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=expected(paths) or None)
        yield lambda count: bar.advance(task, count)


def expected(paths: Iterable[Path]) -> int:
    """About how many articles there are: a line each in JSON Lines, a file each otherwise."""
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    return sum(_articles(file) for file in files if file.is_file())


def _articles(file: Path) -> int:
    if not {".jsonl", ".ndjson"} & set(file.suffixes):
        return 1
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
            return _count(lines)
    except (OSError, EOFError, zlib.error):
        return 1  # the reading itself will say what is wrong with it


def _count(lines: IO[bytes] | gzip.GzipFile) -> int:
    """How many lines there are, however long each is."""
    count, last = 0, b"\n"
    while chunk := lines.read(CHUNK):
        count, last = count + chunk.count(b"\n"), chunk
    return count + (not last.endswith(b"\n"))
