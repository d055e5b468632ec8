import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evalset import EvalQuestion, EvalSet, load, texts
from bot.evaluation import Report, evaluate
from index.errors import InputError

HARBOUR, BRIDGE = "https://tidings.example/harbour", "https://ledger.example/bridge"
TEXTS = {
    HARBOUR: "The harbour of Lyd reopened on Monday. Mayor Ana Toll cut a blue ribbon.",
    BRIDGE: "Engineers closed the Orm bridge after 41 bolts were found loose.",
}
SET = EvalSet(
    Path("articles.jsonl"),
    (
        EvalQuestion("1", "Who reopened the harbour?", "2031-04-02", ("Ana Toll", "Toll"), (HARBOUR,)),
        EvalQuestion("2", "How many bolts were loose?", None, ("41",), (BRIDGE,)),
    ),
    (EvalQuestion("x", "Who won the regatta?", None, (), ()),),
)


def citation(marker: int, url: str, quote: str) -> dict[str, Any]:
    start = TEXTS[url].index(quote)
    return {"marker": marker, "url": url, "quote": quote, "start": start, "end": start + len(quote)}


def passage(url: str) -> dict[str, Any]:
    return {"url": url, "text": TEXTS[url]}


def answers() -> list[dict[str, Any]]:
    """Both questions answered as well as can be."""
    return [
        {
            "id": "1",
            "status": "answered",
            "text": "Mayor Ana Toll did. [1]",
            "confidence": 0.9,
            "citations": [citation(1, HARBOUR, "Mayor Ana Toll cut a blue ribbon.")],
            "passages": [passage(HARBOUR), passage(BRIDGE)],
            "timings_ms": {"total": 10},
        },
        {
            "id": "2",
            "status": "answered",
            "text": "There were 41. [1]",
            "confidence": 0.7,
            "citations": [citation(1, BRIDGE, "41 bolts were found loose")],
            "passages": [passage(HARBOUR), passage(BRIDGE)],
            "timings_ms": {"total": 30},
        },
    ]


def refusals() -> list[dict[str, Any]]:
    return [{"id": "x", "status": "no_answer", "text": "The articles do not say.", "confidence": 0.2}]


def values(report: Report) -> dict[str, float | None]:
    return {name: figure.value for name, figure in report.figures.items()}


def test_right_and_well_cited_answers_score_in_full() -> None:
    report = evaluate(SET, TEXTS, answers(), refusals())
    found = values(report)
    full = {"answered", "accuracy", "cited_accuracy", "hit@3", "hit@20", "article_hit@5", "article_hit@10"}
    full |= {"hit@5", "hit@10", "quotes_verbatim", "sentences_cited", "markers_right", "refused", "auroc"}
    assert {name for name, share in found.items() if share == 1.0} == full
    assert (found["hit@1"], found["article_hit@1"]) == (0.5, 0.5)
    assert (found["median_words"], found["ms_p50"], found["ms_p95"]) == (4, 30, 30)
    assert found["brier"] == pytest.approx((0.01 + 0.09 + 0.04) / 3, abs=1e-4)
    assert (report.questions, report.unanswerable, report.missing, report.citations) == (2, 1, 0, 2)


def test_the_report_tells_each_question() -> None:
    wrong = answers()
    wrong[1]["text"] = "There were 14. [1]"
    report = evaluate(SET, TEXTS, wrong, refusals())
    assert report.right == {"1": True, "2": False}
    assert report.refused == {"x": True}


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert evaluate(SET, TEXTS, answers()[::-1], refusals()) == evaluate(SET, TEXTS, answers(), refusals())


def test_a_right_answer_whose_quotation_lacks_it_is_right_but_not_cited() -> None:
    weak = answers()
    weak[0]["citations"] = [citation(1, HARBOUR, "The harbour of Lyd reopened on Monday.")]
    found = values(evaluate(SET, TEXTS, weak))
    assert (found["accuracy"], found["cited_accuracy"]) == (1.0, 0.5)


def test_a_wrong_answer_is_not_made_right_by_its_quotation() -> None:
    wrong = answers()
    wrong[0]["text"] = "A councillor did. [1]"
    assert values(evaluate(SET, TEXTS, wrong))["cited_accuracy"] == 0.5


def test_the_text_of_a_refusal_is_never_right() -> None:
    shy = answers()
    shy[0]["status"] = "no_answer"
    found = values(evaluate(SET, TEXTS, shy))
    assert (found["answered"], found["accuracy"], found["markers_right"]) == (0.5, 0.5, 1.0)


@pytest.mark.parametrize(
    "change", [{"start": 0}, {"quote": "Mayor ana Toll cut a blue ribbon."}, {"url": BRIDGE}, {"url": None}]
)
def test_a_quotation_that_is_not_to_the_letter_is_counted(change: dict[str, Any]) -> None:
    loose = answers()
    loose[0]["citations"][0] |= change
    assert values(evaluate(SET, TEXTS, loose))["quotes_verbatim"] == 0.5


@pytest.mark.parametrize(("length", "share"), [(600, 1.0), (601, 0.0), (0, 0.0)])
def test_a_quotation_has_one_to_six_hundred_characters(length: int, share: float) -> None:
    cited = {"marker": 1, "url": "u", "quote": "a" * length, "start": 0, "end": length}
    row = {"id": "1", "status": "answered", "text": "A [1].", "citations": [cited]}
    assert values(evaluate(SET, {"u": "a" * 700}, [row]))["quotes_verbatim"] == share


def test_a_missing_answer_counts_as_none_and_is_told() -> None:
    report = evaluate(SET, TEXTS, answers()[:1], [])
    assert report.missing == 2
    assert (values(report)["answered"], values(report)["refused"]) == (0.5, 0.0)


def test_without_refusal_rows_unanswerable_questions_are_left_out() -> None:
    report = evaluate(SET, TEXTS, answers())
    assert (report.unanswerable, dict(report.refused)) == (0, {})
    assert "auroc" not in report.figures


def test_a_question_answered_twice_is_refused() -> None:
    with pytest.raises(InputError, match="Question 1 is answered twice"):
        evaluate(SET, TEXTS, answers() + answers()[:1])


@pytest.mark.parametrize(
    "row",
    [
        {"status": "answered"},
        {"id": "1"},
        {"id": "1", "status": "answered", "citations": [{"marker": 1}]},
        {"id": "1", "status": "answered", "passages": ["text"]},
        {"id": "1", "status": "answered", "confidence": "high"},
    ],
)
def test_a_row_of_another_form_is_refused_with_the_remedy(row: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="python -m bot ask --batch"):
        evaluate(SET, TEXTS, [row])


@given(st.text(), st.sampled_from(["answered", "no_answer", "error"]))
def test_any_text_can_be_judged(text: str, status: str) -> None:
    report = evaluate(SET, TEXTS, [{"id": "1", "status": status, "text": text}])
    assert values(report)["answered"] == (0.5 if status == "answered" else 0.0)


# Loading


def line(**changes: Any) -> dict[str, Any]:
    good = {
        "id": "1",
        "question": "Who?",
        "asked_at": "2031-04-02",
        "answers": ["Toll"],
        "relevant": [HARBOUR],
    }
    return good | changes


def folder_with(tmp_path: Path, *lines: Any) -> Path:
    (tmp_path / "articles").mkdir()
    text = "\n".join(given if isinstance(given, str) else json.dumps(given) for given in lines)
    (tmp_path / "questions.jsonl").write_text(text, "utf-8")
    return tmp_path


def test_a_set_is_loaded_from_its_folder(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, line(), "", line(id=2, asked_at=None, relevant=[]))
    (folder / "unanswerable.jsonl").write_text(json.dumps(line(answers=[], relevant=[])), "utf-8")
    found = load(folder)
    assert found.articles == folder / "articles"
    assert found.questions == (
        EvalQuestion("1", "Who?", "2031-04-02", ("Toll",), (HARBOUR,)),
        EvalQuestion("2", "Who?", None, ("Toll",), ()),
    )
    assert found.unanswerable == (EvalQuestion("1", "Who?", "2031-04-02", (), ()),)


def test_a_file_of_articles_is_taken_gzipped_too_and_unanswerable_questions_may_lack(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, line())
    (folder / "articles").rmdir()
    (folder / "articles.jsonl.gz").write_bytes(gzip.compress(b""))
    found = load(folder)
    assert (found.articles, found.unanswerable) == (folder / "articles.jsonl.gz", ())


def test_texts_are_kept_to_the_letter_by_url(tmp_path: Path) -> None:
    given = {HARBOUR: "  The harbour\treopened. ", BRIDGE: "Bolts."}
    lines = [json.dumps({"url": url, "text": text}) for url, text in given.items()]
    (tmp_path / "articles.jsonl").write_text("\n".join([*lines, '{"text": "No address."}']), "utf-8")
    assert texts(tmp_path / "articles.jsonl") == given
    (tmp_path / "articles.jsonl").write_text('{"url": "u"}', "utf-8")
    with pytest.raises(InputError, match="line 1"):
        texts(tmp_path / "articles.jsonl")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "line 2"),
        ("[1]", "line 2: a question is an object"),
        ({"id": "2"}, 'with "id" and "question"'),
        (line(id="2", question=" "), '"question" is not a text'),
        (line(id="2", answers=[]), "holds no accepted answer"),
        (line(id="2", answers="Toll"), '"answers" is not a list of texts'),
        (line(id="2", answers=[""]), '"answers" is not a list of texts'),
        (line(id="2", relevant=[5]), '"relevant" is not a list of texts'),
        (line(id="2", asked_at="last week"), "'last week', not a day"),
        (line(), "the id 1 occurs a second time"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, bad: Any, reason: str) -> None:
    with pytest.raises(InputError, match=r"questions\.jsonl line 2: ") as caught:
        load(folder_with(tmp_path, line(), bad))
    assert reason in str(caught.value)


def test_a_folder_without_articles_or_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no articles"):
        load(tmp_path)
    with pytest.raises(InputError, match="holds no question"):
        load(folder_with(tmp_path, ""))
    (tmp_path / "questions.jsonl").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)
