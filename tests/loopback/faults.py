"""Faults on demand: of single requests, and of the gateway's connections."""

import asyncio
import re
import time

from tests.loopback.building import Building
from tests.loopback.gateway import INVALID, RECONNECT
from tests.loopback.hub import Fault
from tests.loopback.records import Heartbeat
from tests.loopback.session import Session

TOO_LATE = 1.0  # seconds: a heartbeat later than this tells of a blocked event loop


class Faults(Building):
    """The server, with the means to disturb the bot, and what was noticed of it."""

    def limit(self, route: str, times: int = 1, after: float = 0.2, everywhere: bool = False) -> None:
        """The next so many requests of that route are answered 429, to come back after so many seconds."""
        self._add("limit", route, times, seconds=after, everywhere=everywhere)

    def fail(self, route: str, status: int = 500, code: int = 0, times: int = 1) -> None:
        """The next so many requests of that route are refused with that status and code."""
        self._add("fail", route, times, status=status, code=code)

    def lose(self, route: str, times: int = 1) -> None:
        """The next so many requests of that route are done, but the answer never arrives."""
        self._add("lose", route, times)

    def slow(self, route: str, seconds: float, times: int = 1) -> None:
        """The next so many requests of that route are answered so many seconds later."""
        self._add("slow", route, times, seconds=seconds)

    def _add(
        self,
        kind: str,
        route: str,
        times: int,
        seconds: float = 0.0,
        status: int = 0,
        code: int = 0,
        everywhere: bool = False,
    ) -> None:
        method, path = route.split(" ", 1)
        fault = Fault(kind, method, re.compile(path), times, seconds, status, code, everywhere)
        self.now(lambda: self.hub.faults.append(fault))

    async def drop(self, shard: int | None = None) -> None:
        """The connection breaks; what happens until the RESUME is kept."""

        def step() -> None:
            for session in self._sessions(shard):
                if session.line:
                    session.line.cut()

        self.now(step)

    async def reconnect(self, shard: int | None = None) -> None:
        """The bot is asked to reconnect and resume."""
        self._tell(shard, {"op": RECONNECT, "d": None})

    async def invalidate(self, shard: int | None = None, resumable: bool = False) -> None:
        """The session is invalid: to be resumed, or begun anew."""
        self._tell(shard, {"op": INVALID, "d": resumable})
        if not resumable:
            self.now(lambda: self.hub.forget(self._sessions(shard)))

    def _tell(self, shard: int | None, message: dict[str, object]) -> None:
        def step() -> None:
            for session in self._sessions(shard):
                if session.line:
                    session.line.outbox.put_nowait(message)
                    session.line.unbind()

        self.now(step)

    async def replay(self, event: str) -> None:
        """The last event of that name is sent once more."""

        def step() -> None:
            found = [(s, e) for s in self.hub.sessions for e in s.sent if e["t"] == event]
            if not found:
                raise LookupError(f"No {event} has been sent.")
            session, last = max(found, key=lambda pair: int(pair[1]["d"].get("id", pair[1]["s"])))
            session.send(event, last["d"])

        self.now(step)

    async def connected(self, within: float = 10.0) -> None:
        """Returns when every shard is READY or resumed; raises TimeoutError."""
        await self.there(asyncio.wait_for(self.hub.wait((0,), self._all_there), within))

    def _all_there(self) -> bool:
        return {
            session.shard for session in self.hub.sessions if session.line and not session.line.socket.closed
        } >= set(range(self.hub.shards))

    def _sessions(self, shard: int | None) -> list[Session]:
        return [session for session in self.hub.sessions if shard in (None, session.shard)]

    @property
    def heartbeats(self) -> list[Heartbeat]:
        """All heartbeats, and how late each was."""
        return list(self.hub.heartbeats)

    @property
    def late_heartbeats(self) -> list[Heartbeat]:
        """The heartbeats that came more than a second late, and those that are overdue so long now."""
        now, due = time.monotonic(), self.hub.heartbeat
        lines = [session.line for session in list(self.hub.sessions) if session.line]
        overdue = [Heartbeat(line.session.shard, now - line.beat - due) for line in lines if line.session]
        return [beat for beat in [*self.heartbeats, *overdue] if beat.late > TOO_LATE]
