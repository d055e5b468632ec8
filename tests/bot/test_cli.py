"""``python -m bot`` keeps its contract: what is printed where, and the exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from index.config import Config

ROOT = Path(__file__).parents[2]
AIRSPACE = "What did Russia request about airspace?"
UNKNOWN = "Who won the 2014 World Cup?"
ESCAPES = "What did \x1b[31mRussia\x1b]0;x\x07 request\u202e about airspace\x00?"

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATELINE_CONFIG", "DATELINE_DATA", "DATELINE_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def written(folder: Path, data: Path) -> Path:
    """A config.yaml for that data folder."""
    path = folder / "config.yaml"
    path.write_text(json.dumps({"data": str(data)}), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, sample_config: Config) -> Run:
    """Runs a command on the sample articles."""
    path = written(tmp_path, sample_config.data)
    return lambda *words: CliRunner().invoke(main, ["--config", str(path), *map(str, words)])


@pytest.fixture
def run_empty(tmp_path: Path, config: Config) -> Run:
    """Runs a command on an empty collection."""
    path = written(tmp_path, config.data)
    return lambda *words: CliRunner().invoke(main, ["--config", str(path), *map(str, words)])


@pytest.mark.parametrize(("question", "status", "code"), [(AIRSPACE, "answered", 0), (UNKNOWN, "no_answer", 1)])
def test_an_answer_is_done_and_none_is_not(question: str, status: str, code: int, run: Run) -> None:
    result = run("ask", question, "--asked-at", "2015-10-02", "--json")
    assert result.exit_code == code
    [line] = result.stdout.splitlines()
    assert json.loads(line)["status"] == status


def test_a_person_reads_quote_outlet_and_day(run: Run) -> None:
    result = run("ask", AIRSPACE, "--asked-at", "2015-10-02")
    assert result.exit_code == 0
    assert "[1] “" in result.stdout
    assert "Meridian Wire · 30 September 2015" in " ".join(result.stdout.split())


def test_the_bounds_of_a_question_are_kept(run: Run) -> None:
    bounds = ("--since", "2015-10-05", "--until", "2015-10-06", "--source", "Meridian Wire")
    passages = json.loads(run("ask", "What did NATO say?", *bounds, "--json").stdout)["passages"]
    assert {passage["published"][:10] for passage in passages} == {"2015-10-05"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ask"], "Give a question"),
        (["ask", AIRSPACE, "--batch", "questions.jsonl", "--json"], "Give a question"),
        (["ask", "--batch", "questions.jsonl"], "--json"),
        (["ask", AIRSPACE, "--loud"], "--loud"),
        (["shout", AIRSPACE], "shout"),
        (["ask", ""], "question is empty"),
        (["ask", "?! \x00"], "question is empty"),
        (["ask", "airspace? " * 1_000], "characters"),
        (["ask", AIRSPACE, "--since", "someday"], "2015-10-02"),
        (["ask", AIRSPACE, "--since", "2015-10-05", "--until", "2015-10-01"], "Exchange"),
        (["ask", "--batch", "missing.jsonl", "--json"], "cannot be read"),
        (["eval", "missing"], "no articles"),
    ],
)
def test_wrong_use_is_told_on_standard_error(words: list[str], message: str, run: Run) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_question_in_another_language_is_a_question(run: Run) -> None:
    result = run("ask", "Что Россия попросила у США?", "--json")
    assert result.exit_code in (0, 1)
    assert json.loads(result.stdout)["question"] == "Что Россия попросила у США?"


def test_escapes_in_a_question_are_dropped(run: Run) -> None:
    for form in ([], ["--json"]):
        result = run("ask", ESCAPES, *form)
        assert result.exit_code in (0, 1)
        assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(result.output)


def batch(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_batch_is_answered_in_its_order_and_a_refusal_in_it_is_done(tmp_path: Path, run: Run) -> None:
    asked = [{"id": "z", "question": UNKNOWN}, {"id": "a", "question": AIRSPACE, "asked_at": "2015-10-02"}]
    result = run("ask", "--batch", batch(tmp_path, *map(json.dumps, asked)), "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(row["id"], row["status"]) for row in rows] == [("z", "no_answer"), ("a", "answered")]


def test_a_bad_line_of_a_batch_is_one_error_among_the_answers(tmp_path: Path, run: Run) -> None:
    good = json.dumps({"id": "q", "question": AIRSPACE})
    result = run("ask", "--batch", batch(tmp_path, good, "{", good), "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["answered", "error", "answered"]
    assert "Line 2" in json.loads(result.stdout.splitlines()[1])["text"]


def test_a_data_folder_that_cannot_be_is_a_failure(tmp_path: Path) -> None:
    path = written(tmp_path, tmp_path / "config.yaml" / "data")
    result = CliRunner().invoke(main, ["--config", str(path), "ask", AIRSPACE])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "DATELINE_DATA" in result.stderr


def test_an_unknown_key_of_the_configuration_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("quotes:\n  treshold: 0.5\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--config", str(path), "check"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "“quotes.treshold”; did you mean “quotes.threshold”?" in result.stderr
    assert str(path) in result.stderr


def test_a_missing_configuration_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "none.yaml"), "check"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none.yaml cannot be read" in result.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_check_is_done_where_all_is_ready(form: list[str], run: Run) -> None:
    result = run("check", *form)
    assert result.exit_code == 0
    assert "44 articles" in result.stdout


def test_an_empty_collection_has_no_answer(run_empty: Run) -> None:
    result = run_empty("ask", AIRSPACE, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["passages"] == []


def test_the_module_itself_prints_one_object_and_nothing_else(tmp_path: Path, sample_config: Config) -> None:
    words = ["--config", str(written(tmp_path, sample_config.data)), "ask", AIRSPACE, "--json"]
    ran = subprocess.run([sys.executable, "-m", "bot", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["status"] == "answered"
