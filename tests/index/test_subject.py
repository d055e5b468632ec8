"""A question that only names a subject is told from one that asks for a fact."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.subject import subject


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("russia", "russia"),
        ("Russia?", "Russia"),
        ("the Nobel Peace Prize", "the Nobel Peace Prize"),
        ("water on Mars", "water on Mars"),
        ("the latest on Syria", "Syria"),
        ("Latest news about FIFA", "FIFA"),
        ("any news on the talks in Vienna?", "the talks in Vienna"),
        ("anything new on Hungary", "Hungary"),
        ("Syria news", "Syria"),
        ("latest Syria updates", "Syria"),
        ("summarise the volkswagen scandal", "the volkswagen scandal"),
        ("Please summarize the dispute about those who came.", "the dispute about those who came"),
        ("Can you give me a short summary of the Vienna talks?", "the Vienna talks"),
        ("tell me about the pope", "the pope"),
        ("Tell me more details about the deal", "the deal"),
        ("what's new in ukraine", "ukraine"),
        ("What’s the latest on the ferry to Hobart?", "the ferry to Hobart"),
        ("whats going on in Syria", "Syria"),
        ("What is the latest news from Kunduz?", "Kunduz"),
        ("what happened with the hospital", "the hospital"),
        ("tell me more: the latest on Syria?", "Syria"),
    ],
)
def test_what_is_only_named_is_the_subject(question: str, about: str) -> None:
    assert subject(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "What did Russia request about airspace?",
        "What is the latest death toll of the Kunduz hospital strike?",
        "What happened to the hospital in Kunduz?",
        "What happened on Thursday?",
        "What is new?",
        "Who resigned?",
        "who resigned at volkswagen, and why",
        "Was it deliberate?",
        "Russia will leave?",
        "Tell me about what Russia did",
        "Summarise how the talks went",
        "tell me more: What did Russia request?",
        "Explain: is Russia leaving?",
        "List the countries that signed.",
        "name the winner",
        "summarise",
        "more",
        "Gordon Lightfoot wrote this hit song:",
        "The Georgia Bulldogs romped past this opponent on Monday.",
        "?!",
        "",
    ],
)
def test_a_question_for_a_fact_has_none(question: str) -> None:
    assert subject(question) == ""


@given(st.text())
def test_a_subject_is_part_of_its_question(question: str) -> None:
    assert subject(question) in question


def test_a_long_question_is_read_in_time() -> None:
    start = time.perf_counter()
    assert subject("the latest " * 10_000) == subject("tell me more: " * 10_000 + "what?") == ""
    assert time.perf_counter() - start < 1
