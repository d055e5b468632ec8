"""From a checkout of the public RealTimeQA collection to a set that ``python -m bot eval`` takes.

    python -m bench.realtimeqa CHECKOUT OUT_DIR --quizzes 20240503 20240705 --unanswerable 20220701 20220826

RealTimeQA (Kasai et al. 2023, "RealTime QA: What's the answer right now?") is a weekly news quiz with the
articles that a web search gave for each question. A question is kept when an accepted answer stands in an
article of its own search results; a question of another time is one that the articles are not expected to
answer. The texts belong to their publishers: OUT_DIR is for measuring, not for passing on.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from bot.evalset import EvalQuestion, parsed
from bot.judging import holds
from index.errors import InputError
from index.terminal import emit, told

# Characters. Shorter answers ("5", "UK") stand in many articles by accident: finding one shows nothing.
SHORTEST_ANSWER = 3
# Characters. Shorter texts are captions and cookie notices; of a longer one the end is seldom news.
SHORTEST_TEXT, LONGEST_TEXT = 200, 20_000
# The first and the last quiz of a stretch of weeks, as YYYYMMDD.
Weeks = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """An article that the search gave, as a line of articles.jsonl."""

    url: str
    title: str
    text: str
    published: str | None
    source: str


@click.command()
@click.argument("checkout", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out_dir", type=click.Path(path_type=Path, file_okay=False))
@click.option("--quizzes", "asked", nargs=2, required=True, metavar="FIRST LAST", help="Quizzes from … to, YYYYMMDD.")
@click.option("--unanswerable", nargs=2, metavar="FIRST LAST", help="Those whose questions the articles do not answer.")
def main(checkout: Path, out_dir: Path, asked: Weeks, unanswerable: Weeks | None) -> None:
    """Make an evaluation set of a checkout of RealTimeQA, and print its numbers as JSON."""
    with told():
        emit(convert(checkout, out_dir, asked, unanswerable))


def convert(checkout: Path, out_dir: Path, weeks: Weeks, unanswerable: Weeks | None = None) -> dict[str, int]:
    """The numbers of articles, questions and unanswerable questions that were written to OUT_DIR.

    Raises InputError where the checkout has no quiz of these weeks, or a line is not of its form.
    """
    chosen = quizzes(checkout, weeks)
    found = {question_id: results for quiz in chosen for question_id, results in searches(quiz)}
    articles = merged(result for results in found.values() for result in results)
    asked = [question for quiz in chosen for question in questions(quiz)]
    kept = [known for question in asked if (known := answered(question, found.get(question.id, ()), articles))]
    others = quizzes(checkout, unanswerable) if unanswerable else []
    foreign = [question for quiz in others for question in questions(quiz)]
    out_dir.mkdir(parents=True, exist_ok=True)
    # No time stamp inside: the same checkout gives the same bytes.
    (out_dir / "articles.jsonl.gz").write_bytes(gzip.compress(_jsonl(articles.values()), mtime=0))
    (out_dir / "questions.jsonl").write_bytes(_jsonl(kept))
    (out_dir / "unanswerable.jsonl").write_bytes(_jsonl(foreign))
    return {"articles": len(articles), "questions": len(kept), "unanswerable": len(foreign)}


def quizzes(checkout: Path, weeks: Weeks) -> list[Path]:
    """The files of the quizzes of these weeks, the earliest first. Raises InputError for none."""
    first, last = weeks
    found = (checkout / "past").glob("*/????????_qa.jsonl")
    chosen = sorted(quiz for quiz in found if first <= quiz.name[:8] <= last)
    if not chosen:
        raise InputError(f"{checkout / 'past'} has no quiz from {first} to {last}. Name days as YYYYMMDD that it has.")
    return chosen


def questions(quiz: Path) -> list[EvalQuestion]:
    """The questions of a quiz that have an answer long enough."""
    return [question for _, question in parsed(quiz, _question) if question.answers]


def searches(quiz: Path) -> list[tuple[str, tuple[Result, ...]]]:
    """What the search gave for each question of a quiz, by its id; nothing for a week without a search."""
    path = quiz.with_name(f"{quiz.name[:8]}_gcs.jsonl")
    return [search for _, search in parsed(path, _search)] if path.exists() else []


def merged(results: Iterable[Result]) -> dict[str, Result]:
    """The articles by URL: of each the first that the search gave, so that a story counts once."""
    articles: dict[str, Result] = {}
    for result in results:
        articles.setdefault(result.url, result)
    return articles


def answered(question: EvalQuestion, results: Iterable[Result], articles: Mapping[str, Result]) -> EvalQuestion | None:
    """The question with the articles of its search that hold its answer, or None where there are none."""
    urls = dict.fromkeys(result.url for result in results)
    relevant = tuple(url for url in urls if holds(articles[url].text, question.answers))
    return replace(question, relevant=relevant) if relevant else None


def _question(line: Any) -> EvalQuestion:
    choices = [line["choices"][int(place)].strip() for place in line["answer"]]
    answers = tuple(choice for choice in choices if len(choice) >= SHORTEST_ANSWER)
    asked_at = line["question_date"].replace("/", "-")
    return EvalQuestion(str(line["question_id"]), line["question_sentence"], asked_at, answers, ())


def _search(line: Any) -> tuple[str, tuple[Result, ...]]:
    results = (result for result in line["search_result"] if result.get("url"))
    long = (result for result in results if len((result.get("text") or "").strip()) >= SHORTEST_TEXT)
    return str(line["question_id"]), tuple(_result(result) for result in long)


def _result(result: Any) -> Result:
    return Result(
        url=result["url"],
        title=result.get("title") or "",
        text=result["text"][:LONGEST_TEXT],
        published=(result.get("publish_date") or "").replace("/", "-") or None,
        source=(urlsplit(result["url"]).hostname or "").removeprefix("www."),
    )


def _jsonl(values: Iterable[Result | EvalQuestion]) -> bytes:
    lines = (json.dumps(asdict(value), ensure_ascii=False) + "\n" for value in values)
    return "".join(lines).encode("utf-8", "replace")


if __name__ == "__main__":
    main()
