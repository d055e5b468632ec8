"""Answers, passages and refusals as cards."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.answerer import NOTHING
from bot.discordbot.cards import NEAREST, Card, answer_cards, passage_cards, related_cards, when
from bot.discordbot.markdown import web
from bot.types import Answer, Citation
from index.display import printable
from index.types import Hit
from tests.bot.discordbot.made import answers, bare, check, hits, seen, texts
from tests.bot.discordbot.reading import Mark, read
from tests.bot.discordbot.strange import TEXTS
from tests.bot.found import answered, found, refused

QUESTION = "What did Russia request?"
UPDATED = "2015-10-11T09:05:00+00:00"
# Long texts make examples large, not slow.
large = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)


def marks(cards: tuple[Card, ...]) -> list[Mark]:
    return [mark for card in cards for text in texts(card) for mark in read(text)[1]]


@large
@given(answers(), TEXTS)
def test_no_card_of_an_answer_exceeds_a_limit(answer: Answer, asked: str) -> None:
    check(answer_cards(answer, asked, UPDATED))


@large
@given(answers())
def test_all_of_an_answer_and_of_its_quotations_is_on_some_page(answer: Answer) -> None:
    shown = seen(answer_cards(answer, "?", None))
    assert bare(printable(answer.text)) in shown
    for citation in answer.citations:
        assert bare(printable(citation.quote)) in shown
        assert f"[{citation.marker}]" in shown


@large
@given(answers())
def test_an_answer_holds_no_markup_but_ours(answer: Answer) -> None:
    articles = [citation.article for citation in answer.citations] + [hit.article for hit in answer.hits]
    targets = {web(article.url) for article in articles}
    for mark in marks(answer_cards(answer, QUESTION, None)):
        assert mark.kind in ("time", "subtext") or (mark.kind == "link" and mark.target in targets)


@large
@given(hits())
def test_passages_are_whole_and_within_limits(some: tuple[Hit, ...]) -> None:
    cards = passage_cards(some)
    check(cards)
    shown = seen(cards)
    assert all(bare(printable(hit.passage.text)) in shown for hit in some)
    assert {mark.kind for mark in marks(cards)} <= {"time"}


@large
@given(hits())
def test_related_passages_are_within_limits(some: tuple[Hit, ...]) -> None:
    cards = related_cards(some)
    check(cards)
    assert {mark.kind for mark in marks(cards)} <= {"time", "link"}


def test_a_short_answer_is_one_card() -> None:
    hits = found("It rained in Oslo.", title="Rain", source="Daily", url="https://a.example/1")
    [card] = answer_cards(answered(QUESTION, "It rained in Oslo. [1]", hits), QUESTION, UPDATED)
    assert card.title == QUESTION
    assert card.description == "It rained in Oslo. [[1]](https://a.example/1)"
    [field] = card.fields
    assert field.name == "\\[1\\] Daily"
    assert field.value == "“It rained in Oslo.”\n[Rain](https://a.example/1) · 2 October 2015"
    assert card.footer == "Reader: quotes · articles as of 11 October 2015, 09:05 UTC"


def test_a_known_time_is_a_timestamp() -> None:
    hits = found("It rained.", title="Rain", published="2015-10-02T14:30:00+02:00")
    [card] = answer_cards(answered(QUESTION, "It rained. [1]", hits), QUESTION, None)
    assert card.fields[0].value.endswith("Rain · <t:1443789000:f>")
    assert when("2015-10-02") == "2 October 2015"
    assert when(None) == ""


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://good.example@evil.example/"])
def test_a_marker_without_a_good_url_stays_plain(url: str | None) -> None:
    [card] = answer_cards(answered(QUESTION, "It rained. [1]", found("It rained.", url=url)), QUESTION, None)
    assert card.description == "It rained. \\[1\\]"


def test_a_marker_that_cites_nothing_stays_plain() -> None:
    hits = found("It rained.", url="https://a.example/1")
    [card] = answer_cards(answered(QUESTION, "It rained. [1, 7]", hits), QUESTION, None)
    assert card.description == "It rained. [[1]](https://a.example/1)\\[7\\]"


def test_an_answer_of_20_000_characters_continues_on_numbered_pages() -> None:
    sentence = "It rained in Oslo all day long. "
    text = f"{sentence * (20_000 // len(sentence))}[1]"
    cards = answer_cards(answered(QUESTION, text, found("It rained.")), QUESTION, None)
    check(cards)
    assert len(cards) == 5
    assert bare(text) in seen(cards)
    assert [card.footer for card in cards] == [f"Reader: quotes · page {n} of 5" for n in range(1, 6)]


def test_more_citations_than_a_card_holds_go_on_further_pages() -> None:
    hits = found("It rained.", title="Rain")
    answer = answered(QUESTION, "It rained. [1]", hits)
    many = tuple(Citation(n, hits[0].article, "It rained.", 0, 10) for n in range(1, 61))
    cards = answer_cards(replace(answer, citations=many), QUESTION, None)
    assert [len(card.fields) for card in cards] == [25, 25, 10]


def test_what_was_understood_is_said_where_it_is_not_what_was_typed() -> None:
    answer = answered("What did the Pentagon say about airspace?", "No. [1]", found("No."))
    [card] = answer_cards(answer, "and the Pentagon?", None)
    assert card.title == "and the Pentagon?"
    assert card.description.startswith("-# Understood as: What did the Pentagon say about airspace?\nNo.")


def test_a_note_on_the_answer_is_shown() -> None:
    answer = replace(answered(QUESTION, "Yes. [1]", found("Yes.")), note="Another *reader* answered.")
    [card] = answer_cards(answer, QUESTION, None)
    assert card.description.endswith("\n-# Another \\*reader\\* answered.")


def test_a_refusal_names_the_nearest_headlines_each_article_once() -> None:
    hits = [hit for n in range(NEAREST + 2) for hit in found(f"Rain {n}. ", title=f"Rain {n}", source="Daily")]
    named = [replace(hit, article=replace(hit.article, id=str(n))) for n, hit in enumerate(hits)]
    [card] = answer_cards(refused(QUESTION, (named[0], *named)), QUESTION, None)
    first, *lines = card.description.split("\n")
    assert first == NOTHING
    assert lines[2:] == [f"• Rain {n} · Daily · 2 October 2015" for n in range(NEAREST)]


def test_a_refusal_without_hits_is_a_sentence() -> None:
    [card] = answer_cards(refused(QUESTION, ()), QUESTION, None)
    assert card.description == NOTHING


def test_a_passage_is_a_page_under_its_headline() -> None:
    hits = found("It rained.", "It snowed.", title="Weather", source="Daily", url="https://a.example/1")
    first, second = passage_cards(hits)
    assert (first.title, first.url, first.footer) == ("Weather", "https://a.example/1", "Passage 1 of 2")
    assert second.description == "It snowed.\n\nDaily · 2 October 2015"


def test_related_passages_name_rank_outlet_and_headline() -> None:
    [card] = related_cards(found("It rained.", title="Rain", source="Daily"))
    [field] = card.fields
    assert (field.name, field.value) == ("1 · Daily", "It rained.\nRain · 2 October 2015")


@pytest.mark.parametrize("cards", [passage_cards, related_cards])
def test_no_hits_are_said_to_be_none(cards: Callable[[tuple[Hit, ...]], tuple[Card, ...]]) -> None:
    [card] = cards(())
    assert card.title and card.description


def test_an_article_without_a_headline_is_called_so() -> None:
    [card] = passage_cards(found("It rained.", title="\u200b "))
    assert card.title == "Without a headline"
