"""An answer as a person reads it in a terminal."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date, datetime

import click

from bot.types import Answer, Citation
from bot.words import stems, telling
from index.display import printable
from index.types import Article

# Nearest passages shown under "the articles do not say": enough to judge, few enough to read.
NEAREST = 3
# Characters of such a passage: two or three lines.
EXCERPT = 200


def render(answer: Answer, width: int, told: bool = False) -> str:
    """The answer, unless it was ``told`` already, then the numbered citations; without an answer, the nearest passages,
    shown as such; and who read, where that was not the quotes reader as ever.

    Words of the question are bold; ``click.echo`` takes that out where there is no terminal. Nothing of an article
    or a question can control the terminal.
    """
    lines = [""] if told else [*wrapped(printable(answer.text), width), ""]
    for citation in answer.citations:
        lines += [*_citation(citation, answer.query.question, width), ""]
    if answer.status == "no_answer" and answer.hits:
        lines += [*_nearest(answer, width), ""]
    if said := _who(answer):
        lines += [*wrapped(printable(said), width), ""]
    return "\n".join(lines[:-1])


def _who(answer: Answer) -> str:
    worded = answer.reader == "llm" and answer.status == "answered"
    by = f"Worded by a language model, each sentence checked ({answer.prompt_id})." if worded else ""
    said = " ".join(filter(None, (by, answer.note)))
    return f"({said})" if said else ""


def _citation(citation: Citation, question: str, width: int) -> Iterator[str]:
    label = f"[{citation.marker}] "
    quote = printable(citation.quote)
    if not (quote[0] in '“"' and quote[-1] in '”"'):
        quote = f"“{quote}”"
    for line in wrapped(quote, width, label, " " * len(label)):
        yield marked(line, question)
    yield from _origin(citation.article, width, " " * len(label))


def _nearest(answer: Answer, width: int) -> Iterator[str]:
    yield from wrapped("The nearest passages, which do not answer it:", width)
    for hit in answer.hits[:NEAREST]:
        excerpt = textwrap.shorten(printable(hit.passage.text), EXCERPT, placeholder=" …")
        yield ""
        yield from wrapped(excerpt, width, "  · ", "    ")
        yield from _origin(hit.article, width, "    ")


def _origin(article: Article, width: int, indent: str) -> Iterator[str]:
    facts = (article.title, article.source, day(article.published))
    yield from wrapped(printable(" · ".join(fact for fact in facts if fact)), width, indent, indent)
    if article.url:
        yield indent + printable(article.url)


def day(published: str | None) -> str:
    """ "2 October 2015"; with the time in UTC where it is known; empty where the day is not."""
    if not published:
        return ""
    if len(published) == 10:
        then = date.fromisoformat(published)
        return f"{then.day} {then:%B %Y}"
    moment = datetime.fromisoformat(published)
    return f"{moment.day} {moment:%B %Y, %H:%M %Z}".strip()


def marked(line: str, question: str) -> str:
    """The line with the words that the question has, too, in bold."""
    asked = telling(question)
    return re.sub(r"\w+", lambda m: click.style(m[0], bold=True) if asked.keys() & set(stems(m[0])) else m[0], line)


def wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """The text in lines of that width; ``first`` and ``others`` begin them."""
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
