"""A shard's session: the events that are its own, in their order, sent or kept for a RESUME."""

import json
from collections import deque
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from tests.loopback.hub import Hub
from tests.loopback.records import Json
from tests.loopback.withheld import seen_by_bot
from tests.loopback.world import Guild

if TYPE_CHECKING:
    from tests.loopback.gateway import Line

DISPATCH = 0
GUILD_INTENT, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
KEPT = 5000  # events that a session can still replay: more than any test misses


@dataclass(eq=False)
class Session:
    """A shard's session, which outlives its connections."""

    hub: Hub
    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=lambda: token_hex(16))
    sequence: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    line: "Line | None" = None

    def dispatch(self, name: str, content: Json, guild: Guild | None) -> None:
        """Sends the event, or keeps it for a RESUME, if it is this shard's and its intents cover it."""
        stranger = guild and self.hub.bot.id not in guild.members and name != "INTERACTION_CREATE"
        if stranger or shard_of(guild, self.shards) != self.shard or not self._covered(name, guild):
            return
        if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            content = seen_by_bot(self.hub, content, self.intents)
        self.send(name, content)

    def send(self, name: str, content: Json) -> None:
        """Sends the event, or keeps it for a RESUME. It is fixed now: what changes later is another event."""
        self.sequence += 1
        event = {"op": DISPATCH, "t": name, "s": self.sequence, "d": json.loads(json.dumps(content))}
        self.sent.append(event)
        if self.line:
            self.line.outbox.put_nowait(event)

    def _covered(self, name: str, guild: Guild | None) -> bool:
        if name.startswith("MESSAGE"):
            return bool(self.intents & (GUILD_MESSAGES if guild else DIRECT_MESSAGES))
        return not name.startswith(("GUILD", "CHANNEL", "THREAD")) or bool(self.intents & GUILD_INTENT)


def shard_of(guild: Guild | None, shards: int) -> int:
    """The shard that a guild belongs to; direct conversations are the first one's."""
    return (guild.id >> 22) % shards if guild else 0
