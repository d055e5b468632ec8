"""What the indexes have still to take in: the passages that changed in the catalog since they were last told."""

from collections.abc import Sequence

import sqlalchemy as sa

from index.sqlite import writing
from index.statements import chunks, insert
from index.tables import passages, pending


class Pending:
    """The catalog's list of passages that are not yet in the indexes, or not yet out of them."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def first(self, most: int) -> tuple[list[str], list[str]]:
        """Passage ids to put into the indexes, and to take out of them, at most so many together."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(pending).limit(most)).all()
        return [r.passage_id for r in rows if not r.removed], [r.passage_id for r in rows if r.removed]

    def settle(self, ids: Sequence[str]) -> None:
        """These are in the indexes, or out of them, as they should be."""
        with writing(self._engine) as connection:
            for some in chunks(ids):
                connection.execute(pending.delete().where(pending.c.passage_id.in_(some)))

    def everything(self) -> None:
        """Let the indexes take in everything anew."""
        with writing(self._engine) as connection:
            connection.execute(pending.delete())
            every = sa.select(passages.c.id, sa.literal(False))
            connection.execute(pending.insert().from_select(["passage_id", "removed"], every))


def mark(connection: sa.Connection, ids: Sequence[str], removed: bool) -> None:
    """The indexes have to take these passages in, or out, whatever was to be done with them before."""
    for some in chunks(ids):
        connection.execute(pending.delete().where(pending.c.passage_id.in_(some)))
    insert(connection, pending, [{"passage_id": i, "removed": removed} for i in ids])
