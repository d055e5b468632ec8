"""What the collection holds, as cards."""

from collections.abc import Iterator, Mapping, Sequence

from bot.discordbot.cards import DESCRIPTION, LINES, NEUTRAL, Card, Field, entry, paged, passage_page, titled, when
from bot.discordbot.markdown import cut, plain, size
from bot.discordbot.state import Tally
from bot.discordbot.texts import say
from bot.render import day
from index.passages import split
from index.types import Article, Stats

# The commands in the order in which people meet them.
COMMANDS = ("ask", "latest", "sources", "article", "stats", "settings", "add", "remove", "forget-me")
# Units of an outlet's name in a list; names are shorter.
NAME = 100


def latest_cards(articles: Sequence[Article]) -> tuple[Card, ...]:
    """The articles in the given order, with headline, outlet and date; a page that says so where there are none."""
    return _listed(say("latest.title"), [entry(article) for article in articles] or [say("latest.none")])


def source_cards(sources: Mapping[str, int]) -> tuple[Card, ...]:
    """The outlets with the numbers of their articles, in the given order; a page that says so where there are none."""
    lines = [
        say("sources.line", source=cut(plain(source), NAME), count=f"{count:,}") for source, count in sources.items()
    ]
    return _listed(say("sources.title"), lines or [say("sources.none")])


def article_cards(article: Article) -> tuple[Card, ...]:
    """The article's passages, the lead first, one a page, with headline, outlet and date."""
    passages = split(article)
    if not passages:
        return paged(titled(article), say("article.empty"), NEUTRAL, url=article.url)
    pages = [passage_page(article, passage.text, n, len(passages)) for n, passage in enumerate(passages, 1)]
    return tuple(card for page in pages for card in page)


def stats_cards(stats: Stats, tally: Tally) -> tuple[Card, ...]:
    """What the collection holds, and how the answers were judged."""
    days = " – ".join(day(one) for one in (stats.first, stats.last) if one)
    fields = (
        Field(say("stats.articles"), f"{stats.articles:,}"),
        Field(say("stats.passages"), f"{stats.passages:,}"),
        Field(say("stats.sources"), f"{stats.sources:,}"),
        Field(say("stats.days"), days or say("stats.never")),
        Field(say("stats.updated"), when(stats.updated) or say("stats.never")),
        Field(say("stats.answers"), f"{tally.answers:,}"),
        Field(say("stats.votes"), say("stats.judged", right=f"{tally.right:,}", wrong=f"{tally.wrong:,}")),
    )
    return paged(say("stats.title"), "", NEUTRAL, fields=fields)


def help_cards() -> tuple[Card, ...]:
    """How to ask, and the commands."""
    commands = "\n".join(f"**/{name}** {say(f'help.{name}')}" for name in COMMANDS)
    return paged(say("help.title"), f"{say('help.text')}\n{commands}", NEUTRAL)


def _listed(title: str, lines: Sequence[str]) -> tuple[Card, ...]:
    pages = list(_grouped(lines))
    cards = [paged(title, "\n".join(page), NEUTRAL, footer=_number(n, len(pages))) for n, page in enumerate(pages, 1)]
    return tuple(card for (card,) in cards)


def _number(number: int, count: int) -> str:
    return say("page", number=number, count=count) if count > 1 else ""


def _grouped(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines in pages: at most ``LINES``, and no more than a description holds."""
    page: list[str] = []
    for line in lines:
        if page and (len(page) == LINES or size("\n".join([*page, line])) > DESCRIPTION):
            yield page
            page = []
        page.append(line)
    yield page
