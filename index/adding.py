"""From paths to articles in the collection, and what became of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.collection import Added
from index.documents import read
from index.errors import InputError
from index.line import Index
from index.spool import Spool
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

    Nothing is added before all is read: of an article that comes again the last text counts, however far apart its
    texts come. ``advance`` is told how many more are done.
    """
    with Spool() as spool:
        failed = tuple(_spooled(paths, spool))
        advance(len(failed))
        return Report(_once(index, spool, advance) + _again(index, spool, advance), failed)


def _spooled(paths: Iterable[Path], spool: Spool) -> Iterator[Failure]:
    """What cannot be read, while all articles go into the spool."""
    seen: set[str] = set()
    for thing in (thing for path in dict.fromkeys(paths) for thing in _read(path, seen)):
        if isinstance(thing, Failure):
            yield thing
        else:
            spool.put(thing)


def _once(index: Index, spool: Spool, advance: Callable[[int], None]) -> Added:
    offered, added = spool.once(), Added()
    while some := tuple(islice(offered, BATCH)):
        added += index.add(some)
        advance(len(some))
    return added


def _again(index: Index, spool: Spool, advance: Callable[[int], None]) -> Added:
    """What became of the articles that came more than once, and of their earlier texts, which are counted though never
    stored: as updated by the last one, where that is not kept already."""
    added = Added()
    for offered in spool.again():
        became = index.add((offered.article,))
        updated = 0 if became.unchanged else offered.other
        added += became + Added(updated=updated, unchanged=offered.same + offered.other - updated)
        advance(1 + offered.same + offered.other)
    return added


def _read(path: Path, seen: set[str]) -> Iterator[Article | Failure]:
    try:
        yield from read(path, seen)
    except InputError as error:
        yield Failure(str(path), str(error).removeprefix(f"{path} "))
