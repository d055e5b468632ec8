"""The server as a whole: started, asked for what it noticed, stopped."""

import asyncio

from aiohttp import web

from tests.loopback import gateway, rest
from tests.loopback.clock import Clock
from tests.loopback.faults import Faults
from tests.loopback.hub import Hub
from tests.loopback.records import Request, Violation
from tests.loopback.world import User

HEARTBEAT = 41.25  # seconds, as Discord asks for
LARGEST = 64 * 1024 * 1024  # bytes of a request: more than all files of a message may have


class Loopback(Faults):
    """A Discord on loopback; see the package's description."""

    @classmethod
    async def start(
        cls,
        *,
        token: str = "loopback-token",
        shards: int = 1,
        heartbeat: float = HEARTBEAT,
        content_intent: bool = False,
        buckets: bool = False,
        clock: Clock | None = None,
    ) -> "Loopback":
        """A server that listens on a port of its own. ``heartbeat``: seconds between heartbeats;
        ``content_intent``: the application may have it; ``buckets``: messages to a channel are limited."""
        server = cls(Hub(clock or Clock(), token, shards, heartbeat, content_intent, buckets))
        server._thread.start()
        await server.there(server._listen())
        return server

    async def _listen(self) -> None:
        application = web.Application(client_max_size=LARGEST)
        application.router.add_get("/", lambda request: gateway.connect(self.hub, request))
        rest.serve(self.hub, application)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.hub.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Ends all connections and the thread; what was noticed stays."""

        async def end() -> None:
            for session in list(self.hub.sessions):
                if session.line:
                    session.line.cut()
            await self._runner.cleanup()

        await self.there(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop.close()

    @property
    def api(self) -> str:
        """The base URL of REST."""
        return f"{self.hub.origin}/api/v10"

    @property
    def gateway(self) -> str:
        """The URL of the gateway."""
        return self.hub.origin.replace("http", "ws", 1) + "/"

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.hub.token

    @property
    def clock(self) -> Clock:
        """The server's clock."""
        return self.hub.clock

    @property
    def app_id(self) -> int:
        """The application's id."""
        return self.hub.app_id

    @property
    def bot(self) -> User:
        """The bot's user."""
        return self.hub.bot

    @property
    def owner(self) -> User:
        """The application's owner, who owns all guilds too."""
        return self.hub.owner

    @property
    def requests(self) -> list[Request]:
        """All requests, in the order of their answers."""
        return list(self.hub.requests)

    @property
    def violations(self) -> list[Violation]:
        """All violations."""
        return list(self.hub.violations)

    @property
    def identifies(self) -> int:
        """How often a shard began a session."""
        return self.hub.identifies

    @property
    def resumes(self) -> int:
        """How often a shard went on with one."""
        return self.hub.resumes
