"""Signs of life, for whoever supervises the process: systemd by its socket, others by the age of a file."""

import asyncio
import contextlib
import logging
import math
import os
import socket
from pathlib import Path

from bot.discordbot.client import Dateline

log = logging.getLogger(__name__)

# The file in the data folder that is touched while the bot is well; older than a minute means that it is not.
HEALTHY = "discord.healthy"
# Seconds between two beats: several within that minute, and within systemd's usual watchdog time.
BEAT_S = 10.0
# Beats between two lines in the log.
LOGGED = 30


def tell_systemd(state: str) -> None:
    """Tell systemd, where it started this process as a notify service: READY=1, WATCHDOG=1, STOPPING=1."""
    if not (address := os.environ.get("NOTIFY_SOCKET")):
        return
    if address.startswith("@"):  # Linux's abstract sockets
        address = "\0" + address[1:]
    with (
        contextlib.suppress(OSError),  # a supervisor that does not listen is no reason to stop
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify,
    ):
        notify.connect(address)
        notify.sendall(state.encode())


async def beat(client: Dateline, folder: Path) -> None:
    """Show for ever that the event loop runs and, while all shards are connected, that the bot is well."""
    await client.wait_until_ready()
    tell_systemd("READY=1")
    count = 0
    while True:
        tell_systemd("WATCHDOG=1")
        if well(client):
            with contextlib.suppress(OSError):  # a full disk is told by the file's age, not by an end
                (folder / HEALTHY).touch()
        if count % LOGGED == 0:
            log.info("Well: %s, %s servers, %s", well(client), len(client.guilds), _latencies(client))
        count += 1
        await asyncio.sleep(BEAT_S)


def well(client: Dateline) -> bool:
    """Whether all shards are connected and answered a heartbeat."""
    shards = client.shards.values()
    return not client.is_closed() and all(not shard.is_closed() and math.isfinite(shard.latency) for shard in shards)


def _latencies(client: Dateline) -> str:
    return ", ".join(f"shard {shard} heartbeat {1000 * latency:.0f} ms" for shard, latency in client.latencies)
