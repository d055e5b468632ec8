"""Several users of one SQLite file neither fail nor see each other's halves."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from index.sqlite import opened, writing

COUNTED = sa.text("SELECT n FROM counts")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.sqlite3"


@pytest.fixture
def engine(path: Path) -> sa.Engine:
    engine = opened(path)
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE counts (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO counts VALUES (0)"))
    return engine


def test_opening_waits_for_one_who_makes_the_file(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE counts (n INTEGER)")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    with opened(path).connect() as connection:
        assert connection.execute(COUNTED).all() == []


def test_a_file_is_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a?b").mkdir()
    with opened(tmp_path / "a?b" / "c#d.sqlite3").connect():
        assert [path.name for path in tmp_path.iterdir()] == ["a?b"]


def test_what_is_no_database_is_told_at_once(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(sa.exc.DatabaseError, match="not a database"), opened(path).connect():
        pass


def test_a_reader_sees_one_moment(engine: sa.Engine) -> None:
    with engine.connect() as reader:
        assert reader.scalar(COUNTED) == 0
        with writing(engine) as writer:
            writer.execute(sa.text("UPDATE counts SET n = 1"))
        assert reader.scalar(COUNTED) == 0
    with engine.connect() as reader:
        assert reader.scalar(COUNTED) == 1


def test_writers_that_read_first_wait_for_each_other(engine: sa.Engine) -> None:
    def count() -> None:
        for _ in range(20):
            with writing(engine) as connection:
                n = connection.scalar(COUNTED)
                connection.execute(sa.text("UPDATE counts SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as reader:
        assert reader.scalar(COUNTED) == 80


def test_what_fails_is_undone(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.OperationalError), writing(engine) as connection:
        connection.execute(sa.text("UPDATE counts SET n = 1"))
        connection.execute(sa.text("UPDATE nothing SET n = 1"))
    with engine.connect() as reader:
        assert reader.scalar(COUNTED) == 0
