"""What people thought of the answers they got in Discord."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.discordbot.parts import STATE
from bot.discordbot.state import Judged, State
from index.config import Config
from index.errors import InputError
from index.jsonlines import FIELDS
from index.opening import open_catalog
from index.types import Article


def judged(config: Config) -> Iterator[Judged]:
    """The answers that have votes, the oldest first; none where the bot has never run."""
    if not (config.data / STATE).exists():
        return
    state = State(config.data / STATE)
    try:
        yield from state.judged()
    finally:
        state.close()


def export(config: Config, folder: Path) -> tuple[int, int]:
    """How many questions of a set are in the folder now, and how many that the articles do not answer: those whose
    answer was judged right. What should have been answered instead of a wrong one, a vote does not say.

    Beside them lie the articles of the collection. Raises InputError where no answer was judged right, or where the
    folder cannot be written.
    """
    right = [one for one in judged(config) if one.right]
    known, unknown = [one for one in right if one.answers], [one for one in right if not one.answers]
    if not known:
        raise InputError("Nobody has judged an answer right yet. A set needs one such question at least.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "articles.jsonl", map(_fields, _articles(config)))
        _write(folder / "questions.jsonl", map(asdict, known))
        _write(folder / "unanswerable.jsonl", map(asdict, unknown))
    except OSError as error:
        raise InputError(f"{folder} cannot be written ({error.strerror}). Name another folder.") from error
    return len(known), len(unknown)


def _articles(config: Config) -> Iterator[Article]:
    catalog = open_catalog(config)
    try:
        for article_id in catalog.ids():
            if article := catalog.article(article_id):
                yield article
    finally:
        catalog.close()


def _fields(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in FIELDS}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
