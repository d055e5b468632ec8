"""What is kept of calls to a model outlives the process, is bounded, and is counted by server and day."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.llm.cache import FILE, Budget, Cache, opened
from index.errors import StorageError

TODAY = date(2015, 10, 12)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = opened(tmp_path)
    yield engine
    engine.dispose()


def test_what_is_kept_is_found_by_another_process(engine: sa.Engine, tmp_path: Path) -> None:
    Cache(engine, 10).keep("a", "“Hello”\n")
    other = opened(tmp_path)
    assert Cache(other, 10).find("a") == "“Hello”\n"
    assert Cache(other, 10).find("b") is None
    other.dispose()


def test_the_oldest_are_let_go_of(engine: sa.Engine) -> None:
    cache = Cache(engine, 3)
    for key in "abcde":
        cache.keep(key, key.upper())
    assert [cache.find(key) for key in "abcde"] == [None, None, "C", "D", "E"]


def test_what_is_kept_twice_stays_as_it_was(engine: sa.Engine) -> None:
    cache = Cache(engine, 3)
    cache.keep("a", "first")
    cache.keep("a", "second")
    assert cache.find("a") == "first"


def test_nothing_is_kept_where_nothing_is_to_be(engine: sa.Engine) -> None:
    cache = Cache(engine, 0)
    cache.keep("a", "A")
    assert cache.find("a") is None


def test_a_server_has_so_many_calls_a_day_and_its_own(engine: sa.Engine) -> None:
    budget = Budget(engine, 2, lambda: TODAY)
    assert [budget.spend("1") for _ in range(4)] == [True, True, False, False]
    assert budget.spend("2")


def test_the_next_day_begins_anew(engine: sa.Engine) -> None:
    days = [TODAY, TODAY, date(2015, 10, 13)]
    budget = Budget(engine, 1, lambda: days.pop(0))
    assert [budget.spend("1") for _ in range(3)] == [True, False, True]


def test_no_call_is_lost_or_given_twice_between_threads(engine: sa.Engine) -> None:
    budget = Budget(engine, 25, lambda: TODAY)
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _: budget.spend("1"), range(40)))
    assert sum(allowed) == 25


def test_a_damaged_file_is_a_storage_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageError, match=FILE):
        opened(tmp_path)
