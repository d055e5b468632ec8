"""What the check reads in a sentence: numbers, what is denied, what is not yet so, who says it, who does it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.support.clauses import clauses, source, subject
from bot.support.facts import read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It cost $2.3 million.", [2.3e6]),
        ("Twenty-five of 1,850 people", [25, 1850]),
        ("the third of five hundred", [3, 500]),
        ("a vote of 9-4", [9, 4]),
    ],
)
def test_numbers_are_read_in_words_and_digits(text: str, values: list[float]) -> None:
    assert [token.value for token in read(text) if token.kind == "number"] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("He did not pay.", {"pay"}),
        ("They refused to pay.", {"pay"}),
        ("It has failed to deliver.", {"deliver"}),
        ("She ruled out resigning.", {"resigning"}),
        ("No deaths were reported.", {"deaths"}),
        ("The driver was unhurt.", {"unhurt"}),
        ("They paid.", set()),
    ],
)
def test_what_is_denied_is_marked(text: str, denied: set[str]) -> None:
    assert {token.text for token in read(text) if token.denied} == denied


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("It may rise.", "rise", "maybe"),
        ("It will rise.", "rise", "future"),
        ("They expect prices to rise.", "rise", "maybe"),
        ("It rose.", "rose", "fact"),
        ("He began to run.", "run", "fact"),
    ],
)
def test_how_sure_a_verb_is(text: str, word: str, mode: str) -> None:
    assert next(token.mode for token in read(text) if token.text == word) == mode


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Two men were hurt, the police said on Friday.", {"polic"}),
        ("The police said that two men were hurt.", {"polic"}),
        ("According to Reuters, two men were hurt.", {"reuter"}),
        ("Two men were hurt, she said.", set()),
    ],
)
def test_who_says_it_is_found_wherever_that_stands(text: str, who: set[str]) -> None:
    found = source(read(text))
    assert found is not None
    assert found.stems == who


def test_a_sentence_without_a_source_has_none() -> None:
    assert source(read("Two men were hurt.")) is None


@pytest.mark.parametrize(
    "text", ["Norvane asked Telmark.", "Telmark was asked by Norvane.", "Norvane met Ulm and then asked Telmark."]
)
def test_the_subject_is_who_does_it_in_active_and_passive(text: str) -> None:
    tokens = read(text)
    verb = next(i for i, token in enumerate(tokens) if token.text == "asked")
    assert [token.text for token in subject(tokens, verb)] == ["Norvane"]


def test_a_clause_without_a_subject_is_given_the_one_before() -> None:
    found = clauses(read("Norvane asked Telmark to leave, but dropped the plan."))
    assert [token.text for token in found[1] if token.tells] == ["Norvane", "dropped", "plan"]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    tokens = read(text)
    source(tokens)
    for i in range(len(tokens)):
        subject(tokens, i)
    assert sum(map(len, clauses(tokens))) >= len([t for t in tokens if t.tells])
