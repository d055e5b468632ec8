"""BM25 over headlines and passages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.lexical import Lexical
from index.types import Entry, Scope

EVERYTHING = Scope()
DAY = date(2015, 10, 2).toordinal()
ENTRIES = [
    Entry("a:0", "Wombats", "Rangers counted wombats in Tasmania.", DAY, "Daily"),
    Entry("b:0", "Ferry", "The ferry was late; a wombat slept.", DAY + 3, "Island Post"),
    Entry("c:0", "Elections", "Élections: the U.S. voted on the café.", 0, ""),
]


@pytest.fixture
def lexical(tmp_path: Path) -> Iterator[Lexical]:
    index = Lexical(tmp_path / "lexical")
    index.write(ENTRIES, [])
    yield index
    index.close()


def ids(index: Lexical, question: str, scope: Scope = EVERYTHING) -> list[str]:
    return [passage_id for passage_id, _ in index.search(question, scope, 10)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("wombats", ["a:0", "b:0"]),
        ("WOMBAT", ["a:0", "b:0"]),
        ("Which ferries were late?", ["b:0"]),
        ("elections cafe", ["c:0"]),
        ("title:wombats", ["a:0", "b:0"]),
        ("the of and", []),
        ("quokkas", []),
    ],
)
def test_words_are_found_in_any_form_the_best_passage_first(question: str, found: list[str], lexical: Lexical) -> None:
    assert ids(lexical, question) == found


def test_scores_fall_and_are_positive(lexical: Lexical) -> None:
    scores = [score for _, score in lexical.search("wombats counted late", EVERYTHING, 10)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(since=date(2015, 10, 3)), ["b:0"]),
        (Scope(until=date(2015, 10, 3)), ["a:0"]),
        (Scope(since=date(2015, 10, 2), until=date(2015, 10, 5)), ["a:0", "b:0"]),
        (Scope(sources=("Island Post",)), ["b:0"]),
        (Scope(sources=("Island Post", "Daily")), ["a:0", "b:0"]),
        (Scope(sources=("Nobody",)), []),
        (Scope(since=date(2015, 10, 3), sources=("Daily",)), []),
    ],
)
def test_a_scope_bounds_and_does_not_change_the_scores(scope: Scope, found: list[str], lexical: Lexical) -> None:
    everything = dict(lexical.search("wombats", EVERYTHING, 10))
    bounded = lexical.search("wombats", scope, 10)
    assert [passage_id for passage_id, _ in bounded] == found
    assert all(score == pytest.approx(everything[passage_id]) for passage_id, score in bounded)


def test_an_entry_replaces_one_of_its_id_and_removed_ones_are_gone(lexical: Lexical) -> None:
    lexical.write([Entry("a:0", "Quokkas", "Rangers counted quokkas.", DAY, "Daily")], ["b:0", "never"])
    assert (ids(lexical, "wombats"), ids(lexical, "quokkas"), lexical.count()) == ([], ["a:0"], 2)


def test_writing_the_same_again_changes_nothing(lexical: Lexical) -> None:
    before = lexical.search("wombats", EVERYTHING, 10)
    lexical.write(ENTRIES, [])
    assert lexical.count() == 3
    assert [i for i, _ in lexical.search("wombats", EVERYTHING, 10)] == [i for i, _ in before]


def test_what_was_written_is_there_when_it_is_opened_again(lexical: Lexical, tmp_path: Path) -> None:
    lexical.close()
    assert ids(Lexical(tmp_path / "lexical"), "ferry") == ["b:0"]


def test_a_reset_forgets_everything(lexical: Lexical) -> None:
    lexical.reset()
    assert (lexical.count(), ids(lexical, "wombats")) == (0, [])
    lexical.write(ENTRIES[:1], [])
    assert ids(lexical, "wombats") == ["a:0"]


# What a query language could take for more than words.
SIGNS = [*'()[]{}"*~^:+-/\\\x00 ', "AND", "OR", "NOT", "IN", "TO", "title:", "wombats", " "]
SYNTAX = st.lists(st.sampled_from(SIGNS)).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(SYNTAX | st.text())
def test_nothing_that_is_typed_is_query_syntax(lexical: Lexical, question: str) -> None:
    found = ids(lexical, question)
    assert set(found) <= {"a:0", "b:0", "c:0"}
    assert "a:0" in ids(lexical, f"wombats {question}")
