"""Asking: the command, the context menu, and messages to the bot."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot.courtesy import is_courtesy
from bot.discordbot import places
from bot.discordbot.answering import Asked, answer, count, permitted
from bot.discordbot.cards import related_cards
from bot.discordbot.client import Dateline
from bot.discordbot.completing import seen, source_choices
from bot.discordbot.faults import told
from bot.discordbot.listing import help_cards
from bot.discordbot.sending import Post
from bot.discordbot.speaking import ChannelVoice, InteractionVoice
from bot.discordbot.texts import say
from index.errors import InputError
from index.query import MOST_CHARACTERS, query

# Excerpts that are shown of passages related to a message: what is seen at a glance, and fits into one message.
RELATED = 5
RELATED_MENU = "Find related passages"


class Asking(commands.Cog):
    """The ways to ask."""

    def __init__(self, client: Dateline) -> None:
        self.client, self.parts = client, client.parts
        client.tree.add_command(app_commands.ContextMenu(name=RELATED_MENU, callback=self.related))

    @app_commands.command()
    @app_commands.describe(
        question="What you want to know",
        since="Only articles of this day or later: 2015-10-02, October 2015, last week",
        until="Only articles of this day or earlier",
        source="Only this outlet",
        private="Show the answer to you alone",
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, MOST_CHARACTERS],
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Ask the collection of news articles"""
        place = places.of_interaction(interaction)
        asked = Asked(question, place, since, until, source, private=private)
        await answer(self.parts, InteractionVoice(interaction), asked)

    @ask.autocomplete("source")
    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await source_choices(self.parts, await seen(self.parts, interaction), typed)

    async def related(self, interaction: discord.Interaction, message: discord.Message) -> None:
        voice, place = InteractionVoice(interaction), places.of_interaction(interaction)
        async with told(voice, self.parts.work):
            settings = await self.parts.settings(place.guild_id)
            sources = permitted(settings, place)
            wanted = query(_words(message)[:MOST_CHARACTERS], self.parts.clock.now(), sources=sources)
            count(self.parts, settings, place)
            await voice.begin(private=True)
            hits = await self.parts.work.answer(self.parts.index.search, wanted)
            await voice.say(Post(cards=related_cards(hits[:RELATED])[:1]))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a direct message, or one that mentions the bot: a reply to an answer does so by itself."""
        me = self.client.user
        spoken_to = me in message.mentions or message.guild is None
        if message.author.bot or message.webhook_id or message.is_system() or not me or not spoken_to:
            return
        if not self.client.events.first(message.id):
            return
        question = re.sub(rf"<@!?{me.id}>", " ", message.content).strip()
        voice = ChannelVoice(message.channel, message.author, message.id, message)
        async with told(voice, self.parts.work):
            if is_courtesy(question):
                await voice.say(Post(say("courtesy")))
            elif any(letter.isalnum() for letter in question):
                await answer(self.parts, voice, await self._asked(message, question))
            else:
                await voice.say(Post(cards=help_cards()[:1]))

    async def _asked(self, message: discord.Message, question: str) -> Asked:
        """The question with the answer that it goes on from: the one replied to, else the last one in this thread or
        direct message."""
        look_up, state = self.parts.work.look_up, self.parts.state
        await self.parts.work.kept()
        before = message.reference.message_id if message.reference else None
        given = await look_up(state.given, before) if before else None
        talking = message.guild is None or isinstance(message.channel, discord.Thread)
        if not given and talking:
            given = await look_up(state.latest, message.channel.id)
        follows = given.message_id if given else None
        return Asked(question, places.of_message(message), follows=follows, there=bool(given))


def _words(message: discord.Message) -> str:
    """What the message says, or what its embeds say. Raises InputError if that is nothing."""
    embedded = (part for embed in message.embeds for part in (embed.title, embed.description) if part)
    if words := message.content or " ".join(embedded):
        return words
    raise InputError(say("related.empty"))
