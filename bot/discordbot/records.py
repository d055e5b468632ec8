"""What the Discord front-end keeps: settings of servers, answers as they were given, votes, and what comes of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.types import Answer


@dataclass(frozen=True, slots=True)
class ChannelOutlets:
    """The outlets that a channel sees."""

    channel_id: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the bot behaves in a server. Empty ``channels`` and ``roles`` mean all; a rate (questions a minute) of None
    is the operator's."""

    guild_id: int
    channels: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    threads: bool = False
    private: bool = False
    user_rate: int | None = None
    channel_rate: int | None = None
    outlets: tuple[ChannelOutlets, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given in a message.

    ``asked`` is the question as it was typed, ``answer.query.question`` as it was searched. When it is read back, the
    articles of ``answer`` have empty texts: quotes and passages are whole without them. ``follows`` is the message
    with the answer that it goes on from; ``private``: it was shown to the asker alone.
    """

    message_id: int
    channel_id: int
    guild_id: int | None
    asker_id: int
    asked: str
    answer: Answer
    updated: str | None
    given_at: datetime
    follows: int | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person thinks of an answer; a later vote replaces an earlier one."""

    message_id: int
    user_id: int
    right: bool
    voted_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers are kept, and the votes on them."""

    answers: int
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that people voted on, as a question of a set. ``right`` if more votes say so than not. Of a right one,
    ``answers`` are the quotations, each of which is accepted, and ``relevant`` the URLs of their articles; right
    without any quotation is what the articles do not answer."""

    id: str
    question: str
    asked_at: str
    right: bool
    answer: str
    answers: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()
