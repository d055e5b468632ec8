"""Parts of the catalog's statements: which articles are meant, in what order, and many rows at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from index.tables import articles
from index.types import Listing, Scope

# SQLite takes 32,766 variables a statement; well below, so that a statement with several a row fits.
CHUNK = 5_000


def chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """The ids in parts, each small enough for one statement."""
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put the rows into the table; none are none."""
    if rows:
        connection.execute(table.insert(), rows)


def order(sort: str) -> tuple[sa.ColumnElement[Any], ...]:
    """What a listing is sorted by."""
    if sort in ("title", "source"):
        return (articles.c[sort],)
    return (articles.c["added_at" if sort == "added" else "published"].desc(),)


def where(listing: Listing) -> Iterable[sa.ColumnElement[bool]]:
    """Which articles a listing has."""
    yield from _days(listing.since, listing.until)
    if listing.source:
        yield sa.func.lower(articles.c.source) == listing.source.lower()
    if listing.title:
        yield articles.c.title.icontains(listing.title, autoescape=True)


def bounds(scope: Scope) -> Iterable[sa.ColumnElement[bool]]:
    """Which articles a search is bounded to."""
    yield from _days(scope.since, scope.until)
    if scope.sources:
        yield articles.c.source.in_(scope.sources)


def _days(since: date | None, until: date | None) -> Iterable[sa.ColumnElement[bool]]:
    day = sa.func.substr(articles.c.published, 1, 10)
    if since:
        yield day >= since.isoformat()
    if until:
        yield day <= until.isoformat()
