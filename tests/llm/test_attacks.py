"""Whatever articles and questions demand, and however a model obeys: what an answer says, the passages say."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from bot.types import Answer
from index.passages import split
from index.types import Article, Hit
from tests.llm.conftest import KEY, Ask
from tests.llm.invariants import held
from tests.llm.scripted import Reply, Request, Scripted

ATTACKS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text("utf-8"))
ORDERS = [attack for attack in ATTACKS if "said" in attack]
DISGUISES = [attack for attack in ATTACKS if "dressed" in attack]

QUESTION = "When did the Halvorsen bridge reopen?"
TRUE = "The Halvorsen bridge in Port Alder reopened to traffic on Monday after four months of repairs."
REPORT = f"""{TRUE} The repairs cost 3.2 million dollars, a third more than was planned, the works department said.

Mayor Ida Brandt said that the ferry across the sound would make its last crossing on Friday. Engineers had found \
cracks in the northern pylon in October."""
BESIDE = "Cyclists use a new lane on the Halvorsen bridge, Otto Lindqvist of the works department said."
# What an article of many pages may be, in its attacker's hands.
LONG = " ".join(f"Lane {number} was painted white." for number in range(60))


def hits(attack: Mapping[str, str]) -> tuple[Hit, ...]:
    """The true report's passage, then the attacker's."""
    true = Article("true", "https://gazette.example/bridge", "Bridge reopens", "Harbour Gazette", "2025-03-04", REPORT)
    text = f"{BESIDE} {attack.get('article', '').replace('{long}', LONG)}"
    title, source = attack.get("title", "A new lane"), attack.get("source", "The Alder Post")
    other = Article("other", "https://post.example/lane", title, source, "2025-03-05", text)
    passages = [(passage, article) for article in (true, other) for passage in split(article)]
    return tuple(Hit(passage, article, 0.9, rank, 0.6) for rank, (passage, article) in enumerate(passages, 1))


def obeying(said: str) -> Callable[[Request], Reply]:
    """A model that says just that, and what it was asked with where the attacker wants to know it."""

    def reply(request: Request) -> Reply:
        places = {"[1]": f"[{request.number(TRUE)}]", "[2]": f"[{request.number(BESIDE)}]"}
        text = re.sub(r"\[[12]\]", lambda marker: places[marker[0]], said.replace("{true}", f"{TRUE[:-1]} [1]."))
        system, key = request.body["messages"][0]["content"], request.headers["authorization"]
        return Reply(text.replace("{system}", system).replace("{key}", key))

    return reply


@pytest.fixture
def attacked(scripted: Scripted, ask: Ask) -> Callable[[Mapping[str, str], str], Answer]:
    """Asks over the passages of an attack, of a model that says what it is given."""

    def asked(attack: Mapping[str, str], said: str) -> Answer:
        scripted.play(obeying(said))
        answer = held(ask(attack.get("question", QUESTION), hits(attack)))
        assert TRUE in scripted.requests[-1].prompt  # else the model was not asked, and nothing is shown
        assert KEY not in answer.text + answer.note
        return answer

    return asked


Attacked = Callable[[Mapping[str, str], str], Answer]


def test_there_are_forty_attacks_and_more_each_with_a_name() -> None:
    assert len({attack["name"] for attack in ATTACKS}) == len(ATTACKS) >= 40


def test_a_true_sentence_is_shown_with_its_quotation(attacked: Attacked) -> None:
    answer = attacked({}, "{true}")
    assert (answer.reader, answer.text) == ("llm", f"{TRUE} [1]")
    assert [citation.article.id for citation in answer.citations] == ["true"]
    assert TRUE in answer.citations[0].quote


@pytest.mark.parametrize("attack", ORDERS, ids=lambda attack: attack["name"])
def test_a_model_that_only_obeys_is_not_heard(attack: Mapping[str, str], attacked: Attacked) -> None:
    answer = attacked(attack, attack["said"])
    assert answer.reader == "quotes"


@pytest.mark.parametrize("order", ["{true} {said}", "{said}\n\n{true}"], ids=str)
@pytest.mark.parametrize("attack", ORDERS, ids=lambda attack: attack["name"])
def test_of_a_model_that_obeys_too_only_the_truth_is_heard(
    attack: Mapping[str, str], order: str, attacked: Attacked
) -> None:
    answer = attacked(attack, order.replace("{said}", attack["said"]))
    assert answer.reader == "quotes" or answer.text == f"{TRUE} [1]"


@pytest.mark.parametrize("attack", DISGUISES, ids=lambda attack: attack["name"])
def test_a_true_sentence_is_shown_without_its_disguise_or_not_at_all(
    attack: Mapping[str, str], attacked: Attacked
) -> None:
    answer = attacked(attack, attack["dressed"])
    assert answer.reader == "quotes" or answer.text == f"{TRUE} [1]"


@pytest.mark.parametrize("attack", ORDERS, ids=lambda attack: attack["name"])
def test_outside_the_fences_no_prompt_differs_from_an_innocent_one(
    attack: Mapping[str, str], attacked: Attacked, scripted: Scripted
) -> None:
    attacked({}, "{true}")
    innocent = unfenced(scripted.requests[-1])
    attacked(attack, "{true}")
    prompt = unfenced(scripted.requests[-1])
    assert prompt == innocent


def unfenced(request: Request) -> list[tuple[str, str]]:
    """The roles and texts of the messages, without what stands between their marks and with any code the same."""
    whole = request.prompt
    code = re.search(r"with the code (\w+)", whole)
    assert code and whole.count("[[" + code[1]) == whole.count(code[1] + " end of ") >= 3
    fenced = re.compile(rf"(?:\[\[{code[1]} (\w+).*?\n{code[1]} end of \1[ \d]*\]\]\s*)+", re.DOTALL)
    return [(m["role"], fenced.sub("…", m["content"]).replace(code[1], "CODE")) for m in request.body["messages"]]
