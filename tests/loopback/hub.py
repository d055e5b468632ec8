"""Everything that the server knows, in one place; only the server's own loop touches it."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback.clock import Clock, Snowflakes
from tests.loopback.records import File, Heartbeat, Json, Request, Violation
from tests.loopback.refusals import RefusalError
from tests.loopback.world import Channel, Guild, Post, User

if TYPE_CHECKING:
    from tests.loopback.interaction import Interaction
    from tests.loopback.session import Session


@dataclass(frozen=True, slots=True)
class Call:
    """A request as its step sees it: what the path and the query say, the body, and the uploaded files by name."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    json: Any
    files: Mapping[str, File]


@dataclass(slots=True)
class Fault:
    """What is to happen to the next ``times`` requests of that method and path."""

    kind: str
    method: str
    path: "re.Pattern[str]"
    times: int
    seconds: float = 0.0
    status: int = 0
    code: int = 0
    everywhere: bool = False


@dataclass(eq=False)
class Hub:
    """The state of the server."""

    clock: Clock
    token: str
    shards: int
    heartbeat: float
    content_intent: bool
    buckets: bool
    origin: str = ""
    guilds: dict[int, Guild] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    commands: dict[int | None, list[Json]] = field(default_factory=dict)
    files: dict[int, File] = field(default_factory=dict)
    interactions: dict[int, "Interaction"] = field(default_factory=dict)
    sessions: list["Session"] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    heartbeats: list[Heartbeat] = field(default_factory=list)
    identifies: int = 0
    resumes: int = 0
    installed: set[User] = field(default_factory=set)
    nonces: dict[tuple[int, str], Post] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = Snowflakes(self.clock)
        self.app_id = self.ids.next()
        self.bot = self.add_user("loopback-bot", bot=True, number=self.app_id)
        self.owner = self.add_user("owner")
        # What the bot did in answer to something: by the id of an interaction, of the message replied to, else channel.
        self.traces: defaultdict[int, list[Post]] = defaultdict(list)
        self._waiting: defaultdict[int, set[asyncio.Event]] = defaultdict(set)

    def add_user(self, name: str, bot: bool = False, number: int | None = None) -> User:
        """A new user."""
        user = User(number or self.ids.next(), name, bot)
        self.users[user.id] = user
        return user

    def channel(self, number: str | int) -> Channel:
        """The channel of that id; raises RefusalError 10003."""
        if int(number) not in self.channels:
            raise RefusalError(10003)
        return self.channels[int(number)]

    def guild(self, number: str | int) -> Guild:
        """The guild of that id that the bot is in; raises RefusalError 10004, or 50001 where it is not a member."""
        if int(number) not in self.guilds:
            raise RefusalError(10004)
        if self.bot.id not in self.guilds[int(number)].members:
            raise RefusalError(50001)
        return self.guilds[int(number)]

    def forget(self, sessions: list["Session"]) -> None:
        """Ends these sessions, so that they cannot be resumed."""
        self.sessions[:] = [session for session in self.sessions if session not in sessions]

    def violated(self, rule: str, where: str, detail: str) -> None:
        """Notes a violation."""
        self.violations.append(Violation(rule, where, detail))

    def dispatch(self, name: str, content: Json, guild: Guild | None) -> None:
        """Sends an event to the shard that it belongs to; direct ones go to the first."""
        for session in self.sessions:
            session.dispatch(name, content, guild)

    def touch(self, *keys: int) -> None:
        """Wakes those who wait for one of these ids."""
        for key in keys:
            for event in self._waiting.get(key, ()):
                event.set()

    async def wait(self, keys: tuple[int, ...], done: Callable[[], bool]) -> None:
        """Returns when it is done; asks anew whenever one of these ids is touched."""
        event = asyncio.Event()
        for key in keys:
            self._waiting[key].add(event)
        try:
            while not done():
                event.clear()
                await event.wait()
        finally:
            for key in keys:
                self._waiting[key].discard(event)


Step = Callable[[Hub, Call], Json | list[Json] | None]
