"""A model that checks has the last word on what the rules find possible, and none on what they find wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from bot.types import Answer
from index.line import Index
from index.query import query
from index.types import Hit
from tests.bot.found import found
from tests.conftest import NOW, made
from tests.llm.conftest import Ask, Found, bold, reads
from tests.llm.invariants import held
from tests.llm.scripted import Reply, Request, Scripted

PASSAGE = (
    "Norvane asked Telmark on Friday to withdraw its warships from the Strait of Ulm. Telmark's foreign minister, Jana "
    "Rehn, rejected the request and said the ships were on a routine exercise."
)
QUESTION = "What did Norvane ask of Telmark?"
COPIED = "Norvane asked Telmark on Friday to withdraw its warships from the Strait of Ulm. [1]"
FREE = "Norvane demanded that Telmark's fleet leave the waters of Ulm. [1]"
WRONG = "Norvane asked Telmark on Friday to withdraw its 14 warships from the Strait of Ulm. [1]"


@pytest.fixture
def ask(scripted: Scripted, models: Path, tmp_path: Path) -> Iterator[Ask]:
    """Asks the scripted model, which checks, too."""
    index = Found()
    config = bold(made(tmp_path / "data", models))
    with reads(config, cast(Index, index), scripted.url, cached=0, retries=0, checker="openai:any") as answerer:

        def asked(question: str, hits: tuple[Hit, ...]) -> Answer:
            index.hits = hits
            return held(answerer.ask(query(question, NOW)))

        yield asked


def says(text: str, check: Reply) -> Callable[[Request], Reply]:
    """The text to the question, and the other to whoever checks it."""
    return lambda request: check if checks(request) else Reply(text)


def checks(request: Request) -> bool:
    return "Yes or no" in request.prompt


@pytest.mark.parametrize(
    ("text", "check", "reader"),
    [
        (COPIED, Reply("Yes."), "llm"),
        (COPIED, Reply("No."), "quotes"),
        (COPIED, Reply("busy", status=400), "llm"),
        (FREE, Reply("Yes."), "llm"),
        (FREE, Reply("<think>No.</think>\nYes."), "llm"),
        (FREE, Reply("No."), "quotes"),
        (FREE, Reply("I cannot say."), "quotes"),
        (FREE, Reply("busy", status=400), "quotes"),
        (WRONG, Reply("Yes."), "quotes"),
    ],
)
def test_it_decides_where_it_answers_and_the_rules_find_nothing_wrong(
    text: str, check: Reply, reader: str, ask: Ask, scripted: Scripted
) -> None:
    scripted.play(says(text, check))
    answer = ask(QUESTION, found(PASSAGE))
    assert answer.reader == reader
    assert reader == "quotes" or answer.text == text


def test_it_is_shown_the_passage_under_its_head_and_the_sentence_without_markers(ask: Ask, scripted: Scripted) -> None:
    scripted.play(says(FREE, Reply("Yes.")))
    ask(QUESTION, found(PASSAGE, title="Warships in the Ulm", source="Ulm Daily"))
    (request,) = filter(checks, scripted.requests)
    assert f"Warships in the Ulm · Ulm Daily · 2 October 2015\n{PASSAGE}" in request.prompt
    assert FREE.removesuffix(" [1]") in request.prompt and "[1]" not in request.prompt


def test_it_is_not_asked_of_what_the_rules_find_wrong(ask: Ask, scripted: Scripted) -> None:
    scripted.play(says(WRONG, Reply("Yes.")))
    ask(QUESTION, found(PASSAGE))
    assert not any(map(checks, scripted.requests))
