"""What holds of every answer, whatever the articles say."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answerer import NOTHING, Answerer
from bot.followup import Turn
from bot.judging import in_order, supported, unmarked
from bot.types import Answer, Citation
from index.config import Quotes
from index.line import Index
from index.query import query
from index.types import Hit
from tests.bot.found import RERANKER, found, read
from tests.bot.stories import PLAIN, QUESTIONS, hits
from tests.conftest import NOW

# The same examples in each run, so that a failure is always of the change that is tested.
PROPERTY = settings(deadline=None, max_examples=100, derandomize=True)


class Found:
    """An index whose every search finds the same."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits

    def search(self, _: object) -> tuple[Hit, ...]:
        return self._hits


def ask(question: str, hits: tuple[Hit, ...], threshold: float = 0.0) -> Answer:
    answerer = Answerer(cast(Index, Found(hits)), RERANKER, Quotes(threshold=threshold))
    return answerer.ask(query(question, NOW))


def quoted(citations: Sequence[Citation]) -> dict[int, str]:
    return {citation.marker: citation.quote for citation in citations}


@PROPERTY
@given(QUESTIONS, hits())
def test_markers_are_those_of_the_citations_from_one_by_first_appearance(question: str, hits: tuple[Hit, ...]) -> None:
    reading = read(question, hits)
    assert in_order(reading.text, [citation.marker for citation in reading.citations])


@PROPERTY
@given(QUESTIONS, hits(PLAIN))
def test_every_sentence_is_supported(question: str, hits: tuple[Hit, ...]) -> None:
    reading = read(question, hits)
    assert all(supported(reading.text, quoted(reading.citations)))


@pytest.mark.parametrize(
    "text",
    [
        "“We asked\x07 for airspace. We always do,” Moscow said.",
        "“We asked for\u00ad airspace. We always do,” Moscow said.",
        "“We **asked** for airspace. We always do,” Moscow said.",
        "“We asked [3] for airspace. We always do,” Moscow said.",
        "Steve Warren said so. He told Moscow: “We asked for airspace. We always do.”",
    ],
)
def test_every_sentence_is_supported_where_something_is_cleaned_away(text: str) -> None:
    reading = read("What did Moscow ask about airspace?", found(text))
    assert all(supported(reading.text, quoted(reading.citations)))


@PROPERTY
@given(QUESTIONS, hits())
def test_every_quote_is_verbatim_in_its_article_and_not_too_long(question: str, hits: tuple[Hit, ...]) -> None:
    for citation in ask(question, hits).citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert 0 < len(citation.quote) <= 600
        assert citation.article in [hit.article for hit in hits]


@PROPERTY
@given(QUESTIONS, hits(), st.floats(0, 1))
def test_an_answer_has_citations_and_a_refusal_none(question: str, hits: tuple[Hit, ...], threshold: float) -> None:
    answer = ask(question, hits, threshold)
    assert 0 <= answer.confidence <= 1
    assert {hit.passage for hit in answer.hits} == {hit.passage for hit in hits}
    if answer.status == "answered":
        assert answer.citations
        assert answer.confidence >= threshold
    else:
        assert (answer.status, answer.text, answer.citations) == ("no_answer", NOTHING, ())


@PROPERTY
@given(QUESTIONS, hits())
def test_the_text_is_one_line_without_control_characters(question: str, hits: tuple[Hit, ...]) -> None:
    kinds = {unicodedata.category(c) for c in ask(question, hits).text}
    assert not kinds & {"Cc", "Zl", "Zp"}


@given(QUESTIONS)
def test_without_hits_there_is_no_answer(question: str) -> None:
    answer = ask(question, ())
    assert (answer.status, answer.citations, answer.hits, answer.confidence) == ("no_answer", (), (), 0.0)


# On the sample articles


def test_what_the_articles_say_is_answered(answerer: Answerer) -> None:
    answer = answerer.ask(query("What did Russia request about airspace?", NOW, asked_at="2015-10-02"))
    assert answer.status == "answered"
    assert "avoid Syrian airspace" in answer.citations[0].quote


def test_what_they_do_not_say_is_refused_with_the_nearest_passages(answerer: Answerer) -> None:
    answer = answerer.ask(query("Who won the 2014 World Cup?", NOW))
    assert (answer.status, answer.text, answer.citations) == ("no_answer", NOTHING, ())
    assert answer.hits


def test_the_answer_keeps_to_the_days_asked_for(answerer: Answerer) -> None:
    asked = query("What did NATO say about airspace?", NOW, since="2015-10-05", until="2015-10-06")
    days = {date.fromisoformat((hit.article.published or "")[:10]) for hit in answerer.ask(asked).hits}
    assert days == {date(2015, 10, 5), date(2015, 10, 6)}


def test_the_answer_keeps_to_the_outlets_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask(query("What did Russia request about airspace?", NOW, sources=["capital observer"]))
    assert {hit.article.source for hit in answer.hits} == {"Capital Observer"}


@pytest.mark.parametrize(
    ("question", "stem"),
    [
        ("the latest on Syria", "Syria"),
        ("russia", "Russia"),
        ("summarise the volkswagen scandal", "Volkswagen"),
        ("what's new in ukraine", "Ukraine"),
        ("Tell me about the pope", "Pope"),
        ("Pacific trade deal", "trade"),
    ],
)
def test_a_subject_is_told_of_in_several_sentences(question: str, stem: str, answerer: Answerer) -> None:
    answer = answerer.ask(query(question, NOW, asked_at="2015-10-09"))
    assert answer.status == "answered" and len(answer.citations) > 1
    assert all(stem in f"{citation.article.title} {citation.quote}" for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["the latest on quantum chess", "bananas", "summarise the moon landing", "what's new in Brazil", "Boris Johnson"],
)
def test_a_subject_that_they_do_not_have_is_refused(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(query(question, NOW, asked_at="2015-10-09"))
    assert (answer.status, answer.text, answer.citations) == ("no_answer", NOTHING, ())


SHORT = ["What did Russia request about airspace?", "What did NATO say about the airspace violations?"]


@pytest.mark.parametrize("question", SHORT)
def test_an_answer_has_at_most_sixty_words(question: str, answerer: Answerer) -> None:
    answer = answerer.ask(query(question, NOW))
    assert answer.status == "answered"
    assert len(unmarked(answer.text).split()) <= 60


def test_a_question_for_both_sides_gets_more_words(answerer: Answerer) -> None:
    answer = answerer.ask(query("What did NATO and Turkey say about the airspace violations?", NOW))
    assert answer.status == "answered"
    assert 60 < len(unmarked(answer.text).split()) <= 180


def test_a_question_with_two_parts_is_answered_in_both(answerer: Answerer) -> None:
    first, second = "What did Russia request about airspace?", "Who resigned at Volkswagen?"
    answer = answerer.ask(query(f"{first[:-1]} and who resigned at Volkswagen?", NOW))
    alone = [answerer.ask(query(question, NOW)) for question in (first, second)]
    assert {c.quote for c in answer.citations} == {c.quote for a in alone for c in a.citations}
    assert in_order(answer.text, [citation.marker for citation in answer.citations])
    assert all(supported(answer.text, quoted(answer.citations)))
    assert answer.confidence == min(a.confidence for a in alone)
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert not answer.note


def test_a_part_that_the_articles_do_not_answer_is_named(answerer: Answerer) -> None:
    answer = answerer.ask(query("What did Russia request about airspace and who won the 2014 World Cup?", NOW))
    assert answer.status == "answered"
    assert "The articles do not say: “Who won the 2014 World Cup?”" in answer.note


def test_a_further_question_is_searched_with_what_it_leans_on(answerer: Answerer) -> None:
    earlier = [Turn("What did Russia request about airspace?", "It asked the U.S. to avoid it. [1]")]
    answer = answerer.ask(query("And what did the Pentagon say?", NOW), earlier)
    assert "airspace" in answer.query.question
    assert answer.query.asked_at == NOW
