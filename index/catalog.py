"""The catalog: one SQLite file that holds the articles, their passages and vectors, and what is still pending.

It is the truth. Both indexes are derived from it, and an article that was committed here is never lost: what the
indexes have not taken in yet stands in ``pending`` until they have.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import StorageError
from index.identity import article_id
from index.pending import Pending, mark
from index.rows import article, article_row, passage, passage_rows
from index.sqlite import opened, writing
from index.statements import bounds, chunks, insert, order, where
from index.tables import articles, built, passages, pending, schema, vectors
from index.types import Article, Listing, Passage, Scope, Split, Stats


class Catalog:
    """The SQLite file at ``path``. Any number of processes may read it while one writes."""

    def __init__(self, path: Path) -> None:
        # Every commit reaches the disk.
        self._engine = opened(path, "synchronous=FULL", "foreign_keys=ON")
        self.pending = Pending(self._engine)
        try:
            with self._engine.connect() as connection:
                made = sa.inspect(connection).has_table("articles")
            if not made:
                with writing(self._engine) as connection:
                    schema.create_all(connection)
        except sa.exc.DatabaseError as error:
            raise StorageError(
                f"The catalog {path} cannot be opened ({error.orig}). Check that you may write to its folder; "
                "if the file is damaged, put a copy of it back, or move it away and add the articles again."
            ) from error

    def close(self) -> None:
        """Close all connections, so that the log is folded into the file."""
        self._engine.dispose()

    # Writing

    def fingerprints(self, ids: Iterable[str]) -> dict[str, str]:
        """Article id to fingerprint, of those that are kept."""
        return dict(self._pairs(articles.c.id, articles.c.fingerprint, ids))

    def texts_known(self, hashes: Iterable[str]) -> dict[str, set[str]]:
        """Text hash to the ids of the articles with that text."""
        found: dict[str, set[str]] = {}
        for copy_of, kept in self._pairs(articles.c.copy_of, articles.c.id, hashes):
            found.setdefault(copy_of, set()).add(kept)
        return found

    def vectors_known(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Vector id to float16 bytes, of those that are kept."""
        return dict(self._pairs(vectors.c.id, vectors.c.half, ids))

    def keep(self, splits: Sequence[Split], new_vectors: dict[str, bytes], now: str) -> None:
        """Store articles with passages and vectors in one transaction, replacing those of the same ids."""
        with writing(self._engine) as connection:
            self._drop(connection, [split.article.id for split in splits])
            insert(connection, articles, [article_row(split, now) for split in splits])
            rows = [row for split in splits for row in passage_rows(split)]
            insert(connection, passages, rows)
            insert(connection, vectors, [{"id": i, "half": half} for i, half in new_vectors.items()])
            mark(connection, [row["id"] for row in rows], removed=False)

    def remove(self, ids: Sequence[str]) -> int:
        """How many of these articles there were; they are gone."""
        with writing(self._engine) as connection:
            return self._drop(connection, ids)

    def sweep(self) -> None:
        """Forget the vectors that no passage has any more."""
        with writing(self._engine) as connection:
            used = sa.select(passages.c.vector)
            connection.execute(vectors.delete().where(vectors.c.id.not_in(used)))

    def _drop(self, connection: sa.Connection, ids: Sequence[str]) -> int:
        count = 0
        for some in chunks(ids):
            gone = connection.scalars(sa.select(passages.c.id).where(passages.c.article_id.in_(some))).all()
            mark(connection, gone, removed=True)
            connection.execute(passages.delete().where(passages.c.article_id.in_(some)))
            count += connection.execute(articles.delete().where(articles.c.id.in_(some))).rowcount
        return count

    def built(self) -> dict[str, str]:
        """What the passages and vectors were made with: ``model``, ``splitter``."""
        with self._engine.connect() as connection:
            return {row.what: row.value for row in connection.execute(sa.select(built))}

    def set_built(self, values: dict[str, str]) -> None:
        """Record what the passages and vectors are made with."""
        with writing(self._engine) as connection:
            connection.execute(built.delete())
            insert(connection, built, [{"what": k, "value": v} for k, v in values.items()])

    # Reading

    def passages(self, ids: Iterable[str]) -> dict[str, tuple[Passage, Article, bytes]]:
        """Passage id to passage, its article (one object for all its passages), and its vector in float16."""
        joined = passages.join(vectors, passages.c.vector == vectors.c.id)
        columns = (passages.c.id, passages.c.article_id, passages.c.start, passages.c.end, vectors.c.half)
        with self._engine.connect() as connection:
            rows = [
                row
                for some in chunks(list(ids))
                for row in connection.execute(sa.select(*columns).select_from(joined).where(passages.c.id.in_(some)))
            ]
            owners = _articles(connection, {row.article_id for row in rows})
        return {row.id: (passage(row, owners[row.article_id]), owners[row.article_id], row.half) for row in rows}

    def vectors(self, scope: Scope) -> tuple[list[str], list[bytes]]:
        """The ids of all passages in the scope, and their vectors in float16."""
        joined = passages.join(vectors, passages.c.vector == vectors.c.id).join(articles)
        query = sa.select(passages.c.id, vectors.c.half).select_from(joined).where(*bounds(scope))
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [row.id for row in rows], [row.half for row in rows]

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Article id to article, of those that are kept."""
        with self._engine.connect() as connection:
            return _articles(connection, ids)

    def article(self, article_id: str) -> Article | None:
        """The article, or None."""
        return self.articles([article_id]).get(article_id)

    def find(self, name: str) -> list[str]:
        """The ids of the articles that the name means: an id, the start of one, or a URL."""
        means = (articles.c.url == name) | (articles.c.id == article_id(name, None, name))
        if len(name) >= 4:
            means |= articles.c.id.startswith(name, autoescape=True)
        with self._engine.connect() as connection:
            return list(connection.scalars(sa.select(articles.c.id).where(means).limit(20)))

    def chosen(self, listing: Listing) -> list[Article]:
        """The articles, newest first (sort ``published`` or ``added``) or by name (``title``, ``source``)."""
        query = sa.select(articles).order_by(*order(listing.sort), articles.c.id).limit(listing.limit)
        for clause in where(listing):
            query = query.where(clause)
        with self._engine.connect() as connection:
            return [article(row) for row in connection.execute(query)]

    def ids(self) -> list[str]:
        """The ids of all articles."""
        with self._engine.connect() as connection:
            return list(connection.scalars(sa.select(articles.c.id)))

    def sources(self) -> dict[str, int]:
        """Outlet to number of its articles, the largest first."""
        count = sa.func.count()
        query = (
            sa.select(articles.c.source, count)
            .where(articles.c.source.is_not(None))
            .group_by(articles.c.source)
            .order_by(count.desc(), articles.c.source)
        )
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def newest(self, until: date) -> date | None:
        """The day of the latest article published until then, None without one."""
        day = sa.func.substr(articles.c.published, 1, 10)
        with self._engine.connect() as connection:
            last = connection.scalar(sa.select(sa.func.max(day)).where(day <= until.isoformat()))
        return date.fromisoformat(last) if last else None

    def count(self) -> int:
        """How many passages are kept; far sooner known than all of the numbers."""
        with self._engine.connect() as connection:
            return _count(connection)

    def stats(self) -> Stats:
        """The numbers."""
        day = sa.func.substr(articles.c.published, 1, 10)
        with self._engine.connect() as connection:
            row = connection.execute(
                sa.select(
                    sa.func.count(),
                    sa.func.count(articles.c.source.distinct()),
                    sa.func.count() - sa.func.count(articles.c.published),
                    sa.func.min(day),
                    sa.func.max(day),
                    sa.func.max(articles.c.added_at),
                ).select_from(articles)
            ).one()
            split = _count(connection)
            waiting = connection.scalar(sa.select(sa.func.count()).select_from(pending)) or 0
        return Stats(row[0], split, row[1], row[2], waiting, row[3], row[4], row[5])

    def _pairs(self, key: sa.Column[str], value: sa.Column[Any], keys: Iterable[str]) -> Iterable[tuple[Any, Any]]:
        with self._engine.connect() as connection:
            for some in chunks(list(keys)):
                for row in connection.execute(sa.select(key, value).where(key.in_(some))):
                    yield row[0], row[1]


def _count(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(passages)) or 0


def _articles(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Article]:
    return {
        row.id: article(row)
        for some in chunks(list(ids))
        for row in connection.execute(sa.select(articles).where(articles.c.id.in_(some)))
    }
