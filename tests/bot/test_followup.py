"""Questions that lean on the ones before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup import CARRIED, Turn, standalone
from bot.words import telling

AIRSPACE = "What did Russia request about airspace?"
REFUGEES = "How many refugees did Germany take in 2015?"
CONGRESS = "What did the Pope tell Congress?"
WINTERKORN = "Who resigned at Volkswagen?"

LEANING = [
    # A new question word
    (AIRSPACE, "why?", "why did Russia request about airspace?"),
    (AIRSPACE, "And since when?", "since when did Russia request about airspace?"),
    (REFUGEES, "when?", "when did Germany take refugees in 2015?"),
    (WINTERKORN, "why?", "why resigned at Volkswagen?"),
    ("Did Assad visit Moscow?", "when exactly?", "when exactly did Assad visit Moscow?"),
    # A fragment in place of what has its role
    (AIRSPACE, "and Turkey?", "What did Turkey request about airspace?"),
    (AIRSPACE, "the Pentagon?", "What did the Pentagon request about airspace?"),
    (AIRSPACE, "what about the White House?", "What did the White House request about airspace?"),
    ("Who won the election in Canada?", "and in Myanmar?", "Who won the election in Myanmar?"),
    ("Who won the election in Canada?", "How about Myanmar?", "Who won the election in Myanmar?"),
    ("What happened in Mina on Thursday?", "on Friday?", "What happened in Mina on Friday?"),
    ("What happened in Mina on Thursday?", "and in Mecca?", "What happened in Mecca on Thursday?"),
    ("What happened in Mina?", "on Thursday?", "What happened in Mina on Thursday?"),
    (REFUGEES, "and in 2014?", "How many refugees did Germany take in 2014?"),
    (REFUGEES, "what about 2014?", "How many refugees did Germany take in 2014?"),
    (REFUGEES, "and Hungary?", "How many refugees did Hungary take in 2015?"),
    (AIRSPACE, "what about civilians?", "what about civilians regarding Russia request about airspace?"),
    # A question that goes on
    (AIRSPACE, "and what did the Pentagon say?", "what did the Pentagon say regarding Russia request about airspace?"),
    (AIRSPACE, "But did Kerry agree?", "did Kerry agree regarding Russia request about airspace?"),
    (AIRSPACE, "When did it happen?", "When did it happen regarding Russia request about airspace?"),
    (
        AIRSPACE,
        "How did Turkey react to that?",
        "How did Turkey react to that regarding Russia request about airspace?",
    ),
    (AIRSPACE, "Was this legal?", "Was this legal regarding Russia request about airspace?"),
    (AIRSPACE, "Who else was there?", "Who else was there regarding Russia request about airspace?"),
    (AIRSPACE, "What did the two agree on", "What did the two agree on regarding Russia request about airspace?"),
    (AIRSPACE, "Who signed that deal?", "Who signed that deal regarding Russia request about airspace?"),
    ("Which hospital was bombed?", "How many of them died?", "How many of them died regarding hospital was bombed?"),
    ("When will the summit begin?", "Who will be there?", "Who will be there regarding summit begin?"),
    (WINTERKORN, "What did his successor promise?", "What did his successor promise regarding resigned at Volkswagen?"),
    # The same verb: its objects, not its subject
    ("What did Merkel say about quotas?", "And what did Orban say?", "what did Orban say about quotas?"),
    (WINTERKORN, "When did he resign?", "When did he resign at Volkswagen?"),
    # The person is named
    (
        "What did Putin say at the United Nations?",
        "When did he speak?",
        "When did Putin speak regarding United Nations?",
    ),
    (CONGRESS, "Did he meet Obama?", "Did the Pope meet Obama regarding Congress?"),
    ("What did Trudeau promise?", "What is his party called?", "What is Trudeau’s party called?"),
    # More of the same
    (AIRSPACE, "tell me more", f"tell me more: {AIRSPACE}"),
    (AIRSPACE, "More details, please", f"More details, please: {AIRSPACE}"),
]
ALONE = [
    "What did FIFA do?",
    "What did the Pentagon say?",
    "And who won the Nobel Peace Prize?",
    "So what is TPP?",
    "But did Assad visit Moscow?",
    "Did Obama say that Iran broke the deal?",
    "Is it true that the Pope spoke to Congress?",
    "Is it likely that Greece leaves the euro?",
    "Why did Volkswagen say it cheated?",
    "What did Obama say about his visit to Alaska?",
    "What happened this week in Syria?",
    "What happened to those who fled Hungary?",
    "How many troops are there in Kunduz?",
    "Volkswagen emissions scandal",
    "List the countries of the trade pact",
]


@pytest.mark.parametrize(("before", "asked", "meant"), LEANING)
def test_a_question_that_leans_is_completed(before: str, asked: str, meant: str) -> None:
    assert standalone(asked, [Turn(before, "")]) == meant


@pytest.mark.parametrize("asked", ALONE)
@pytest.mark.parametrize("before", [AIRSPACE, REFUGEES])
def test_a_question_that_stands_alone_is_left_as_it_is(before: str, asked: str) -> None:
    assert standalone(asked, [Turn(before, "")]) == asked


def test_the_latest_turn_counts() -> None:
    turns = [Turn(AIRSPACE, ""), Turn("Who won the election in Canada?", "")]
    assert standalone("and in Myanmar?", turns) == "Who won the election in Myanmar?"


def test_a_conversation_keeps_its_subject() -> None:
    turns: list[Turn] = [Turn(AIRSPACE, "")]
    for asked in ("and what did the Pentagon say?", "why?", "and what did NATO say?"):
        turns.append(Turn(standalone(asked, turns), ""))
    assert {"russia", "airspac"} <= telling(turns[-1].question).keys()
    assert "nato" in telling(turns[-1].question)


@pytest.mark.parametrize("asked", ["why?", "and Turkey?", "When did it happen?"])
def test_without_a_turn_before_nothing_changes(asked: str) -> None:
    assert standalone(asked, []) == asked


PIECES = st.sampled_from(
    ["what", "why", "and", "did", "Russia", "the", "it", "that", "he", "in", "Turkey", "2015", "say", "?", ",", "their"]
)
QUESTIONS = st.lists(PIECES | st.text(max_size=5), max_size=12).map(" ".join)


@given(QUESTIONS, QUESTIONS)
def test_whatever_is_asked_there_is_a_question_not_much_longer_than_both(before: str, asked: str) -> None:
    meant = standalone(asked, [Turn(before, "")])
    assert len(meant) <= 2 * (len(before) + len(asked)) + len(" regarding ?: ")
    assert bool(meant.strip()) == bool(asked.strip())


def test_a_long_history_is_not_carried_along() -> None:
    turns = [Turn("What did Russia " + "request airspace " * 50 + "?", "")]
    assert len(standalone("Was it legal?", turns).split()) <= len(["Was", "it", "legal", "regarding"]) + CARRIED
