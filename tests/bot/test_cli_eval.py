"""``python -m bot eval`` and ``check`` keep their contract."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main

Run = Callable[..., Result]


@pytest.fixture
def run(config_file: Path) -> Run:
    """Runs a command on an empty collection."""
    return lambda *words: CliRunner().invoke(main, ["--config", str(config_file), *map(str, words)])


@pytest.fixture
def question_set(tmp_path: Path) -> Path:
    """Two articles and two questions, of which one cannot be answered."""
    folder = tmp_path / "set"
    folder.mkdir()
    articles = [
        {"url": "https://a.example/1", "title": "Wombats counted", "text": "Rangers counted 412 wombats in Tasmania."},
        {"url": "https://a.example/2", "title": "Ferry delayed", "text": "The ferry to Hobart left an hour late."},
    ]
    asked = {"id": "q1", "question": "How many wombats did rangers count in Tasmania?", "answers": ["412"]}
    foreign = {"id": "u1", "question": "Who directed the opera in Vienna?"}
    for name, rows in (("articles", articles), ("questions", [asked]), ("unanswerable", [foreign])):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_a_report_tells_what_was_right_and_refused(question_set: Path, run: Run) -> None:
    result = run("eval", question_set, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["right"], report["refused"], report["below_floor"]) == ({"q1": True}, {"u1": True}, [])
    assert report["figures"]["accuracy"]["value"] == 1.0


def test_a_figure_below_its_floor_is_not_done_until_the_floor_is_lowered(question_set: Path, run: Run) -> None:
    floors = question_set / "floors.json"
    floors.write_text('{"accuracy": 1.5}', encoding="utf-8")
    result = run("eval", question_set, "--floors", floors)
    assert result.exit_code == 1
    assert "accuracy is" in result.stdout
    assert run("eval", question_set, "--floors", floors, "--lower-floors").exit_code == 0
    assert json.loads(floors.read_text()) == {"accuracy": 1.0}


def test_a_kept_report_is_compared_with(question_set: Path, run: Run) -> None:
    kept = question_set / "report.json"
    assert run("eval", question_set, "--save", kept).exit_code == 0
    result = run("eval", question_set, "--compare", kept, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["changed"]["unchanged"] == 1


@pytest.mark.parametrize("name", ["articles.jsonl", "questions.jsonl"])
def test_a_set_without_a_part_is_wrong_use(name: str, question_set: Path, run: Run) -> None:
    (question_set / name).unlink()
    result = run("eval", question_set)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(question_set) in result.stderr


def test_check_tells_what_an_empty_collection_wants(run: Run) -> None:
    result = run("check", "--json")
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [finding["ready"] for finding in findings] == [True] * (len(findings) - 1) + [False]
    assert "python -m index add" in findings[-1]["remedy"]
    assert "python -m index add" in run("check").stdout
