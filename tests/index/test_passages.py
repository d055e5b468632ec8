"""Passages: what holds for every article, and their sizes on news."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import LONGEST, MAXIMUM, OVERLAP, REMAINDER, TARGET, TITLE, indexed_text, split
from index.sentences import spans
from index.types import Article, Passage

STORY = """The harbour of Port Ansel reopened on Tuesday, four days after a grain ship ran aground.

“We have two tugs on station and a third on the way. Nobody should expect full traffic before Friday,” \
said Capt. Mira Oduya, who leads the port authority. She added that some 40 ships were waiting offshore.

The owner, Halden Bulk Inc., said the engine had failed at 5 p.m. The crew of 21 was unhurt. A spill of \
about 3.5 tonnes of fuel was contained within hours, according to the coast guard.

Prices for feed grain rose 2 percent on the news and fell back a day later. Traders said stocks in the \
region would last for weeks. Farmers were less certain: a co-operative in the north reported empty silos.

An inquiry will look at the ship's papers, its last inspection and the pilot's orders. Its first report \
is due on Jan. 15. The pilot, who has worked in the port for 19 years, has been suspended with pay.
"""


def article(text: str, title: str = "Harbour reopens", published: str | None = "2015-10-02") -> Article:
    return Article("ab12", None, title, "The Courier", published, text)


def check(passages: tuple[Passage, ...], text: str) -> None:
    """All that the rest of the product relies on."""
    covered = 0
    for ordinal, passage in enumerate(passages):
        assert (passage.id, passage.article_id) == (f"ab12:{ordinal}", "ab12")
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert 0 < len(passage.text) <= MAXIMUM
        assert not text[covered : passage.start].strip()
        assert passage.end > covered
        covered = passage.end
    assert not text[covered:].strip()


SENTENCES = st.lists(
    st.tuples(st.integers(1, 1200), st.sampled_from([". ", "! ", "\n\n", " ", ".” “", ""])), max_size=12
).map(lambda parts: "".join("Word " * (size // 5) + "x" * (size % 5) + end for size, end in parts))


@given(st.one_of(st.text(), SENTENCES))
def test_every_letter_lies_in_a_passage_and_none_is_too_long(text: str) -> None:
    check(split(article(text)), text)


@given(SENTENCES)
def test_neighbours_share_at_most_one_short_sentence(text: str) -> None:
    sentences = spans(text)
    ends_of_cut = {end for start, end in sentences if end - start > LONGEST}
    for left, right in pairwise(split(article(text))):
        shared = text[right.start : left.end]
        assert len(shared) <= OVERLAP
        assert not shared or (right.start, left.end) in sentences or left.end in ends_of_cut


@given(SENTENCES)
def test_only_a_very_long_sentence_is_cut(text: str) -> None:
    for passage in split(article(text)):
        for start, end in spans(text):
            if end - start <= LONGEST and start < passage.end and end > passage.start:
                assert passage.start <= start < end <= passage.end


def test_a_story_is_split_at_sentences_with_one_repeated() -> None:
    passages = split(article(STORY * 10))
    check(passages, STORY * 10)
    assert all(abs(len(passage.text) - TARGET) <= TARGET / 4 for passage in passages[:-1])
    assert all(right.start < left.end for left, right in pairwise(passages))
    assert all(passage.text[0].isupper() or passage.text[0] == "“" for passage in passages)


def test_a_short_remainder_joins_the_last_passage() -> None:
    sentence = "A" + "b" * 290 + ". "
    short, long = "C" + "d" * (REMAINDER - 3) + ".", "C" + "d" * REMAINDER + "."
    assert [p.text for p in split(article(sentence * 2 + short))] == [sentence * 2 + short]
    assert [p.text for p in split(article(sentence * 2 + long))] == [(sentence * 2).strip(), sentence + long]


def test_a_long_sentence_is_not_repeated() -> None:
    short = "It ended there. " * 15
    whole = short + "A" + "b" * (TARGET - len(short) - 2) + ". "
    assert [p.text for p in split(article(whole * 3))] == [whole.strip()] * 3


def test_no_passage_lies_within_the_next() -> None:
    sentence = "A" + "b" * (OVERLAP - 2) + ". "
    passages = split(article(sentence * 2 + "It ended there. " * 20))
    assert all(left.start < right.start for left, right in pairwise(passages))


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u00a0"])
def test_an_empty_article_has_no_passages(text: str) -> None:
    assert split(article(text)) == ()


def test_one_short_sentence_is_one_passage() -> None:
    assert split(article("  Rain. ")) == (Passage("ab12:0", "ab12", 2, 7, "Rain."),)


def test_text_without_sentence_ends_is_cut_at_spaces() -> None:
    passages = split(article("harbour " * 300))
    check(passages, "harbour " * 300)
    assert all(set(passage.text.split()) == {"harbour"} for passage in passages)


def test_text_without_spaces_is_cut_between_letters() -> None:
    text = "x" + "e\u0301" * 1500
    passages = split(article(text))
    check(passages, text)
    assert not any(unicodedata.combining(passage.text[0]) for passage in passages)


@pytest.mark.parametrize("unit", ["a", "a ", " ", "a" + " " * 2000, "e\u0301\u0301", "“a. ", "\u0301"])
def test_a_megabyte_without_sentence_ends_takes_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    passages = split(article(text))
    assert time.perf_counter() - began < 5
    check(passages, text)


def test_a_passage_is_indexed_under_its_headline_and_day() -> None:
    story = article("It rained.", published="2015-10-02T23:30:00-05:00")
    assert indexed_text(story, split(story)[0]) == "Harbour reopens. 2 October 2015\nIt rained."


def test_what_is_unknown_is_left_out_of_the_indexed_text() -> None:
    for title, published, expected in (
        ("", None, "It rained."),
        ("", "2015-10-02", "2 October 2015\nIt rained."),
        ("Rain", None, "Rain\nIt rained."),
        ("Rain", "lately", "Rain\nIt rained."),
        ("R" * 2 * TITLE, None, "R" * TITLE + "\nIt rained."),
    ):
        story = article("It rained.", title, published)
        assert indexed_text(story, split(story)[0]) == expected
