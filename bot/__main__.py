"""The command line for asking: ``python -m bot``."""

import json
import os
import shutil
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # Ctrl-C while the rest is loaded, most of a second, shows no traceback.
    sys.excepthook = lambda kind, *fault: None if kind is KeyboardInterrupt else sys.__excepthook__(kind, *fault)

import click

from bot.answering import answering
from bot.asking import unnoted
from bot.batch import answers
from bot.check import findings
from bot.contract import row
from bot.explain import explained
from bot.talk import HELP, show, talk, typed
from index.config import Config
from index.display import printable
from index.opening import open_catalog
from index.query import query
from index.terminal import DONE, PARTLY, Command, bounds, config_option, configured, emit, json_option

# Wider lines are hard to read; a terminal may be narrower.
WIDEST = 100


@click.group(cls=Command)
@config_option
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Ask a collection of news articles, and get a cited answer."""
    context.obj = configured(config)


@main.command()
@click.argument("question", required=False)
@click.option("--batch", type=click.Path(path_type=Path), help="A file with a question a line, as JSON; needs --json.")
@bounds
@click.option("--explain", is_flag=True, help="Tell how the answer comes about, step by step.")
@json_option
@click.pass_context
def ask(
    context: click.Context, /, question: str | None, batch: Path | None, explain: bool, as_json: bool, **chosen: Any
) -> None:
    """Answer a question, each sentence with a numbered quotation."""
    if (question is None) == (batch is None) or (batch and (explain or not as_json)):
        raise click.UsageError("Give a question, or a file with --batch and --json (and without --explain).")
    now = datetime.now(UTC)
    if batch:
        query("Are the bounds in order?", now, **chosen)  # told before the first question, not with each
        with answering(context.obj) as answerer:
            rows = [_emitted(found) for found in answers(answerer, batch, now, **chosen)]
        context.exit(PARTLY if any(found["status"] == "error" for found in rows) else DONE)
    asked = query(question or "", now, **chosen)

    def note(step: str, text: str) -> None:
        click.echo(explained(step, text), err=as_json)

    with answering(context.obj) as answerer:
        told = note if explain else unnoted
        answer = answerer.ask(asked, note=told) if as_json else show(answerer, asked, _width(), note=told)
    if explain:
        note("time", f"finding {answer.timings.retrieve:.0f} ms, reading {answer.timings.read:.0f} ms")
    if not answer.hits:
        click.echo(nothing_there(context.obj), err=True)
    if as_json:
        emit(row(answer))
    context.exit(DONE if answer.status == "answered" else PARTLY)


@main.command()
@bounds
@click.pass_obj
def chat(config: Config, /, **chosen: Any) -> None:
    """Answer one question after the other, each with the ones before it in mind."""
    query("Are the bounds in order?", datetime.now(UTC), **chosen)
    with answering(config, own=True) as answerer:
        click.echo(HELP)
        talk(answerer, typed(config.data), lambda: datetime.now(UTC), _width(), **chosen)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, WIDEST)


def nothing_there(config: Config) -> str:
    """Why nothing was found at all, and what to do."""
    outlets = open_catalog(config).sources()
    if not open_catalog(config).stats().articles:
        return "The collection is empty. Run: python -m index add PATH"
    return printable(f"No article lies within what you asked for. The outlets are: {', '.join(list(outlets)[:20])}.")


def _emitted(found: dict[str, Any]) -> dict[str, Any]:
    emit(found)
    return found


@main.command()
@json_option
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Say line by line whether everything is ready, with remedies."""
    ready = True
    for finding in findings(context.obj):
        ready = ready and finding.ready
        if as_json:
            emit(asdict(finding) | {"ready": finding.ready})
        else:
            click.echo(f"{'ok' if finding.ready else '--'}  {finding.what}: {printable(finding.state)}")
            if finding.remedy:
                click.echo("    " + printable(finding.remedy))
    context.exit(DONE if ready else PARTLY)


@main.command("eval")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--save", type=click.Path(path_type=Path), help="Keep the report, to compare a later run with.")
@click.option("--compare", "before", type=click.Path(path_type=Path), help="A kept report: what was lost and won.")
@click.option("--floors", type=click.Path(path_type=Path), help="A JSON file of figures that must be reached.")
@click.option("--lower-floors", is_flag=True, help="Write into that file what is reached now, where it is less.")
@json_option
@click.pass_context
def evaluate(
    context: click.Context,
    folder: Path,
    save: Path | None,
    before: Path | None,
    floors: Path | None,
    lower_floors: bool,
    as_json: bool,
) -> None:
    """Measure the answers to a set of questions whose answers are known.

    The folder holds articles.jsonl (or .jsonl.gz, or a folder articles), questions.jsonl and, for what is not
    answered there, unanswerable.jsonl.
    """
    from bot.measuring import judge, measure
    from bot.measuring import show as show_report  # what asking does without

    report = measure(folder, context.obj)
    told = judge(report, before, floors, lower_floors)
    if save:
        save.write_text(json.dumps(report.as_json()), encoding="utf-8")
    if as_json:
        emit(report.as_json() | told.as_json())
    else:
        show_report(report, told)
    context.exit(PARTLY if told.short else DONE)


@main.command("discord")
@click.pass_obj
def discord_bot(config: Config) -> None:
    """Answer in Discord, until told to stop. The token comes from the environment."""
    from bot.discordbot.run import run

    if not run(config):
        # A thread that still reads would keep the process from ending.
        os._exit(PARTLY)


@main.command()
@click.option("--set", "folder", type=click.Path(path_type=Path), help="Write the answers judged right as a set there.")
@json_option
@click.pass_obj
def feedback(config: Config, folder: Path | None, as_json: bool) -> None:
    """Show the answers that people in Discord voted on, or make of them a set for eval."""
    from bot.discordbot.feedback import export, judged

    if folder:
        known, unknown = export(config, folder)
        if as_json:
            emit({"questions": known, "unanswerable": unknown})
        else:
            click.echo(f"{known} questions, and {unknown} that are not answered. Try: python -m bot eval {folder}")
        return
    for found in judged(config):
        if as_json:
            emit(asdict(found))
        else:
            click.echo(printable(f"{'right' if found.right else 'wrong'}: {found.question}"))


if __name__ == "__main__":
    main(prog_name="python -m bot")
