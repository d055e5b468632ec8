"""``python -m index`` keeps its contract: what is printed where, and the exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.__main__ import main

ROOT = Path(__file__).parents[2]
WOMBATS = {
    "url": "https://a.example/1?utm_source=x",
    "title": "Wombats counted",
    "text": "Rangers counted 412 wombats.",
    "published": "2015-10-02",
    "source": "Island Post",
}
FERRY = {"title": "Ferry late", "text": "The ferry left an hour late.", "published": "2015-10-04", "source": "Daily"}
NOTHING = {"new": 0, "updated": 0, "unchanged": 0, "duplicates": 0, "failed": []}

Run = Callable[..., Result]


@pytest.fixture
def run(config_file: Path) -> Run:
    """Runs a command on an empty collection."""
    return lambda *words: CliRunner().invoke(main, ["--config", str(config_file), *map(str, words)])


@pytest.fixture
def filled(tmp_path: Path, run: Run) -> Run:
    """Runs a command on a collection of two articles."""
    assert run("add", lines(tmp_path, WOMBATS, FERRY)).exit_code == 0
    return run


def lines(folder: Path, *articles: object) -> Path:
    path = folder / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


def fresh(folder: Path, *words: str) -> str:
    """What the command prints on standard output in a process of its own."""
    command = [sys.executable, "-m", "index", "--config", str(folder / "config.yaml"), *words]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_counts_what_became_of_the_articles(tmp_path: Path, run: Run) -> None:
    result = run("add", lines(tmp_path, WOMBATS, FERRY), "--json")
    assert (result.exit_code, rows(result)) == (0, [NOTHING | {"new": 2}])
    changed = WOMBATS | {"text": "Rangers counted 413 wombats."}
    result = run("add", lines(tmp_path, changed, FERRY, FERRY | {"url": "https://b.example/2"}), "--json")
    assert rows(result) == [NOTHING | {"updated": 1, "unchanged": 1, "duplicates": 1}]


def test_an_empty_path_is_not_taken_for_the_current_folder(run: Run, tmp_path: Path) -> None:
    result = run("add", lines(tmp_path, FERRY), "")
    assert result.exit_code == 2 and "A path is empty" in result.output
    assert rows(run("stats", "--json"))[0]["articles"] == 0


def test_list_shows_the_newest_first(filled: Run) -> None:
    result = filled("list", "--json")
    assert result.exit_code == 0
    assert [row["title"] for row in rows(result)] == ["Ferry late", "Wombats counted"]
    assert rows(result)[1].keys() == {"article_id", "url", "title", "source", "published", "characters"}
    assert rows(result)[1]["url"] == WOMBATS["url"]


@pytest.mark.parametrize(
    "chosen",
    [("--until", "2015-10-03"), ("--source", "island post"), ("--title", "WOMBAT"), ("--sort", "title")],
)
def test_list_can_be_bounded_and_sorted(chosen: tuple[str, str], filled: Run) -> None:
    found = rows(filled("list", *chosen, "--json"))
    assert found[-1]["title"] == "Wombats counted"
    assert len(found) == (2 if "--sort" in chosen else 1)


def test_list_prints_at_most_the_limit(filled: Run) -> None:
    assert len(filled("list", "--limit", 1).stdout.splitlines()) == 1


@pytest.mark.parametrize("length", [4, 8, 16])
def test_show_takes_an_id_or_the_start_of_one(length: int, filled: Run) -> None:
    named = str(rows(filled("list", "--json"))[1]["article_id"])[:length]
    [shown] = rows(filled("show", named, "--json"))
    assert (shown["title"], shown["text"]) == ("Wombats counted", WOMBATS["text"])
    assert shown.keys() == {"article_id", "url", "title", "source", "published", "author", "text"}


def test_show_takes_an_url_and_prints_for_a_person(filled: Run) -> None:
    result = filled("show", WOMBATS["url"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Wombats counted"
    assert WOMBATS["text"] in result.stdout


def test_remove_counts_and_forgets(filled: Run) -> None:
    result = filled("remove", WOMBATS["url"], "--json")
    assert (result.exit_code, rows(result)) == (0, [{"removed": 1}])
    assert [row["title"] for row in rows(filled("list", "--json"))] == ["Ferry late"]


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_article_that_is_not_there_is_not_found(command: str, filled: Run) -> None:
    result = filled(command, "ffffffff")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "python -m index list" in result.stderr


def test_stats_count(filled: Run) -> None:
    result = filled("stats", "--json")
    [numbers] = rows(result)
    assert result.exit_code == 0
    assert numbers.items() >= {"articles": 2, "passages": 2, "sources": 2, "undated": 0, "pending": 0}.items()
    assert (numbers["first"], numbers["last"]) == ("2015-10-02", "2015-10-04")
    assert numbers["by_source"] == {"Daily": 1, "Island Post": 1}
    assert "Island Post" in filled("stats").stdout


def test_search_shows_the_passages_with_both_ranks(filled: Run) -> None:
    result = filled("search", "How many wombats were counted?", "--json")
    best, other = rows(result)
    assert result.exit_code == 0
    assert (best["rank"], best["title"], best["text"]) == (1, "Wombats counted", WOMBATS["text"])
    assert (best["dense_rank"], best["lexical_rank"], other["lexical_rank"]) == (1, 1, None)
    assert "dense 1" in filled("search", "wombats").stdout


def test_search_that_finds_nothing_is_not_found(filled: Run) -> None:
    assert filled("search", "wombats", "--source", "Nobody").exit_code == 1


def test_rebuild_changes_nothing_that_is_found(filled: Run, tmp_path: Path) -> None:
    before = filled("search", "wombats", "--json").stdout
    assert fresh(tmp_path, "rebuild") == "rebuilt\n"
    assert fresh(tmp_path, "search", "wombats", "--json") == before


@pytest.mark.parametrize("words", [["add"], ["add", "--loud", "x"], ["list", "--sort", "size"], ["list", "--limit", 0]])
def test_wrong_use_is_told_on_standard_error(words: list[object], run: Run) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage" in result.stderr


def test_the_configuration_may_be_missing_where_help_is_wanted(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "none.yaml"), "stats"])
    assert result.exit_code == 2
    assert "none.yaml cannot be read" in result.stderr
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0


def test_the_module_itself_prints_one_object_and_nothing_else(tmp_path: Path, run: Run) -> None:
    printed = fresh(tmp_path, "add", str(lines(tmp_path, WOMBATS)), "--json")
    assert json.loads(printed) == NOTHING | {"new": 1}
