"""Work is bounded, given up in time, and finished before the end."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.discordbot.once import Once
from bot.discordbot.work import TurnedAway, Work
from tests.bot.discordbot.live import Time

pytestmark = pytest.mark.asyncio


@pytest.fixture
def time() -> Time:
    return Time()


@pytest_asyncio.fixture
async def work(time: Time) -> AsyncIterator[Work]:
    """One thread, and one more question may wait."""
    work = Work(1, 1, 30, time.sleep)
    yield work
    work.close()


async def test_an_answer_comes_from_another_thread(work: Work) -> None:
    assert await work.answer(threading.get_ident) != threading.get_ident()
    assert await work.look_up(max, 1, 2) == 2


async def test_what_is_raised_comes_back(work: Work) -> None:
    with pytest.raises(ZeroDivisionError):
        await work.answer(divmod, 1, 0)


async def test_one_too_many_is_turned_away_and_room_is_made_again(work: Work) -> None:
    going = threading.Event()
    taken = [asyncio.create_task(work.answer(going.wait, 30)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(TurnedAway, match="Too many"):
        await work.answer(int)
    going.set()
    assert await asyncio.gather(*taken) == [True, True]
    assert await work.answer(int) == 0


async def test_what_takes_too_long_is_given_up_and_what_waits_is_not_begun(work: Work, time: Time) -> None:
    going, begun = threading.Event(), threading.Event()
    taken = [asyncio.create_task(work.answer(do)) for do in (lambda: going.wait(30), begun.set)]
    while time.slept_on() < 2:
        await asyncio.sleep(0)
    time.advance(31)
    told = await asyncio.gather(*taken, return_exceptions=True)
    going.set()
    assert all(isinstance(one, TurnedAway) and "30 seconds" in str(one) for one in told)
    await work.answer(int)
    assert not begun.is_set()


async def test_stopping_waits_for_what_was_begun_and_takes_nothing_new(work: Work) -> None:
    going = threading.Event()

    async def attend() -> None:
        work.attend()
        await work.answer(going.wait, 30)

    attending = asyncio.create_task(attend())
    await asyncio.sleep(0)
    assert not await work.finish(0.01)
    with pytest.raises(TurnedAway, match="restarted"):
        await work.answer(int)
    going.set()
    assert await work.finish(30) and attending.done()


async def test_an_answer_that_is_being_shown_is_waited_for(work: Work) -> None:
    kept = []

    async def show() -> None:
        with work.showing():
            await asyncio.sleep(0.05)
            kept.append("answer")

    showing = asyncio.create_task(show())
    await asyncio.sleep(0)
    await work.kept()
    assert kept == ["answer"]
    await showing


async def test_what_came_before_is_not_first_until_its_time_is_over(time: Time) -> None:
    once = Once(2, time.seconds)
    assert [once.first("a"), once.first("a"), once.first("b")] == [True, False, True]
    time.advance(3)
    assert once.first("a")
