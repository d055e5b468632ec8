"""Markers are read in the ways that models write them, and none is left in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import judging
from bot.llm.markers import MARKER, Marked, read


@pytest.mark.parametrize(
    ("sentence", "text", "cited"),
    [
        ("It rained [1].", "It rained.", (1,)),
        ("It rained. [1]", "It rained.", (1,)),
        ("It rained. [2][1]", "It rained.", (2, 1)),
        ("It rained [1], and it snowed [2].", "It rained, and it snowed.", (1, 2)),
        ("It rained [1, 2; 3].", "It rained.", (1, 2, 3)),
        ("It rained [1-3].", "It rained.", (1, 2, 3)),
        ("It rained [2–99].", "It rained.", (2, 3, 4)),
        ("It rained [1][1].", "It rained.", (1,)),
        ("It rained [^2].", "It rained.", (2,)),
        ("It rained【3】.", "It rained.", (3,)),
        ("It rained【3†source】.", "It rained.", (3,)),
        ("It rained (1).", "It rained.", (1,)),
        ("It rained (Passage 2).", "It rained.", (2,)),
        ("[Source: 3] It rained.", "It rained.", (3,)),
        ("It rained [[2]].", "It rained.", (2,)),
        ("It rained [１].", "It rained.", (1,)),
        ("It rained.", "It rained.", ()),
        ("It rained (3 inches).", "It rained (3 inches).", ()),
        ("[Kirby] said so [1].", "[Kirby] said so.", (1,)),
    ],
)
def test_a_marker_is_read_however_it_is_written(sentence: str, text: str, cited: tuple[int, ...]) -> None:
    assert read(sentence, 4) == Marked(text, cited, ())


@pytest.mark.parametrize("number", ["0", "-1", "5", "99", "2015"])
def test_a_marker_that_names_no_passage_cites_nothing(number: str) -> None:
    assert read(f"It rained [{number}] [2].", 4) == Marked("It rained.", (2,), (int(number),))


@given(st.text(st.sampled_from("[]()【】^†0123456789,-– aB.sourcepg"), max_size=60), st.integers(0, 30))
def test_no_marker_is_left_and_only_passages_are_cited(sentence: str, passages: int) -> None:
    marked = read(sentence, passages)
    assert not MARKER.search(marked.text)
    assert all(1 <= number <= passages for number in marked.cited)
    assert len(set(marked.cited)) == len(marked.cited)
    assert not [number for number in judging.markers(marked.text) if number < 10_000]
