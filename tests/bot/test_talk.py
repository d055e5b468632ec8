"""A conversation in a terminal: each question with the ones before it in mind, with history and editing keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.__main__ import main
from bot.answerer import Answerer
from bot.talk import HELP, WELCOME, prompted, talk
from index.config import Config
from tests.bot.test_cli import written
from tests.conftest import NOW

FIRST = "What did Russia request about airspace?"
FURTHER = "And what did the Pentagon say?"


def said(answerer: Answerer, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    talk(answerer, lines, lambda: NOW, 200)
    return capsys.readouterr().out


def test_a_further_question_has_the_first_in_mind(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(answerer, capsys, FIRST, FURTHER)
    understood = next(line for line in printed.splitlines() if line.startswith("(Understood as:"))
    assert "Pentagon" in understood and "airspace" in understood


@pytest.mark.parametrize("between", ["/new", " /new \n"])
def test_after_new_it_has_not(between: str, answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Understood as" not in said(answerer, capsys, FIRST, between, FURTHER)


def test_quit_ends_and_an_unknown_command_says_what_there_is(
    answerer: Answerer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(answerer, capsys, "/help", "", "/quit", FIRST) == f"{HELP}\n"


@pytest.mark.parametrize("courtesy", ["thanks", "Thank you!", "ok", "hello", "bye"])
def test_a_courtesy_is_not_searched_and_not_what_a_further_question_leans_on(
    courtesy: str, answerer: Answerer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(answerer, capsys, courtesy) == f"{WELCOME}\n"
    assert said(answerer, capsys, FIRST, courtesy, FURTHER) == said(answerer, capsys, FIRST, FURTHER).replace(
        "(Understood as:", f"{WELCOME}\n(Understood as:"
    )


def test_a_question_that_cannot_be_asked_does_not_end_the_conversation(
    answerer: Answerer, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(answerer, ["?!", FIRST], lambda: NOW, 200)
    printed = capsys.readouterr()
    assert "empty" in printed.err and "[1] “" in printed.out


def test_bounds_hold_for_the_whole_conversation(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    talk(answerer, ["What did NATO say?"], lambda: NOW, 200, sources=["Capital Observer"])
    printed = capsys.readouterr().out
    assert "Capital Observer" in printed and "Meridian Wire" not in printed


def test_chat_reads_lines_from_a_pipe(tmp_path: Path, sample_config: Config) -> None:
    words = ["--config", str(written(tmp_path, sample_config.data)), "chat", "--asked-at", "2015-10-02"]
    result = CliRunner().invoke(main, words, input=f"{FIRST}\n/quit\n")
    assert result.exit_code == 0
    assert HELP in result.stdout and "[1] “" in result.stdout


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as keys:
        yield keys


def lines(keys: PipeInput, history: Path) -> Iterator[str]:
    return prompted(PromptSession(history=FileHistory(str(history)), input=keys, output=DummyOutput()))


def test_keys_edit_a_line_and_control_c_leaves_it(keys: PipeInput, tmp_path: Path) -> None:
    home, end, control_c, control_d = "\x01", "\x05", "\x03", "\x04"
    keys.send_text(f"says what?{home}who {end}!\rnever mind{control_c}and why?\r{control_d}")
    assert list(lines(keys, tmp_path / "history")) == ["who says what?!", "and why?"]


def test_what_was_asked_in_an_earlier_session_is_found_again(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text("who says what?\r\x04")
    assert list(lines(keys, tmp_path / "history")) == ["who says what?"]
    assert list(FileHistory(str(tmp_path / "history")).load_history_strings()) == ["who says what?"]
