"""SQLite files that several processes and threads use at once."""

import time
from contextlib import AbstractContextManager
from pathlib import Path
from sqlite3 import SQLITE_BUSY, Connection, OperationalError

import sqlalchemy as sa

# A writer holds a file for milliseconds; one that holds it for so long has died or hangs.
BUSY_S = 30
PAUSE_S = 0.01


def opened(path: Path, *pragmas: str, busy: float = BUSY_S) -> sa.Engine:
    """The engine for the file, made if need be, with the pragmas set on each connection.

    What is read through one of its connections is the state of one moment, whatever others write meanwhile. Who writes
    does so in ``writing``, and waits for other writers, at most ``busy`` seconds.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": busy, "isolation_level": None}
    )

    def configure(connection: Connection, _: object) -> None:
        _log(connection, busy)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def writing(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that holds the file against other writers from its start: one that began by reading could not wait
    for them."""
    return engine.execution_options(writing=True).begin()


def _begin(connection: sa.Connection) -> None:
    kind = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _log(connection: Connection, busy: float) -> None:
    """Turn on the write-ahead log, so that readers never wait for the writer. While another process does so in a new
    file SQLite would not wait; this does."""
    until = time.monotonic() + busy
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError as error:
            # The low byte says that another is busy, the rest with what.
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE_S)
