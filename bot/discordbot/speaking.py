"""Where an answer is said, and where else when Discord will not have it there."""

import asyncio
from abc import ABC, abstractmethod

import discord

from bot.discordbot.markdown import plain
from bot.discordbot.sending import Post, Way, first, keep_typing, open_thread, passed_over, show_typing, stubbornly
from bot.discordbot.texts import say


class Voice(ABC):
    """Answers one person. ``private``: what is said is for that person alone. ``asked_by`` is the id of the interaction
    or message that asked."""

    def __init__(self, user: discord.User | discord.Member, asked_by: int) -> None:
        self.user, self.asked_by, self.private = user, asked_by, False
        self._said = 0

    @abstractmethod
    async def begin(self, private: bool = False) -> None:
        """Show that there will be an answer."""

    @abstractmethod
    async def thread(self, question: str) -> "Voice | None":
        """A thread for the question, opened where it was asked; None where that cannot be."""

    async def show(self, post: Post) -> discord.Message | None:
        """The message in which it is shown for now, in the best place or, with None, not at all; what is shown or said
        next takes its place."""
        if ways := self._ways():
            with passed_over("What there is of an answer could not be shown"):
                return await stubbornly(lambda: ways[0](post))
        return None

    async def say(self, post: Post) -> discord.Message | None:
        """The message in which it is said, in the best place that is left; None where there is none."""
        self._said += 1
        return await first(post, *self._ways(), self._direct)

    async def whisper(self, text: str) -> None:
        """Say it to this person alone."""
        self._said += 1
        await first(Post(text), self._direct)

    @abstractmethod
    def _ways(self) -> list[Way]:
        """The places before a direct message, the best first."""

    @property
    def _nonce(self) -> str:
        """Discord takes a second message with the same nonce for the first: a request can be made again."""
        return f"{type(self).__name__[0]}{self.asked_by}-{self._said}"

    async def _direct(self, post: Post) -> discord.Message:
        return await self.user.send(nonce=self._nonce, **post.headed(say("instead.direct")).message())


class InteractionVoice(Voice):
    """Answers a command, a button or a modal."""

    def __init__(self, interaction: discord.Interaction) -> None:
        super().__init__(interaction.user, interaction.id)
        self._interaction, self._begun = interaction, interaction.response.is_done()

    async def begin(self, private: bool = False) -> None:
        self.private, self._begun = private, True
        with passed_over("An interaction could not be acknowledged"):
            await stubbornly(lambda: self._interaction.response.defer(ephemeral=private, thinking=True))

    async def say(self, post: Post) -> discord.Message | None:
        if not self._begun:
            await self.begin(private=True)
        return await super().say(post)

    async def whisper(self, text: str) -> None:
        await self.say(Post(text))

    async def thread(self, question: str) -> Voice | None:
        message = await self.say(Post(say("thread.opened", question=plain(question))))
        thread = await open_thread(message, question) if message else None
        return ChannelVoice(thread, self.user, self.asked_by) if thread else None

    def _ways(self) -> list[Way]:
        return [self._fill_in] if self.private else [self._fill_in, self._in_channel, self._bare_in_channel]

    async def _fill_in(self, post: Post) -> discord.Message:
        return await self._interaction.edit_original_response(**post.message())

    async def _in_channel(self, post: Post) -> discord.Message:
        channel = self._interaction.client.get_partial_messageable(self._interaction.channel_id or 0)
        return await channel.send(nonce=self._nonce, **post.message())

    async def _bare_in_channel(self, post: Post) -> discord.Message:
        return await self._in_channel(post.bare())


class ChannelVoice(Voice):
    """Answers in a channel, as a reply to a message where there is one."""

    def __init__(
        self,
        channel: discord.abc.Messageable,
        user: discord.User | discord.Member,
        asked_by: int,
        message: discord.Message | None = None,
    ) -> None:
        super().__init__(user, asked_by)
        self._channel, self._message = channel, message
        self._typing: asyncio.Task[None] | None = None
        self._shown: discord.Message | None = None

    @property
    def mention(self) -> str:
        """The channel, as Discord links it."""
        return getattr(self._channel, "mention", "")

    async def begin(self, private: bool = False) -> None:
        self.private = private
        if not private and not self._typing:
            await show_typing(self._channel)
            self._typing = asyncio.create_task(keep_typing(self._channel))

    async def show(self, post: Post) -> discord.Message | None:
        self._shown = await super().show(post) or self._shown
        return self._shown

    async def say(self, post: Post) -> discord.Message | None:
        if self._typing:
            self._typing.cancel()
        message = await super().say(post)
        self._shown = None
        return message

    async def thread(self, question: str) -> Voice | None:
        thread = await open_thread(self._message, question) if self._message else None
        if thread and self._typing:
            self._typing.cancel()
        return ChannelVoice(thread, self.user, self.asked_by) if thread else None

    def _ways(self) -> list[Way]:
        ways: list[Way] = [] if self.private else [self._send, self._bare]
        return [self._change, *ways] if self._shown else ways

    async def _change(self, post: Post) -> discord.Message:
        assert self._shown
        return await self._shown.edit(**post.message())

    async def _send(self, post: Post) -> discord.Message:
        said = post.message() | {"nonce": self._nonce}
        if self._message:  # one that was deleted meanwhile is answered all the same
            said["reference"] = self._message.to_reference(fail_if_not_exists=False)
        return await self._channel.send(**said)

    async def _bare(self, post: Post) -> discord.Message:
        return await self._send(post.bare())


class FurtherVoice(InteractionVoice):
    """Answers a question that goes on from a message, in that message's thread; where it can have none, or what is
    said is private, to the person alone."""

    def __init__(self, interaction: discord.Interaction, message: discord.Message, question: str) -> None:
        super().__init__(interaction)
        self._message, self._question = message, question
        self._there: ChannelVoice | None = None

    async def begin(self, private: bool = False) -> None:
        if self._message.guild is None or isinstance(self._message.channel, discord.Thread):
            await super().begin(private)
            return
        await super().begin(private=True)
        thread = None if private else await open_thread(self._message, self._question)
        if thread:
            self._there = ChannelVoice(thread, self.user, self.asked_by)
            await self._there.begin()

    async def show(self, post: Post) -> discord.Message | None:
        return await (self._there.show if self._there else super().show)(self._headed(post))

    async def say(self, post: Post) -> discord.Message | None:
        if not self._there:
            return await super().say(self._headed(post))
        message = await self._there.say(self._headed(post))
        await super().say(Post(say("thread.answered", thread=self._there.mention)))
        return message

    def _headed(self, post: Post) -> Post:
        """The same below who asked what, where others see it."""
        if self.private and not self._there:
            return post
        return post.headed(say("thread.asked", person=plain(self.user.display_name), question=plain(self._question)))
