"""One process owns a folder; others hand their work over, and none is lost when owners come and go."""

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.collection import Added
from index.config import Config
from index.errors import IndexMismatchError, InputError, OwnerError
from index.line import SOCKET
from index.opening import open_index
from index.owner import LocalIndex, SharedIndex
from index.types import Article, Hit, Passage, Query

QUERY = Query("Where did it rain?", datetime(2015, 10, 12, tzinfo=UTC))
ARTICLE = Article("one", None, "Rain \x1b[31m", "Harbor", "2015-10-02", "It rained “in” Łódź.")
HIT = Hit(Passage("one:0", "one", 0, 9, "It rained"), ARTICLE, 0.5, 1, 0.25, 3.5, None, 2)


class Small:
    """An index in memory: what crosses the socket is tested here, not what is behind it."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay, self.added, self.closed, self.loaded = delay, 0, False, False

    def load(self) -> None:
        self.loaded = True

    def search(self, query: Query) -> tuple[Hit, ...]:
        time.sleep(self.delay)
        if query.question == "bad":
            raise InputError("Ask better.")
        if query.question == "worse":
            raise RuntimeError("secret")
        return (HIT,) if query == QUERY else ()

    def add(self, articles: tuple[Article, ...]) -> Added:
        self.added += len(articles)
        return Added(new=len(articles))

    def remove(self, ids: tuple[str, ...]) -> int:
        return len(ids)

    def close(self) -> None:
        self.closed = True


def refuse() -> LocalIndex:
    raise AssertionError("opened by a second process")


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[SharedIndex]:
    with SharedIndex(tmp_path, Small) as index:
        assert index.own()
        yield index


def test_a_second_one_hands_its_work_over_and_gets_the_same_back(owner: SharedIndex, tmp_path: Path) -> None:
    with SharedIndex(tmp_path, refuse) as other:
        assert other.search(QUERY) == owner.search(QUERY) == (HIT,)
        assert other.add((ARTICLE, ARTICLE)) == Added(new=2)
        assert other.remove(("one",)) == 1


def test_errors_for_people_cross_over_and_others_do_not_leak(owner: SharedIndex, tmp_path: Path) -> None:
    with SharedIndex(tmp_path, refuse) as other:
        with pytest.raises(InputError, match=r"Ask better\."):
            other.search(Query("bad", QUERY.asked_at))
        with pytest.raises(Exception, match="RuntimeError") as told:
            other.search(Query("worse", QUERY.asked_at))
        assert "secret" not in str(told.value)


def test_a_request_under_way_is_answered_before_the_owner_goes(tmp_path: Path) -> None:
    owner = SharedIndex(tmp_path, lambda: Small(delay=0.5))
    assert owner.own()
    found: list[tuple[Hit, ...]] = []
    asking = threading.Thread(target=lambda: found.append(SharedIndex(tmp_path, refuse).search(QUERY)))
    asking.start()
    time.sleep(0.2)
    owner.close()
    asking.join()
    assert found == [(HIT,)]


def test_the_next_one_becomes_the_owner(owner: SharedIndex, tmp_path: Path) -> None:
    with SharedIndex(tmp_path, Small) as other:
        assert not other.own()
        owner.close()
        assert other.search(QUERY) == (HIT,)
        assert other.own()


def test_who_says_nothing_does_not_hold_the_owner_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.line._Handler.timeout", 0.2)
    owner = SharedIndex(tmp_path, Small)
    assert owner.own()
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(str(tmp_path / SOCKET))
        time.sleep(0.1)
        began = time.monotonic()
        owner.close()
    assert time.monotonic() - began < 5


def test_an_owner_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.line.ANSWER_S", 0.2)
    with SharedIndex(tmp_path, lambda: Small(delay=1.0)) as owner, SharedIndex(tmp_path, refuse) as other:
        assert owner.own()
        with pytest.raises(OwnerError, match="does not answer"):
            other.search(QUERY)


def test_a_dead_owners_socket_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / SOCKET).touch()
    with SharedIndex(tmp_path, Small) as index:
        assert index.search(QUERY) == (HIT,)


def test_an_index_that_cannot_be_opened_leaves_the_folder_free(tmp_path: Path) -> None:
    def fail() -> LocalIndex:
        raise IndexMismatchError("Run: rebuild")

    with SharedIndex(tmp_path, fail) as broken, pytest.raises(IndexMismatchError):
        broken.search(QUERY)
    with SharedIndex(tmp_path, Small) as index:
        assert index.own()


def test_who_means_to_own_it_has_all_loaded_and_who_asks_once_has_not(tmp_path: Path) -> None:
    small = Small()
    with SharedIndex(tmp_path, lambda: small) as index:
        index.search(QUERY)
        assert not small.loaded
        assert index.own()
        assert small.loaded


def test_the_socket_is_its_users_alone_and_gone_afterwards(tmp_path: Path) -> None:
    with SharedIndex(tmp_path, Small) as index:
        assert index.own()
        assert stat.S_IMODE((tmp_path / SOCKET).stat().st_mode) == 0o600
    assert not (tmp_path / SOCKET).exists()


def test_a_long_path_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 120)
    folder.mkdir()
    with SharedIndex(folder, Small) as owner, SharedIndex(folder, refuse) as other:
        assert owner.own()
        assert other.search(QUERY) == (HIT,)


def test_many_ask_at_once(owner: SharedIndex, tmp_path: Path) -> None:
    found: list[tuple[Hit, ...]] = []
    threads = [
        threading.Thread(target=lambda: found.append(SharedIndex(tmp_path, refuse).search(QUERY))) for _ in range(50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(HIT,)] * 50


def test_nonsense_on_the_socket_harms_nobody(owner: SharedIndex, tmp_path: Path) -> None:
    import socket

    for nonsense in (b"", b"\n", b"{}\n", b'{"verb": "close", "argument": "{}"}\n', b"\xff\xfe\n"):
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(tmp_path / SOCKET))
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            answered = line.makefile("rb").read()
        assert b"result" not in answered or b'"error":"OwnerError"' in answered
    assert SharedIndex(tmp_path, refuse).search(QUERY) == (HIT,)


def test_two_real_processes_add_and_ask_at_once(config: Config, tmp_path: Path) -> None:
    """A large add owns the folder; asks and a second add in other processes are served while it runs."""
    rows = [{"title": f"Story {i}", "text": f"In town {i} it rained for {i} days. " * 20} for i in range(300)]
    large = tmp_path / "large.jsonl"
    large.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    small = tmp_path / "small.txt"
    small.write_text("Quokkas of Perth\nThe quokkas of Perth were counted on Monday.", encoding="utf-8")
    adding = _start(config, "index", "add", str(large), "--json")
    _until(lambda: (config.data / SOCKET).exists())
    second = _start(config, "index", "add", str(small), "--json")
    assert json.loads(_finished(second)[0])["new"] == 1
    asked = _start(config, "index", "search", "Which quokkas were counted?", "--json")
    assert json.loads(_finished(asked)[0].splitlines()[0])["title"] == "Quokkas of Perth"
    assert adding.poll() is None, "the large add ended too early to test anything"
    assert json.loads(_finished(adding)[0])["new"] == 300


def test_a_killed_add_has_lost_nothing_that_it_reported(config: Config, tmp_path: Path) -> None:
    with open_index(config) as index:
        index.add((Article("one", None, "Rain", None, None, "It rained in Bergen."),))
    rows = [{"title": f"Story {i}", "text": f"In town {i} it snowed for {i} days. " * 20} for i in range(300)]
    large = tmp_path / "large.jsonl"
    large.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    adding = _start(config, "index", "add", str(large), "--json")
    _until(lambda: (config.data / SOCKET).exists())
    time.sleep(1.0)
    adding.send_signal(signal.SIGKILL)
    adding.communicate()
    with open_index(config) as index:
        assert index.search(Query("Where did it rain?", QUERY.asked_at))[0].article.id == "one"
    again = _start(config, "index", "add", str(large), "--json")
    counts = json.loads(_finished(again)[0])
    assert counts["new"] + counts["unchanged"] == 300
    assert counts["failed"] == []


def _start(config: Config, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | {"DATELINE_DATA": str(config.data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _finished(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    return out.decode(), err.decode()


def _until(true: Callable[[], bool]) -> None:
    with contextlib.suppress(OSError):  # told below as waiting in vain
        for _ in range(600):
            if true():
                return
            time.sleep(0.05)
    raise AssertionError("waited 30 seconds in vain")
