"""From hits to sentences that can be quoted."""

from hypothesis import given
from hypothesis import strategies as st

from bot.sentences import MOST_CHARACTERS, sentences
from tests.bot.found import found

PIECES = st.sampled_from(["It rained.", "He said “no. ” ", "\n\n", " ", "Mr. X", "x" * 601, "?! ", "word " * 99])


@given(st.lists(st.lists(PIECES | st.text(max_size=9), max_size=30).map("".join), max_size=3))
def test_every_sentence_is_verbatim_distinct_and_short_enough(texts: list[str]) -> None:
    listed = sentences(found(*texts))
    for sentence in listed:
        assert sentence.article.text[sentence.start : sentence.end] == sentence.text
        assert 0 < len(sentence.text) <= MOST_CHARACTERS
    assert len({" ".join(s.text.casefold().split()) for s in listed}) == len(listed)


def test_neighbours_are_those_of_the_passage() -> None:
    first, middle, last = sentences(found("It rained. It snowed. It cleared."))
    assert (first.before, first.after) == ("", "It snowed.")
    assert (middle.before, middle.after) == ("It rained.", "It cleared.")
    assert (last.before, last.after) == ("It snowed.", "")


def test_the_same_words_count_once_for_the_better_hit() -> None:
    [only] = sentences(found("It rained.", "It  RAINED."))
    assert only.article.id == "a0"


def test_a_sentence_that_is_too_long_is_left_out_and_its_neighbours_stay() -> None:
    listed = sentences(found(f"It rained. {'X' * 601}. It snowed."))
    assert [sentence.text for sentence in listed] == ["It rained.", "It snowed."]


def test_a_question_is_no_answer_but_one_that_is_reported_may_be() -> None:
    text = "Who banned scooters? Paris did. What now?\n\nMayor Anne Roux asked: “Who needs them?”"
    assert [s.text for s in sentences(found(text))] == ["Paris did.", "Mayor Anne Roux asked: “Who needs them?”"]


def test_no_hits_no_sentences() -> None:
    assert sentences(()) == []


def test_signs_without_a_word_are_no_sentence() -> None:
    assert [one.text for one in sentences(found("It rained.\n\n\ue000\ue001\n\n* * *"))] == ["It rained."]
