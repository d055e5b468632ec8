"""What a server may decide: /settings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.discordbot import places
from bot.discordbot.client import Dateline
from bot.discordbot.completing import outlet, source_choices
from bot.discordbot.faults import told
from bot.discordbot.markdown import plain
from bot.discordbot.parts import Parts
from bot.discordbot.sending import Post
from bot.discordbot.speaking import InteractionVoice
from bot.discordbot.state import ChannelOutlets, Settings
from bot.discordbot.texts import say
from bot.discordbot.work import TurnedAway

Channel = discord.TextChannel | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
# Questions a minute that a server may allow: more are read by nobody.
Rate = app_commands.Range[int, 1, 1_000]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Setting(commands.GroupCog, group_name="settings", group_description="Where and how I answer in this server"):
    """The settings of a server. Each command shows all of them, to the person alone."""

    def __init__(self, client: Dateline) -> None:
        self.parts = client.parts

    @app_commands.command()
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the settings"""
        await self._change(interaction, lambda settings: settings)

    @app_commands.command()
    @app_commands.describe(channel="A channel", answer="Whether I answer there; while no channel is chosen, in all")
    async def channel(self, interaction: discord.Interaction, channel: Channel, answer: bool) -> None:
        """Choose the channels that I answer in"""
        await self._change(interaction, lambda s: replace(s, channels=_with(s.channels, channel.id, answer)))

    @app_commands.command()
    @app_commands.describe(role="A role", ask="Whether it may ask; while no role is chosen, everybody may")
    async def role(self, interaction: discord.Interaction, role: discord.Role, ask: bool) -> None:
        """Choose the roles that may ask"""
        await self._change(interaction, lambda s: replace(s, roles=_with(s.roles, role.id, ask)))

    @app_commands.command()
    @app_commands.describe(place="Each in a thread of its own, or where it was asked", private="To the asker alone")
    async def answers(
        self,
        interaction: discord.Interaction,
        place: Literal["thread", "here"] | None = None,
        private: bool | None = None,
    ) -> None:
        """Choose where answers stand and who sees them"""

        def changed(settings: Settings) -> Settings:
            threads = settings.threads if place is None else place == "thread"
            return replace(settings, threads=threads, private=settings.private if private is None else private)

        await self._change(interaction, changed)

    @app_commands.command()
    @app_commands.describe(person="Questions a minute by one person", channel="Questions a minute in one channel")
    async def limits(
        self, interaction: discord.Interaction, person: Rate | None = None, channel: Rate | None = None
    ) -> None:
        """Choose how many questions a minute may be asked; without numbers, the usual ones"""
        await self._change(interaction, lambda s: replace(s, user_rate=person, channel_rate=channel))

    @app_commands.command()
    @app_commands.describe(
        channel="A channel", source="An outlet", seen="Whether it is seen there; while none is chosen, all are"
    )
    async def outlets(self, interaction: discord.Interaction, channel: Channel, source: str, seen: bool) -> None:
        """Choose the outlets that a channel sees"""
        async with told(InteractionVoice(interaction), self.parts.work):
            name = await outlet(self.parts, source)
            await self._change(interaction, lambda s: _with_outlet(s, channel.id, name, seen))

    @outlets.autocomplete("source")
    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await source_choices(self.parts, (), typed)

    @app_commands.command()
    async def reset(self, interaction: discord.Interaction) -> None:
        """Go back to how I behave in every server"""
        await self._change(interaction, lambda settings: Settings(settings.guild_id))

    async def _change(self, interaction: discord.Interaction, change: Callable[[Settings], Settings]) -> None:
        voice, place = InteractionVoice(interaction), places.of_interaction(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            if not place.manages or place.guild_id is None:
                raise TurnedAway(say("refused.manage"))
            settings = await self.parts.work.look_up(_changed, self.parts, place.guild_id, change)
            await voice.say(Post(shown(settings, self.parts)))


def _changed(parts: Parts, guild_id: int, change: Callable[[Settings], Settings]) -> Settings:
    before = parts.state.settings(guild_id)
    after = change(before)
    if after != before:
        parts.state.set_settings(after)
    return after


def shown(settings: Settings, parts: Parts) -> str:
    """All settings of a server in words."""
    usual, outlets = parts.config.discord, [_outlets(chosen) for chosen in settings.outlets]
    return say(
        "settings",
        channels=" ".join(f"<#{channel}>" for channel in settings.channels) or say("settings.all_channels"),
        roles=" ".join(f"<@&{role}>" for role in settings.roles) or say("settings.all_roles"),
        place=say("settings.thread" if settings.threads else "settings.here"),
        seen_by=say("settings.private" if settings.private else "settings.public"),
        person=settings.user_rate or usual.user_questions,
        channel=settings.channel_rate or usual.channel_questions,
        outlets="\n".join(outlets) or say("settings.all_outlets"),
    )


def _outlets(chosen: ChannelOutlets) -> str:
    return f"<#{chosen.channel_id}>: {', '.join(map(plain, chosen.sources))}"


def _with(ids: tuple[int, ...], one: int, wanted: bool) -> tuple[int, ...]:
    return (*(kept for kept in ids if kept != one), *[one] * wanted)


def _with_outlet(settings: Settings, channel_id: int, source: str, wanted: bool) -> Settings:
    before = {chosen.channel_id: chosen.sources for chosen in settings.outlets}
    sources = (*(kept for kept in before.get(channel_id, ()) if kept != source), *[source] * wanted)
    after = before | {channel_id: sources}
    return replace(settings, outlets=tuple(ChannelOutlets(i, some) for i, some in after.items() if some))
