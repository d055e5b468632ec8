"""A short conversation with the real bot in a Discord on loopback, and a picture of it: no token, no network.

``python -m tests.loopback.demo`` writes ``discord.html`` and ``discord.png`` into the configured data folder.
"""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from index.config import Config, load
from tests.loopback import Asked, Json, Loopback
from tests.loopback.picture import View, chromium, page, photograph

QUESTION = "What did Russia request about airspace?"
FOLLOW_UP = "and what did the Pentagon say?"
UNKNOWN = "Who won the chess olympiad in Baku?"
# Seconds: a bot that has its models to load, and an answer, on a busy machine.
STARTING_S, ANSWERING_S = 120.0, 60.0


def main() -> None:
    """Play, and write the pictures."""
    config = load()
    print("Asking the bot three questions, in a Discord of its own (about 20 seconds) …", flush=True)
    views = asyncio.run(played(config))
    html, png = config.data / "discord.html", config.data / "discord.png"
    html.write_text(page(views, datetime.now().astimezone()), encoding="utf-8")
    print(f"Written: {html}")
    if browser := chromium():
        photograph(browser, html, png)
        print(f"Written: {png}")
    else:
        print("There is no PNG of it, since Chromium is missing. On Debian and Ubuntu: apt install chromium")


async def played(config: Config) -> list[View]:
    """The channel as the one who asked sees it: a question, a follow-up, a refusal, the passages."""
    server = await Loopback.start()
    server.bot.name = "Dateline"
    guild, ada, grace = server.guild("Newsroom"), server.user("Ada"), server.user("Grace")
    channel = server.channel(guild, "ask-the-news")
    server.join(guild, ada)
    server.join(guild, grace)
    async with bot(config, server):
        first = await answer(await server.slash(ada, channel, "ask", question=QUESTION))
        await answer(await server.say(ada, channel, FOLLOW_UP, reply_to=first))
        await answer(await server.say(grace, channel, UNKNOWN, mention=True))
        await answer(await server.press(ada, first, "Passages"))
        views = [View(channel.name, server.seen_by(ada, channel))]
    await server.stop()
    return views


async def answer(asked: Asked) -> Json:
    """The message that answers. Raises TimeoutError when none does."""
    message = (await asked.shown(within=ANSWERING_S)).message
    assert message, "what is shown is a message"
    return message


@asynccontextmanager
async def bot(config: Config, server: Loopback) -> AsyncIterator[None]:
    """Within, ``python -m bot discord`` runs with that server's addresses, and is connected."""
    with tempfile.TemporaryDirectory() as place:
        written = Path(place) / "config.yaml"
        written.write_text(f"discord: {{api: '{server.api}', gateway: '{server.gateway}'}}\n", encoding="utf-8")
        told = {"DISCORD_TOKEN": server.token, "DATELINE_CONFIG": str(written), "DATELINE_DATA": str(config.data)}
        running = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "discord", env=os.environ | told)
        try:
            await connected(server, running)
            yield
        finally:
            if running.returncode is None:
                running.terminate()
            await running.wait()


async def connected(server: Loopback, running: Process) -> None:
    """Returns once the bot is connected. Raises SystemExit when it ended instead, TimeoutError when it hangs."""
    connecting, ending = asyncio.create_task(server.connected(STARTING_S)), asyncio.create_task(running.wait())
    await asyncio.wait((connecting, ending), return_when=asyncio.FIRST_COMPLETED)
    if ending.done():
        connecting.cancel()
        sys.exit("The bot ended before it was connected; above it says why.")
    ending.cancel()
    await connecting


if __name__ == "__main__":
    main()
