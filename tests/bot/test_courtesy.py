"""Thanks and greetings are told from questions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.courtesy import is_courtesy


@pytest.mark.parametrize(
    "said",
    ["thanks", "Thank you!", "thank you very much for your help.", "Thanks, that helps 👍", "ok", "OK, great", "Okay?"]
    + ["hello", "Hi there!", "good morning", "bye", "Good-bye!", "ok thanks, bye", "yes", "No.", "That’s all, thanks"],
)
def test_what_asks_for_nothing_is_a_courtesy(said: str) -> None:
    assert is_courtesy(said)


@pytest.mark.parametrize(
    "said",
    ["russia", "ok, and Turkey?", "thanks, and who resigned?", "hello kitty", "why?", "more", "go on", "yes or no?"]
    + ["What did Obama say thanks for?", "thanks to Obama", "Good Friday", "the thank you note", "", "?!", "👍"],
)
def test_what_asks_for_something_is_none(said: str) -> None:
    assert not is_courtesy(said)


@given(st.sampled_from(["bye", "thanks", "again", "hello", "there", "all", "right", "ok", "for that", "good", "day"]))
def test_what_is_said_again_and_again_is_read_in_time(word: str) -> None:
    start = time.perf_counter()
    assert not is_courtesy(f"{word} " * 400 + "Oslo")
    assert time.perf_counter() - start < 1
