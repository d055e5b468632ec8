"""From a set of questions on paragraphs to lists of sentences."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from training.squad import main

STORM = "A storm hit Port Arden on Monday. It tore the roof off the fish market. Mayor Ana Ruiz closed the schools."
HARBOUR = "The harbour of Arden is older than its schools. Its market was founded in 1790. Storms often hit it hard."


def asked(paragraph: str, question: str, answer: str) -> dict[str, Any]:
    place = {"text": answer, "answer_start": paragraph.index(answer)}
    return {"context": paragraph, "qas": [{"question": question, "answers": [place]}]}


def lists(folder: Path, content: Any, most: int = 9) -> list[dict[str, Any]]:
    """What is made of a file with that content."""
    (folder / "set.json").write_text(json.dumps(content), encoding="utf-8")
    out = folder / "lists.jsonl.gz"
    done = CliRunner().invoke(main, [str(out), "--take", str(folder / "set.json"), str(most)], catch_exceptions=False)
    assert done.exit_code == 0
    with gzip.open(out, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture
def squad() -> dict[str, Any]:
    storm = asked(STORM, "Who closed the schools?", "Ana Ruiz")
    harbour = asked(HARBOUR, "When was the market founded?", "1790")
    titles = ("https://news.example/2015/storm-hits-port.html", "Port_Arden")
    return {"data": [{"title": t, "paragraphs": [p]} for t, p in zip(titles, (storm, harbour), strict=True)]}


def test_the_sentence_with_the_answer_answers_and_the_others_do_not(tmp_path: Path, squad: dict[str, Any]) -> None:
    found = {row["q"]: row for row in lists(tmp_path, squad)}
    [[_, answer]] = found["Who closed the schools?"]["pos"]
    assert answer == "Mayor Ana Ruiz closed the schools."
    others = [text for _, text in found["Who closed the schools?"]["neg"]]
    assert "It tore the roof off the fish market." in others
    assert "The harbour of Arden is older than its schools." in others
    assert not any("Ana Ruiz" in text for text in others)


def test_headlines_are_names_or_the_ends_of_addresses(tmp_path: Path, squad: dict[str, Any]) -> None:
    headlines = {headline for row in lists(tmp_path, squad) for headline, _ in row["pos"] + row["neg"]}
    assert headlines - {""} <= {"Storm hits port", "Port Arden"}


def test_no_more_is_taken_than_was_asked_for(tmp_path: Path, squad: dict[str, Any]) -> None:
    squad["data"] *= 4
    assert len(lists(tmp_path, squad)) == 8
    assert len(lists(tmp_path, squad, most=5)) == 5


def test_a_question_with_a_context_of_tokens_is_read_too(tmp_path: Path) -> None:
    others = "She 's from Port Arden , a town . A storm took the roof off . Nobody else had to leave ."
    context = f"The mayor ( Ana Ruiz ) left . {others}"
    example = {"input": f"\nQuestion: who left first?\nContext: {context}", "target": "Ana Ruiz"}
    [row] = lists(tmp_path, {"examples": [example, example]})
    assert row["q"] == "Who left first?"
    assert row["pos"] == [["", "The mayor (Ana Ruiz) left."]]
    assert ["", "She's from Port Arden, a town."] in row["neg"]
