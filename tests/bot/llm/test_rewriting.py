"""What a model makes of a question counts only where it still asks it and names nothing new; else the rules do."""

import time
from collections.abc import Iterator

import pytest

from bot.asking import Asking
from bot.followup import Turn, standalone
from bot.llm.reading import reading
from bot.llm.rewriting import Rewriting, holds
from bot.parts import split
from index.config import Config, Llm
from tests.llm.scripted import Reply, Scripted

EARLIER = [Turn("What did Russia request about airspace?", "It asked the U.S. to avoid Syrian airspace. [1]")]
QUESTION = "And what did the Pentagon say?"
GOOD = "What did the Pentagon say about Russia's request to avoid Syrian airspace?"
SEVERAL = "Who resigned at Volkswagen and how many cars are affected?"


@pytest.fixture(scope="module")
def server() -> Iterator[Scripted]:
    with Scripted() as server:
        yield server


@pytest.fixture
def rewriting(config: Config, server: Scripted, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rewriting]:
    monkeypatch.setenv("TEST_URL", server.url)
    monkeypatch.setenv("TEST_KEY", "none")
    llm = Llm(model="openai:any", base_url_env="TEST_URL", key_env="TEST_KEY", cached=0, failures=100, retries=0)
    with reading(config.model_copy(update={"llm": llm}), time.monotonic) as (_, rewriting):
        yield rewriting


def asking() -> Asking:
    return Asking("terminal", time.monotonic() + 60)


def test_a_follow_up_is_rewritten_by_the_model(rewriting: Rewriting, server: Scripted) -> None:
    server.play(Reply(f"{GOOD}\n"))
    assert rewriting.alone(QUESTION, EARLIER, asking()) == GOOD
    assert EARLIER[0].question in server.requests[0].prompt


@pytest.mark.parametrize(
    "written",
    [
        "",
        "What did the Pentagon say about Iran?",
        "What did Russia request about airspace?",
        "What did the Pentagon say? See https://evil.example",
        f"{GOOD}\n\nHere is what I changed.",
        "What did the Pentagon say, " + "and say " * 60 + "?",
        "The Pentagon refused on 3 October.",
    ],
)
def test_what_the_conversation_does_not_say_is_left_to_the_rules(
    written: str, rewriting: Rewriting, server: Scripted
) -> None:
    server.play(Reply(written))
    assert rewriting.alone(QUESTION, EARLIER, asking()) == standalone(QUESTION, EARLIER)
    assert len(server.requests) == 1


def test_a_model_that_fails_leaves_it_to_the_rules(rewriting: Rewriting, server: Scripted) -> None:
    server.play(Reply("broken", status=500))
    assert rewriting.alone(QUESTION, EARLIER, asking()) == standalone(QUESTION, EARLIER)
    assert rewriting.parts(SEVERAL, asking()) == split(SEVERAL)
    assert len(server.requests) == 2


def test_a_first_question_is_not_sent_to_a_model(rewriting: Rewriting, server: Scripted) -> None:
    server.play(Reply(GOOD))
    assert rewriting.alone(QUESTION, [], asking()) == QUESTION
    assert rewriting.parts("What did Russia and NATO say?", asking()) == ("What did Russia and NATO say?",)
    assert not server.requests


def test_a_question_with_several_parts_is_cut_by_the_model(rewriting: Rewriting, server: Scripted) -> None:
    parts = ("Who resigned at Volkswagen?", "How many Volkswagen cars are affected?")
    server.play(Reply("- " + "\n- ".join(parts)))
    assert rewriting.parts(SEVERAL, asking()) == parts


@pytest.mark.parametrize(
    "written",
    [
        "Who resigned at Volkswagen?",
        "Who resigned?\nWho cares?",
        "Who resigned at Volkswagen?\nHow many cars are affected?\nWho is Angela Merkel?",
        "Who resigned at Volkswagen?\nMany cars are affected.",
        "\n".join(["Who resigned at Volkswagen?", "How many cars are affected?"] * 3),
    ],
)
def test_parts_that_are_not_of_the_question_are_left_to_the_rules(
    written: str, rewriting: Rewriting, server: Scripted
) -> None:
    server.play(Reply(written))
    assert rewriting.parts(SEVERAL, asking()) == split(SEVERAL)


def test_an_added_word_is_no_new_name() -> None:
    assert holds("What exactly did the Pentagon say?", QUESTION, "")
    assert not holds("What exactly did the Kremlin and the Pentagon say?", QUESTION, "")
