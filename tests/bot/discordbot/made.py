"""Answers made of strangers' texts, and what every card must keep to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.discordbot.cards import Card
from bot.types import Answer, Citation, Timings
from index.types import Article, Hit, Passage, Query
from tests.bot.discordbot.reading import read
from tests.bot.discordbot.strange import TEXTS, URLS

ASKED_AT = datetime(2015, 10, 12, 12, tzinfo=UTC)
DATES = st.sampled_from([None, "2015-10-02", "2015-10-02T14:30:00+02:00", "1605-01-01T00:00:00+00:00"])
MARKERS = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
LONG = TEXTS.map(lambda text: (text * 200)[:20_000])
OUTLETS = st.none() | TEXTS | LONG

ARTICLES = st.builds(Article, st.uuids().map(str), URLS, TEXTS | LONG, OUTLETS, DATES, TEXTS)


@st.composite
def hits(draw: st.DrawFn, most: int = 7) -> tuple[Hit, ...]:
    """Hits in their order."""
    articles = draw(st.lists(ARTICLES, max_size=most))
    texts = [draw(TEXTS | LONG.map(lambda text: text[:1000])) for _ in articles]
    made = [
        (article, Passage(f"{article.id}:0", article.id, 0, len(text), text))
        for article, text in zip(articles, texts, strict=True)
    ]
    return tuple(Hit(passage, article, 0.5, rank) for rank, (article, passage) in enumerate(made, 1))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers and refusals; the markers of a text need not be those of its citations."""
    found = draw(hits())
    query = Query(draw(TEXTS), ASKED_AT)
    refusal = Answer(query, "no_answer", "The articles do not say.", (), found, 0.1, "quotes", None, Timings(8, 4))
    if draw(st.booleans()):
        return replace(refusal, note=draw(TEXTS))
    quotes = [draw((TEXTS | LONG).map(lambda text: text[:600])) for _ in found]
    cited = [Citation(n, hit.article, q, 0, len(q)) for n, (hit, q) in enumerate(zip(found, quotes, strict=True), 1)]
    return replace(refusal, status="answered", text="It rained. " + draw(TEXTS | LONG), citations=tuple(cited))


def size(text: str) -> int:
    """The larger of Discord's two counts."""
    return sum(1 + (ord(character) > 0xFFFF) for character in text)


def check(cards: Iterable[Card]) -> None:
    """Every limit of Discord for an embed that is alone in its message."""
    for card in cards:
        title, footer = card.title or "", card.footer or ""
        assert title.strip() or card.description.strip() or card.fields
        assert size(title) <= 256 and size(card.description) <= 4096 and size(footer) <= 2048
        assert len(card.fields) <= 25
        for field in card.fields:
            assert field.name.strip() and size(field.name) <= 256
            assert field.value.strip() and size(field.value) <= 1024
        parts = [title, card.description, footer, *(f.name + f.value for f in card.fields)]
        assert sum(map(size, parts)) <= 6000
        assert card.url is None or card.url.startswith(("https://", "http://"))


def texts(card: Card) -> list[str]:
    """The texts of a card in which Discord reads Markdown."""
    return [card.title or "", card.description, *(text for f in card.fields for text in (f.name, f.value))]


def seen(cards: Sequence[Card]) -> str:
    """What people read on all pages, part by part: descriptions, names of fields, values. Without white space and the
    zero-width spaces that part mentions."""
    fields = [field for card in cards for field in card.fields]
    parts = [card.description for card in cards] + [f.name for f in fields] + [f.value for f in fields]
    return bare("".join(read(part)[0] for part in parts))


def bare(text: str) -> str:
    """The text without white space, and with markers as cards write them."""
    apart = MARKERS.sub(lambda found: "".join(f"[{int(n)}]" for n in found[1].split(",")), text)
    return "".join(apart.replace("\u200b", "").split())
