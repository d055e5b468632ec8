"""A conversation stays with its story."""

import numpy as np
import pytest

from bot.answerer import Answerer
from bot.followup import Turn, itself, standalone, turn
from bot.judging import right
from bot.reranking import Read
from bot.sentences import sentences
from bot.story import kept
from bot.types import Answer
from index.query import query
from tests.bot.conversations import CONVERSATIONS, UNSAID, Conversation
from tests.bot.found import found

# What at least is answered right, and at most although no article says it; the rules alone got 25 and 3.
RIGHT, SAID = 37, 4

READ = Read(
    (hits := found("The mayor opened a bridge.", "The mayor closed a road.")),
    tuple(sentences(hits)),
    np.array([0.4, 0.2]),
    1.0,
)


def texts(read: Read) -> list[str]:
    return [sentence.text for sentence in read.sentences]


def test_sentences_of_the_article_that_was_cited_come_first() -> None:
    first = kept(READ, [Turn("What was closed?", "A road. [1]", "a1")])
    assert texts(first) == ["The mayor closed a road.", "The mayor opened a bridge."]
    assert READ.chances[1] < first.chances[0] < 1 and first.chances[1] == READ.chances[0]


def test_a_refusal_leaves_the_story_as_it_was() -> None:
    turns = [Turn("What was closed?", "A road. [1]", "a1"), Turn("Why?", "The articles do not say.")]
    assert texts(kept(READ, turns))[0] == "The mayor closed a road."


@pytest.mark.parametrize("turns", [[], [Turn("Who?", "The articles do not say.")], [Turn("Who?", "She. [1]", "z")]])
def test_without_the_story_nothing_changes(turns: list[Turn]) -> None:
    assert texts(kept(READ, turns)) == texts(READ) and kept(READ, turns).chances.tolist() == READ.chances.tolist()


def test_a_sentence_has_to_answer_what_is_asked_itself() -> None:
    turns = [Turn("What did Russia request about airspace?", "")]
    assert itself(standalone(typed := "and what did NATO say?", turns), typed) == "what did NATO say?"
    assert itself(typed := "What did Kerry say regarding Assad?", typed) == typed


def asked(answerer: Answerer, conversation: Conversation) -> Answer:
    """The answer to the last question."""
    turns: list[Turn] = []
    for question in conversation.asked:
        answer = answerer.ask(query(question, conversation.asked_at), turns)
        turns.append(turn(answer))
    return answer


def test_what_the_pentagon_said_is_said_of_what_was_asked_before(answerer: Answerer) -> None:
    answer = asked(answerer, CONVERSATIONS[0])
    assert right(answer.text, CONVERSATIONS[0].facts), answer.text


@pytest.mark.slow
def test_most_follow_ups_are_answered_right_and_what_no_article_says_is_not(answerer: Answerer) -> None:
    wrong = [c.asked for c in CONVERSATIONS if not right(asked(answerer, c).text, c.facts)]
    said = [c.asked for c in UNSAID if asked(answerer, c).status == "answered"]
    assert len(CONVERSATIONS) - len(wrong) >= RIGHT, wrong
    assert len(said) <= SAID, said
