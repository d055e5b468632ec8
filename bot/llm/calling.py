"""Calls to a chat model, held to their limits: a deadline, retries, so many at once, so many a day."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    sleep_using_event,
    wait_exponential_jitter,
)

from bot.asking import Asking, Note
from bot.llm.breaker import Breaker
from bot.llm.cache import Budget, Cache
from bot.llm.model import ChatModel, Piece
from bot.llm.prompts import Filled
from bot.llm.thinking import answered
from index.config import Llm
from index.errors import ChatModelError

log = logging.getLogger(__name__)

# Pauses before retries: about half a second, then twice as long each, never over this; with up to as much chance added,
# so that those who failed together do not come back together.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 8.0
# No tokenizer makes of news prose tokens that are longer than this on average: more is a model that does not stop.
LONGEST_TOKEN = 8

# How often a question that waits for its turn looks whether the model has failed meanwhile.
LOOK_S = 0.1
PAUSED = "The model failed too often just now, and is left alone for a while."

Line = SimpleQueue[Piece | ChatModelError | None]


class Calls:
    """A chat model as the steps of an answer use it. Any number of threads may call."""

    def __init__(
        self, model: ChatModel, settings: Llm, cache: Cache, budget: Budget, clock: Callable[[], float]
    ) -> None:
        self._model, self._settings, self._clock = model, settings, clock
        self._cache, self._budget = cache, budget
        self._breaker = Breaker(clock, settings.failures, settings.pause_seconds)
        self._slots = threading.BoundedSemaphore(settings.calls)

    def discreet(self, note: Note) -> Note:
        """The same, told nothing that has the model's key in it."""
        return lambda step, text: note(step, self._model.discreet(text))

    def text(self, asked: Filled, asking: Asking, kept: bool = True) -> str:
        """All that the model says; with ``kept`` off nothing of it is. Raises what ``stream`` raises."""
        said = self.stream(asked, asking) if kept else answered(self._called(asked, asking))
        return "".join(said)

    def stream(self, asked: Filled, asking: Asking) -> Iterator[str]:
        """What the model answers, as it comes, or from the cache if it has said it.

        Raises ChatModelError where it does not answer in time, may not be called, or fails on the way.
        """
        key = self._key(asked)
        if kept := self._cache.find(key):
            asking.note("cache", "the model has answered this before")
            yield kept
            return
        said = ""
        for text in answered(self._called(asked, asking)):
            yield text
            said += text
            if len(said) > self._settings.answer_tokens * LONGEST_TOKEN:
                return
        if said:
            self._cache.keep(key, said)

    def _key(self, asked: Filled) -> str:
        """What stands for all that the output hangs on."""
        settings = [self._model.name, self._model.address, repr(self._settings.options), self._settings.answer_tokens]
        return hashlib.sha256(json.dumps([*settings, asked.system, asked.user]).encode()).hexdigest()

    def _called(self, asked: Filled, asking: Asking) -> Iterator[str]:
        """What a call says, made in a thread of its own: a client that hangs must not hold up the answer."""
        self._allow(asking)
        line, gone = Line(), threading.Event()
        work = threading.Thread(target=self._work, args=(asked, line, gone, asking), daemon=True, name="model")
        work.start()
        started = self._clock()
        last = Piece("")
        try:
            while piece := self._next(line, asking.until):
                last = piece if piece.read else last  # what follows the count has none
                yield piece.text
            self._breaker.succeeded()
        except ChatModelError as error:
            self._breaker.failed()
            log.warning("%s", error)
            raise
        finally:
            gone.set()
            tokens = f"{last.read} tokens read, {last.written} written" if last.read else "tokens not told"
            asking.note("call", f"{self._model.name}: {tokens}, {self._clock() - started:.2f} s")

    def _allow(self, asking: Asking) -> None:
        """Take one of the calls that may run at once. Raises ChatModelError where none may be made."""
        while not self._slots.acquire(timeout=min(LOOK_S, max(0.0, asking.until - self._clock()))):
            if self._breaker.pauses:
                raise ChatModelError(PAUSED)
            if self._clock() >= asking.until:
                raise ChatModelError("The model was busy with other questions all the time that there was.")
        try:
            if self._breaker.pauses:
                raise ChatModelError(PAUSED)
            if not self._budget.spend(asking.server):
                raise ChatModelError("The calls to the model that this server has for today are used up.")
            if not self._breaker.lets_through():
                raise ChatModelError(PAUSED)
        except BaseException:
            self._slots.release()
            raise

    def _next(self, line: Line, until: float) -> Piece | None:
        left = until - self._clock()
        try:
            piece = line.get(timeout=max(0.0, left))
        except Empty:
            left = 0.0
        if left <= 0:
            raise ChatModelError(f"The model “{self._model.name}” was too slow.")
        if isinstance(piece, ChatModelError):
            raise piece
        return piece

    def _work(self, asked: Filled, line: Line, gone: threading.Event, asking: Asking) -> None:
        try:
            for piece in self._begun(asked, gone, asking):
                line.put(piece)
                if gone.is_set():
                    return
            line.put(None)
        except ChatModelError as error:
            line.put(error)
        finally:
            self._slots.release()

    def _begun(self, asked: Filled, gone: threading.Event, asking: Asking) -> Iterator[Piece]:
        """The pieces. What fails before the first word is tried again, as long as that can end in time and the budget
        allows it."""

        def enough(state: RetryCallState) -> bool:
            late = self._clock() + state.upcoming_sleep >= asking.until
            over = late or gone.is_set() or state.attempt_number > self._settings.retries
            return over or not self._budget.spend(asking.server)

        retrying = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, ChatModelError) and error.passing),
            wait=_pause,
            stop=enough,
            sleep=sleep_using_event(gone),
            reraise=True,
        )
        yield from retrying(self._first, asked, gone)

    def _first(self, asked: Filled, gone: threading.Event) -> Iterator[Piece]:
        """The pieces, once there is a word, or nobody waits for one any more."""
        pieces = self._model.stream(asked)
        first = next((piece for piece in pieces if piece.text or gone.is_set()), None)
        return _chained(first, pieces) if first else iter(())


def _chained(first: Piece, rest: Iterator[Piece]) -> Iterator[Piece]:
    yield first
    yield from rest


def _pause(state: RetryCallState) -> float:
    """Seconds before the next try: longer each time, and no less than the server asked for."""
    error = state.outcome.exception() if state.outcome else None
    grown = wait_exponential_jitter(multiplier=FIRST_PAUSE_S, max=LONGEST_PAUSE_S, jitter=FIRST_PAUSE_S)(state)
    return max(grown, error.after if isinstance(error, ChatModelError) else 0.0)
