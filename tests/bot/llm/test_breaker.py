"""The circuit breaker opens after failures in a row, lets one call try after a pause, and closes when it succeeds."""

from bot.llm.breaker import Breaker


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def broken(clock: Clock) -> Breaker:
    """A breaker that has just opened, after three failures, for a minute."""
    breaker = Breaker(clock, 3, 60)
    for _ in range(3):
        breaker.failed()
    return breaker


def test_it_opens_at_the_last_failure_and_not_before() -> None:
    breaker = Breaker(Clock(), 3, 60)
    allowed = []
    for _ in range(3):
        allowed.append(breaker.lets_through())
        breaker.failed()
    assert allowed == [True, True, True]
    assert not breaker.lets_through()


def test_a_success_forgets_the_failures_before_it() -> None:
    breaker = Breaker(Clock(), 3, 60)
    for _ in range(10):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert breaker.lets_through()


def test_after_the_pause_one_call_tries() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += 59
    assert not breaker.lets_through()
    clock.now += 1
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]


def test_a_try_that_fails_opens_it_for_another_pause() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += 60
    assert breaker.lets_through()
    clock.now += 30
    breaker.failed()
    clock.now += 59
    assert not breaker.lets_through()


def test_a_try_that_succeeds_closes_it() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now += 60
    assert breaker.lets_through()
    breaker.succeeded()
    assert all(breaker.lets_through() for _ in range(5))


def test_looking_whether_it_pauses_takes_no_try() -> None:
    clock = Clock()
    breaker = broken(clock)
    assert breaker.pauses
    clock.now += 60
    assert not breaker.pauses and not breaker.pauses
    assert breaker.lets_through() and breaker.pauses
