"""Questions from a file, and their answers in its order."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answerer import Answerer
from bot.batch import Line, answers, lines
from index.errors import InputError
from tests.conftest import NOW

AIRSPACE = "What did Russia request about airspace?"


def asked(folder: Path, *rows: object) -> Path:
    """A file of these lines; a text stands there as it is."""
    path = folder / "questions.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_a_line_is_read_with_what_it_has(tmp_path: Path) -> None:
    path = asked(tmp_path, {"id": "a", "question": "Why?", "asked_at": "2015-10-02"}, {"question": "Who?"})
    assert lines(path) == [Line("a", "Why?", "2015-10-02", None), Line(None, "Who?", None, None)]


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = asked(tmp_path, "\ufeff", "", '{"question": "Who?"}', "  ", "")
    assert [line.question for line in lines(path) if not line.fault] == ["Who?"]


@pytest.mark.parametrize(
    "wrong",
    ["{", "5", "null", '"Who?"', "[]", "{}", '{"question": 5}', '{"question": "Who?", "asked_at": 2015}', "NaN"],
)
def test_a_wrong_line_is_a_fault_that_names_it(wrong: str, tmp_path: Path) -> None:
    good, bad = lines(asked(tmp_path, {"question": "Who?"}, wrong))
    assert good.fault is None
    assert "Line 2" in (bad.fault or "")


def test_a_line_nested_too_deep_is_a_fault(tmp_path: Path) -> None:
    assert lines(asked(tmp_path, "[" * 100_000))[0].fault


def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        lines(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"question": "\xe9"}')
    with pytest.raises(InputError, match="not UTF-8"):
        lines(tmp_path / "latin.jsonl")


def rows(answerer: Answerer, path: Path, **bounds: Any) -> list[dict[str, Any]]:
    return list(answers(answerer, path, NOW, **bounds))


def test_answers_come_in_the_order_of_the_lines_with_their_ids(answerer: Answerer, tmp_path: Path) -> None:
    given = [{"id": name, "question": AIRSPACE} for name in ("z", "m", "a")]
    assert [row["id"] for row in rows(answerer, asked(tmp_path, *given))] == ["z", "m", "a"]


def test_a_question_that_cannot_be_asked_is_an_error_and_the_others_are_answered(
    answerer: Answerer, tmp_path: Path
) -> None:
    wrong = [{"id": "empty", "question": " "}, {"id": "when", "question": AIRSPACE, "asked_at": "someday"}]
    made = rows(answerer, asked(tmp_path, *wrong, {"id": "good", "question": AIRSPACE}))
    assert [(row["id"], row["status"]) for row in made] == [
        ("empty", "error"),
        ("when", "error"),
        ("good", "answered"),
    ]
    assert "someday" in made[1]["text"]


def test_a_question_is_asked_from_its_own_moment(answerer: Answerer, tmp_path: Path) -> None:
    question = {"question": "What did Moscow say today?"}
    made = rows(answerer, asked(tmp_path, question | {"asked_at": "2015-10-21"}, question | {"asked_at": "2015-09-30"}))
    first, second = ([passage["published"][:10] for passage in row["passages"]] for row in made)
    assert first.index("2015-10-21") < (second.index("2015-10-21") if "2015-10-21" in second else len(second))


def test_bounds_hold_for_every_line(answerer: Answerer, tmp_path: Path) -> None:
    [row] = rows(answerer, asked(tmp_path, {"question": AIRSPACE}), since="2015-10-05", until="2015-10-05")
    assert {passage["published"][:10] for passage in row["passages"]} == {"2015-10-05"}
