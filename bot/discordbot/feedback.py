"""What people thought of the answers they got in Discord."""

from collections.abc import Iterator

from bot.discordbot.parts import STATE
from bot.discordbot.state import Judged, State
from index.config import Config


def judged(config: Config) -> Iterator[Judged]:
    """The answers that have votes, the oldest first; none where the bot has never run."""
    if not (config.data / STATE).exists():
        return
    state = State(config.data / STATE)
    try:
        yield from state.judged()
    finally:
        state.close()
