"""What a person probably means while typing the name of an outlet or a headline."""

import difflib
from collections.abc import Sequence

import discord
from discord.app_commands import Choice

from bot.discordbot import access, places
from bot.discordbot.parts import Parts
from index.display import printable
from index.errors import InputError, NotFoundError
from index.types import Article, Listing

# Discord's limits: choices, and characters of a choice's name and value.
CHOICES, CHOICE = 25, 100
# Articles looked through for those whose outlets a channel sees.
LOOKED_THROUGH = 200


async def seen(parts: Parts, interaction: discord.Interaction) -> tuple[str, ...]:
    """The outlets that are seen where the interaction is; empty for all."""
    place = places.of_interaction(interaction)
    return access.seen(await parts.settings(place.guild_id), place)


async def outlet(parts: Parts, typed: str) -> str:
    """The outlet of that name, in capitals or not. Raises InputError with the nearest one."""
    known = {source.casefold(): source for source in await parts.work.look_up(parts.catalog.sources)}
    if found := known.get(typed.strip().casefold()):
        return found
    near = difflib.get_close_matches(typed.casefold(), known, 1)
    meant = f" Did you mean “{known[near[0]]}”?" if near else ""
    raise InputError(f"The collection has no outlet “{typed}”.{meant} See /sources for all of them.")


async def sources_seen(parts: Parts, only: Sequence[str]) -> dict[str, int]:
    """Outlet to number of articles, the largest first; of those in ``only`` where it is not empty."""
    wanted = {source.casefold() for source in only}
    sources = await parts.work.look_up(parts.catalog.sources)
    return {source: count for source, count in sources.items() if not wanted or source.casefold() in wanted}


async def source_choices(parts: Parts, only: Sequence[str], typed: str) -> list[Choice[str]]:
    """The outlets with what was typed in their names, of those in ``only`` where it is not empty."""
    sources, wanted = await sources_seen(parts, only), typed.strip().casefold()
    found = [source for source in sources if wanted in source.casefold() and len(source) <= CHOICE]
    return [Choice(name=source, value=source) for source in found[:CHOICES]]


async def article_choices(parts: Parts, only: Sequence[str], typed: str) -> list[Choice[str]]:
    """The articles with what was typed in their headlines, the newest first, of those outlets."""
    found = await _titled(parts, typed, only)
    return [Choice(name=_name(article), value=article.id) for article in found[:CHOICES]]


async def article(parts: Parts, typed: str, only: Sequence[str]) -> Article:
    """The article that was chosen, or that has this URL or, alone, these words in its headline. Raises
    NotFoundError."""
    ids = await parts.work.look_up(parts.catalog.find, typed.strip())
    chosen = await parts.work.look_up(parts.catalog.articles, ids)
    found = within(list(chosen.values()), only) or await _titled(parts, typed, only)
    if len(found) != 1:
        raise NotFoundError(f"There is not exactly one article “{typed}”. Choose one of those that are offered.")
    return found[0]


def within(articles: Sequence[Article], only: Sequence[str]) -> list[Article]:
    """The articles of those outlets, all where there are none."""
    wanted = {source.casefold() for source in only}
    return [article for article in articles if not wanted or (article.source or "").casefold() in wanted]


async def _titled(parts: Parts, typed: str, only: Sequence[str]) -> list[Article]:
    listing = Listing(title=printable(typed) or None, limit=LOOKED_THROUGH if only else CHOICES)
    return within(await parts.work.look_up(parts.catalog.chosen, listing), only)


def _name(article: Article) -> str:
    name = " · ".join(part for part in ((article.published or "")[:10], printable(article.title)) if part)
    return name if len(name) <= CHOICE else name[: CHOICE - 1] + "…"
