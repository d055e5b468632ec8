"""What the words of a question mean for the order of what is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.config import Config
from index.opening import open_index
from index.owner import SharedIndex
from index.query import query
from index.retriever import without_copies
from index.types import Article, Hit, Passage
from tests.conftest import NOW

Make = Callable[..., Article]
LATER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def index(config: Config) -> Iterator[SharedIndex]:
    with open_index(config) as opened:
        yield opened


def ids(index: SharedIndex, question: str, asked_at: datetime = NOW) -> list[str]:
    return [hit.article.id for hit in index.search(query(question, asked_at))]


@pytest.mark.parametrize("day", ["1", "20"])
def test_a_day_in_the_question_prefers_and_excludes_nothing(day: str, index: SharedIndex, article: Make) -> None:
    for number, published in (("1", "2015-09-01"), ("20", "2015-09-20")):
        text = f"In raid {number}, jets struck {number} towns near Homs."
        index.add((article(number, text, title="Strikes", published=published),))
    found = ids(index, f"What was struck on September {day}?")
    assert found[0] == day
    assert set(found) == {"1", "20"}


def test_the_latest_of_an_old_archive_is_its_newest(index: SharedIndex, article: Make) -> None:
    for number in (1, 2, 3):
        text = f"The ferry to Hobart was late; {number} passengers waited."
        index.add((article(str(number), text, title="Ferry", published=f"2015-0{3 * number}-01"),))
    found = ids(index, "What is the latest on the ferry to Hobart?", LATER)
    assert found[0] == "3"
    assert set(found) == {"1", "2", "3"}


def test_the_words_that_ask_for_a_subject_are_not_searched(index: SharedIndex, article: Make) -> None:
    index.add((article("ferry", "The ferry was late."), article("news", "The latest news is a summary of the news.")))
    found = index.search(query("What is the latest news on the ferry?", NOW))
    assert [hit.article.id for hit in found if hit.bm25] == ["ferry"]


def test_an_undated_article_is_found_beside_dated_ones(index: SharedIndex, article: Make) -> None:
    index.add((article("dated", "The ferry sank."), article("undated", "The ferry rose.", published=None)))
    assert set(ids(index, "What happened to the ferry on October 2?")) == {"dated", "undated"}


@pytest.mark.parametrize("outlet", ["Reuters", "Xinhua"])
def test_a_named_outlet_is_preferred_and_excludes_nothing(outlet: str, index: SharedIndex, article: Make) -> None:
    for name in ("Reuters", "Xinhua"):
        index.add((article(name, f"The ferry was {len(name)} hours late.", title="Ferry", source=name),))
    found = ids(index, f"What did {outlet} report about the ferry?")
    assert found[0] == outlet
    assert len(found) == 2


def test_an_outlet_is_found_under_all_its_spellings(index: SharedIndex, article: Make) -> None:
    said = {"Reuters": "The ferry sank on Monday.", "REUTERS": "Divers found the ferry.", "Xinhua": "A ferry was late."}
    index.add(tuple(article(name, text, source=name) for name, text in said.items()))
    hits = index.search(query("What happened to the ferry?", NOW, sources=("reuters",)))
    assert {hit.article.source for hit in hits} == {"Reuters", "REUTERS"}


def test_ranks_count_from_one_and_scores_fall(sample_index: SharedIndex) -> None:
    hits = sample_index.search(query("What did Russia request about airspace?", NOW))
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text for hit in hits)
    assert all(-1.01 <= hit.cosine <= 1.01 and (hit.dense_rank or hit.lexical_rank) for hit in hits)


def test_the_same_question_finds_the_same(sample_index: SharedIndex) -> None:
    asked = query("What did NATO say?", NOW)
    assert sample_index.search(asked) == sample_index.search(asked)


def test_nothing_is_found_in_an_empty_collection(index: SharedIndex) -> None:
    assert index.search(query("What is the latest?", NOW)) == ()


def test_copies_of_one_text_are_found_once(sample_index: SharedIndex) -> None:
    hits = sample_index.search(query("How far did the cruise missiles fly over the Caspian Sea?", NOW))
    texts = [hit.passage.text for hit in hits]
    assert len(texts) == len(set(texts))


@given(st.lists(st.sampled_from(["It rained.", "It  RAINED.", "It snowed.", "it\nsnowed."])))
def test_of_copies_the_first_is_kept(texts: list[str]) -> None:
    hits = []
    for rank, text in enumerate(texts, 1):
        article = Article(f"a{rank}", None, "", None, None, text)
        hits.append(Hit(Passage(f"a{rank}:0", article.id, 0, len(text), text), article, 0.5, rank))
    kept = list(without_copies(hits, len(hits)))
    words = [" ".join(text.casefold().split()) for text in texts]
    assert [hit.rank for hit in kept] == sorted(words.index(word) + 1 for word in set(words))
