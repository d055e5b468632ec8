"""What the buttons under an answer do."""

import discord
from discord.ext import commands

from bot.discordbot import places
from bot.discordbot.answering import Asked, answer
from bot.discordbot.buttons import ANSWER, Further, Press, answer_post, pages_post, submitted
from bot.discordbot.cards import answer_cards, passage_cards
from bot.discordbot.client import Dateline
from bot.discordbot.completing import seen, sources_seen
from bot.discordbot.faults import told
from bot.discordbot.listing import article_cards, source_cards
from bot.discordbot.sending import Post, passed_over, stubbornly
from bot.discordbot.speaking import FurtherVoice, InteractionVoice, Voice
from bot.discordbot.state import Given, Vote
from bot.discordbot.texts import say
from index.errors import NotFoundError


class Pressing(commands.Cog):
    """Buttons and the modal."""

    def __init__(self, client: Dateline) -> None:
        self.client, self.parts = client, client.parts
        client.add_dynamic_items(Press)

    @commands.Cog.listener()
    async def on_press(self, interaction: discord.Interaction, act: str, about: str, page: int) -> None:
        message = interaction.message
        if not self.client.events.first(interaction.id) or message is None:
            return
        voice = InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            if not self.client.clicks.first((interaction.user.id, message.id, interaction.custom_id)):
                await _acknowledge(interaction)
            elif act == "further":  # at once, since a modal cannot be shown later
                await stubbornly(lambda: interaction.response.send_modal(Further(message.id)))
            elif act in ("right", "wrong"):
                await self._vote(voice, message.id, act == "right")
            elif act == "passages" and about == "-":
                await voice.begin(private=True)
                await voice.say(await self._page(act, str(message.id), 0))
            else:
                await self._turn(interaction, act, about, page)

    async def _vote(self, voice: Voice, message_id: int, right: bool) -> None:
        await voice.begin(private=True)
        await self.parts.work.kept()
        vote = Vote(message_id, voice.user.id, right, self.parts.clock.now())
        kept = await self.parts.work.look_up(self.parts.state.vote, vote)
        await voice.say(Post(say("vote.kept" if kept else "answer.gone")))

    async def _turn(self, interaction: discord.Interaction, act: str, about: str, page: int) -> None:
        """Show another page in the same message."""
        await _acknowledge(interaction)
        assert interaction.message
        about = about if about != "-" else str(interaction.message.id)
        if act == "sources":
            cards = source_cards(await sources_seen(self.parts, await seen(self.parts, interaction)))
            post = pages_post(cards, page, act)
        else:
            post = await self._page(act, about, page)
        await stubbornly(lambda: interaction.edit_original_response(**post.message()))

    async def _page(self, act: str, about: str, page: int) -> Post:
        """The page. Raises NotFoundError if what it is of is no longer kept."""
        if act == ANSWER:
            given = await self._given(int(about))
            return answer_post(answer_cards(given.answer, given.asked, given.updated), page, bool(given.answer.hits))
        if act == "passages":
            return pages_post(passage_cards((await self._given(int(about))).answer.hits), page, act, about)
        if act == "article" and (article := await self.parts.work.look_up(self.parts.catalog.article, about)):
            return pages_post(article_cards(article), page, act, about)
        raise NotFoundError(say("page.gone"))

    async def _given(self, message_id: int) -> Given:
        """The answer in that message. Raises NotFoundError."""
        await self.parts.work.kept()
        if given := await self.parts.work.look_up(self.parts.state.given, message_id):
            return given
        raise NotFoundError(say("answer.gone"))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a submitted question, in a thread of the answer where there can be one."""
        found = submitted(interaction)
        if not found or not self.client.events.first(interaction.id):
            return
        (about, question), voice = found, InteractionVoice(interaction)
        async with told(voice, self.parts.work):
            if not self.client.clicks.first((interaction.user.id, about, question)):
                await _acknowledge(interaction)
                return
            message, place = interaction.message, places.of_interaction(interaction)
            hidden = message is None or message.flags.ephemeral
            if message and not hidden:
                voice = FurtherVoice(interaction, message, question)
            await self.parts.work.kept()
            await answer(self.parts, voice, Asked(question, place, follows=about, private=hidden or None, there=True))


async def _acknowledge(interaction: discord.Interaction) -> None:
    """Take note of a press, and change nothing yet."""
    with passed_over("A press could not be acknowledged"):
        await stubbornly(lambda: interaction.response.defer())
