"""The Discord front-end from its start to its end."""

import asyncio
import logging
import os
import signal
from datetime import timedelta

import discord

from bot.discordbot import logs, pulse
from bot.discordbot.about import About
from bot.discordbot.asking import Asking
from bot.discordbot.client import Dateline
from bot.discordbot.collecting import Collecting
from bot.discordbot.curating import Curating
from bot.discordbot.parts import Parts, opened
from bot.discordbot.pressing import Pressing
from bot.discordbot.sending import BROKEN
from bot.discordbot.settings import Setting
from bot.discordbot.texts import texts
from index.config import Config
from index.errors import ConfigError, DatelineError

log = logging.getLogger(__name__)

COGS = (Asking, Pressing, Collecting, Curating, Setting, About)
PORTAL = "https://discord.com/developers/applications"


def run(config: Config) -> bool:
    """Whether all that was begun was finished, once SIGTERM or SIGINT has come.

    Raises ConfigError without a good token, DatelineError without a connection, and what opening the index raises.
    """
    token = found_token(config)
    texts()  # a damaged file is found now, not in somebody's question
    logs.set_up(config.discord.log)
    with opened(config) as parts:
        return asyncio.run(_until_signalled(parts, token))


def found_token(config: Config) -> str:
    """The token. Raises ConfigError that says where to get one."""
    name = config.discord.token_env
    if token := os.environ.get(name, "").strip():
        return token
    raise ConfigError(
        f"There is no bot token in the environment variable {name}. Make an application at {PORTAL}, copy the token "
        f"from its page “Bot” (Reset Token), and start again with {name} set to it."
    )


async def serve(parts: Parts, token: str, stop: asyncio.Event) -> bool:
    """Whether all that was begun was finished, once ``stop`` is set."""
    async with Dateline(parts, COGS) as client:
        jobs = (_connected(client, token), stop.wait(), pulse.beat(client, parts.config.data), _pruned(parts))
        tasks = [asyncio.create_task(job) for job in jobs]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            pulse.tell_systemd("STOPPING=1")
            log.info("Stopping: what was begun is finished, nothing new is taken")
            return await parts.work.finish(parts.config.discord.grace_seconds)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            (parts.config.data / pulse.HEALTHY).unlink(missing_ok=True)


async def _connected(client: Dateline, token: str) -> None:
    """Stay connected. Raises ConfigError for a token that Discord does not know, DatelineError where there is no
    Discord."""
    addresses = client.parts.config.discord
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        told = f"Discord does not know the token in {addresses.token_env}. Copy it again from {PORTAL}, page “Bot”."
        raise ConfigError(told) from error
    except (discord.GatewayNotFound, discord.DiscordServerError, *BROKEN) as error:
        raise DatelineError(
            f"{addresses.api} cannot be reached ({error}). Look at the network, and try again."
        ) from error


async def _pruned(parts: Parts) -> None:
    """Delete, at start and then once a day, what is older than it is kept."""
    while True:
        before = parts.clock.now() - timedelta(days=parts.config.discord.keep_days)
        try:
            if count := await parts.work.look_up(parts.state.prune, before):
                log.info("%s answers were older than they are kept, and are deleted", count)
        except Exception:  # a full disk is no reason to stop answering; tomorrow is another day
            log.exception("Old answers could not be deleted")
        await asyncio.sleep(timedelta(days=1).total_seconds())


async def _until_signalled(parts: Parts, token: str) -> bool:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, stop.set)
    return await serve(parts, token, stop)
