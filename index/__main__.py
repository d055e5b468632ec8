"""The command line of the collection: ``python -m index``."""

import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

if __name__ == "__main__":
    # Ctrl-C while the rest is loaded, most of a second, shows no traceback.
    sys.excepthook = lambda kind, *fault: None if kind is KeyboardInterrupt else sys.__excepthook__(kind, *fault)

import click

from index import opening
from index.adding import Report, add_paths
from index.config import Config
from index.display import printable
from index.errors import InputError, NotFoundError
from index.opening import open_catalog, open_index
from index.progress import progress
from index.query import query
from index.terminal import DONE, PARTLY, Command, bounds, config_option, configured, emit, json_option
from index.timeframe import parse_day
from index.types import Article, Hit, Listing

# Characters of a headline in a list.
WIDEST = 120


@click.group(cls=Command)
@config_option
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Keep a collection of news articles."""
    context.obj = configured(config)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@json_option
@click.pass_context
def add(context: click.Context, paths: tuple[str, ...], as_json: bool) -> None:
    """Add articles: text, Markdown, saved HTML, JSON Lines (also .gz), or folders of these.

    An article that is there already and has changed is replaced; an unchanged one costs next to nothing.
    """
    if "" in paths:  # as a path that would be this folder
        raise InputError("A path is empty. Name a file or a folder; “.” is this folder.")
    places = [Path(path) for path in paths]
    with open_index(context.obj) as index, progress(places) as advance:
        report = add_paths(index, places, advance)
    if as_json:
        emit(asdict(report.added) | {"failed": [asdict(failure) for failure in report.failed]})
    else:
        _tell(report)
    context.exit(PARTLY if report.failed else DONE)


def _tell(report: Report) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in asdict(report.added).items())
    click.echo(f"{counts}, {len(report.failed)} failed")
    for failure in report.failed:
        click.echo(printable(f"{failure.item}: {failure.reason}"), err=True)


@main.command("list")
@click.option("--since", help="Published on this day or later (2015-10-02, “last week”).")
@click.option("--until", help="Published on this day or earlier.")
@click.option("--source", help="Only this outlet.")
@click.option("--title", help="Only headlines that contain these words.")
@click.option(
    "--sort",
    type=click.Choice(["published", "added", "title", "source"]),
    default="published",
    show_default=True,
    help="Newest first, or by name.",
)
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, help="How many at most.")
@json_option
@click.pass_obj
def list_articles(config: Config, /, since: str | None, until: str | None, as_json: bool, **chosen: Any) -> None:
    """List articles; with --json, an object a line."""
    listing = Listing(since=_day(since), until=_day(until, end=True), **chosen)
    for article in open_catalog(config).chosen(listing):
        if as_json:
            emit(_fields(article) | {"characters": len(article.text)})
        else:
            shown = (article.id, _published(article), article.source or "–", article.title)
            click.echo("  ".join(shorten(printable(part), WIDEST, placeholder=" …") for part in shown))


@main.command()
@click.argument("name")
@json_option
@click.pass_obj
def show(config: Config, name: str, as_json: bool) -> None:
    """Show an article, by its id, the start of one, or its URL."""
    catalog = open_catalog(config)
    article = catalog.article(_found(catalog.find(name), name))
    assert article is not None
    if as_json:
        emit(_fields(article) | {"author": article.author, "text": article.text})
        return
    facts = (article.source, article.author, _published(article), article.url, article.id)
    click.echo(printable(article.title))
    click.echo(printable(" · ".join(fact for fact in facts if fact)))
    for line in article.text.splitlines():
        click.echo(printable(line))


@main.command()
@click.argument("names", nargs=-1, required=True)
@json_option
@click.pass_context
def remove(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Remove articles, by id, the start of one, or URL."""
    catalog = open_catalog(context.obj)
    ids = [_found(catalog.find(name), name) for name in names]
    with open_index(context.obj) as index:
        count = index.remove(tuple(ids))
    if as_json:
        emit({"removed": count})
    else:
        click.echo(f"{count} removed")


@main.command()
@json_option
@click.pass_obj
def stats(config: Config, as_json: bool) -> None:
    """Say what the collection holds."""
    catalog = open_catalog(config)
    numbers = asdict(catalog.stats())
    if as_json:
        emit(numbers | {"by_source": catalog.sources()})
        return
    for name, value in numbers.items():
        click.echo(f"{name:<10} {'–' if value is None else value}")
    for source, count in list(catalog.sources().items())[:10]:
        click.echo(f"{count:>7} {printable(source)}")


@main.command()
@click.argument("question")
@bounds
@json_option
@click.pass_context
def search(context: click.Context, /, question: str, as_json: bool, **chosen: Any) -> None:
    """Show the ranked passages for a question, with their dense and lexical ranks."""
    asked = query(question, datetime.now(UTC), **chosen)
    with open_index(context.obj) as index:
        hits = index.search(asked)
    for hit in hits:
        if as_json:
            emit(_hit(hit))
        else:
            ranks = (
                f"dense {hit.dense_rank or '–'} ({hit.cosine:.2f}), lexical {hit.lexical_rank or '–'} ({hit.bm25:.1f})"
            )
            article = hit.article
            click.echo(f"{hit.rank:>2}. {hit.score:.3f}  {ranks}")
            click.echo("    " + printable(f"{article.title} · {article.source or '–'} · {_published(article)}"))
            click.echo("    " + printable(hit.passage.text))
    context.exit(DONE if hits else PARTLY)


@main.command()
@click.pass_obj
def rebuild(config: Config) -> None:
    """Split and embed everything again, with the configured model, and build both indexes anew."""
    opening.rebuild(config)
    click.echo("rebuilt")


def _fields(article: Article) -> dict[str, Any]:
    named = {"article_id": article.id, "url": article.url, "title": article.title}
    return named | {"source": article.source, "published": article.published}


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    found = {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "dense_rank": hit.dense_rank,
        "cosine": round(hit.cosine, 4),
    }
    found |= {"lexical_rank": hit.lexical_rank, "bm25": round(hit.bm25, 2)}
    return found | _fields(hit.article) | {"text": passage.text, "start": passage.start, "end": passage.end}


def _published(article: Article) -> str:
    return (article.published or "undated")[:10]


def _day(text: str | None, end: bool = False) -> date | None:
    return parse_day(text, datetime.now(UTC), end) if text else None


def _found(ids: list[str], name: str) -> str:
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise InputError(f"“{name}” is the start of several ids: {', '.join(ids)}. Give more of it.")
    raise NotFoundError(f"There is no article “{name}”. See: python -m index list")


if __name__ == "__main__":
    main(prog_name="python -m index")
