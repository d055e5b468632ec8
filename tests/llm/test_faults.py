"""Whatever the model's server does: an answer in time, nothing in it that is not supported, and the key nowhere."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest

from bot.answerer import Answerer
from bot.contract import row
from bot.judging import markers
from bot.types import Answer
from index.config import Config
from index.errors import ConfigError
from index.owner import SharedIndex
from index.query import query
from index.types import Query
from tests.bot.found import found
from tests.conftest import NOW
from tests.llm.conftest import KEY, Ask, bold, reads
from tests.llm.invariants import held
from tests.llm.scripted import Reply, Request, Scripted

ASKED = query("What did Russia request about airspace?", NOW, asked_at="2015-10-02")
# To the letter in an article of the sample.
FIRST = (
    "The visitor said that the targets would be positions of the Islamic State group, and he requested that U.S. "
    "aircraft avoid Syrian airspace during the missions, State Department spokesman John Kirby said"
)
SECOND = "The United States turned the request down"
FALSE = "France requested that Russian aircraft avoid Libyan airspace, Angela Merkel said on Sunday"
# The time for an answer; a server that hangs does so for many times as long. A busy machine may add the noise.
SECONDS, HANGS, NOISE = 2.0, 30.0, 10.0
EVENTS = {"content-type": "text/event-stream"}


class Opened(Protocol):
    """Opens an answerer on the sample articles with these keys of the ``llm`` section."""

    def __call__(self, clock: Callable[[], float] = ..., url: str = ..., **llm: Any) -> Answerer: ...


@pytest.fixture
def opened(config: Config, sample_index: SharedIndex, scripted: Scripted) -> Iterator[Opened]:
    with ExitStack() as stack:

        def made(clock: Callable[[], float] = time.monotonic, url: str = scripted.url, **llm: Any) -> Answerer:
            return stack.enter_context(reads(config, sample_index, url, clock, **llm))

        yield made


def says(text: str, **how: Any) -> Callable[[Request], Reply]:
    """A reply in which {n} is the number of the passage that says it."""
    return lambda request: Reply(text.replace("{n}", request.number(FIRST)), **how)


GOOD_TEXT = f"{FIRST} [{{n}}]. {SECOND} [{{n}}]."
GOOD = says(GOOD_TEXT)


def asked(answerer: Answerer, asking: Query = ASKED, **given: Any) -> Answer:
    """The answer, in which nothing is wrong."""
    return held(answerer.ask(asking, **given))


def in_time(answerer: Answerer, **given: Any) -> Answer:
    """The answer, in which nothing is wrong and which came within the configured seconds."""
    start = time.monotonic()
    answer = asked(answerer, **given)
    assert time.monotonic() - start < SECONDS + NOISE
    return answer


def test_what_holds_is_answered_and_told_as_it_comes(opened: Opened, scripted: Scripted) -> None:
    scripted.play(GOOD)
    told: list[str] = []
    answer = asked(opened(), told=told.append)
    assert answer.text == f"{FIRST}. [1] {SECOND}. [{markers(answer.text)[-1]}]"
    assert answer.text == " ".join(told)
    assert (answer.status, answer.reader) == ("answered", "llm")
    assert (answer.prompt_id or "").startswith("answer@")


def test_a_sentence_is_told_before_the_model_has_ended(opened: Opened, scripted: Scripted) -> None:
    scripted.play(says(GOOD_TEXT + " ", endless=True, pause_s=0.001))
    told: list[str] = []
    answer = asked(opened(), told=told.append)
    assert told and " ".join(told) == answer.text


FAULTS = {
    "a slow first token": Reply("Late.", wait_s=HANGS),
    "a stream that stands still": Reply(f"{FALSE} [1]. {FALSE} [1].", pause_s=HANGS),
    "a server error": Reply("broken", status=500),
    "a gateway's page": Reply(raw=b"<html>Bad gateway</html>", status=502, headers={"content-type": "text/html"}),
    "too many requests, for long": Reply("busy", status=429, headers={"retry-after": "3600"}),
    "too many requests, till a date": Reply(
        "busy", status=429, headers={"retry-after": "Fri, 31 Dec 2049 23:59:59 GMT"}
    ),
    "a wrong key": Reply(f"Incorrect API key provided: {KEY}", status=401),
    "an unknown model": Reply("no such model", status=404),
    "a page in place of a stream": Reply(raw=b"<html>Welcome</html>", headers={"content-type": "text/html"}),
    "invalid JSON": Reply(raw=b'{"choices": [{"mess'),
    "invalid JSON in a stream": Reply(raw=b'data: {"choices": [{"del\n\n', headers=EVENTS),
    "JSON of another kind": Reply(raw=b'data: {"choices": "none"}\n\ndata: [DONE]\n\n', headers=EVENTS),
    "a stream without an event": Reply(raw=b"", headers=EVENTS),
    "an error in a stream": Reply(raw=b'data: {"error": {"message": "overloaded"}}\n\n', headers=EVENTS),
    "empty output": Reply(""),
    "spaces": Reply(" \n \n "),
    "empty output without an end": Reply("", endless=True, pause_s=0.01),
    "words without an end": Reply("and so on ", endless=True, pause_s=0.001),
    "false sentences without an end": Reply(f"{FALSE} [1]. ", endless=True, pause_s=0.001),
    "a false sentence": Reply(f"{FALSE} [1]."),
    "a false sentence without a marker": Reply(f"{FALSE}."),
    "markers without text": Reply("[1] [2] [3]"),
    "a line cut before its first word": Reply(FIRST, cut=0),
    "a sentence cut before its marker": Reply(f"{FALSE} [1].", cut=40),
    "a true sentence cut before what makes it true": Reply(f"{FIRST} [1].", cut=len(FIRST) - 20),
}


@pytest.mark.parametrize("reply", FAULTS.values(), ids=FAULTS)
def test_where_nothing_holds_the_quotes_reader_answers_in_time(
    reply: Reply, opened: Opened, scripted: Scripted, answerer: Answerer
) -> None:
    scripted.play(reply)
    told: list[str] = []
    answer = in_time(opened(answer_seconds=SECONDS), told=told.append)
    quoted = answerer.ask(ASKED)
    assert (answer.reader, answer.prompt_id, answer.text) == ("quotes", None, quoted.text)
    assert scripted.requests and answer.note and not told


def test_where_nobody_listens_the_quotes_reader_answers(opened: Opened) -> None:
    with Scripted() as gone:
        url = gone.url
    assert in_time(opened(url=url, answer_seconds=SECONDS)).reader == "quotes"


def test_a_wrong_key_is_not_tried_again(opened: Opened, scripted: Scripted) -> None:
    scripted.play(Reply("wrong key", status=401))
    asked(opened())
    assert len(scripted.requests) == 1


ENDS: dict[str, Callable[[str], Reply]] = {
    "with an error": lambda text: Reply(text, cut=len(text)),
    "in a false sentence": lambda text: Reply(f"{text} [1]."),
    "in one that cites nothing": lambda text: Reply(f"{text} [99]."),
    "in invalid JSON": lambda text: Reply(raw=events(text) + b"data: {\n\n", headers=EVENTS),
    "without a word": lambda text: Reply(raw=events(text), headers=EVENTS),
}


def events(text: str) -> bytes:
    """A stream with the text in one piece, and no end."""
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "any"}
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    return b"data: " + json.dumps(chunk | {"choices": [choice]}).encode() + b"\n\n"


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_of_an_answer_that_goes_wrong_the_sentences_that_hold_are_kept(
    ends: Callable[[str], Reply], opened: Opened, scripted: Scripted
) -> None:
    scripted.play(lambda request: ends(f"{FIRST} [{request.number(FIRST)}]. {FALSE}"))
    answer = asked(opened())
    assert (answer.reader, answer.text) == ("llm", f"{FIRST}. [1]")


@pytest.mark.parametrize(
    "marker", ["", " [99]", " [0]", " [-1]", " [{n}, 99]", "【{n}】", " [{n}†source]", " [Passage {n}]", " [{n}][{n}]"]
)
def test_a_true_sentence_has_a_right_marker_whatever_the_model_wrote(
    marker: str, opened: Opened, scripted: Scripted
) -> None:
    scripted.play(says(f"{FIRST}{marker}."))
    answer = asked(opened())
    assert (answer.reader, answer.text) == ("llm", f"{FIRST}. [1]")
    assert FIRST in answer.citations[0].quote


def test_a_model_that_finds_nothing_against_the_odds_is_not_believed(opened: Opened, scripted: Scripted) -> None:
    scripted.play(Reply("The articles do not say."))
    answer = asked(opened())
    assert answer.status == "no_answer" or answer.reader == "quotes"


@pytest.mark.parametrize("end", ["", "."])
def test_that_the_articles_do_not_say_is_understood_without_its_full_stop(
    end: str, ask: Ask, scripted: Scripted
) -> None:
    scripted.play(Reply(f"The articles do not say{end}"))
    answer = ask("Who won the Tour de France?", found("Wombats were counted in Tasmania on Friday."))
    assert (answer.status, answer.reader) == ("no_answer", "llm")


def test_a_long_answer_that_comes_at_once_loses_nothing(opened: Opened, scripted: Scripted) -> None:
    said = f"{FIRST} [{{n}}]. " + "It is not known what else was said in Oslo. " * 30
    scripted.play(says(said))
    answerer = opened()
    first = asked(answerer)
    again = asked(answerer)
    assert len(scripted.requests) == 1  # the second time it comes whole, from the cache
    assert (again.text, again.reader) == (first.text, first.reader) == (f"{FIRST}. [1]", "llm")


# Calls that are made again


@pytest.mark.parametrize(
    "fault", [Reply("broken", status=500), Reply("busy", status=429), Reply(FIRST, cut=0)], ids=["500", "429", "cut"]
)
def test_what_fails_once_is_asked_again(fault: Reply, opened: Opened, scripted: Scripted) -> None:
    scripted.play(fault, GOOD)
    assert asked(opened()).reader == "llm"
    assert len(scripted.requests) == 2


def test_a_server_is_left_alone_for_as_long_as_it_asks(opened: Opened, scripted: Scripted) -> None:
    scripted.play(Reply("busy", status=429, headers={"retry-after": "1.5"}), GOOD)
    assert held(opened().ask(ASKED)).reader == "llm"
    first, second = scripted.requests
    assert second.at - first.at >= 1.5


def test_calls_are_made_again_only_so_often(opened: Opened, scripted: Scripted) -> None:
    scripted.play(Reply("broken", status=500))
    held(opened(retries=1).ask(ASKED))
    assert len(scripted.requests) == 2


# Limits


class Clock:
    """The monotonic clock, which can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def test_a_model_that_hangs_is_left_alone_while_the_call_that_found_out_still_hangs(
    opened: Opened, scripted: Scripted
) -> None:
    scripted.play(Reply(FIRST, wait_s=2 * SECONDS))
    answerer = opened(calls=1, failures=1, retries=0, answer_seconds=SECONDS)
    in_time(answerer)
    start = time.monotonic()
    assert "left alone" in asked(answerer).note
    assert time.monotonic() - start < SECONDS
    assert len(scripted.requests) == 1
    scripted.pause(2 * SECONDS)  # the call is over before the next test counts those at once


def test_tries_count_as_calls(opened: Opened, scripted: Scripted) -> None:
    scripted.play(Reply("broken", status=500))
    answerer = opened(daily_calls=2, retries=5, failures=1000)
    asked(answerer)
    assert "used up" in asked(answerer).note
    assert len(scripted.requests) == 2


def test_a_model_that_is_down_is_left_alone_and_tried_again(opened: Opened, scripted: Scripted) -> None:
    clock = Clock()
    answerer = opened(clock, retries=0, failures=2, pause_seconds=60, cached=0)

    def readers(reply: Reply | Callable[[Request], Reply], questions: int) -> tuple[list[str], int]:
        scripted.play(reply)
        return [asked(answerer).reader for _ in range(questions)], len(scripted.requests)

    broken = Reply("broken", status=500)
    assert readers(broken, 3) == (["quotes"] * 3, 2)  # the third is not asked
    assert readers(GOOD, 1) == (["quotes"], 0)
    clock.ahead += 61
    assert readers(broken, 2) == (["quotes"] * 2, 1)  # one is tried, and fails
    clock.ahead += 61
    assert readers(GOOD, 3) == (["llm"] * 3, 3)
    assert readers(broken, 1) == (["quotes"], 1)  # one failure is none


def test_a_server_has_so_many_calls_a_day(opened: Opened, scripted: Scripted) -> None:
    scripted.play(GOOD)
    answerer = opened(daily_calls=2, cached=0)
    assert [asked(answerer, server="1").reader for _ in range(3)] == ["llm", "llm", "quotes"]
    assert asked(answerer, server="2").reader == "llm"
    assert asked(opened(daily_calls=2, cached=0), server="1").reader == "quotes"  # a restart gives no more
    assert len(scripted.requests) == 3


def test_so_many_calls_are_made_at_once_and_all_questions_answered(opened: Opened, scripted: Scripted) -> None:
    scripted.play(says(GOOD_TEXT, wait_s=0.2))
    answerer, answers = opened(calls=2, cached=0), list[Answer]()
    threads = [threading.Thread(target=lambda: answers.append(held(answerer.ask(ASKED)))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.reader for answer in answers] == ["llm"] * 6
    assert scripted.most_at_once == 2


@pytest.mark.parametrize(
    "reply", [FAULTS["a slow first token"], FAULTS["empty output without an end"]], ids=["slow", "empty"]
)
def test_a_call_that_was_given_up_lets_others_through(reply: Reply, opened: Opened, scripted: Scripted) -> None:
    answerer = opened(calls=1, answer_seconds=SECONDS, cached=0)
    scripted.play(reply)
    assert asked(answerer).reader == "quotes"
    scripted.play(GOOD)
    until = time.monotonic() + HANGS
    while asked(answerer).reader == "quotes":
        assert time.monotonic() < until, "the call still holds its place"


# The cache


def test_a_question_asked_again_is_answered_without_a_call(opened: Opened, scripted: Scripted) -> None:
    scripted.play(GOOD)
    told: list[str] = []
    answers = [asked(opened()), asked(opened(), told=told.append)]
    assert answers[0].text == answers[1].text == " ".join(told)
    assert [answer.reader for answer in answers] == ["llm", "llm"]
    assert len(scripted.requests) == 1


def test_another_prompt_model_or_question_is_asked_anew(opened: Opened, scripted: Scripted, tmp_path: Path) -> None:
    scripted.play(GOOD)
    asked(opened())
    prompt = tmp_path / "mine.md"
    prompt.write_text(Path("prompts/answer.md").read_text("utf-8").replace("three", "two"), "utf-8")
    mine = asked(opened(prompts={"answer": str(prompt)}))
    assert (mine.prompt_id or "").startswith("mine@")
    asked(opened(options={"temperature": 1}))
    asked(opened(), replace(ASKED, question="What did the Russian general request about Syrian airspace?"))
    assert len(scripted.requests) >= 3


def test_an_article_that_changed_is_read_anew(config: Config, scripted: Scripted, article: Callable[..., Any]) -> None:
    from index.opening import open_index

    text = "Moscow asked Washington on Wednesday to keep its aircraft out of Syrian airspace, a Kremlin aide said."
    scripted.play(Reply(f"{text[:-1]} [1]."))
    with open_index(config) as index, reads(bold(config), index, scripted.url) as answerer:
        index.add((article(text=text),))
        assert asked(answerer).reader == "llm"
        index.add((article(text=text.replace("Wednesday", "Thursday")),))
        assert "Wednesday" not in asked(answerer).text
    assert len(scripted.requests) == 2


@pytest.mark.parametrize("fault", ["a server error", "empty output", "a stream that stands still"])
def test_a_fault_is_not_remembered(fault: str, opened: Opened, scripted: Scripted) -> None:
    scripted.play(FAULTS[fault])
    assert asked(opened(answer_seconds=SECONDS, retries=0)).reader == "quotes"
    scripted.play(GOOD)
    assert asked(opened()).reader == "llm"


# What needs no model


def test_without_hits_and_where_the_articles_do_not_say_no_model_is_called(opened: Opened, scripted: Scripted) -> None:
    answerer = opened()
    nothing = asked(answerer, replace(ASKED, until=ASKED.asked_at.date().replace(year=1999)))
    unsaid = asked(answerer, query("Who won the 2014 World Cup?", NOW))
    assert [answer.status for answer in (nothing, unsaid)] == ["no_answer"] * 2
    assert not nothing.hits and unsaid.hits and not scripted.requests


# The key


def test_the_key_is_in_no_log_note_or_answer(
    opened: Opened, scripted: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []

    def echo(request: Request) -> Reply:
        """Fails in two ways, then answers, each time with the key in its words."""
        status = (500, 401, 200)[len(scripted.requests) - 1]
        return Reply(f"{FIRST} {request.headers['authorization']} [1].", status=status)

    scripted.play(echo)
    answerer = opened(retries=1)
    answers = [asked(answerer, note=lambda step, text: shown.append(f"{step} {text}")) for _ in range(2)]
    assert [request.headers["authorization"] for request in scripted.requests] == [f"Bearer {KEY}"] * 3
    said = [json.dumps(row(answer)) + answer.note for answer in answers]
    own = [text for text in shown if not text.startswith(("raw output", "dropped"))]  # these are the model's words
    assert not [text for text in [caplog.text, *said, *own] if KEY in text]


def test_the_key_is_in_no_error(opened: Opened) -> None:
    with pytest.raises(ConfigError) as error:
        opened(options={"no_such_option": object()})
    assert KEY not in str(error.value)


@pytest.mark.parametrize(("day", "reader"), [("", "quotes"), (" on Friday", "llm")])
def test_a_model_that_only_says_the_question_again_has_not_answered(
    day: str, reader: str, ask: Ask, scripted: Scripted
) -> None:
    scripted.play(Reply(f"Norvane asked Telmark{day} to withdraw its warships from the Strait of Ulm [1]."))
    hits = found("Norvane asked Telmark on Friday to withdraw its warships from the Strait of Ulm. Telmark refused.")
    question = "On which day did Norvane ask Telmark to withdraw its warships from the Strait of Ulm?"
    assert ask(question, hits).reader == reader
