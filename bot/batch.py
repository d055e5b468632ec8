"""Questions from a file, a line each, and their answers in the same order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.answerer import Answerer
from bot.contract import failed_row, row
from index.errors import InputError
from index.query import query


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file; ``fault`` says why it cannot be asked, None if it can."""

    id: str | None
    question: str
    asked_at: str | None
    fault: str | None


def lines(path: Path) -> list[Line]:
    """The lines of the file. Raises InputError where it cannot be read; a bad line is a Line with its fault."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return [_line(text, number) for number, text in enumerate(file, 1) if text.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise InputError(f"{path} cannot be read: {reason}.") from error


def answers(answerer: Answerer, path: Path, now: datetime, **bounds: Any) -> Iterator[dict[str, Any]]:
    """An answer a line, in order, as rows of the contract; status ``error`` where a line cannot be asked."""
    for line in lines(path):
        try:
            if line.fault:
                raise InputError(line.fault)
            chosen = bounds | ({"asked_at": line.asked_at} if line.asked_at else {})
            yield row(answerer.ask(query(line.question, now, **chosen)), line.id)
        except InputError as error:
            yield failed_row(line.id, line.question, str(error))


def _line(text: str, number: int) -> Line:
    try:
        loaded = json.loads(text)
        question, asked_at = loaded["question"], loaded.get("asked_at")
        if not isinstance(question, str) or not isinstance(asked_at, str | None):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Line(None, "", None, f"Line {number} is no JSON object with a “question” (and “id”, “asked_at”).")
    return Line(loaded.get("id"), question, asked_at, None)
