"""Prompts are found by name or path, checked before the first question, and filled without looking into the values."""

from pathlib import Path

import pytest

from bot.llm.prompts import FOLDER, VALUES, load
from index.config import Config
from index.config import load as load_config
from index.errors import ConfigError

PLACES = "{question} {passages} {fence} {day}"


def written(folder: Path, text: str) -> str:
    path = folder / "mine.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("use", VALUES)
def test_the_prompts_that_come_along_can_be_used(use: str) -> None:
    prompt = load(use, use)
    filled = prompt.filled(**{name: f"<{name}>" for name in VALUES[use]})
    assert all(f"<{name}>" in filled.system + filled.user for name in VALUES[use])
    assert filled.system and filled.user


def test_every_file_of_the_folder_has_a_use() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(VALUES)


def test_the_id_is_the_name_and_tells_a_changed_text(tmp_path: Path) -> None:
    first = load("answer", written(tmp_path, PLACES))
    changed = load("answer", written(tmp_path, f"{PLACES} Be brief."))
    assert first.id.startswith("mine@") and len(first.id) == len("mine@") + 8
    assert first.id != changed.id


def test_above_the_line_speaks_the_system(tmp_path: Path) -> None:
    filled = load("answer", written(tmp_path, "Code {fence}.\n---\n{passages} {day} {question}")).filled(
        fence="f", passages="p", day="d", question="q"
    )
    assert (filled.system, filled.user) == ("Code f.", "p d q")


def test_a_prompt_without_the_line_has_no_system(tmp_path: Path) -> None:
    filled = load("answer", written(tmp_path, PLACES)).filled(fence="f", passages="p", day="d", question="q")
    assert (filled.system, filled.user) == ("", "q p f d")


def test_a_value_is_not_looked_into_for_places(tmp_path: Path) -> None:
    filled = load("answer", written(tmp_path, PLACES)).filled(
        fence="f", passages="{question} {0} {passages.text}", day="\n---\n", question="q"
    )
    assert filled.user == "q {question} {0} {passages.text} f \n---\n"
    assert filled.system == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{question} {passages} {fence}", r"lacks \{day\}"),
        (f"{PLACES} {{answer}}", r"nothing is known for \{answer\}"),
        (f"{PLACES} {{question.text}}", r"nothing is known for \{question.text\}"),
        (f"{PLACES} {{}}", "nothing is known"),
        (f"{PLACES} {{", "single brace"),
    ],
)
def test_a_prompt_that_cannot_be_filled_is_a_config_error_that_names_it(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=message) as told:
        load("answer", written(tmp_path, text))
    assert "mine.md" in str(told.value)


def test_a_prompt_that_is_not_there_is_a_config_error_that_names_its_key() -> None:
    with pytest.raises(ConfigError, match=r"llm\.prompts\.answer"):
        load("answer", "none")


def test_a_path_in_the_configuration_is_beside_its_file(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("llm:\n  prompts:\n    answer: own/mine.md\n", encoding="utf-8")
    prompts = load_config(path).llm.prompts
    assert prompts.answer == str(tmp_path / "own" / "mine.md")
    assert prompts.rewrite == Config().llm.prompts.rewrite
