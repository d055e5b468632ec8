"""From a question somebody asked to the answer that is shown and kept."""

from dataclasses import dataclass

import discord

from bot.asking import Told
from bot.discordbot import access
from bot.discordbot.access import Place
from bot.discordbot.buttons import answer_post
from bot.discordbot.cards import answer_cards
from bot.discordbot.completing import outlet
from bot.discordbot.faults import told
from bot.discordbot.growing import growing, grown_post
from bot.discordbot.parts import Parts
from bot.discordbot.speaking import Voice
from bot.discordbot.state import Given, Settings
from bot.discordbot.texts import say
from bot.discordbot.work import TurnedAway
from bot.types import Answer
from index.query import query
from index.types import Query

# On whose account questions are that are asked in no server.
DIRECT = "direct messages"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed, and where. ``follows`` is the message with the answer that it goes on from;
    ``private`` None leaves that to the server's settings; ``there``: it is answered where it was asked, in no thread of
    its own."""

    question: str
    place: Place
    since: str | None = None
    until: str | None = None
    source: str | None = None
    follows: int | None = None
    private: bool | None = None
    there: bool = False


async def answer(parts: Parts, voice: Voice, asked: Asked) -> discord.Message | None:
    """The message with the answer; None where there is none, and the person was told why."""
    async with told(voice, parts.work):
        settings = await parts.settings(asked.place.guild_id)
        try:
            wanted = await admitted(parts, settings, asked)
        except Refused as refused:
            await voice.whisper(str(refused))
            return None
        private = settings.private if asked.private is None else asked.private
        await voice.begin(private)
        if settings.threads and not (private or asked.there):
            voice = await _threaded(voice, wanted.question)
        return await _answered(parts, voice, asked, wanted)
    return None


class Refused(TurnedAway):
    """The question may not be asked there; the message says why, and is for the person alone."""


async def admitted(parts: Parts, settings: Settings, asked: Asked) -> Query:
    """The query for what may be asked there now. Raises Refused, TurnedAway, or InputError for a date or an outlet that
    is none."""
    sources = permitted(settings, asked.place, (await outlet(parts, asked.source),) if asked.source else ())
    wanted = query(asked.question, parts.clock.now(), None, asked.since, asked.until, sources)
    count(parts, settings, asked.place)
    return wanted


def permitted(settings: Settings, place: Place, sources: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The outlets that may be searched there, of these; empty for all. Raises Refused."""
    verdict = access.asking(settings, place, sources)
    if not verdict.allowed:
        raise Refused(verdict.refusal)
    return verdict.sources


def count(parts: Parts, settings: Settings, place: Place) -> None:
    """Count one more question. Raises TurnedAway with the time to come back where it is one too many."""
    usual = parts.config.discord
    rates = settings.user_rate or usual.user_questions, settings.channel_rate or usual.channel_questions
    if wait := parts.allowance.take(place.user_id, place.channel_id, *rates):
        raise TurnedAway(say("refused.wait", seconds=int(wait) + 1))


async def _threaded(voice: Voice, question: str) -> Voice:
    """The voice in the question's own thread; the same voice where there can be none."""
    thread = await voice.thread(question)
    if thread:
        await thread.begin()
    return thread or voice


async def _answered(parts: Parts, voice: Voice, asked: Asked, wanted: Query) -> discord.Message | None:
    async def show(text: str) -> None:
        await voice.show(grown_post(wanted.question, text))

    async with growing(show, parts.clock.sleep) as tell:
        found, updated = await parts.work.answer(_read, parts, wanted, asked, tell)
    cards = answer_cards(found, wanted.question, updated)
    with parts.work.showing():
        message = await voice.say(answer_post(cards, 0, bool(found.hits)))
        if message:
            place = asked.place
            kept = (message.id, message.channel.id, place.guild_id, place.user_id, wanted.question, found, updated)
            given = Given(*kept, parts.clock.now(), asked.follows, message.flags.ephemeral)
            await parts.work.look_up(parts.state.give, given)
    return message


def _read(parts: Parts, wanted: Query, asked: Asked, tell: Told) -> tuple[Answer, str | None]:
    """The answer to the question with what came before it, and the moment of the collection's last change."""
    earlier, server = parts.state.turns(asked.follows), asked.place.guild_id
    found = parts.read(wanted, earlier, tell, server=str(server) if server else DIRECT)
    return found, parts.catalog.stats().updated
