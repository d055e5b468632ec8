"""An answerer on a configured collection, whoever owns it."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.answerer import Answerer
from index.config import Config
from index.opening import open_index


@contextmanager
def answering(config: Config) -> Iterator[Answerer]:
    """The answerer. Nothing is loaded before the first question."""
    with open_index(config) as index:
        yield Answerer(index, config.quotes)
