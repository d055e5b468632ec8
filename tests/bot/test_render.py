"""An answer in a terminal."""

import unicodedata

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import EXCERPT, NEAREST, day, marked, render
from bot.types import Answer
from tests.bot.found import answered, found, refused

QUESTION = "What did Russia request?"
ESCAPES = "\x1b[31mRussia\x1b]8;;https://evil.example\x07 \u202eesrever\u202c\x9b2J\x00 it\u200b rained"
TEXTS = st.lists(
    st.sampled_from(["Russia ", ESCAPES, "\n", "request ", "x" * 40, "[1] ", " 👩‍👩‍👧 "]) | st.text(max_size=9)
)
WIDTHS = st.integers(50, 120)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers and refusals whose every text is a stranger's."""
    text = "It rained. " + "".join(draw(TEXTS))
    hits = found(text, title="".join(draw(TEXTS)), source="".join(draw(TEXTS)), url=None)
    question = f"{QUESTION} {ESCAPES}"
    return refused(question, hits) if draw(st.booleans()) else answered(question, f"{text} [1]", hits)


@given(answers(), WIDTHS)
def test_nothing_of_a_stranger_controls_the_terminal(answer: Answer, width: int) -> None:
    ours = render(answer, width).replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\n", "")
    assert not {unicodedata.category(c) for c in ours} & {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


@given(answers(), WIDTHS)
def test_no_line_is_wider_than_the_terminal(answer: Answer, width: int) -> None:
    assert max(map(len, click.unstyle(render(answer, width)).split("\n"))) <= width


def test_a_refusal_fits_a_narrow_terminal() -> None:
    shown = render(refused(QUESTION, found("It rained in Oslo.")), 40)
    assert max(map(len, shown.split("\n"))) <= 40


def test_an_answer_is_shown_with_marker_quotation_and_origin() -> None:
    hits = found("It rained in Oslo.", title="Rain", source="Daily", url="https://a.example/1")
    shown = click.unstyle(render(answered(QUESTION, "It rained in Oslo. [1]", hits), 80))
    assert shown.split("\n") == [
        "It rained in Oslo. [1]",
        "",
        "[1] “It rained in Oslo.”",
        "    Rain · Daily · 2 October 2015",
        "    https://a.example/1",
    ]


def test_a_refusal_shows_the_nearest_passages_as_such() -> None:
    texts = [f"Passage number {n} tells of rain." for n in range(NEAREST + 2)]
    shown = render(refused(QUESTION, found(*texts)), 80)
    assert shown.startswith("The articles do not say.\n\nThe nearest passages, which do not answer it:")
    assert shown.count("  · Passage number") == NEAREST
    assert "[1]" not in shown


def test_a_refusal_without_hits_is_one_line() -> None:
    assert render(refused(QUESTION, ()), 80) == "The articles do not say."


def test_a_long_passage_is_shortened_between_words() -> None:
    shown = render(refused(QUESTION, found("wombats " * 60)), 1_000)
    [excerpt] = [line.removeprefix("  · ") for line in shown.split("\n") if "wombats" in line]
    assert excerpt.endswith("wombats …")
    assert EXCERPT - 10 <= len(excerpt) <= EXCERPT


def test_a_long_address_is_left_whole() -> None:
    url = "https://a.example/" + "x" * 200
    assert url in render(answered(QUESTION, "It rained. [1]", found("It rained.", url=url)), 40).replace(" ", "")


@pytest.mark.parametrize(
    "quotation",
    [
        "He spoke of “unacceptable violations of airspace.”",
        "“Unacceptable,” he said. “It must end.”",
        'He spoke of "unacceptable violations of airspace."',
        '"Unacceptable," he said.',
    ],
)
def test_a_quotation_is_shown_with_the_marks_it_has(quotation: str) -> None:
    assert quotation in click.unstyle(render(answered(QUESTION, "So. [1]", found(quotation)), 200))


def test_words_of_the_question_are_bold_in_any_form() -> None:
    line = marked("Russia requested the airspace.", "What airspace did Russia request?")
    bold = [click.style(word, bold=True) for word in ("Russia", "requested", "airspace")]
    assert line == f"{bold[0]} {bold[1]} the {bold[2]}."


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2015-10-02", "2 October 2015"),
        ("2015-09-30T16:40:00+00:00", "30 September 2015, 16:40 UTC"),
        ("9999-12-31", "31 December 9999"),
        (None, ""),
    ],
)
def test_a_day_is_shown_in_words_and_an_instant_with_its_time(published: str | None, shown: str) -> None:
    assert day(published) == shown
