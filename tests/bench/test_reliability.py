"""The diagram shows how often answers of like confidence are right."""

import json
from pathlib import Path
from xml.etree import ElementTree

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bench.reliability import BINS, bins, main


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_answer_is_in_one_bin(said: list[tuple[float, bool]]) -> None:
    found = bins(said)
    assert sum(one.count for one in found) == len(said) and len(found) <= BINS
    assert all(0 <= one.confidence <= 1 and 0 <= one.right <= 1 for one in found)
    assert round(sum(one.count * one.right for one in found)) == sum(right for _, right in said)


def test_a_dot_is_as_high_as_its_answers_are_right(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"text": "It rained in Oslo."}\n')
    (tmp_path / "questions.jsonl").write_text(
        "".join(json.dumps({"id": n, "question": "Where?", "answers": ["Oslo"]}) + "\n" for n in ("a", "b"))
    )
    answers, refusals, out = (tmp_path / name for name in ("a.jsonl", "r.jsonl", "out.svg"))
    answers.write_text(
        '{"id": "a", "confidence": 0.9, "text": "Oslo."}\n{"id": "b", "confidence": 0.9, "text": "No."}\n'
    )
    refusals.write_text('{"id": "c", "confidence": 0.1, "text": "Oslo."}\n')
    result = CliRunner().invoke(main, list(map(str, (tmp_path, answers, refusals, out))))
    assert result.output.splitlines() == ["0.10 said, 0.00 right, 1 answers", "0.90 said, 0.50 right, 2 answers"]
    dots = ElementTree.fromstring(out.read_text()).iter("{http://www.w3.org/2000/svg}circle")
    assert [(dot.get("cx"), dot.get("cy")) for dot in dots] == [("70.0", "340.0"), ("310.0", "190.0")]
