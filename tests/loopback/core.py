"""The server's thread and loop, and how others have something done there."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from tests.loopback.hub import Hub

Result = TypeVar("Result")
PATIENCE = 60.0  # seconds to wait for the server's loop, which never works for long; a noisy machine may


class Core:
    """A hub with a loop and a thread of its own."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback", daemon=True)

    def now(self, step: Callable[[], Result]) -> Result:
        """The step's result, taken in the server's loop; what it raises is raised here."""
        if threading.current_thread() is self._thread or not self._thread.is_alive():
            return step()
        future: Future[Result] = Future()
        self._loop.call_soon_threadsafe(_settle, future, step)
        return future.result(PATIENCE)

    async def there(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The work's result, done in the server's loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))


def _settle(future: "Future[Result]", step: Callable[[], Result]) -> None:
    try:
        future.set_result(step())
    except BaseException as error:  # it belongs to the caller, in another thread
        future.set_exception(error)
