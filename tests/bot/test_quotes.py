"""The quotes reader chooses the sentences that answer."""

from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quotes import choose, in_order
from bot.reranking import Read
from bot.sentences import sentences
from bot.words import words
from index.config import Quotes
from tests.bot.found import found, read

STORY = (
    "The talks went on for days. Russia requested that American jets avoid Syrian airspace. "
    "The weather was mild. Carter rejected the request about the airspace."
)
OTHER = "Wombats were counted in Tasmania. Rangers found 412 wombats there."
QUESTION = "What did Russia request about airspace?"


def test_the_sentence_that_answers_comes_first() -> None:
    reading = read(QUESTION, found(OTHER, STORY), Quotes())
    assert reading.citations[0].quote == "Russia requested that American jets avoid Syrian airspace."
    assert reading.text.startswith(reading.citations[0].quote + " [1]")


def test_what_has_little_to_do_with_the_question_is_left_out() -> None:
    assert "wombats" not in read(QUESTION, found(STORY, OTHER), Quotes()).text.lower()


def test_without_hits_nothing_is_read() -> None:
    reading = read(QUESTION, (), Quotes())
    assert (reading.text, reading.citations, reading.confidence) == ("", (), 0.0)


def test_a_passage_of_one_endless_sentence_gives_nothing_to_quote() -> None:
    assert read("word?", found("word " * 150), Quotes()).citations == ()


def test_the_same_sentence_in_two_articles_is_quoted_once() -> None:
    quotes = [citation.quote for citation in read(QUESTION, found(STORY, STORY + " It rained."), Quotes()).citations]
    assert len(quotes) == len(set(quotes))


@pytest.mark.parametrize("room", [10, 20, 40])
def test_further_sentences_fit_into_the_words(room: int) -> None:
    hits = found(" ".join(f"Russia requested airspace number {n} for {'abcdefgh'[n]}{n}." for n in range(8)))
    reading = read(QUESTION, hits, Quotes(words=room))
    assert sum(len(words(citation.quote)) for citation in reading.citations) <= room


def test_another_answer_goes_before_another_wording_of_the_same() -> None:
    hits = found(
        "The prize went to Jana Rehn, the jury said. Officials handed the award over to Jana Rehn on stage. "
        "Critics had thought that it would be given to Mira Tolst this year."
    )
    first, again, other = sentences(hits)
    three = Read(hits, (first, again, other), np.array([0.6, 0.3, 0.2]), 1.0)
    assert choose("Who won the prize?", three, 30) == [first, other]
    assert choose("Who won the prize?", three, 60) == [first, other, again]


def test_a_sentence_that_is_hardly_likely_to_answer_is_left_out_however_new() -> None:
    first, other = sentences(found("Rehn won the prize. Tolst flew to Oslo."))
    three = Read((), (first, other), np.array([0.6, 0.05]), 1.0)
    assert choose("Who won the prize?", three, 60) == [first]


@pytest.mark.parametrize(
    "fragment",
    [
        "Mira Tolst",
        "Contributing: Mira Tolst",
        "Mira Tolst | Oslo",
        "Age: 12.",
        "told Tolst so.",
        "The names of all are:",
    ],
)
def test_a_byline_a_caption_or_the_rest_of_a_sentence_is_quoted_only_where_there_is_nothing_else(fragment: str) -> None:
    # A paragraph of its own each, as in a page's text.
    first, last, other = sentences(found(f"Rehn won the prize.\n\n{fragment}\n\nThe jury in Oslo was in doubt."))
    assert last.text == fragment
    three = Read((), (first, last, other), np.array([0.6, 0.5, 0.4]), 1.0)
    assert choose("Who won the prize?", three, 60) == [first, other]
    ahead = Read((), (last, other), np.array([0.6, 0.5]), 1.0)
    assert choose("Who won the prize?", ahead, 60) == [other]
    alone = Read((), (last,), np.array([0.6]), 1.0)
    assert choose("Who won the prize?", alone, 60) == [last]


def test_the_items_of_a_list_are_quoted_where_one_is_asked_for() -> None:
    first, item = sentences(found("The countries that signed are named.\n\nNorway, by Tolst"))
    two = Read((), (first, item), np.array([0.6, 0.5]), 1.0)
    assert choose("List the countries that signed.", two, 60) == [first, item]
    assert choose("Which countries signed?", two, 60) == [first]


def test_of_a_subject_is_quoted_what_names_it_or_stands_under_its_headline() -> None:
    named, other = sentences(found("The jury of the Rehn prize met in Oslo. Tolst flew home to Bergen in the rain."))
    two = Read((), (other, named), np.array([0.6, 0.5]), 1.0)
    assert choose("the latest on Rehn", two, 60) == [named]
    assert choose("What did Rehn say?", two, 60) == [other, named]
    headed = sentences(found("The jury met in Oslo. Tolst flew home to Bergen.", title="The prize for Rehn"))
    assert choose("the latest on Rehn", Read((), tuple(headed), np.array([0.6, 0.5]), 1.0), 60) == headed
    assert choose("bananas", two, 60) == [other, named]


def test_a_heading_that_says_something_is_quoted() -> None:
    first, heading = sentences(found("Rehn won the prize.\n\nTolst takes silver in Oslo after a fall"))
    two = Read((), (first, heading), np.array([0.6, 0.5]), 1.0)
    assert choose("Who won the prize?", two, 60) == [first, heading]


@given(st.permutations(range(4)))
def test_the_likeliest_sentence_comes_first_and_then_each_article_as_it_reads(order: list[int]) -> None:
    chosen = [sentences(found(STORY, OTHER))[at] for at in order]
    first, *others = in_order(chosen)
    assert first == chosen[0]
    assert sorted(map(hash, others)) == sorted(map(hash, chosen[1:]))
    for before, after in pairwise(others):
        assert before.start < after.start or before.article != after.article
    outlets = [sentence.article.id for sentence in (first, *others)]
    assert len([name for name, _ in groupby(outlets)]) == len(set(outlets))
