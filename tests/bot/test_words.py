"""Rare words say more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import most_telling, share, stems, telling, weight, words


def test_words_keep_their_inner_signs() -> None:
    assert words("Moscow’s U.S. envoy, 5.6 million!") == ["Moscow’s", "U.S", "envoy", "5.6", "million"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("requests", "requested"), ("U.S.", "US"), ("Moscow’s", "moscow"), ("AIRSPACE", "airspace"), ("Iran's", "Iran’s")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("rare", "common"), [("airspace", "war"), ("war", "people"), ("wombat", "government")])
def test_a_rarer_word_says_more(rare: str, common: str) -> None:
    assert weight(rare) > weight(common)


def test_words_of_every_text_say_nothing_and_unknown_ones_no_more_than_rare_ones() -> None:
    assert weight("the") == weight("of") == 0.0
    assert weight("xqzzyt") == 1.0


@given(st.text())
def test_every_word_has_one_stem_and_a_weight_in_0_to_1(text: str) -> None:
    assert len(stems(text)) == len(words(text))
    assert all(0 <= weight(word) <= 1 for word in words(text))


def test_only_words_that_say_something_are_telling() -> None:
    asked = telling("What did the Russians request about the airspace?")
    assert set(stems("airspace request")) < asked.keys()
    assert not set(stems("the what did")) & asked.keys()


def test_the_words_that_ask_for_a_subject_are_not_telling() -> None:
    assert telling("Please summarise the latest news on airspace") == telling("airspace")


def test_the_most_telling_word_is_the_rarest() -> None:
    assert [most_telling(telling("the Haiti earthquake"))] == stems("Haiti")
    assert most_telling({}) == ""


@given(st.text(), st.lists(st.text()))
def test_the_share_lies_in_0_to_1_and_is_whole_for_the_question_itself(question: str, other: list[str]) -> None:
    asked = telling(question)
    assert 0 <= share(asked, other) <= 1
    assert share(asked, stems(question)) == (pytest.approx(1) if asked else 0)
