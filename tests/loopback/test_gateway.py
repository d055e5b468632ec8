"""The gateway keeps, replays and breaks connections as told; requests fail on demand."""

import asyncio
import json
import time
import zlib

import aiohttp
import discord
import pytest

from tests.loopback.stage import Stage, deferring, on_stage, raised, sending


@on_stage()
async def test_a_429_is_waited_out_and_the_answer_comes_once(stage: Stage) -> None:
    stage.server.limit("POST /interactions/.*", after=0.05)
    stage.server.limit("PATCH /webhooks/.*", after=0.05, everywhere=True)
    stage.bot.act = deferring
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    assert (await asked.shown()).text == "the answer"
    assert [request.status for request in stage.server.requests].count(429) == 2


@on_stage(buckets=True)
async def test_a_channel_takes_five_messages_in_five_seconds(stage: Stage) -> None:
    url = f"{stage.server.api}/channels/{stage.channel.id}/messages"
    body = {"content": "hi", "allowed_mentions": {"parse": []}}

    async def send() -> tuple[int, str]:
        async with session.post(url, json=body) as answer:
            return answer.status, answer.headers["X-RateLimit-Remaining"]

    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {stage.server.token}"}) as session:
        assert [await send() for _ in range(6)] == [
            (200, "4"),
            (200, "3"),
            (200, "2"),
            (200, "1"),
            (200, "0"),
            (429, "0"),
        ]
        stage.server.clock.advance(5.1)
        assert await send() == (200, "4")


@on_stage()
async def test_requests_fail_on_demand_and_a_lost_answer_has_been_sent(stage: Stage) -> None:
    channel = stage.place
    stage.server.fail("POST /channels/.*/messages", status=403, code=50007)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("not sent")
    assert refused.value.code == 50007
    stage.server.lose("POST /channels/.*/messages")
    with pytest.raises(aiohttp.ClientError):
        await channel.send("sent")
    assert [message["content"] for message in stage.server.seen_by(stage.ada, stage.channel)] == ["sent"]


@on_stage()
async def test_a_slow_request_is_overtaken(stage: Stage) -> None:
    stage.server.slow("POST /channels/.*/messages", seconds=0.2)
    slow = asyncio.create_task(stage.place.send("slow"))
    await stage.bot.application_info()
    assert not slow.done()
    await slow
    assert [request.path.split("/")[-1] for request in stage.server.requests[-2:]] == ["@me", "messages"]


@on_stage()
async def test_other_clients_may_use_zlib_and_are_told_what_they_do_wrong(stage: Stage) -> None:
    url = stage.server.gateway + "?v=10&encoding=json&compress=zlib-stream"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as line:
        stream = zlib.decompressobj()
        assert json.loads(stream.decompress(await line.receive_bytes()))["op"] == 10
        await line.send_json({"op": 6, "d": {"token": stage.server.token, "session_id": "no", "seq": 1}})
        assert json.loads(stream.decompress(await line.receive_bytes())) == {"op": 9, "d": False}
        await line.send_str("not JSON")
        assert (await line.receive()).data == 4002
    async with aiohttp.ClientSession() as session, session.get(stage.server.gateway + "?v=9") as answer:
        assert answer.status == 400


@on_stage()
async def test_a_dropped_connection_resumes_with_what_was_missed_in_order(stage: Stage) -> None:
    stage.bot.act = sending(content="after all")
    await stage.server.drop()
    asked = [await stage.server.slash(stage.ada, stage.channel, "ask", question=str(n)) for n in range(3)]
    for one in asked:
        assert (await one.shown()).text == "after all"
    assert (stage.server.identifies, stage.server.resumes) == (1, 1)
    heard = [about for kind, about in stage.bot.events if kind == "interaction"]
    assert heard == sorted(set(heard))
    assert len(heard) == 3


@on_stage()
async def test_the_bot_reconnects_when_asked_and_begins_anew_when_its_session_is_invalid(stage: Stage) -> None:
    await stage.server.reconnect()
    await stage.server.connected()
    assert (stage.server.identifies, stage.server.resumes) == (1, 1)
    await stage.server.invalidate(resumable=True)
    await stage.server.connected()
    assert (stage.server.identifies, stage.server.resumes) == (1, 2)
    await stage.server.invalidate()
    await stage.server.connected()
    assert (stage.server.identifies, stage.server.resumes) == (2, 2)
    stage.bot.act = sending(content="still here")
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    assert (await asked.shown()).text == "still here"


@on_stage()
async def test_a_replayed_event_arrives_twice(stage: Stage) -> None:
    stage.bot.act = sending(content="once")
    await (await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")).shown()
    await stage.server.replay("INTERACTION_CREATE")
    assert (await stage.bot.refusal()).code == 40060
    assert len(stage.bot.events) - len(set(stage.bot.events)) == 1


@on_stage(shards=2)
async def test_guilds_belong_to_shards_and_each_is_heard(stage: Stage) -> None:
    second = stage.server.guild("Second")
    channel = stage.server.channel(second, "general")
    stage.server.join(second, stage.ada)
    assert {(guild.id >> 22) % 2 for guild in (stage.guild, second)} == {0, 1}
    stage.bot.act = sending(content="yes")
    for place in (stage.channel, channel):
        asked = await stage.server.slash(stage.ada, place, "ask", question="Who?")
        assert (await asked.shown()).text == "yes"
    assert stage.server.identifies == 2


@on_stage(heartbeat=0.2)
async def test_a_blocked_loop_is_seen_by_its_late_heartbeat(stage: Stage) -> None:
    time.sleep(1.5)  # the loop is blocked, longer than a heartbeat may be late
    assert stage.server.late_heartbeats[-1].late > 1


def test_a_wrong_token_and_an_ungranted_intent_do_not_get_in() -> None:
    async def play() -> None:
        async with raised() as stage:
            async with discord.Client(intents=discord.Intents.default()) as stranger:
                with pytest.raises(discord.LoginFailure):
                    await stranger.login("wrong")
            assert stage.server.violations[-1].rule == "0"
            eager = discord.Client(intents=discord.Intents(message_content=True))
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await eager.start(stage.server.token)
            await eager.close()
            assert stage.server.violations[-1].where == "4014"

    asyncio.run(play())


@on_stage()
async def test_many_at_once_are_each_answered(stage: Stage) -> None:
    stage.bot.act = deferring
    users = [stage.server.user(f"user{number}") for number in range(20)]
    for user in users:
        stage.server.join(stage.guild, user)
    asked = [await stage.server.slash(user, stage.channel, "ask", question="Who?") for user in users]
    shown = await asyncio.gather(*(one.shown(30) for one in asked))
    assert [len(one.messages) for one in shown] == [1] * 20
    assert len(stage.server.seen_by(stage.ada, stage.channel)) == 20
    assert stage.server.heartbeats
    assert stage.server.late_heartbeats == []


@on_stage()
async def test_waiting_in_vain_says_what_is_there(stage: Stage) -> None:
    asked = await stage.server.slash(stage.ada, stage.channel, "ask", question="Who?")
    with pytest.raises(TimeoutError, match="messages="):
        await asked.shown(within=0.01)
