"""``ask --explain`` tells the steps, and nothing in them can control the terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.explain import explained
from index.config import Config
from tests.llm.scripted import Reply, Scripted

AIRSPACE = "What did Russia request about airspace?"
TRUE = (
    "The visitor said that the targets would be positions of the Islamic State group, and he requested that U.S. "
    "aircraft avoid Syrian airspace during the missions, State Department spokesman John Kirby said."
)
FALSE = "Moscow bought ten planes."


@pytest.fixture
def configured(tmp_path: Path, sample_config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A config.yaml with the language-model reader, whose model says one true and one false sentence."""
    with Scripted() as server:
        server.play(Reply(f"{TRUE} {FALSE}"))
        monkeypatch.setenv("TEST_URL", server.url)
        monkeypatch.setenv("TEST_KEY", "sk-test-1234567890")
        llm = {"model": "openai:any", "base_url_env": "TEST_URL", "key_env": "TEST_KEY", "cached": 0}
        path = tmp_path / "config.yaml"
        path.write_text(json.dumps({"data": str(sample_config.data), "reader": "llm", "llm": llm}), encoding="utf-8")
        yield path


def ask(path: Path, *words: str) -> tuple[str, str]:
    result = CliRunner().invoke(main, ["--config", str(path), "ask", AIRSPACE, "--asked-at", "2015-10-02", *words])
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_it_tells_hits_prompt_output_what_was_dropped_and_the_time(configured: Path) -> None:
    printed, _ = ask(configured, "--explain")
    steps = [line.removesuffix(":") for line in printed.splitlines() if line.endswith(":") and line[0] != " "]
    assert {"question", "prompt", "user", "raw output", "dropped", "call", "time"} <= set(steps)
    assert f"    {FALSE}\n" in printed.split("dropped:\n")[1]
    assert "tokens read" in printed and "sk-test" not in printed


def test_with_json_it_goes_to_standard_error(configured: Path) -> None:
    printed, told = ask(configured, "--explain", "--json")
    answer = json.loads(printed)
    assert (answer["reader"], answer["text"]) == ("llm", f"{TRUE} [1]")
    assert answer["prompt_id"].startswith("answer@")
    assert "raw output:" in told


def test_an_answer_is_printed_once_with_who_worded_it(configured: Path) -> None:
    printed, _ = ask(configured)
    whole = " ".join(printed.split())
    assert whole.count(f"{TRUE} [1]") == 1
    assert "Worded by a language model" in whole and FALSE not in whole


def test_a_batch_cannot_be_explained(configured: Path) -> None:
    words = ["--config", str(configured), "ask", "--batch", "questions.jsonl", "--json", "--explain"]
    assert CliRunner().invoke(main, words).exit_code == 2


def test_what_is_told_cannot_control_the_terminal() -> None:
    assert explained("raw output", "a\x1b[31m\nb\u202e") == "raw output:\n    a [31m\n    b"
    assert explained("raw output", "") == "raw output:\n    "
