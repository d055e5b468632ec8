"""How a message is sent: one way after the other, and again where the connection broke."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import uuid4

import aiohttp
import discord

from bot.discordbot.cards import Card
from bot.discordbot.markdown import cut
from index.display import printable

log = logging.getLogger(__name__)
T = TypeVar("T")

# Discord's limits: characters of a message, and of a thread's name.
MESSAGE, THREAD_NAME = 2_000, 100
# How often a request is made whose connection breaks; each is such that a second one does no harm.
TRIES = 3
BROKEN = (aiohttp.ClientError, asyncio.TimeoutError, OSError)
# Seconds after which Discord is told again that the bot is typing; it shows that for ten.
TYPING_S = 8.0
# Discord's code: the message has a thread already. Its id is the message's.
THREAD_IS_THERE = 160004


@dataclass(frozen=True, slots=True)
class Post:
    """What one message says: a line, marked up already, embeds, and buttons."""

    text: str = ""
    cards: tuple[Card, ...] = ()
    view: discord.ui.View | None = None

    def headed(self, line: str) -> "Post":
        """The same, below a line."""
        return replace(self, text=f"{line}\n{self.text}".strip())

    def bare(self) -> "Post":
        """The same without embeds, for where they are not allowed."""
        told = [part for card in self.cards for part in (card.title, card.description) if part]
        return replace(self, text="\n".join([self.text, *told]).strip(), cards=())

    def message(self) -> dict[str, Any]:
        """What Discord's library takes for a message; whole, so that an edit leaves nothing of before."""
        said = {"content": cut(self.text, MESSAGE) or None, "embeds": [embed(card) for card in self.cards]}
        return said | {"view": self.view, "allowed_mentions": discord.AllowedMentions.none()}


Way = Callable[[Post], Awaitable[discord.Message]]


def embed(card: Card) -> discord.Embed:
    """The card as Discord's embed."""
    made = discord.Embed(title=card.title, description=card.description, url=card.url, colour=card.colour)
    for field in card.fields:
        made.add_field(name=field.name, value=field.value, inline=False)
    return made.set_footer(text=card.footer)


async def first(post: Post, *ways: Way) -> discord.Message | None:
    """The message, by the first way that works; None where none does."""
    for way in ways:
        with passed_over(f"A message could not be sent by {way.__name__.strip('_')}"):
            return await stubbornly(lambda way=way: way(post))  # type: ignore[misc]  # the way of this round
    log.error("An answer could not be shown at all", extra={"reference": uuid4().hex[:8]})
    return None


async def stubbornly(do: Callable[[], Awaitable[T]]) -> T:
    """What ``do`` returns, at one of a few tries where the connection breaks."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(*BROKEN):  # the next try may get through; the last one tells
            return await do()
    return await do()


@contextlib.contextmanager
def passed_over(what: str) -> Iterator[None]:
    """Log what Discord refuses, with a reference, and go on."""
    try:
        yield
    except (discord.HTTPException, discord.InteractionResponded, *BROKEN) as error:
        log.warning("%s (%s)", what, error, extra={"reference": uuid4().hex[:8]})


async def open_thread(message: discord.Message, question: str) -> discord.Thread | None:
    """The message's thread, made if need be; None where Discord allows none."""
    if not message.guild or isinstance(message.channel, discord.Thread):
        return None
    with passed_over("No thread could be opened"):
        try:
            return await message.create_thread(name=printable(question)[:THREAD_NAME])
        except discord.HTTPException as error:
            if error.code != THREAD_IS_THERE:
                raise
            found = await message.guild.fetch_channel(message.id)
            return found if isinstance(found, discord.Thread) else None
    return None


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show that the bot is typing, for ten seconds."""
    with passed_over("Typing could not be shown"):
        await channel.typing()


async def keep_typing(channel: discord.abc.Messageable) -> None:
    """Show that the bot is still typing, until cancelled."""
    while True:
        await asyncio.sleep(TYPING_S)
        await show_typing(channel)
