"""Who may ask where, and who may change the collection."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.discordbot.markdown import plain
from bot.discordbot.state import Settings
from bot.discordbot.texts import say

# Channels named in a refusal: enough to find one, well within a message.
NAMED = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Who speaks, and where. ``guild_id`` is None in direct messages, ``parent_id`` the channel of a thread;
    ``manages``: the person has Manage Server."""

    user_id: int
    channel_id: int
    guild_id: int | None = None
    parent_id: int | None = None
    roles: tuple[int, ...] = ()
    manages: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one may ask. ``refusal`` says in words why not and is empty if one may; ``sources`` are the outlets to
    search, empty for all."""

    refusal: str
    sources: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.refusal


def asking(settings: Settings, place: Place, sources: tuple[str, ...] = ()) -> Verdict:
    """Whether one may ask there, of these outlets (empty: whichever). In direct messages settings do not count, and
    whoever manages the server needs no role."""
    if place.guild_id is None:
        return Verdict("", sources)
    here = {place.channel_id, place.parent_id}
    if settings.channels and not here.intersection(settings.channels):
        return Verdict(say("refused.channel", channels=" ".join(f"<#{c}>" for c in settings.channels[:NAMED])))
    if settings.roles and not place.manages and not set(place.roles).intersection(settings.roles):
        return Verdict(say("refused.role"))
    return _within(sources, seen(settings, place))


def seen(settings: Settings, place: Place) -> tuple[str, ...]:
    """The outlets that the channel sees, empty for all; a thread sees what its channel does unless it has its own."""
    by_channel = {outlets.channel_id: outlets.sources for outlets in settings.outlets}
    return by_channel.get(place.channel_id) or by_channel.get(place.parent_id or 0) or ()


def curates(place: Place, owners: Collection[int], guilds: Collection[int], roles: Collection[int]) -> bool:
    """Whether the person may change the collection: an owner of the application, or in one of the servers or roles
    that the operator names."""
    return place.user_id in owners or place.guild_id in guilds or not set(place.roles).isdisjoint(roles)


def _within(asked: tuple[str, ...], channel: tuple[str, ...]) -> Verdict:
    """The outlets asked for that the channel sees; none of them is a refusal, since no outlet would mean all."""
    known = {source.casefold() for source in channel}
    left = tuple(source for source in asked if source.casefold() in known) if channel and asked else asked or channel
    if asked and not left:
        return Verdict(say("refused.outlets", sources=", ".join(map(plain, channel[:NAMED]))))
    return Verdict("", left)
