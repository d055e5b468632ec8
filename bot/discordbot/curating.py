"""Changing the collection: /add and /remove, for its curators."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.discordbot import access, places
from bot.discordbot.client import Dateline
from bot.discordbot.completing import article, article_choices
from bot.discordbot.faults import told
from bot.discordbot.markdown import plain
from bot.discordbot.sending import Post
from bot.discordbot.speaking import InteractionVoice
from bot.discordbot.texts import say
from bot.discordbot.work import TurnedAway
from index.collection import Added
from index.documents import read
from index.errors import InputError
from index.identity import article_id
from index.types import Article, Failure

# Bytes of an attachment: about two hundred articles as JSON Lines, a minute of work; more goes by the terminal.
LARGEST = 1_000_000
# Failures that are named; the others are counted.
NAMED = 5


class Curating(commands.Cog):
    """The two commands. What they say is for the person alone."""

    def __init__(self, client: Dateline) -> None:
        self.client, self.parts = client, client.parts

    @app_commands.command()
    @app_commands.describe(
        text="The article; its first lines may be headline, outlet and date",
        file="Text, Markdown, a saved web page or JSON Lines",
        link="A page on the web",
    )
    async def add(
        self,
        interaction: discord.Interaction,
        text: str | None = None,
        file: discord.Attachment | None = None,
        link: str | None = None,
    ) -> None:
        """Add articles to the collection, which all servers share"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            self._check(interaction)
            name, raw = await _given(text, file, link)
            added, failed = await self.parts.work.answer(self._add, name, raw)
            await voice.say(Post(_report(added, failed)))

    @app_commands.command()
    @app_commands.describe(title="Words of the headline, or the URL")
    async def remove(self, interaction: discord.Interaction, title: str) -> None:
        """Remove an article from the collection, which all servers share"""
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            await voice.begin(private=True)
            self._check(interaction)
            found = await article(self.parts, title, ())
            await self.parts.work.answer(self.parts.index.remove, (found.id,))
            await voice.say(Post(say("removed", title=plain(found.title))))

    @remove.autocomplete("title")
    async def complete_title(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self.parts, (), typed)

    def _check(self, interaction: discord.Interaction) -> None:
        """Raises TurnedAway for who is no curator."""
        curators = self.parts.config.discord.curators
        place = places.of_interaction(interaction)
        if not access.curates(place, self.client.owners(), curators.guilds, curators.roles):
            raise TurnedAway(say("refused.curator"))

    def _add(self, name: str, raw: bytes) -> tuple[Added, list[Failure]]:
        """What became of the articles in the file."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(raw)
            offered = list(read(path))
        articles = tuple(_own(thing) for thing in offered if isinstance(thing, Article))
        failed = [replace(thing, item=name) for thing in offered if isinstance(thing, Failure)]
        return (self.parts.index.add(articles) if articles else Added()), failed


async def _given(text: str | None, file: discord.Attachment | None, link: str | None) -> tuple[str, bytes]:
    """The name and bytes of what was given. Raises InputError where it cannot be added."""
    if link:
        raise InputError(say("add.link"))
    if file is None:
        if not text:
            raise InputError(say("add.nothing"))
        return "text.txt", text.encode("utf-8", "replace")
    if file.size > LARGEST:
        raise InputError(say("add.large", size=f"{LARGEST // 1_000_000} MB"))
    # Only the ending matters; a name may hold whatever its sender liked.
    ending = re.search(r"(?:\.\w{1,10}){0,2}$", file.filename)
    return "file" + (ending[0] if ending else ""), await file.read()


def _own(article: Article) -> Article:
    """The article under the id that its URL or text gives it: the temporary file is not what it is."""
    return replace(article, id=article_id(article.url, None, article.text))


def _report(added: Added, failed: list[Failure]) -> str:
    counts = {name: getattr(added, name) for name in ("new", "updated", "unchanged", "duplicates")}
    lines = [say("added", failed=len(failed), **counts)]
    return "\n".join([*lines, *(plain(failure.reason) for failure in failed[:NAMED])])
