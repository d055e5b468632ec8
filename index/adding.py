"""From paths to articles in the collection, and what became of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.collection import Added
from index.documents import read
from index.errors import InputError
from index.line import Index
from index.types import Article, Failure

# Articles handed over together: some seconds of work, which is what Ctrl-C or a kill can cost.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Report:
    """What became of everything that was offered."""

    added: Added
    failed: tuple[Failure, ...]


def add_paths(index: Index, paths: Iterable[Path], advance: Callable[[int], None]) -> Report:
    """What became of the articles of all paths; one that cannot be read does not stop the others.

    ``advance`` is told how many more are done.
    """
    offered = (thing for path in paths for thing in _read(path))
    added, failed = Added(), []
    while some := list(islice(offered, BATCH)):
        articles = tuple(thing for thing in some if isinstance(thing, Article))
        failed += [thing for thing in some if isinstance(thing, Failure)]
        if articles:
            added += index.add(articles)
        advance(len(some))
    return Report(added, tuple(failed))


def _read(path: Path) -> Iterator[Article | Failure]:
    try:
        yield from read(path)
    except InputError as error:
        yield Failure(str(path), str(error).removeprefix(f"{path} "))
