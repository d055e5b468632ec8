"""Votes leave Discord as a question set."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.__main__ import main
from bot.answerer import Answerer
from bot.discordbot.feedback import export
from bot.discordbot.parts import STATE
from bot.discordbot.state import Given, State, Vote
from bot.judging import right
from index.config import Config
from index.errors import InputError
from index.query import query
from tests.conftest import NOW


def used(config: Config, tmp_path: Path, *arguments: str) -> str:
    file = tmp_path / "config.yaml"
    file.write_text(yaml.safe_dump({"data": str(config.data)}))
    result = CliRunner().invoke(main, ["--config", str(file), "feedback", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_answers_with_votes_become_questions(config: Config, answerer: Answerer, tmp_path: Path) -> None:
    answer = answerer.ask(query("What did Russia request about airspace?", NOW))
    state = State(config.data / STATE)
    given = Given(1, 2, None, 3, answer.query.question, answer, None, datetime.now(UTC))
    for message_id in (1, 4):
        state.give(replace(given, message_id=message_id))
    state.vote(Vote(1, 5, True, datetime.now(UTC)))
    state.close()
    (row,) = [json.loads(line) for line in used(config, tmp_path, "--json").splitlines()]
    assert (row["question"], row["right"], row["answer"]) == (answer.query.question, True, answer.text)
    assert row["relevant"] == list(dict.fromkeys(c.article.url for c in answer.citations))
    assert len(row["answers"]) == len(answer.citations) and right(answer.text, row["answers"])
    assert used(config, tmp_path) == f"right: {answer.query.question}\n"


def test_without_an_answer_that_was_judged_right_there_is_no_set(config: Config, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="judged an answer right"):
        export(config, tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_where_the_bot_has_never_run_there_is_none(config: Config, tmp_path: Path) -> None:
    assert used(config, tmp_path) == "" and not (config.data / STATE).exists()
