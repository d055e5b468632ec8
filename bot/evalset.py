"""From a folder to a set of questions with known answers."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from index.documents import read
from index.errors import InputError
from index.types import Failure

T = TypeVar("T")

ARTICLES = ("articles.jsonl", "articles.jsonl.gz", "articles")


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question, when it is asked (ISO; None for now), accepted answers, URLs of articles that hold one."""

    id: str
    question: str
    asked_at: str | None
    answers: tuple[str, ...]
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvalSet:
    """Where the articles lie, the questions that they answer, and those that they do not."""

    articles: Path
    questions: tuple[EvalQuestion, ...]
    unanswerable: tuple[EvalQuestion, ...]


def load(folder: Path) -> EvalSet:
    """The set in a folder: articles as one of ``ARTICLES``, questions.jsonl, and perhaps unanswerable.jsonl.

    Raises InputError, with file and line, for what is missing or malformed.
    """
    articles = next((folder / name for name in ARTICLES if (folder / name).exists()), None)
    if articles is None:
        raise InputError(f"{folder} holds no articles. Put there one of: {', '.join(ARTICLES)}.")
    unanswerable = folder / "unanswerable.jsonl"
    return EvalSet(
        articles,
        _questions(folder / "questions.jsonl", answerable=True),
        _questions(unanswerable, answerable=False) if unanswerable.exists() else (),
    )


def texts(articles: Path) -> dict[str, str]:
    """The articles' texts by URL, of the file or folder of a set. Raises InputError for one that cannot be read."""
    found: dict[str, str] = {}
    for article in read(articles):
        if isinstance(article, Failure):
            raise InputError(f"{article.item}: {article.reason}")
        if article.url:
            found[article.url] = article.text
    return found


def parsed(path: Path, parse: Callable[[Any], T]) -> Iterator[tuple[int, T]]:
    """What ``parse`` makes of each JSON line, after its number from 1; empty lines are passed over.

    Raises InputError, with file and line, where a line is no JSON or ``parse`` raises.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}). It should be a text file in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _value(line, parse, path, number)


def _value(line: str, parse: Callable[[Any], T], path: Path, number: int) -> T:
    try:
        return parse(json.loads(line))
    except KeyError as error:
        raise _wrong(path, number, f"{error} is missing") from error
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        raise _wrong(path, number, str(error)) from error


def _wrong(path: Path, number: int, reason: str) -> InputError:
    return InputError(f"{path} line {number}: {reason}. Correct the line.")


def _questions(path: Path, answerable: bool) -> tuple[EvalQuestion, ...]:
    found: dict[str, EvalQuestion] = {}
    for number, question in parsed(path, _question):
        if question.id in found:
            raise _wrong(path, number, f"the id {question.id} occurs a second time")
        if answerable and not question.answers:
            raise _wrong(path, number, '"answers" holds no accepted answer')
        found[question.id] = question
    if answerable and not found:
        raise InputError(f"{path} holds no question. Give one JSON object a line.")
    return tuple(found.values())


def _question(given: Any) -> EvalQuestion:
    """The question of a JSON line. Raises ValueError with what is wrong with it."""
    if not isinstance(given, dict) or not {"id", "question"} <= given.keys():
        raise ValueError('a question is an object with "id" and "question"')
    asked_at = given.get("asked_at")
    if asked_at is not None:
        _check_moment(asked_at)
    if not isinstance(given["question"], str) or not given["question"].strip():
        raise ValueError('"question" is not a text')
    answers, relevant = _strings(given, "answers"), _strings(given, "relevant")
    return EvalQuestion(str(given["id"]), given["question"], asked_at, answers, relevant)


def _check_moment(asked_at: object) -> None:
    try:
        datetime.fromisoformat(str(asked_at))
    except ValueError:
        raise ValueError(f'"asked_at" is {asked_at!r}, not a day or moment like "2015-10-02"') from None


def _strings(given: dict[str, Any], key: str) -> tuple[str, ...]:
    values = given.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError(f'"{key}" is not a list of texts')
    return tuple(values)
