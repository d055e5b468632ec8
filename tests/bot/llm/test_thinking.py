"""What a model thinks aloud before it answers is no part of its answer."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm.thinking import answered


def pieces(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(0, len(text), length)]


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 9))
def test_thoughts_are_left_out_however_they_are_cut(thought: str, text: str, length: int) -> None:
    thought = thought.replace("<", "")
    assert "".join(answered(pieces(f"\n<think>{thought}</think>{text}", length))) == text


@given(st.text("<>think /.", max_size=30), st.integers(1, 9))
def test_all_else_is_left_as_it_is(text: str, length: int) -> None:
    if not text.lstrip().startswith("<think>"):
        assert "".join(answered(pieces(text, length))) == text


@pytest.mark.parametrize("text", ["<think>", "<think>Hm. The third passage", "<think>Hm.</think"])
def test_thoughts_without_an_end_leave_nothing(text: str) -> None:
    assert "".join(answered(pieces(text, 3))) == ""


def test_an_answer_is_not_held_back() -> None:
    def stream() -> Iterator[str]:
        yield "<think>Hm.</think>It "
        raise AssertionError("the first piece should have come by now")

    assert next(answered(stream())) == "It "
