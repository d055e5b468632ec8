"""What the Discord front-end keeps, and what it forgets."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.contract import PASSAGES, row
from bot.discordbot.cards import answer_cards, passage_cards
from bot.discordbot.state import TURNS, ChannelOutlets, Given, Judged, Settings, State, Tally, Vote, light
from bot.followup import Turn
from bot.types import Answer
from index.errors import StorageError
from tests.bot.discordbot.made import answers
from tests.bot.found import answered, found, refused

THEN = datetime(2026, 5, 1, 12, tzinfo=UTC)
ANSWER = answered("What did it do?", "It rained. [1]", found("It rained.", title="Rain", url="https://a.example/1"))
IDS = st.integers(1, 2**63 - 1)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path / "discord.sqlite3")
    yield state
    state.close()


def made(message: int, answer: Answer = ANSWER, **facts: object) -> Given:
    given: dict[str, object] = {
        "channel_id": 5,
        "guild_id": 3,
        "asker_id": 7,
        "given_at": THEN,
        "updated": None,
    } | facts
    return Given(message, asked="what did it do", answer=light(answer), **given)  # type: ignore[arg-type]  # names as in Given


@st.composite
def chosen(draw: st.DrawFn) -> Settings:
    some = st.lists(IDS, max_size=4).map(tuple)
    rates = st.none() | st.integers(1, 1000)
    outlets = st.lists(st.builds(ChannelOutlets, IDS, st.lists(st.text(), max_size=3).map(tuple)), max_size=3)
    flags = draw(st.tuples(st.booleans(), st.booleans()))
    return Settings(draw(IDS), draw(some), draw(some), *flags, draw(rates), draw(rates), tuple(draw(outlets)))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
@given(chosen(), answers(), st.booleans())
def test_all_that_is_kept_survives_reopening(
    tmp_path_factory: pytest.TempPathFactory, wish: Settings, answer: Answer, right: bool
) -> None:
    path = tmp_path_factory.mktemp("state") / "discord.sqlite3"
    given = made(2**62, answer, follows=1, guild_id=None, updated="2026-05-01T00:00:00+00:00")
    state = State(path)
    state.set_settings(wish)
    state.give(given)
    state.vote(Vote(given.message_id, 8, right, THEN))
    state.close()
    again = State(path)
    assert again.settings(wish.guild_id) == wish
    assert again.given(given.message_id) == given
    assert again.tally() == Tally(1, int(right), int(not right))
    again.close()


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
@given(answers())
def test_what_is_kept_of_an_answer_shows_as_the_answer_did(answer: Answer) -> None:
    kept = light(answer)
    assert answer_cards(kept, "?", None) == answer_cards(answer, "?", None)
    assert passage_cards(kept.hits) == passage_cards(answer.hits)
    assert row(kept) == row(answer)


def test_no_more_passages_are_kept_than_are_shown() -> None:
    hits = ANSWER.hits * (PASSAGES + 5)
    assert len(light(replace(ANSWER, hits=hits)).hits) == PASSAGES


def test_an_unknown_server_has_the_defaults(state: State) -> None:
    assert state.settings(3) == Settings(3)


def test_later_settings_replace_earlier_ones(state: State) -> None:
    state.set_settings(Settings(3, threads=True))
    state.set_settings(Settings(3, private=True))
    assert state.settings(3) == Settings(3, private=True)


def test_an_unknown_answer_is_none(state: State) -> None:
    assert state.given(1) is None
    assert state.latest(1) is None
    assert state.turns(1) == state.turns(None) == ()


def test_an_answer_given_again_in_a_message_replaces_the_first_and_its_votes(state: State) -> None:
    state.give(made(1))
    state.vote(Vote(1, 8, True, THEN))
    state.give(made(1, asker_id=9))
    assert state.given(1) == made(1, asker_id=9)
    assert state.tally() == Tally(1, 0, 0)


def test_turns_follow_the_chain_of_answers_the_oldest_first(state: State) -> None:
    for n in range(1, TURNS + 3):
        answer = replace(ANSWER, query=replace(ANSWER.query, question=f"Question {n}?"))
        state.give(made(n, answer, follows=n - 1 or None))
    assert state.turns(2) == tuple(Turn(f"Question {n}?", "It rained. [1]", "a0") for n in (1, 2))
    assert [turn.question for turn in state.turns(TURNS + 2)] == [f"Question {n}?" for n in range(3, TURNS + 3)]


def test_a_chain_that_bites_its_tail_ends(state: State) -> None:
    state.give(made(1, follows=2))
    state.give(made(2, follows=1))
    assert len(state.turns(1)) == TURNS


def test_the_latest_answer_of_a_thread_is_found_and_else_the_one_it_was_opened_from(state: State) -> None:
    state.give(made(50))
    assert state.latest(50) == made(50)
    state.give(made(61, channel_id=50, given_at=THEN + timedelta(seconds=2)))
    state.give(made(62, channel_id=50, given_at=THEN + timedelta(seconds=1)))
    latest = state.latest(50)
    assert latest and latest.message_id == 61


def test_a_person_has_one_vote_on_an_answer(state: State) -> None:
    state.give(made(1))
    assert state.vote(Vote(1, 8, True, THEN))
    assert state.vote(Vote(1, 8, False, THEN))
    assert state.vote(Vote(1, 9, True, THEN))
    assert state.tally() == Tally(1, 1, 1)


def test_a_vote_on_an_answer_that_is_gone_is_not_kept(state: State) -> None:
    assert not state.vote(Vote(1, 8, True, THEN))
    assert state.tally() == Tally(0, 0, 0)


def test_judged_answers_are_questions_of_a_set(state: State) -> None:
    state.give(made(2, refused("Who won?", ()), given_at=THEN + timedelta(days=1)))
    state.give(made(1))
    state.give(made(3))
    for message, user, right in ((1, 8, True), (1, 9, True), (1, 10, False), (2, 8, True), (2, 9, False)):
        state.vote(Vote(message, user, right, THEN))
    asked_at = ANSWER.query.asked_at.isoformat()
    assert list(state.judged()) == [
        Judged("1", "What did it do?", asked_at, True, "It rained. [1]", ("It rained.",), ("https://a.example/1",)),
        Judged("2", "Who won?", asked_at, False, "The articles do not say."),
    ]


def test_a_server_is_forgotten_with_all_of_its_own(state: State) -> None:
    for message, guild in ((1, 3), (2, 4), (3, None)):
        state.give(made(message, guild_id=guild))
        state.vote(Vote(message, 8, True, THEN))
    state.set_settings(Settings(3, private=True))
    state.set_settings(Settings(4, private=True))
    state.forget_guild(3)
    assert state.settings(3) == Settings(3)
    assert state.settings(4) == Settings(4, private=True)
    assert [message for message in (1, 2, 3) if state.given(message)] == [2, 3]
    assert state.tally() == Tally(2, 2, 0)


def test_a_person_is_forgotten_with_questions_and_votes(state: State) -> None:
    state.give(made(1, asker_id=7))
    state.give(made(2, asker_id=8))
    state.vote(Vote(1, 8, True, THEN))
    state.vote(Vote(2, 7, True, THEN))
    state.vote(Vote(2, 9, False, THEN))
    state.forget_person(7)
    assert state.given(1) is None
    assert state.given(2) == made(2, asker_id=8)
    assert state.tally() == Tally(1, 0, 1)


def test_old_answers_are_pruned_with_their_votes(state: State) -> None:
    east = THEN.astimezone().replace(tzinfo=None).astimezone() - timedelta(seconds=1)
    state.give(made(1, given_at=east))
    state.give(made(2))
    state.vote(Vote(1, 8, True, THEN))
    assert state.prune(THEN) == 1
    assert state.given(1) is None and state.given(2) is not None
    assert state.tally() == Tally(1, 0, 0)


@pytest.mark.parametrize("way", ["person", "guild", "prune"])
def test_nothing_of_what_was_forgotten_is_left_in_the_files(tmp_path: Path, way: str) -> None:
    state = State(tmp_path / "discord.sqlite3")
    secret = replace(ANSWER, query=replace(ANSWER.query, question="Where is the unicorn of Zanzibar?" * 50))
    state.give(made(1, secret))
    assert any(b"unicorn" in path.read_bytes() for path in tmp_path.iterdir())
    {"person": lambda: state.forget_person(7), "guild": lambda: state.forget_guild(3)}.get(
        way, lambda: state.prune(THEN + timedelta(days=1))
    )()
    assert not any(b"unicorn" in path.read_bytes() for path in tmp_path.iterdir())
    state.close()


def test_what_only_its_asker_saw_is_not_the_latest_answer_of_a_channel(state: State) -> None:
    state.give(made(11))
    state.give(made(12, private=True))
    latest, private = state.latest(5), state.given(12)
    assert latest and latest.message_id == 11
    assert private and private.private


def test_a_file_of_an_earlier_version_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "discord.sqlite3"
    earlier = State(path)
    earlier.give(made(11))
    earlier.close()
    with closing(connect(path)) as line:
        line.execute("ALTER TABLE given DROP COLUMN private")
    state = State(path)
    found = state.given(11)
    state.close()
    assert found and not found.private


def test_threads_may_use_it_at_once(state: State) -> None:
    def give(start: int) -> None:
        for message in range(start, start + 20):
            state.give(made(message))
            state.vote(Vote(message, 8, True, THEN))

    threads = [threading.Thread(target=give, args=(start,)) for start in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert state.tally() == Tally(60, 60, 0)


def test_a_damaged_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "discord.sqlite3"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StorageError, match="move it away"):
        State(path)
