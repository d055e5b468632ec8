"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME with what was missed, and events by intent."""

import asyncio
import json
import time
from contextlib import suppress

from aiohttp import WSMsgType, web

from tests.loopback.hub import Hub
from tests.loopback.packing import STREAMS, Pack
from tests.loopback.records import Heartbeat, Json
from tests.loopback.session import Session, shard_of
from tests.loopback.withheld import CONTENT_INTENT

HEARTBEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 1, 2, 6, 7, 8, 9, 10, 11
PASSED_OVER = {3, 4, MEMBERS}  # presence, voice state and lists of members are taken and not answered
UNKNOWN_OP, NO_JSON, NOT_IDENTIFIED, WRONG_TOKEN, TWICE, WRONG_SHARD = 4001, 4002, 4003, 4004, 4005, 4010
WRONG_VERSION, WRONG_INTENTS, PRIVILEGED_INTENTS = 4012, 4013, 4014

NEVER_GRANTED = 1 << 1 | 1 << 8  # members and presences
INTENTS = (1 << 26) - 1


class Line:
    """One connection."""

    def __init__(self, hub: Hub, request: web.Request, pack: Pack | None) -> None:
        self.hub, self.request = hub, request
        self.socket = web.WebSocketResponse(compress=False)
        self.outbox: asyncio.Queue[Json | int] = asyncio.Queue()
        self.session: Session | None = None
        self.beat = 0.0
        self._pack = pack

    async def run(self) -> web.WebSocketResponse:
        """Serves the connection until it ends."""
        await self.socket.prepare(self.request)
        self.beat = time.monotonic()
        self.outbox.put_nowait({"op": HELLO, "d": {"heartbeat_interval": int(self.hub.heartbeat * 1000)}})
        writer = asyncio.ensure_future(self._write())
        try:
            async for message in self.socket:
                if message.type is WSMsgType.TEXT:
                    self._receive(message.data)
        finally:
            writer.cancel()
            if self.session and self.session.line is self:
                self.session.line = None
        return self.socket

    async def _write(self) -> None:
        """Sends in order what is put into the outbox; a number ends the connection with that code."""
        with suppress(ConnectionError):  # the client has gone
            while not isinstance(content := await self.outbox.get(), int):
                text = json.dumps(content)
                if self._pack is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._pack(text.encode()))
            await self.socket.close(code=content)

    def end(self, code: int, why: str) -> None:
        """Closes for a fault of the bot, which is noted."""
        self.hub.violated("gateway", str(code), why)
        self.outbox.put_nowait(code)

    def cut(self) -> None:
        """Breaks the connection without a word."""
        self.unbind()
        if self.request.transport:
            self.request.transport.abort()

    def unbind(self) -> None:
        """Leaves the session without a connection, so that it keeps what comes."""
        if self.session:
            self.session.line = None

    def _receive(self, text: str) -> None:
        try:
            message = json.loads(text)
            op, content = message["op"], message.get("d")
        except (ValueError, TypeError, KeyError):
            return self.end(NO_JSON, f"cannot be read: {text[:100]}")
        if op == HEARTBEAT:
            self._beat()
        elif op == IDENTIFY:
            self._identify(content)
        elif op == RESUME:
            self._resume(content)
        elif op not in PASSED_OVER:
            self.end(UNKNOWN_OP, f"opcode {op}")
        elif self.session is None:
            self.end(NOT_IDENTIFIED, f"opcode {op} before IDENTIFY")
        return None

    def _beat(self) -> None:
        now = time.monotonic()
        shard = self.session.shard if self.session else 0
        self.hub.heartbeats.append(Heartbeat(shard, now - self.beat - self.hub.heartbeat))
        self.beat = now
        self.outbox.put_nowait({"op": ACK, "d": None})

    def _identify(self, content: Json) -> None:
        if self.session:
            return self.end(TWICE, "identified twice")
        shard, shards = content.get("shard") or (0, 1)
        intents = content.get("intents", 0)
        if content.get("token") != self.hub.token:
            return self.end(WRONG_TOKEN, "wrong token")
        if not 0 <= shard < shards or shards < self.hub.shards:
            return self.end(WRONG_SHARD, f"shard {shard} of {shards}")
        if not 0 <= intents <= INTENTS:
            return self.end(WRONG_INTENTS, f"intents {intents}")
        if intents & (NEVER_GRANTED | (0 if self.hub.content_intent else CONTENT_INTENT)):
            return self.end(PRIVILEGED_INTENTS, f"intents {intents}")
        self._start(Session(self.hub, shard, shards, intents))
        return None

    def _start(self, session: Session) -> None:
        """Begins a session, in place of the shard's earlier one."""
        hub = self.hub
        hub.identifies += 1
        hub.sessions[:] = [other for other in hub.sessions if other.shard != session.shard]
        hub.sessions.append(session)
        self.session, session.line = session, self
        mine = [
            g for g in hub.guilds.values() if hub.bot.id in g.members and shard_of(g, session.shards) == session.shard
        ]
        ready: Json = {
            "v": 10,
            "user": hub.bot.json(),
            "session_id": session.id,
            "shard": [session.shard, session.shards],
        }
        ready |= {"guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine], "private_channels": []}
        ready |= {"resume_gateway_url": hub.origin.replace("http", "ws", 1) + "/"}
        session.send("READY", ready | {"application": {"id": str(hub.app_id), "flags": 0}})
        for guild in mine:
            session.dispatch("GUILD_CREATE", guild.json(hub.bot), guild)
        hub.touch(0)

    def _resume(self, content: Json) -> None:
        """Goes on with a session: what was missed, then RESUMED; else the session is invalid."""
        if content.get("token") != self.hub.token:
            return self.end(WRONG_TOKEN, "wrong token")
        session = next((s for s in self.hub.sessions if s.id == content.get("session_id")), None)
        if session is None or not 0 <= (content.get("seq") or 0) <= session.sequence:
            return self.outbox.put_nowait({"op": INVALID, "d": False})
        self.hub.resumes += 1
        self.session, session.line = session, self
        for event in [event for event in session.sent if event["s"] > content["seq"]]:
            self.outbox.put_nowait(event)
        session.send("RESUMED", {})
        return self.hub.touch(0)


async def connect(hub: Hub, request: web.Request) -> web.StreamResponse:
    """A connection to the gateway, from its first byte to its last."""
    if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
        return web.Response(status=400, text="Only version 10 and JSON are spoken here.")
    compress = request.query.get("compress")
    if compress not in (None, *STREAMS):
        return web.Response(status=400, text=f"Compression is one of {', '.join(STREAMS)}.")
    return await Line(hub, request, STREAMS[compress]() if compress else None).run()
