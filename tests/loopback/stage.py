"""A stage for tests: a server, a guild with a channel and two users, and a small bot that does what a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback import Channel, Guild, Loopback, User

Asking = discord.Interaction[Any]
Act = Callable[[Asking], Awaitable[object]]
Hear = Callable[[discord.Message], Awaitable[object]]


class SmallBot(discord.AutoShardedClient):
    """The real client. ``act`` answers commands, ``hear`` messages; what Discord refuses is kept in ``refused``."""

    def __init__(self, intents: discord.Intents) -> None:
        none = discord.AllowedMentions.none()
        super().__init__(intents=intents, allowed_mentions=none, guild_ready_timeout=0.05)
        self.act: Act | None = None
        self.hear: Hear | None = None
        self.refused: asyncio.Queue[discord.HTTPException] = asyncio.Queue()
        self.events: list[tuple[str, Any]] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identifies at once, where Discord wants five seconds between shards."""

    async def on_interaction(self, interaction: Asking) -> None:
        """Does what the test says with any interaction."""
        self.events.append(("interaction", interaction.id))
        if self.act:
            await self._try(self.act(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """Does what the test says with any message that is not its own."""
        self.events.append(("message", message.content))
        if self.hear and self.user and message.author.id != self.user.id:
            await self._try(self.hear(message))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Notes that it was removed."""
        self.events.append(("left", guild.id))

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        """Notes that a message is gone."""
        self.events.append(("deleted", gone.message_id))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Notes that a channel is gone."""
        self.events.append(("channel gone", channel.id))

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Notes a thread."""
        self.events.append(("thread", thread.id))

    async def _try(self, doing: Awaitable[object]) -> None:
        try:
            await doing
        except discord.HTTPException as refusal:
            self.refused.put_nowait(refusal)

    async def noticed(self, event: str) -> Any:
        """The first event of that kind; waits for it, at most ten seconds."""
        await self.until(lambda: any(kind == event for kind, _ in self.events))
        return next(about for kind, about in self.events if kind == event)

    async def until(self, done: Callable[[], object]) -> None:
        """Returns once it is done; waits at most ten seconds."""
        async with asyncio.timeout(10):
            while not done():
                await asyncio.sleep(0.005)

    async def refusal(self) -> discord.HTTPException:
        """The next refusal; waits for it, at most ten seconds."""
        return await asyncio.wait_for(self.refused.get(), 10)


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a test needs."""

    server: Loopback
    bot: SmallBot
    guild: Guild
    channel: Channel
    ada: User
    bob: User

    @property
    def place(self) -> discord.TextChannel:
        """The channel, as the bot has it."""
        channel = self.bot.get_channel(self.channel.id)
        assert isinstance(channel, discord.TextChannel)
        return channel


COMMANDS: list[dict[str, Any]] = [
    {
        "name": "ask",
        "description": "Asks",
        "options": [
            {"type": 3, "name": "question", "description": "What", "required": True, "max_length": 200},
            {"type": 3, "name": "source", "description": "Outlet", "autocomplete": True},
            {"type": 11, "name": "file", "description": "A file"},
        ],
    },
    {"name": "Find related", "type": 3},
    {"name": "manage", "description": "For managers", "default_member_permissions": "32", "contexts": [0]},
    {"name": "set", "description": "Sets", "options": [{"type": 1, "name": "roles", "description": "Which"}]},
]


@asynccontextmanager
async def raised(intents: discord.Intents | None = None, **options: Any) -> AsyncIterator[Stage]:
    """The stage with everything running; options are those of ``Loopback.start``."""
    server = await Loopback.start(**options)
    guild = server.guild("Newsroom")
    channel = server.channel(guild, "general")
    ada, bob = server.user("ada"), server.user("bob")
    server.join(guild, ada)
    server.join(guild, bob)
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.api, yarl.URL(server.gateway)
    bot = SmallBot(intents or discord.Intents.default())
    running = asyncio.create_task(bot.start(server.token))
    try:
        await server.connected()
        await bot.http.bulk_upsert_global_commands(server.app_id, COMMANDS)
        yield Stage(server, bot, guild, channel, ada, bob)
    finally:
        await bot.close()
        running.cancel()  # it may still be waiting to connect
        await asyncio.gather(running, return_exceptions=True)
        await server.stop()
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def on_stage(**options: Any) -> Callable[[Callable[[Stage], Awaitable[None]]], Callable[[], None]]:
    """Makes a test of a play; options are those of the server."""

    def make(play: Callable[[Stage], Awaitable[None]]) -> Callable[[], None]:
        async def perform() -> None:
            async with raised(**options) as stage:
                await play(stage)

        def test() -> None:
            asyncio.run(perform())

        test.__name__ = play.__name__
        return test

    return make


def sending(**content: Any) -> Act:
    """Answers an interaction with this message."""

    async def act(asked: Asking) -> None:
        await asked.response.send_message(**content)

    return act


async def deferring(asked: Asking) -> None:
    """Defers, and answers afterwards."""
    await asked.response.defer(thinking=True)
    await asked.edit_original_response(content="the answer")


def view(*parts: discord.ui.Item[Any]) -> discord.ui.View:
    """Buttons and menus that wait for nothing."""
    made = discord.ui.View(timeout=None)
    for part in parts:
        made.add_item(part)
    return made
