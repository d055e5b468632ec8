"""What is kept of calls to chat models, in one file of the data folder: their outputs, and how many a day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from index import sqlite
from index.errors import StorageError

FILE = "llm.sqlite3"
# Seconds to wait for another process that writes: many times what a row takes.
BUSY_S = 5.0

schema = sa.MetaData()
outputs = sa.Table(
    "outputs",
    schema,
    sa.Column("kept", sa.Integer, primary_key=True),  # counts up, so that the oldest are known
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
)
spent = sa.Table(
    "spent",
    schema,
    sa.Column("day", sa.String, primary_key=True),
    sa.Column("server", sa.String, primary_key=True),
    sa.Column("calls", sa.Integer, nullable=False),
)


def opened(folder: Path) -> sa.Engine:
    """The file in that folder, made if need be. Raises StorageError where it cannot be used."""
    engine = sqlite.opened(folder / FILE, busy=BUSY_S)
    with _at(engine) as line:
        schema.create_all(line)
    return engine


@contextmanager
def _at(engine: sa.Engine) -> Iterator[sa.Connection]:
    try:
        with sqlite.writing(engine) as line:
            yield line
    except sa.exc.SQLAlchemyError as error:
        raise StorageError(
            f"{engine.url.database} cannot be used ({type(error).__name__}). Check that the disk has room and that you "
            "may write there; if the file is damaged, delete it: it holds copies of what chat models said."
        ) from error


class Cache:
    """The last ``most`` outputs, by what was asked."""

    def __init__(self, engine: sa.Engine, most: int) -> None:
        self._engine, self._most = engine, most

    def find(self, key: str) -> str | None:
        """The output that is kept under the key, None if there is none."""
        with _at(self._engine) as line:
            return line.scalar(sa.select(outputs.c.text).where(outputs.c.key == key))

    def keep(self, key: str, text: str) -> None:
        """Keep an output, and let go of the oldest that are too many."""
        with _at(self._engine) as line:
            line.execute(insert(outputs).values(key=key, text=text).on_conflict_do_nothing())
            newest = sa.select(sa.func.max(outputs.c.kept)).scalar_subquery()
            line.execute(sa.delete(outputs).where(outputs.c.kept <= newest - self._most))


class Budget:
    """So many calls a day for each server. ``today`` tells the day."""

    def __init__(self, engine: sa.Engine, calls: int, today: Callable[[], date]) -> None:
        self._engine, self._calls, self._today = engine, calls, today

    def spend(self, server: str) -> bool:
        """Whether the server has a call left today; if so it is spent."""
        day = self._today().isoformat()
        with _at(self._engine) as line:
            line.execute(sa.delete(spent).where(spent.c.day != day))
            first = insert(spent).values(day=day, server=server, calls=1)
            again = first.on_conflict_do_update(index_elements=["day", "server"], set_={"calls": spent.c.calls + 1})
            return (line.scalar(again.returning(spent.c.calls)) or 0) <= self._calls
