"""The bot and you: /help, /stats and /forget-me."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.discordbot.client import Dateline
from bot.discordbot.faults import told
from bot.discordbot.listing import help_cards, stats_cards
from bot.discordbot.sending import Post
from bot.discordbot.speaking import InteractionVoice
from bot.discordbot.texts import say


class About(commands.Cog):
    """The three commands. What they show is for the person alone."""

    def __init__(self, client: Dateline) -> None:
        self.parts = client.parts

    @app_commands.command()
    async def help(self, interaction: discord.Interaction) -> None:
        """How to ask, and the other commands"""
        await InteractionVoice(interaction).say(Post(cards=help_cards()[:1]))

    @app_commands.command()
    async def stats(self, interaction: discord.Interaction) -> None:
        """What the collection holds, and how answers were judged"""
        voice, look_up = InteractionVoice(interaction), self.parts.work.look_up
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            stats, tally = await look_up(self.parts.catalog.stats), await look_up(self.parts.state.tally)
            await voice.say(Post(cards=stats_cards(stats, tally)[:1]))

    @app_commands.command(name="forget-me")
    async def forget_me(self, interaction: discord.Interaction) -> None:
        """Delete what I keep about you: your questions, their answers, and your votes"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            await self.parts.work.look_up(self.parts.state.forget_person, voice.user.id)
            self.parts.allowance.forget(voice.user.id)
            await voice.say(Post(say("forgotten")))
