"""Messages, threads and channels behave, and are refused, as Discord's."""

import asyncio
from io import BytesIO

import discord
import pytest

from tests.loopback.stage import Stage, on_stage


@on_stage()
async def test_content_is_withheld_unless_mentioned_or_direct(stage: Stage) -> None:
    server, ada, channel = stage.server, stage.ada, stage.channel
    await server.say(ada, channel, "hidden")
    await server.say(ada, channel, "mentioned", mention=True)
    await server.say(ada, server.dm(ada), "direct")
    stage.bot.hear = None
    said = await server.say(ada, channel, "last", mention=True)
    assert said.message is not None
    await stage.bot.until(lambda: len(stage.bot.events) == 4)
    me = f"<@{server.bot.id}> "
    assert [text for _, text in stage.bot.events] == ["", me + "mentioned", "direct", me + "last"]
    assert [message.content async for message in stage.place.history()] == [me + "last", me + "mentioned", ""]


@on_stage(content_intent=True, intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))
async def test_content_is_given_with_the_intent(stage: Stage) -> None:
    await stage.server.say(stage.ada, stage.channel, "open")
    assert await stage.bot.noticed("message") == "open"


@on_stage()
async def test_a_reply_and_a_thread_are_shown_to_who_asked(stage: Stage) -> None:
    async def hear(message: discord.Message) -> None:
        await message.add_reaction("👀")
        await message.reply("here")
        thread = await message.create_thread(name="More")
        async with thread.typing():
            await thread.send("there")

    stage.bot.hear = hear
    said = await stage.server.say(stage.ada, stage.channel, "question", mention=True)
    shown = await said.until(lambda shown: len(shown.messages) == 2)
    assert (shown.text, shown.reactions) == ("here\nthere", ("👀",))
    assert await stage.bot.noticed("thread") == int(said.message["id"])  # type: ignore[index]  # as sent
    [thread] = [place for place in stage.server.channels(stage.guild) if place.parent]
    assert (await stage.server.look(stage.bob, thread).shown()).text == "there"


@on_stage()
async def test_a_reply_with_a_ping_carries_its_content_and_what_it_replies_to(stage: Stage) -> None:
    channel = stage.place
    own = await channel.send("an answer")
    seen: asyncio.Queue[discord.Message] = asyncio.Queue()
    stage.bot.hear = seen.put
    [answer] = stage.server.seen_by(stage.ada, stage.channel)
    await stage.server.say(stage.ada, stage.channel, "and then?", reply_to=answer)
    await stage.server.say(stage.ada, stage.channel, "silently", reply_to=answer, ping=False)
    loud, silent = await asyncio.wait_for(seen.get(), 10), await asyncio.wait_for(seen.get(), 10)
    assert (loud.content, silent.content) == ("and then?", "")
    assert loud.reference is not None
    assert loud.reference.message_id == own.id
    assert isinstance(loud.reference.resolved, discord.Message)
    assert loud.reference.resolved.content == "an answer"


@on_stage()
async def test_missing_access_and_permissions_are_told_apart(stage: Stage) -> None:
    channel = stage.place
    own = stage.guild.bot_role
    for deny, code, act in (
        (1 << 11, 50013, lambda: channel.send("hi")),
        (1 << 14, 50013, lambda: channel.send(embed=discord.Embed(title="t"))),
        (1 << 15, 50013, lambda: channel.send(file=discord.File(BytesIO(b"f"), "f.txt"))),
        (1 << 35, 50013, lambda: channel.create_thread(name="t", type=discord.ChannelType.public_thread)),
        (1 << 10, 50001, lambda: channel.send("hi")),
    ):
        stage.server.overwrite(stage.channel, own, deny=deny)
        with pytest.raises(discord.Forbidden) as refused:
            await act()
        assert refused.value.code == code
    stage.server.overwrite(stage.channel, own)
    await channel.send("hi")
    assert stage.server.violations == []


@on_stage()
async def test_what_is_deleted_is_unknown_and_the_bot_hears_of_it(stage: Stage) -> None:
    server = stage.server
    channel = stage.place
    message = await channel.send("short-lived")
    await server.delete_message(server.seen_by(stage.ada, stage.channel)[0])
    with pytest.raises(discord.NotFound) as refused:
        await message.edit(content="still here")
    assert refused.value.code == 10008
    with pytest.raises(discord.HTTPException, match="Unknown message"):
        await message.reply("to what?")
    await server.delete_channel(stage.channel)
    with pytest.raises(discord.NotFound) as refused:
        await channel.send("into the void")
    assert refused.value.code == 10003
    assert await stage.bot.noticed("deleted") == message.id
    assert await stage.bot.noticed("channel gone") == channel.id
    await server.kick_bot(stage.guild)
    assert await stage.bot.noticed("left") == stage.guild.id
    with pytest.raises(discord.Forbidden):
        await stage.bot.http.get_guild(stage.guild.id)


@on_stage()
async def test_only_own_messages_can_be_edited(stage: Stage) -> None:
    said = await stage.server.say(stage.ada, stage.channel, "mine")
    channel = stage.place
    assert said.message is not None
    message = await channel.fetch_message(int(said.message["id"]))
    for act, code in ((lambda: message.edit(content="yours"), 50005), (message.delete, 50013)):
        with pytest.raises(discord.Forbidden) as refused:
            await act()
        assert refused.value.code == code


@on_stage()
async def test_uploaded_files_can_be_fetched_again(stage: Stage) -> None:
    channel = stage.place
    message = await channel.send(file=discord.File(BytesIO(b"rows"), "export.jsonl"))
    assert await message.attachments[0].read() == b"rows"
    [sent] = [request for request in stage.server.requests if request.files]
    assert sent.files[0].name == "export.jsonl"


@on_stage()
async def test_an_enforced_nonce_sends_once(stage: Stage) -> None:
    channel = stage.place
    first = await channel.send("once", nonce="n1")
    assert (await channel.send("once", nonce="n1")).id == first.id
    assert len(stage.server.seen_by(stage.ada, stage.channel)) == 1


@on_stage()
async def test_a_forum_takes_threads_and_no_messages(stage: Stage) -> None:
    forum = stage.server.channel(stage.guild, "questions", kind="forum")
    await stage.bot.until(lambda: stage.bot.get_channel(forum.id))
    place = stage.bot.get_channel(forum.id)
    assert isinstance(place, discord.ForumChannel)
    made = await place.create_thread(name="A question", content="first")
    assert made.message.content == "first"
    none = discord.http.handle_message_parameters("no", allowed_mentions=discord.AllowedMentions.none())
    with pytest.raises(discord.HTTPException) as refused:
        await stage.bot.http.send_message(forum.id, params=none)
    assert refused.value.code == 50008


@on_stage()
async def test_a_direct_conversation_can_be_opened(stage: Stage) -> None:
    user = await stage.bot.fetch_user(stage.ada.id)
    await user.send("hello ada")
    assert [m["content"] for m in stage.server.seen_by(stage.ada, stage.server.dm(stage.ada))] == ["hello ada"]
    assert stage.server.seen_by(stage.bob, stage.server.dm(stage.ada)) == []


@on_stage()
async def test_the_application_has_an_owner(stage: Stage) -> None:
    info = await stage.bot.application_info()
    assert info.owner.id == stage.server.owner.id
    assert info.id == stage.bot.application_id == stage.server.app_id
