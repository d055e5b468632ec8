"""What is said in Discord, as cards: each is one page, one message's embed, and within Discord's limits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.discordbot.markdown import cut, escaped, link, plain, size, split, web
from bot.discordbot.texts import say
from bot.judging import MARKERS
from bot.render import day
from bot.types import Answer, Citation
from index.display import printable
from index.types import Article, Hit

# Discord's limits, in characters, and its number of fields.
TITLE, DESCRIPTION, VALUE, FIELDS, ALL = 256, 4096, 1024, 25, 6000
# Ours, for what is short but for slips: an outlet, a reader, a footer.
OUTLET, READER, FOOTER = 80, 60, 200
# What is left for description and fields when title and footer are as long as they may be.
BODY = ALL - TITLE - FOOTER
# Code points of a headline that leads to its article: each takes at most two units, and with the longest URL, host and
# date they fit into a field's value. Hardly any headline is longer.
HEADLINE = 140
# Units of a question as it was understood: in full but for pasted texts, so that the answer is seen at once.
UNDERSTOOD = 500
# Nearest headlines under "the articles do not say": enough to judge, few enough to read.
NEAREST = 5
# Units of an excerpt: two or three lines.
EXCERPT = 300
# Lines of a list on a page: as many as are seen at once.
LINES = 10
# The stripe beside a card: answered, not answered, anything else.
ANSWERED, UNANSWERED, NEUTRAL = 0x2E8B57, 0xC08A2E, 0x5B6B7B


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a card, with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """One page. All texts are marked up already and are sent as they are; ``url`` is where the title leads."""

    title: str | None
    description: str
    fields: tuple[Field, ...]
    footer: str | None
    url: str | None
    colour: int


def answer_cards(answer: Answer, asked: str, updated: str | None) -> tuple[Card, ...]:
    """The answer with its citations, or that there is none with the nearest headlines, on one page or more.

    ``asked`` is the question as it was typed, ``updated`` the ISO instant of the collection's last change.
    """
    parts = [linked(answer)]
    if answer.query.question != printable(asked):
        understood = cut(plain(answer.query.question), UNDERSTOOD)
        parts.insert(0, "-# " + say("answer.understood", question=understood))
    if answer.status == "no_answer" and answer.hits:
        parts += ["", say("answer.nearest"), *_nearest(answer.hits)]
    if answer.note:
        parts += ["", "-# " + plain(answer.note)]
    fields = [field for citation in answer.citations for field in _cited(citation)]
    colour = ANSWERED if answer.status == "answered" else UNANSWERED
    return paged(asked, "\n".join(parts), colour, fields=fields, footer=_footer(answer.reader, updated))


def linked(answer: Answer) -> str:
    """The answer's text, its markers linked to their articles; a marker whose article has no URL stays as it is."""
    urls = {citation.marker: web(citation.article.url) for citation in answer.citations}
    apart = re.split(MARKERS, printable(answer.text))  # text and numbers in turn
    return "".join(_markers(part, urls) if place % 2 else escaped(part) for place, part in enumerate(apart))


def _markers(numbers: str, urls: Mapping[int, str | None]) -> str:
    given = [(number, urls.get(number)) for number in map(int, numbers.split(","))]
    return "".join(f"[[{number}]]({url})" if url else f"\\[{number}\\]" for number, url in given)


def _nearest(hits: Sequence[Hit]) -> list[str]:
    articles = {hit.article.id: hit.article for hit in hits}
    return [entry(article) for article in list(articles.values())[:NEAREST]]


def _cited(citation: Citation) -> Iterator[Field]:
    quote = printable(citation.quote)
    quoted = quote if quote.startswith(("“", '"')) else f"“{quote}”"
    return _fields(f"\\[{citation.marker}\\]", plain(quoted), citation.article)


def _fields(name: str, text: str, article: Article) -> Iterator[Field]:
    """The text, and below it where it is from; in several fields where one would be too long."""
    values, end = split(text, VALUE) or [""], origin(article)
    if size(f"{values[-1]}\n{end}") <= VALUE:
        values[-1] += f"\n{end}"
    else:
        values.append(end)
    yield Field(f"{name} {outlet(article)}".strip(), values[0])
    yield from (Field(f"{name} …", value) for value in values[1:])


def _footer(reader: str, updated: str | None) -> str:
    changed = say("answer.updated", updated=day(updated)) if updated else ""
    return joined(say("answer.footer", reader=cut(printable(reader), READER)), changed)


def passage_cards(hits: Sequence[Hit]) -> tuple[Card, ...]:
    """The passages, one a page, with rank, headline, outlet and date; a page that says so where there are none."""
    if not hits:
        return paged(say("passages.title"), say("passages.none"), NEUTRAL)
    pages = [passage_page(hit.article, hit.passage.text, hit.rank, len(hits)) for hit in hits]
    return tuple(card for page in pages for card in page)


def passage_page(article: Article, text: str, number: int, count: int) -> tuple[Card, ...]:
    """A passage under its headline, with outlet and date, as the one of that number."""
    body = f"{plain(text)}\n\n{joined(outlet(article), when(article.published))}"
    footer = say("passages.footer", number=number, count=count)
    return paged(titled(article), body, NEUTRAL, footer=footer, url=article.url)


def related_cards(hits: Sequence[Hit]) -> tuple[Card, ...]:
    """Excerpts of the passages related to a message, some a page; a page that says so where there are none."""
    fields = [
        field for hit in hits for field in _fields(f"{hit.rank} ·", cut(plain(hit.passage.text), EXCERPT), hit.article)
    ]
    return paged(say("related.title"), "" if hits else say("related.none"), NEUTRAL, fields=fields)


def entry(article: Article) -> str:
    """One line on an article: headline, outlet, date."""
    return "• " + joined(headline(article), outlet(article), when(article.published))


def origin(article: Article) -> str:
    """Headline and date, in at most the length of a field's value."""
    return joined(headline(article), when(article.published))


def titled(article: Article) -> str:
    """The headline, or that there is none; not marked up yet."""
    return printable(article.title) or say("untitled")


def headline(article: Article) -> str:
    """The headline, linked to its article."""
    title = titled(article)
    return link(title if len(title) <= HEADLINE else title[: HEADLINE - 1].rstrip() + "…", article.url)


def outlet(article: Article) -> str:
    """The outlet's name; empty where it is unknown."""
    return cut(plain(article.source or ""), OUTLET)


def when(published: str | None) -> str:
    """A Discord timestamp, which every reader sees by the own clock, where the time is known; else the day in words,
    which no clock may move; empty where that is unknown."""
    if published is None or len(published) == len("2015-10-02"):
        return day(published)
    return f"<t:{int(datetime.fromisoformat(published).timestamp())}:f>"


def joined(*facts: str) -> str:
    """The facts that are known, in a row."""
    return " · ".join(fact for fact in facts if fact)


def paged(
    title: str, description: str, colour: int, *, fields: Sequence[Field] = (), footer: str = "", url: str | None = None
) -> tuple[Card, ...]:
    """The pages, each within Discord's limits, on which all of this is. ``title`` is a stranger's; the others are
    marked up already, and each field is within its limits."""
    head, pages = cut(plain(title), TITLE), _packed(description, fields)
    counts = [say("page", number=n, count=len(pages)) if len(pages) > 1 else "" for n in range(1, len(pages) + 1)]
    return tuple(
        Card(head or None, text, tuple(some), joined(footer, count) or None, web(url), colour)
        for (text, some), count in zip(pages, counts, strict=True)
    )


def _packed(description: str, fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Descriptions with fields: the next ones on a page of their own where they would exceed what a page holds."""
    pages: list[tuple[str, list[Field]]] = [(piece, []) for piece in split(description, DESCRIPTION) or [""]]
    room = BODY - size(pages[-1][0])
    for field in fields:
        needed = size(field.name) + size(field.value)
        if needed > room or len(pages[-1][1]) == FIELDS:
            pages.append(("", []))
            room = BODY
        pages[-1][1].append(field)
        room -= needed
    return pages
