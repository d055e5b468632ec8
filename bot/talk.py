"""Questions and answers in a terminal: one question, or a conversation."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.answerer import Answerer
from bot.asking import Note, unnoted
from bot.courtesy import is_courtesy
from bot.followup import Turn, turn
from bot.render import render, wrapped
from bot.types import Answer
from index.display import printable
from index.errors import DatelineError
from index.query import query
from index.types import Query

# Turns that a question may lean on: people seldom look back further.
TURNS = 5
HISTORY = "chat_history"
WELCOME = "Ask about the articles, or /quit."
HELP = "Ask on with “and in Turkey?” · /new begins anew · /quit or Ctrl-D ends"


def show(answerer: Answerer, asked: Query, width: int, earlier: Sequence[Turn] = (), note: Note = unnoted) -> Answer:
    """The answer, now that it is printed; a language model's sentences as soon as they hold."""
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        click.echo("\n".join(wrapped(printable(sentence), width)))

    answer = answerer.ask(asked, earlier, tell, note=note)
    if answer.query.question != asked.question:
        click.echo("\n".join(wrapped(printable(f"(Understood as: {answer.query.question})"), width)))
    click.echo(render(answer, width, told=bool(told)))
    return answer


def talk(answerer: Answerer, lines: Iterable[str], now: Callable[[], datetime], width: int, **bounds: Any) -> None:
    """Answer line after line, each with the ones before it in mind."""
    earlier: list[Turn] = []
    for line in (line.strip() for line in lines):
        if line == "/quit":
            return
        if line == "/new":
            earlier.clear()
        elif line.startswith("/"):
            click.echo(HELP)
        elif is_courtesy(line):
            click.echo(WELCOME)
        elif line:
            earlier += _turn(answerer, line, now(), width, earlier[-TURNS:], bounds)
            click.echo()


def _turn(
    answerer: Answerer, line: str, now: datetime, width: int, earlier: Sequence[Turn], bounds: dict[str, Any]
) -> list[Turn]:
    """The turn, or none where there was no answer to give or to wait for."""
    try:
        answer = show(answerer, query(line, now, **bounds), width, earlier)
    except DatelineError as error:
        click.echo(str(error), err=True)
    except KeyboardInterrupt:
        click.echo("(stopped)")
    else:
        return [turn(answer)]
    return []


def typed(folder: Path) -> Iterator[str]:
    """The lines that somebody types, with editing keys and the history of earlier sessions; else those of the standard
    input. Ctrl-C leaves a line, Ctrl-D ends."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    yield from prompted(PromptSession(history=FileHistory(str(folder / HISTORY))))


def prompted(session: Any) -> Iterator[str]:
    """The lines of a session of prompt_toolkit."""
    while True:
        try:
            yield session.prompt("› ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
