"""What is said when something fails: the reason where it helps, else a reference that the log has, too."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import discord

from bot.discordbot.markdown import plain
from bot.discordbot.sending import Post
from bot.discordbot.speaking import Voice
from bot.discordbot.texts import say
from bot.discordbot.work import TurnedAway, Work
from index.errors import InputError, NotFoundError

log = logging.getLogger(__name__)


@asynccontextmanager
async def told(voice: Voice, work: Work) -> AsyncIterator[None]:
    """Tell the person what goes wrong inside; stopping waits for its end."""
    work.attend()
    try:
        yield
    except Exception as error:
        await voice.say(Post(sentence(error)))


def sentence(error: BaseException) -> str:
    """What to say of an error. One that is not the person's is logged, with the reference that the person sees."""
    if isinstance(error, discord.app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, TurnedAway):
        return str(error)
    if isinstance(error, InputError | NotFoundError):
        return plain(str(error))
    reference = uuid4().hex[:8]
    log.error("Error %s (%s)", reference, type(error).__name__, exc_info=error, extra={"reference": reference})
    return say("failed", reference=reference)
