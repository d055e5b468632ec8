"""The commands on the collection, with what the user sees, and who may change it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from index.config import Config, Curators
from tests.bot.discordbot.live import Stage, copied, embeds, playing
from tests.loopback import File, Shown, buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROLE, SERVER = "Archivists", "Desk"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(sample_config: Config, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The bot, with a collection that these tests change."""
    config = copied(sample_config, tmp_path_factory.mktemp("changed") / "data")
    async with playing(config) as stage:
        yield stage


async def used(stage: Stage, command: str, **options: object) -> Shown:
    return await (await stage.server.slash(stage.ada, stage.channel, command, **options)).shown()


async def by_owner(stage: Stage, command: str, **options: object) -> Shown:
    return await (await stage.server.slash(stage.server.owner, stage.channel, command, **options)).shown()


async def test_the_latest_articles_come_newest_first(stage: Stage) -> None:
    shown = await used(stage, "latest")
    lines = embeds(shown.messages[0])[0]["description"].splitlines()
    assert shown.ephemeral and len(lines) == 10 and "Myanmar" in lines[0]


async def test_the_latest_articles_of_an_outlet_or_on_a_topic(stage: Stage) -> None:
    assert "Meridian Wire" not in (await used(stage, "latest", source="Capital Observer")).text
    found = (await used(stage, "latest", topic="Volkswagen emissions")).text
    assert "Volkswagen" in found and "Syria" not in found


async def test_the_outlets_are_listed(stage: Stage) -> None:
    assert "Meridian Wire" in (await used(stage, "sources")).text


async def test_a_title_completes_and_shows_its_article_page_by_page(stage: Stage) -> None:
    typed = await stage.server.autocomplete(stage.ada, stage.channel, "article", "title", title="russian general")
    choices = (await typed.shown()).choices
    assert choices
    shown = await used(stage, "article", title=choices[0][1])
    assert "Russian general" in shown.text and shown.ephemeral
    if buttons(shown.messages[0]):
        turned = await (await stage.server.press(stage.ada, shown.messages[0], "Next ▶")).shown()
        assert embeds(turned.messages[0]) != embeds(shown.messages[0])


async def test_a_title_that_no_article_has_is_told(stage: Stage) -> None:
    assert "not exactly one article" in (await used(stage, "article", title="flying saucers")).text


async def test_help_names_every_command(stage: Stage) -> None:
    text = (await used(stage, "help")).text
    names = [command["name"] for command in stage.server.commands() if command.get("type", 1) == 1]
    assert len(names) >= 10
    assert [name for name in names if f"/{name}" not in text] == ["help"]


async def test_commands_show_where_they_work(stage: Stage) -> None:
    commands = {command["name"]: command for command in stage.server.commands()}
    assert sorted(commands["ask"]["contexts"]) == [0, 1, 2] and sorted(commands["ask"]["integration_types"]) == [0, 1]
    assert commands["settings"]["contexts"] == [0] and commands["settings"]["integration_types"] == [0]
    assert commands["settings"]["default_member_permissions"] == 1 << 5
    assert commands["Find related passages"]["type"] == 3


async def test_the_owner_adds_a_text_and_the_next_answer_knows_it(stage: Stage) -> None:
    text = "Heron nests on town hall\n\nA heron named Gudrun has nested on the town hall of Ebersund, the mayor said."
    assert "1 new" in (await by_owner(stage, "add", text=text)).text
    assert "Gudrun" in (await stage.answered("Which heron nested on the town hall of Ebersund?")).text
    assert "1 unchanged" in (await by_owner(stage, "add", text=text)).text


async def test_the_owner_adds_a_file_and_removes_its_article(stage: Stage) -> None:
    article = '{"title": "Otters return", "text": "Otters have returned to the river Lune.", "source": "Lune Post"}'
    file = File("articles.jsonl", f"{article}\nno json\n".encode())
    told = (await by_owner(stage, "add", file=file)).text
    assert "1 new" in told and "1 failed" in told
    typed = await stage.server.autocomplete(stage.server.owner, stage.channel, "remove", "title", title="otters")
    (choice,) = (await typed.shown()).choices or ()
    assert "Otters return" in (await by_owner(stage, "remove", title=choice[1])).text
    assert "not exactly one" in (await by_owner(stage, "remove", title=choice[1])).text


async def test_what_cannot_be_added_is_told_with_its_reason(stage: Stage) -> None:
    assert "cannot fetch pages yet" in (await by_owner(stage, "add", link="https://example.com/")).text
    assert "attach a file" in (await by_owner(stage, "add")).text
    assert "binary" in (await by_owner(stage, "add", file=File("a.txt", b"\x00\x01\x02"))).text
    assert "larger than" in (await by_owner(stage, "add", file=File("a.txt", b"a" * 1_000_001))).text


async def test_nobody_else_may_change_the_collection(stage: Stage) -> None:
    before = stage.parts.catalog.stats().articles
    for command, options in (("add", {"text": "Some news."}), ("remove", {"title": "russian general"})):
        shown = await used(stage, command, **options)
        assert shown.ephemeral and "may change it" in shown.text
    assert stage.parts.catalog.stats().articles == before


async def test_servers_and_roles_that_the_operator_names_may(stage: Stage, own_config: Config) -> None:
    role = stage.server.role(stage.guild, ROLE)
    archivist = stage.server.user("bea")
    stage.server.join(stage.guild, archivist, role)
    usual = stage.parts.config.discord
    curators = Curators(guilds=(), roles=(role.id,))
    object.__setattr__(usual, "curators", curators)
    try:
        asked = await stage.server.slash(archivist, stage.channel, "add", text="The weir of Ebersund has broken.")
        assert "1 new" in (await asked.shown()).text
        assert "may change it" in (await used(stage, "add", text="Another text.")).text
        object.__setattr__(usual, "curators", Curators(guilds=(stage.guild.id,)))
        assert "1 new" in (await used(stage, "add", text="The weir of Ebersund is mended.")).text
    finally:
        object.__setattr__(usual, "curators", Curators())


async def test_no_rule_was_broken(stage: Stage) -> None:
    await used(stage, "stats")
    assert stage.server.violations == []
    assert not list(Path(stage.parts.config.data).glob("*.txt"))
