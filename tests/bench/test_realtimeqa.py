import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.realtimeqa import convert, main
from bot.evalset import load
from index.errors import InputError

FILLER = " The council of Lyd met again and said little that was new." * 5
FERRY: dict[str, Any] = {
    "url": "https://www.tidings.example/ferry",
    "title": "Ferry",
    "text": "The Orla sank." + FILLER,
}
FERRY |= {"authors": [], "publish_date": "2031/04/01"}
TOLL = {"url": "https://ledger.example/toll", "title": None, "text": "Mayor Toll left." + FILLER}
TOLL |= {"publish_date": None}
SHORT = {"url": "https://ledger.example/short", "title": "Short", "text": "The Orla sank."}
LONG = {"url": "https://ledger.example/long", "title": "Long", "text": FILLER * 100 + " The Orla sank."}


def asked(name: str, answer: str, right: str = "1") -> dict[str, Any]:
    choices = ["Something else", answer, ""]
    return {
        "question_id": name,
        "question_date": "2031/04/02",
        "question_sentence": f"What of {name}?",
        "choices": choices,
        "answer": [right],
    }


def search(name: str, *results: dict[str, Any]) -> dict[str, Any]:
    return {"question_id": name, "search_result": list(results)}


def week(checkout: Path, name: str, questions: list[dict[str, Any]], searches: list[dict[str, Any]]) -> None:
    folder = checkout / "past" / name[:4]
    folder.mkdir(parents=True, exist_ok=True)
    for kind, lines in (("qa", questions), ("gcs", searches), ("qa_nota", [])):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}_{kind}.jsonl").write_text(text, "utf-8")


def made(tmp_path: Path, questions: list[dict[str, Any]], searches: list[dict[str, Any]]) -> Path:
    """The folder of a set made of one week."""
    week(tmp_path / "checkout", "20310404", questions, searches)
    convert(tmp_path / "checkout", tmp_path / "set", ("20310404", "20310404"))
    return tmp_path / "set"


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def test_a_question_is_kept_with_the_articles_that_hold_its_answer(tmp_path: Path) -> None:
    folder = made(tmp_path, [asked("q1", "Orla"), asked("q2", "met")], [search("q1", TOLL, FERRY), search("q2", TOLL)])
    question, short = load(folder).questions
    assert (short.answers, short.relevant) == (("met",), (TOLL["url"],))
    assert (question.id, question.question, question.asked_at) == ("q1", "What of q1?", "2031-04-02")
    assert (question.answers, question.relevant) == (("Orla",), (FERRY["url"],))


@pytest.mark.parametrize(
    ("answer", "results"),
    [
        ("Or", [FERRY]),  # too short an answer
        ("Orl", [FERRY]),  # only a part of a word
        ("Orla", [TOLL]),  # not in its own results, though another question's results have it
        ("Orla", [SHORT]),  # only in a text that is too short
        ("Orla", [LONG]),  # only in what is cut off
        ("Orla", []),
    ],
)
def test_a_question_whose_own_results_lack_the_answer_is_left_out(
    tmp_path: Path, answer: str, results: list[dict[str, Any]]
) -> None:
    questions = [asked("kept", "Orla"), asked("lost", answer)]
    folder = made(tmp_path, questions, [search("kept", FERRY), search("lost", *results)])
    assert [question.id for question in load(folder).questions] == ["kept"]


def test_articles_are_written_once_a_url_with_outlet_and_day(tmp_path: Path) -> None:
    again = FERRY | {"text": "The ferry was raised." + FILLER}
    questions, searches = [asked("q1", "Orla"), asked("q2", "Toll")], [search("q1", FERRY, SHORT, LONG)]
    folder = made(tmp_path, questions, [*searches, search("q2", again, TOLL, again)])
    ferry, long, toll = lines_of(folder / "articles.jsonl.gz")
    assert ferry == {
        "url": FERRY["url"],
        "title": "Ferry",
        "text": FERRY["text"],
        "published": "2031-04-01",
        "source": "tidings.example",
    }
    assert (toll["title"], toll["published"], toll["source"]) == ("", None, "ledger.example")
    assert len(long["text"]) == 20_000


def test_a_relevant_article_holds_the_answer_in_the_text_that_was_kept(tmp_path: Path) -> None:
    later = TOLL | {"text": "Mayor Toll took the Orla." + FILLER}
    questions = [asked("q1", "Toll"), asked("q2", "Orla")]
    folder = made(tmp_path, questions, [search("q1", TOLL), search("q2", later, FERRY)])
    assert load(folder).questions[1].relevant == (FERRY["url"],)


def test_questions_of_other_weeks_are_the_unanswerable_ones(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    week(checkout, "20310404", [asked("q1", "Orla")], [search("q1", FERRY)])
    week(checkout, "20290105", [asked("x1", "Regatta"), asked("x2", "No")], [search("x1", TOLL)])
    counts = convert(checkout, tmp_path / "set", ("20310101", "20311231"), ("20290105", "20290105"))
    assert counts == {"articles": 1, "questions": 1, "unanswerable": 1}
    [foreign] = load(tmp_path / "set").unanswerable
    assert (foreign.id, foreign.answers, foreign.relevant) == ("x1", ("Regatta",), ())


def test_the_weeks_may_go_from_one_year_into_the_next(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in ("20310404", "20310411", "20320102", "20320109"):
        week(checkout, name, [asked(name, "Orla")], [search(name, FERRY)])
    convert(checkout, tmp_path / "set", ("20310411", "20320102"))
    assert [question.id for question in load(tmp_path / "set").questions] == ["20310411", "20320102"]


def test_a_week_without_a_search_gives_no_answerable_questions(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in ("20310404", "20310411"):
        week(checkout, name, [asked(name, "Orla")], [search(name, FERRY)])
    (checkout / "past" / "2031" / "20310404_gcs.jsonl").unlink()
    convert(checkout, tmp_path / "set", ("20310404", "20310411"))
    assert [question.id for question in load(tmp_path / "set").questions] == ["20310411"]


def test_the_same_checkout_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path, [asked("q1", "Orla")], [search("q1", FERRY)])
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    convert(tmp_path / "checkout", tmp_path / "again", ("20310404", "20310404"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == before


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"20310404_qa\.jsonl line 2: 'choices' is missing"):
        made(tmp_path, [asked("q1", "Orla"), {"question_id": "q2", "answer": ["0"]}], [search("q1", FERRY)])


def test_a_choice_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"20310404_qa\.jsonl line 1: "):
        made(tmp_path, [asked("q1", "Orla", right="7")], [])


def test_the_command_prints_the_numbers_and_says_what_is_missing(tmp_path: Path) -> None:
    week(tmp_path / "checkout", "20310404", [asked("q1", "Orla")], [search("q1", FERRY)])
    folders = [str(tmp_path / "checkout"), str(tmp_path / "set")]
    done = CliRunner().invoke(main, [*folders, "--quizzes", "20310101", "20311231"])
    assert json.loads(done.stdout) == {"articles": 1, "questions": 1, "unanswerable": 0}
    failed = CliRunner().invoke(main, [*folders, "--quizzes", "19990101", "19991231"])
    assert failed.exit_code == 2
    assert "no quiz from 19990101 to 19991231" in failed.stderr
