"""What the collection holds, as cards."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discordbot.listing import COMMANDS, article_cards, help_cards, latest_cards, source_cards, stats_cards
from bot.discordbot.state import Tally
from index.display import printable
from index.passages import split
from index.types import Article, Stats
from tests.bot.discordbot.made import ARTICLES, LONG, bare, check, seen, texts
from tests.bot.discordbot.reading import read
from tests.bot.discordbot.strange import TEXTS

large = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)


@large
@given(st.lists(ARTICLES, max_size=25))
def test_a_list_of_articles_keeps_to_the_limits_and_names_them_all(articles: list[Article]) -> None:
    cards = latest_cards(articles)
    check(cards)
    assert seen(cards).count("•") >= len(articles)
    assert {mark.kind for card in cards for text in texts(card) for mark in read(text)[1]} <= {"link", "time"}


@large
@given(st.dictionaries(TEXTS, st.integers(1, 10**6), max_size=40))
def test_a_list_of_outlets_keeps_to_the_limits(sources: dict[str, int]) -> None:
    cards = source_cards(sources)
    check(cards)
    shown = seen(cards)
    assert all(f"{count:,}articles" in shown for count in sources.values())


@large
@given(ARTICLES, LONG)
def test_an_article_is_shown_whole(article: Article, text: str) -> None:
    whole = Article(article.id, article.url, article.title, article.source, article.published, text)
    cards = article_cards(whole)
    check(cards)
    shown = seen(cards)
    assert all(bare(printable(passage.text)) in shown for passage in split(whole))


def test_articles_are_a_line_each_ten_a_page(article: Callable[..., Article]) -> None:
    articles = [article(f"Rain {n}", source="Daily", url=f"https://a.example/{n}") for n in range(12)]
    first, second = latest_cards(articles)
    assert first.description.count("\n") == 9
    assert second.description.split("\n")[0] == "• [Rain 10](https://a.example/10) · Daily · 2 October 2015"
    assert (first.footer, second.footer) == ("page 1 of 2", "page 2 of 2")


def test_nothing_found_is_said() -> None:
    assert latest_cards([])[0].description.startswith("No article matches.")
    assert source_cards({})[0].description == "The collection has no outlets yet."


def test_outlets_come_with_their_numbers() -> None:
    [card] = source_cards({"Daily": 1200, "Weekly": 3})
    assert card.description == "Daily: 1,200 articles\nWeekly: 3 articles"


def test_an_article_without_text_has_a_page(article: Callable[..., Article]) -> None:
    [card] = article_cards(article("Rain", text=""))
    assert (card.title, card.description) == ("Rain", "The article has no text.")


def test_numbers_and_votes_are_shown() -> None:
    stats = Stats(1200, 9000, 7, 0, 0, "2015-09-15", "2015-11-09", "2015-11-10T08:00:00+00:00")
    [card] = stats_cards(stats, Tally(40, 9, 2))
    shown = {field.name: field.value for field in card.fields}
    assert shown["Articles"] == "1,200"
    assert shown["Published"] == "15 September 2015 – 9 November 2015"
    assert shown["Last change"] == "<t:1447142400:f>"
    assert shown["Votes"] == "9 right, 2 wrong"


def test_an_empty_collection_has_numbers_too() -> None:
    cards = stats_cards(Stats(0, 0, 0, 0, 0, None, None, None), Tally(0, 0, 0))
    check(cards)
    assert "nothing yet" in [field.value for field in cards[0].fields]


def test_help_names_every_command() -> None:
    cards = help_cards()
    check(cards)
    assert all(f"**/{name}** " in cards[0].description for name in COMMANDS)
