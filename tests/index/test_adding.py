"""From paths to articles: what a run counts, and which text of an article it keeps."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.adding import BATCH, add_paths
from index.collection import Added
from index.config import Config
from index.opening import open_index
from index.owner import SharedIndex

RAIN = {"url": "https://a.example/rain", "title": "Rain", "text": "It rained in Oslo."}
SNOW = RAIN | {"text": "It snowed in Oslo."}
# As many as are handed over together. Their text is one, so that it is embedded once.
BETWEEN = [{"url": f"https://a.example/{n}", "title": "Sun", "text": "The sun shone."} for n in range(BATCH)]


@pytest.fixture
def index(config: Config) -> Iterator[SharedIndex]:
    """An empty index."""
    with open_index(config) as index:
        yield index


def lines(path: Path, *articles: dict[str, str]) -> Path:
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


def added(index: SharedIndex, *paths: Path) -> Added:
    report = add_paths(index, paths, lambda _: None)
    assert not report.failed
    return report.added


def test_the_last_text_of_an_article_is_kept_and_the_same_run_again_changes_nothing(
    tmp_path: Path, index: SharedIndex
) -> None:
    path = lines(tmp_path / "a.jsonl", RAIN, *BETWEEN, SNOW)
    assert added(index, path) == Added(new=2, updated=1, duplicates=BATCH - 1)
    assert added(index, path) == Added(unchanged=BATCH + 2)
    assert added(index, lines(tmp_path / "b.jsonl", SNOW)) == Added(unchanged=1)


def test_an_article_that_comes_again_as_it_is_is_kept_once(tmp_path: Path, index: SharedIndex) -> None:
    path = lines(tmp_path / "a.jsonl", RAIN, *BETWEEN, RAIN)
    assert added(index, path) == Added(new=2, unchanged=1, duplicates=BATCH - 1)


def test_the_text_of_a_later_file_is_kept(tmp_path: Path, index: SharedIndex) -> None:
    paths = lines(tmp_path / "a.jsonl", RAIN, *BETWEEN), lines(tmp_path / "b.jsonl", SNOW)
    added(index, *paths)
    assert added(index, *paths) == Added(unchanged=BATCH + 2)


def test_all_that_is_done_is_told(tmp_path: Path, index: SharedIndex) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(RAIN) + "\n{\n" + json.dumps(SNOW), encoding="utf-8")
    done: list[int] = []
    report = add_paths(index, [tmp_path / "a.jsonl", tmp_path / "none.txt"], done.append)
    assert (report.added, len(report.failed), sum(done)) == (Added(new=1, updated=1), 2, 4)
