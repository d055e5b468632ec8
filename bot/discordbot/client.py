"""The client: from Discord's events to those who handle them."""

import logging
import sys
from collections.abc import Callable, Sequence

import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot.discordbot.faults import sentence
from bot.discordbot.once import Once
from bot.discordbot.parts import Parts
from bot.discordbot.sending import Post
from bot.discordbot.speaking import InteractionVoice
from index.config import Discord
from index.query import query

log = logging.getLogger(__name__)

# An event is sent again while a session can be resumed, and an interaction lives for 15 minutes.
REPLAYED_S = 900.0
# Two presses of a button in this time are one.
DOUBLE_CLICK_S = 2.0


def point_to(addresses: Discord) -> None:
    """Let Discord's library use these addresses, Discord's own or another server's."""
    discord.http.Route.BASE = addresses.api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(addresses.gateway)


class Tree(app_commands.CommandTree["Dateline"]):
    """The commands. A replayed event is passed over, an error told."""

    async def interaction_check(self, interaction: "discord.Interaction[Dateline]") -> bool:
        return interaction.client.events.first(interaction.id)

    async def on_error(self, interaction: "discord.Interaction[Dateline]", error: app_commands.AppCommandError) -> None:
        await InteractionVoice(interaction).say(Post(sentence(error)))


class Dateline(commands.AutoShardedBot):
    """Dateline in Discord, made of its parts and of what handles its events."""

    def __init__(self, parts: Parts, cogs: Sequence[Callable[["Dateline"], commands.Cog]]) -> None:
        self.parts, self._cogs_to_be = parts, cogs
        self.events = Once(REPLAYED_S, parts.clock.seconds)
        self.clicks = Once(DOUBLE_CLICK_S, parts.clock.seconds)
        point_to(parts.config.discord)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            # Nothing privileged: mentions and direct messages carry their content all the same.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            # What is not kept here comes along with each event, and memory stays flat.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def setup_hook(self) -> None:
        """Open the index and register the commands; only then does Discord hear that the bot is there."""
        await self.parts.work.answer(self._open)
        for cog in self._cogs_to_be:
            await self.add_cog(cog(self))
        await self.tree.sync()

    def _open(self) -> None:
        """Become the owner of the collection, and have all models loaded before the first question comes."""
        if not self.parts.index.own():
            log.warning("Another process has the collection open and answers from it until it ends.")
        self.parts.read(query("Is everything ready?", self.parts.clock.now()))

    async def on_message(self, message: discord.Message) -> None:
        """Nothing here: the bot has no commands that are written as messages."""

    async def on_ready(self) -> None:
        """Forget the servers that the bot was made to leave while it was away."""
        kept = await self.parts.work.look_up(self.parts.state.guilds)
        for guild_id in kept - {guild.id for guild in self.guilds}:
            await self._forget(guild_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that the bot has left."""
        await self._forget(guild.id)

    async def _forget(self, guild_id: int) -> None:
        await self.parts.work.look_up(self.parts.state.forget_guild, guild_id)
        log.info("Not in a server any more; what was kept of it is deleted")

    async def on_error(self, event: str, /, *arguments: object, **named: object) -> None:
        """Log what a handler of an event raised."""
        if error := sys.exception():
            sentence(error)

    def owners(self) -> set[int]:
        """The ids of the application's owners: one person, or a team."""
        app = self.application
        if app is None:
            return set()
        return {member.id for member in app.team.members} if app.team else {app.owner.id}
