"""Bots of their own: a broken connection, a restart, a stop, a full queue, several shards, a process."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from bot.discordbot.pulse import HEALTHY
from index.config import Config
from tests.bot.discordbot.live import AIRSPACE, PENTAGON, embeds, playing
from tests.bot.discordbot.test_live_buttons import message, pressed
from tests.loopback import Loopback

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOT = Path(__file__).parents[3]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre() -> AsyncIterator[None]:
    """No bot: each of these tests has its own."""
    yield


async def test_a_dropped_gateway_resumes_without_a_lost_or_doubled_answer(own_config: Config) -> None:
    async with playing(own_config) as stage:
        with stage.reader.held():
            before = await stage.ask()
            await before.until(lambda shown: shown.deferred)
            await stage.server.drop()
            during = [
                await stage.ask(PENTAGON),
                await stage.server.say(stage.ada, stage.channel, AIRSPACE, mention=True),
            ]
            await stage.server.connected()
        for asked in (before, *during):
            assert (await asked.shown()).message
        assert stage.server.resumes == 1 and stage.server.identifies == 1
        after = await stage.answered("Who resigned at Volkswagen?")
        assert after.message
        assert len(await stage.answers_in(stage.channel, 4)) == 4 and stage.server.violations == []


async def test_everything_works_after_a_restart(own_config: Config) -> None:
    server = await Loopback.start(heartbeat=1.0)
    async with playing(own_config, server) as stage:
        on = message(await stage.answered())
        passages = message(await pressed(stage, on, "Passages"))
        modal = (await pressed(stage, on, "Ask further")).modal
        assert modal
        owner = await server.slash(server.owner, stage.channel, "settings answers", place="thread")
        await owner.shown()
    async with playing(own_config, server) as anew:
        after = replace(anew, guild=stage.guild, channel=stage.channel, ada=stage.ada)
        assert "Passage 2 of" in (await pressed(after, passages, "Next ▶")).text
        assert "Thank you" in (await pressed(after, on, "Right")).text
        shown = await (await server.submit(stage.ada, modal, {"Your question": PENTAGON})).shown()
        assert "Answered in" in shown.text and "airspace" in after.reader.asked[-1]
        asked = await server.say(stage.ada, stage.channel, PENTAGON, reply_to=on)
        assert "Understood as" in (await asked.shown()).text
        assert after.parts.state.settings(stage.guild.id).threads
    assert server.violations == []
    await server.stop()


async def test_a_server_that_it_was_made_to_leave_while_away_is_forgotten(own_config: Config) -> None:
    server = await Loopback.start(heartbeat=1.0)
    async with playing(own_config, server) as stage:
        asked = await server.slash(server.owner, stage.channel, "settings answers", private=True)
        await asked.shown()
    await server.kick_bot(stage.guild)
    async with playing(own_config, server) as anew:
        await anew.until(lambda: not anew.parts.state.settings(stage.guild.id).private)
    await server.stop()


async def test_several_shards_answer_in_their_servers(own_config: Config) -> None:
    server = await Loopback.start(heartbeat=1.0, shards=2)
    async with playing(own_config, server) as stage:
        for place in (stage, stage.anew()):
            assert embeds(message(await place.answered()))
    assert server.violations == []
    await server.stop()


async def test_a_full_queue_says_so_and_answers_those_who_wait(own_config: Config) -> None:
    async with playing(own_config, workers=1, queue=2) as stage:
        with stage.reader.held():
            waiting = [await stage.ask() for _ in range(3)]
            await stage.until(lambda: stage.time.slept_on() == len(waiting))  # each has its place in the queue
            assert "Too many questions are waiting" in (await stage.answered()).text
        for asked in waiting:
            assert embeds(message(await asked.shown()))


class Started:
    """``python -m bot discord`` in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.process, self.folder = process, folder

    @classmethod
    async def at(cls, server: Loopback, config: Config, folder: Path, **environment: str) -> "Started":
        file = folder / "config.yaml"
        discord = {"api": server.api, "gateway": server.gateway, "log": "json", "answer_seconds": 30}
        file.write_text(yaml.safe_dump({"data": str(config.data), "discord": discord}))
        known = os.environ | {"DATELINE_CONFIG": str(file), "DISCORD_TOKEN": server.token} | environment
        command = (sys.executable, "-m", "bot", "discord")
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=known, stderr=pipe, stdout=pipe), file)

    async def command(self, *arguments: str) -> str:
        """What another command on the same collection prints."""
        known, pipe = os.environ | {"DATELINE_CONFIG": str(self.folder)}, asyncio.subprocess.PIPE
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=ROOT, env=known, stdout=pipe, stderr=pipe
        )
        printed, complaints = await running.communicate()
        assert running.returncode == 0, complaints.decode()
        return printed.decode()

    async def stopped(self) -> tuple[int | None, list[dict[str, str]]]:
        """Its exit status, and its log, after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(self.process.communicate(), 60)
        return self.process.returncode, [json.loads(line) for line in log.decode().splitlines()]


async def test_the_process_answers_shares_the_collection_tells_its_supervisor_and_stops_in_order(
    own_config: Config, tmp_path: Path
) -> None:
    server = await Loopback.start()
    guild, ada = server.guild("Newsroom"), server.user("ada")
    server.join(guild, ada)
    channel, supervisor = server.channel(guild, "general"), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    supervisor.bind(str(tmp_path / "notify"))
    supervisor.settimeout(30)
    started = await Started.at(server, own_config, tmp_path, NOTIFY_SOCKET=str(tmp_path / "notify"))
    try:
        await server.connected(within=60)
        assert await asyncio.to_thread(supervisor.recv, 100) == b"READY=1"
        assert await asyncio.to_thread(supervisor.recv, 100) == b"WATCHDOG=1"
        article = tmp_path / "heron.txt"
        article.write_text("Heron nests\n\nA heron named Gudrun has nested on the town hall of Ebersund.")
        assert json.loads(await started.command("index", "add", str(article), "--json"))["new"] == 1
        assert "[1]" in await started.command("bot", "ask", AIRSPACE)
        asked = await server.slash(ada, channel, "ask", question="Which heron nested on the town hall of Ebersund?")
        assert "Gudrun" in (await asked.shown(within=30)).text
        assert (own_config.data / HEALTHY).exists()
        last = await server.slash(ada, channel, "ask", question=AIRSPACE)
        await last.until(lambda shown: shown.acknowledged is not None)
        status, log = await started.stopped()
    finally:
        supervisor.close()
        if started.process.returncode is None:
            started.process.kill()
    assert status == 0 and embeds(message(await last.shown()))
    assert all({"time", "level", "logger", "message"} <= set(line) for line in log)
    assert any("Stopping" in line["message"] for line in log) and "error" not in {line["level"] for line in log}
    assert not (own_config.data / HEALTHY).exists() and server.violations == []
    await server.stop()


async def test_without_a_token_or_with_a_wrong_one_it_says_where_to_get_one(own_config: Config, tmp_path: Path) -> None:
    server = await Loopback.start()
    for token in ("", "wrong"):
        started = await Started.at(server, own_config, tmp_path, DISCORD_TOKEN=token)
        _, said = await asyncio.wait_for(started.process.communicate(), 60)
        assert started.process.returncode == 2
        assert "DISCORD_TOKEN" in said.decode() and "discord.com/developers" in said.decode()
        assert "Traceback" not in said.decode()
    await server.stop()
