"""Questions a minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discordbot.allowance import WINDOW, Allowance


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def allowance(clock: Clock) -> Allowance:
    return Allowance(clock)


def test_who_has_asked_enough_is_told_when_to_come_back(allowance: Allowance, clock: Clock) -> None:
    assert allowance.take(1, 9, 2, 100) == 0
    clock.now += 10
    assert allowance.take(1, 9, 2, 100) == 0
    assert allowance.take(1, 9, 2, 100) == 50
    clock.now += 50
    assert allowance.take(1, 9, 2, 100) == 0
    assert allowance.take(1, 9, 2, 100) == 10


def test_the_others_in_a_full_channel_wait_too(allowance: Allowance) -> None:
    assert allowance.take(1, 9, 5, 1) == 0
    assert allowance.take(2, 9, 5, 1) == WINDOW
    assert allowance.take(2, 8, 5, 1) == 0


def test_a_question_that_waits_counts_for_nothing(allowance: Allowance, clock: Clock) -> None:
    allowance.take(1, 9, 1, 100)
    assert allowance.take(1, 8, 1, 1) == WINDOW
    assert allowance.take(2, 8, 1, 1) == 0
    clock.now += WINDOW
    assert allowance.take(1, 7, 1, 1) == 0


def test_a_lower_rate_counts_at_once(allowance: Allowance, clock: Clock) -> None:
    for _ in range(3):
        allowance.take(1, 9, 3, 100)
        clock.now += 1
    assert allowance.take(1, 9, 1, 100) == WINDOW - 1


def test_a_forgotten_person_may_ask(allowance: Allowance) -> None:
    allowance.take(1, 9, 1, 100)
    allowance.forget(1)
    allowance.forget(2)
    assert allowance.take(1, 9, 1, 100) == 0


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.floats(0, 90)), max_size=60))
def test_no_minute_has_more_than_allowed_and_waiting_as_told_suffices(asked: list[tuple[int, int, float]]) -> None:
    clock = Clock()
    allowance, taken = Allowance(clock), []
    for user, channel, later in asked:
        clock.now += later
        if wait := allowance.take(user, channel, 2, 3):
            clock.now += wait + 1e-6
            assert allowance.take(user, channel, 2, 3) == 0
        taken.append((clock.now, user, channel))
    for now, user, channel in taken:
        minute = [(u, c) for then, u, c in taken if now - WINDOW < then <= now]
        assert sum(u == user for u, _ in minute) <= 2 and sum(c == channel for _, c in minute) <= 3


def test_nothing_is_kept_of_a_minute_ago(allowance: Allowance, clock: Clock) -> None:
    for user in range(1_000):
        allowance.take(user, user % 7, 5, 1_000)
    clock.now += WINDOW
    allowance.take(1, 1, 5, 5)
    assert len(allowance._asked) == 2
