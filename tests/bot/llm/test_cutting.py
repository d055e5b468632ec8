"""Sentences come whole, with their markers, as early as they are sure, however the text is cut on its way."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm.cutting import AHEAD, LONGEST, sentences

TEXT = (
    "The Pentagon said on Tuesday that U.S. planes flew over Lt. Col. Smith's base. [1][2] “We go. We stay,” Mr. Smith "
    "said [2]. It was the third raid\n\n[3]\n\n- 5.6 million people saw it, at 10 p.m. on Monday. [1, 2] Done. [1]"
)
WHOLE = [
    "The Pentagon said on Tuesday that U.S. planes flew over Lt. Col. Smith's base. [1][2]",
    "“We go. We stay,” Mr. Smith said [2].",
    "It was the third raid\n\n[3]",
    "- 5.6 million people saw it, at 10 p.m. on Monday. [1, 2]",
    "Done. [1]",
]


def pieces(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(0, len(text), length))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 20, 1_000])
def test_the_sentences_are_the_same_however_the_text_is_cut(length: int) -> None:
    assert list(sentences(pieces(TEXT, length))) == WHOLE


def test_a_sentence_comes_before_the_text_has_ended() -> None:
    def stream() -> Iterator[str]:
        yield "It rained. [1] "
        yield "It snowed for a whole day and a night, " + "and " * AHEAD
        raise AssertionError("the first sentence should have come by now")

    assert next(sentences(stream())) == "It rained. [1]"


@pytest.mark.parametrize("end", ["It snowed on", "It snowed on “Monday. And", "It snowed, [1", "It snowed on the U.S"])
def test_a_last_sentence_that_was_cut_off_is_left_out(end: str) -> None:
    assert list(sentences([f"It rained. [1] {end}"])) == ["It rained. [1]"]


@pytest.mark.parametrize("end", ["It snowed.", "It snowed [2]", "It snowed. [2]", "“It snowed.”", "It snowed?【2】"])
def test_a_last_sentence_that_is_whole_is_not(end: str) -> None:
    assert list(sentences([f"It rained. [1] {end}"])) == ["It rained. [1]", end]


def test_a_text_without_an_end_is_cut_somewhere() -> None:
    endless = pieces("and so on " * 1_000, 50)
    assert len(next(sentences(endless))) <= LONGEST + 50


def test_a_long_text_that_comes_at_once_is_cut_into_its_sentences() -> None:
    said = [f"It rained for {number} days in Oslo. [1]" for number in range(60)]
    assert list(sentences([" ".join(said)])) == said


@given(st.text(max_size=300), st.integers(1, 50))
def test_nothing_is_made_up(text: str, length: int) -> None:
    found = list(sentences(pieces(text, length)))
    rest = text
    for sentence in found:
        assert sentence.strip() and sentence in rest
        rest = rest[rest.index(sentence) + len(sentence) :]
