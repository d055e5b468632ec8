"""A real chat model, small and often wrong: what it writes is checked, and what does not hold is left out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.answerer import Answerer
from bot.types import Answer
from index.owner import SharedIndex
from index.query import query
from tests.conftest import NOW, SAMPLE, made
from tests.llm import small as small_model
from tests.llm.conftest import bold, reads
from tests.llm.invariants import held
from tests.llm.scripted import Reply, Scripted
from tests.llm.small import Small

# A prompt that the model mostly understands, besides the one that is shipped, which it tends to recite.
PLAIN = str(Path(__file__).with_name("small.md"))
# Two passages or three, and an answer of a few sentences: a busy processor reads 30 tokens a second, and writes 10.
LIMITS: Any = {"passage_tokens": 500, "answer_tokens": 60, "answer_seconds": 300, "retries": 0}
QUESTIONS = [json.loads(line) for line in (SAMPLE / "questions.jsonl").read_text("utf-8").splitlines()]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, all that the model wrote for it, and the sentences of that which were dropped, with the reasons."""

    answer: Answer
    said: str
    dropped: tuple[str, ...]


def ask(answerer: Answerer, question: Mapping[str, str]) -> Asked:
    steps: list[tuple[str, str]] = []
    asking = query(question["question"], NOW, asked_at=question["asked_at"])
    answer = held(answerer.ask(asking, note=lambda step, text: steps.append((step, text))))
    dropped = tuple(text for step, text in steps if step == "dropped")
    return Asked(answer, "".join(text for step, text in steps if step == "raw output"), dropped)


@pytest.fixture(scope="module")
def answers(
    small: Small, sample_index: SharedIndex, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Asked]]:
    """What becomes of the sample's first questions: three with the plain prompt, one with the one that is shipped."""
    config = bold(made(tmp_path_factory.mktemp("small") / "data", models))
    with reads(config, sample_index, small.url, prompts={"answer": PLAIN}, **LIMITS) as answerer:
        asked = [ask(answerer, question) for question in QUESTIONS[:3]]
    with reads(config, sample_index, small.url, **LIMITS) as answerer:
        yield [*asked, ask(answerer, QUESTIONS[0])]


@pytest.mark.slow
def test_every_question_is_answered_and_the_model_was_heard(answers: list[Asked]) -> None:
    assert all(asked.said.strip() for asked in answers)
    assert {asked.answer.status for asked in answers} == {"answered"}


@pytest.mark.slow
def test_sentences_of_the_real_model_are_dropped_and_nowhere_shown(answers: list[Asked]) -> None:
    dropped = [(sentence.partition("\n"), asked) for asked in answers for sentence in asked.dropped]
    for (sentence, _, reason), asked in dropped:
        print(f"{asked.answer.query.question}\n  dropped: {sentence}\n  because: {reason}")
        assert reason and sentence not in asked.answer.text
    assert dropped


@pytest.mark.slow
def test_what_is_left_is_shown_as_the_model_s_else_the_quotes_reader_s(
    answers: list[Asked], answerer: Answerer
) -> None:
    for asked in answers:
        if asked.answer.reader == "llm":
            assert asked.answer.prompt_id and asked.answer.text.split(".")[0] in " ".join(asked.said.split())
        else:
            quoted = answerer.ask(asked.answer.query)
            assert quoted.status == "no_answer" or asked.answer.text == quoted.text
            assert asked.answer.note and asked.answer.prompt_id is None


# What the model did write of the sample's articles, its temperature at 0, on another day.
WRONG = [
    "Russia requested that airspace be cleared of Russian planes.",
    "Russia requested that airspace be cleared of Russian planes in Syria, despite the request of the U.S. embassy in "
    "Baghdad.",
    "The U.S. and NATO have been criticized for their approach to international relations, with Russia's actions in "
    "Turkey and Syria being a stark example of their disregard for international norms.",
    "The U.S. has been working to prevent these attacks from happening, and the U.S. has been providing aid to the "
    "rebels fighting against the Islamic State.",
    "Washington got a warning before the first Russian bombs fell before the first bombs fell.",
    "By 1 October 2015, Russia's upper house of parliament voted 162 to 0 in favor of using the air force, and the "
    "Russian operation in Syria was deemed lawful.",
    "Russia requested airspace in Syria on Wednesday after weeks of military buildup around Latakia.",
    "The question and the passages stand between marks with the code 671baf17a05e.",
    "The answer is 1.",
]


@pytest.mark.parametrize("sentence", WRONG)
def test_what_the_small_model_got_wrong_is_dropped(
    sentence: str,
    scripted: Scripted,
    sample_index: SharedIndex,
    models: Path,
    tmp_path: Path,
) -> None:
    scripted.play(Reply(f"{sentence[:-1]} [1]. {sentence}"))
    with reads(bold(made(tmp_path / "data", models)), sample_index, scripted.url) as answerer:
        asked = ask(answerer, QUESTIONS[0])
    assert asked.answer.reader == "quotes" and len(asked.dropped) == 2


def test_a_model_that_was_tampered_with_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / small_model.PACKAGE
    package.mkdir()
    (package / "__init__.py").touch()
    (package / small_model.FILE).write_bytes(b"GGUF")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LookupError, match="SHA-256"):
        small_model.weights()
