"""Who may ask where, and who may change the collection."""

import pytest

from bot.discordbot.access import Place, Verdict, asking, curates, seen
from bot.discordbot.state import ChannelOutlets, Settings

GUILD, CHANNEL, THREAD, ROLE = 1, 10, 11, 100
HERE = Place(7, CHANNEL, GUILD)
IN_THREAD = Place(7, THREAD, GUILD, parent_id=CHANNEL)
DIRECT = Place(7, 99)


def test_by_default_everybody_may_ask_everywhere() -> None:
    for place in (HERE, IN_THREAD, DIRECT):
        assert asking(Settings(GUILD), place) == Verdict("")
        assert asking(Settings(GUILD), place, ("Daily",)) == Verdict("", ("Daily",))


def test_only_named_channels_and_their_threads_answer() -> None:
    assert asking(Settings(GUILD, channels=(CHANNEL,)), HERE).allowed
    assert asking(Settings(GUILD, channels=(CHANNEL,)), IN_THREAD).allowed
    refusal = asking(Settings(GUILD, channels=(12, 13)), IN_THREAD).refusal
    assert refusal == "I do not answer in this channel. Here I do: <#12> <#13>"


def test_only_named_roles_may_ask_and_who_manages_the_server() -> None:
    settings = Settings(GUILD, roles=(ROLE,))
    assert not asking(settings, HERE).allowed
    assert asking(settings, Place(7, CHANNEL, GUILD, roles=(5, ROLE))).allowed
    assert asking(settings, Place(7, CHANNEL, GUILD, manages=True)).allowed


def test_settings_of_a_server_do_not_count_in_direct_messages() -> None:
    settings = Settings(0, channels=(12,), roles=(ROLE,), outlets=(ChannelOutlets(99, ("Daily",)),))
    assert asking(settings, DIRECT) == Verdict("")


def test_a_channel_sees_its_outlets_alone() -> None:
    settings = Settings(GUILD, outlets=(ChannelOutlets(CHANNEL, ("Daily", "Weekly")),))
    assert asking(settings, HERE).sources == ("Daily", "Weekly")
    assert asking(settings, IN_THREAD).sources == ("Daily", "Weekly")
    assert asking(settings, HERE, ("weekly", "Monthly")).sources == ("weekly",)
    assert asking(settings, Place(7, 12, GUILD)).sources == ()


def test_an_outlet_that_the_channel_does_not_see_is_refused_and_never_means_all() -> None:
    settings = Settings(GUILD, outlets=(ChannelOutlets(CHANNEL, ("Da*ly",)),))
    verdict = asking(settings, HERE, ("Monthly",))
    assert verdict == Verdict("This channel sees only these outlets: Da\\*ly")


def test_a_thread_may_have_outlets_of_its_own() -> None:
    settings = Settings(GUILD, outlets=(ChannelOutlets(CHANNEL, ("Daily",)), ChannelOutlets(THREAD, ("Weekly",))))
    assert seen(settings, IN_THREAD) == ("Weekly",)


@pytest.mark.parametrize(
    ("place", "may"),
    [
        (HERE, False),
        (DIRECT, False),
        (Place(7, CHANNEL, GUILD, manages=True), False),
        (Place(42, CHANNEL), True),
        (Place(7, CHANNEL, 2), True),
        (Place(7, CHANNEL, GUILD, roles=(ROLE,)), True),
    ],
)
def test_only_owners_and_named_servers_and_roles_change_the_collection(place: Place, may: bool) -> None:
    assert curates(place, owners={42}, guilds={2}, roles={ROLE}) is may
