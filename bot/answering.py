"""An answerer on a configured collection, whoever owns it."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from bot.answerer import Answerer
from bot.reranking import Reranker
from index.config import Config
from index.line import Index
from index.opening import open_index

if TYPE_CHECKING:  # the default reader does without them
    from bot.llm.reader import LlmReader
    from bot.llm.rewriting import Rewriting


@contextmanager
def answering(config: Config, own: bool = False) -> Iterator[Answerer]:
    """The answerer. Nothing is loaded before the first question, except the chat model, if one is to read; ``own``
    opens the index now and keeps it, unless another process has it."""
    with open_index(config) as index, answering_from(index, config) as answerer:
        if own:
            index.own()
        yield answerer


@contextmanager
def answering_from(index: Index, config: Config) -> Iterator[Answerer]:
    """The answerer on an index that is open already."""
    with reader(config) as read:
        yield Answerer(index, Reranker(config.reranking), config.quotes, *read)


def reader(config: Config) -> AbstractContextManager["tuple[LlmReader, Rewriting] | tuple[()]"]:
    """The language model's reader and what understands questions for it; nothing where quotes reads."""
    if config.reader == "quotes":
        return nullcontext(())
    from bot.llm.reading import reading

    return reading(config, time.monotonic)
