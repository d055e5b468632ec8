import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.judging import holds, in_order, markers, right, sentences, supported, unmarked


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("They landed on MARS.", "Mars"),
        ("It paid $1.2 million.", "$1.2 million"),
        ("The “Daily Harp” said so.", '"daily harp"'),
        ("about 5,000 people", "5,000"),
        ("a\n  deal was\u00a0struck", "deal was struck"),
        ("the ﬁnal whistle", "final"),
        ("He is 41.", "41"),
    ],
)
def test_an_answer_stands_in_any_case_quotes_and_spacing(text: str, accepted: str) -> None:
    assert holds(text, ["something else", accepted])


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("Marseille", "Mars"),
        ("it rose 3.51", "3.5"),
        ("5,000 people", "000"),
        ("5,000 people", "5"),
        ("x", "y"),
    ],
)
def test_part_of_a_word_or_number_is_no_answer(text: str, accepted: str) -> None:
    assert not holds(text, [accepted])


def test_an_answer_after_sixty_words_is_too_late_and_markers_are_no_words() -> None:
    filler = "word [1] " * 59
    assert right(filler + "Oslo", ["Oslo"])
    assert not right(filler + "word Oslo", ["Oslo"])


def test_markers_are_read_in_order_and_taken_out() -> None:
    text = "One [1]. Two [2, 3]. [sic] Three[1]."
    assert markers(text) == [1, 2, 3, 1]
    assert unmarked(text) == "One. Two. [sic] Three."


@pytest.mark.parametrize(
    ("text", "cited", "orderly"),
    [
        ("A [1]. B [2]. A again [1].", [1, 2], True),
        ("A [2]. B [1].", [2, 1], False),
        ("A [1].", [1, 2], False),
        ("A [1]. B [3].", [1, 3], False),
        ("A [1][2].", [2, 1], False),
        ("A [1].", [], False),
    ],
)
def test_markers_count_from_one_and_are_those_of_the_citations(text: str, cited: list[int], orderly: bool) -> None:
    assert in_order(text, cited) is orderly


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The U.S. Senate met Gen. Roe. He left. [1]", ["The U.S. Senate met Gen. Roe.", "He left. [1]"]),
        ("It ended at 5 p.m. [1] Police came.", ["It ended at 5 p.m. [1]", "Police came."]),
        ("“We won.” They did!", ["“We won.”", "They did!"]),
        ("Up 3.5 points. 20 fell?! “Yes”", ["Up 3.5 points.", "20 fell?!", "“Yes”"]),
        ("One [1]. [2] Two.", ["One [1]. [2]", "Two."]),
        ("No end … no start. and so on", ["No end … no start. and so on"]),
        ("", []),
        ("[1] …", []),
    ],
)
def test_sentences_end_before_a_new_one_and_after_their_markers(text: str, pieces: list[str]) -> None:
    assert sentences(text) == pieces


@given(st.text(alphabet="Aa1 .!?[]”“\n"))
def test_sentences_keep_every_word_in_order(text: str) -> None:
    def letters(part: str) -> str:
        return "".join(c for c in unmarked(part) if c.isalnum())

    assert "".join(map(letters, sentences(text))) == letters(text)


@pytest.mark.parametrize(
    ("text", "quotes", "flags"),
    [
        ("One [1]. Two [2].", {1: "q", 2: "q"}, (True, True)),
        ("One [1, 2].", {1: "q"}, (False,)),
        ("“He came. He saw. He left” [1].", {1: "he came. he saw. he left"}, (True, True, True)),
        ("He came. He saw [1].", {1: "He saw."}, (False, True)),
        ("He saw [1]. He came.", {1: "He saw. He came."}, (True, False)),
    ],
)
def test_a_sentence_is_supported_by_its_own_marker_or_the_next_quotation(
    text: str, quotes: dict[int, str], flags: tuple[bool, ...]
) -> None:
    assert supported(text, quotes) == flags
