"""Looking at the collection: /latest, /sources and /article."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.discordbot import places
from bot.discordbot.answering import count, permitted
from bot.discordbot.buttons import pages_post
from bot.discordbot.client import Dateline
from bot.discordbot.completing import article, article_choices, outlet, seen, source_choices, sources_seen
from bot.discordbot.faults import told
from bot.discordbot.listing import article_cards, latest_cards, source_cards
from bot.discordbot.sending import Post
from bot.discordbot.speaking import InteractionVoice
from index.query import query
from index.types import Article, Listing

# Articles of /latest: what is seen at once.
LATEST = 10
# What is on a topic scores so well, as a share of what fits it best.
NEAR = 0.45


class Collecting(commands.Cog):
    """The three commands. What they show is for the person alone."""

    def __init__(self, client: Dateline) -> None:
        self.parts = client.parts

    @app_commands.command()
    @app_commands.describe(source="Only this outlet", topic="Only articles on this")
    async def latest(
        self,
        interaction: discord.Interaction,
        source: str | None = None,
        topic: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        """The newest articles, of an outlet or on a topic"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            sources = await self._sources(interaction, source)
            articles = await (self._on(interaction, topic, sources) if topic else self._newest(sources))
            newest = sorted(articles, key=lambda article: article.published or "", reverse=True)
            await voice.say(Post(cards=latest_cards(newest[:LATEST])[:1]))

    @app_commands.command()
    async def sources(self, interaction: discord.Interaction) -> None:
        """The outlets in the collection"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            found = await sources_seen(self.parts, await self._sources(interaction))
            await voice.say(pages_post(source_cards(found), 0, "sources"))

    @app_commands.command()
    @app_commands.describe(title="Words of the headline, or the URL")
    async def article(self, interaction: discord.Interaction, title: str) -> None:
        """One article: its lead, then its other passages"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            found = await article(self.parts, title, await self._sources(interaction))
            await voice.say(pages_post(article_cards(found), 0, "article", found.id))

    @latest.autocomplete("source")
    async def complete_source(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await source_choices(self.parts, await seen(self.parts, interaction), typed)

    @article.autocomplete("title")
    async def complete_title(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self.parts, await seen(self.parts, interaction), typed)

    async def _sources(self, interaction: discord.Interaction, typed: str | None = None) -> tuple[str, ...]:
        """The outlets to look at: the one that was typed, else those that the channel sees. Raises Refused."""
        place = places.of_interaction(interaction)
        named = (await outlet(self.parts, typed),) if typed else ()
        return permitted(await self.parts.settings(place.guild_id), place, named)

    async def _newest(self, sources: Sequence[str]) -> list[Article]:
        listings = [Listing(source=source, limit=LATEST) for source in sources] or [Listing(limit=LATEST)]
        return [one for some in listings for one in await self.parts.work.look_up(self.parts.catalog.chosen, some)]

    async def _on(self, interaction: discord.Interaction, topic: str, sources: tuple[str, ...]) -> list[Article]:
        """The articles whose passages fit the topic best. Raises TurnedAway: a search is as much work as a question."""
        wanted, place = query(topic, self.parts.clock.now(), sources=sources), places.of_interaction(interaction)
        count(self.parts, await self.parts.settings(place.guild_id), place)
        hits = await self.parts.work.answer(self.parts.index.search, wanted)
        near = [hit for hit in hits if hit.score >= NEAR * hits[0].score]
        return list({hit.article.id: hit.article for hit in near}.values())[:LATEST]
