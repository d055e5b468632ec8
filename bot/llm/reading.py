"""The language-model reader of a configuration, with everything that it needs."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.llm import cache as kept
from bot.llm import prompts
from bot.llm.calling import Calls
from bot.llm.model import build
from bot.llm.reader import Checker, LlmReader
from bot.llm.rewriting import Rewriting
from index import encoder
from index.config import Config, Llm
from index.errors import ConfigError
from index.opening import make_folder, models_folder


@contextmanager
def reading(config: Config, clock: Callable[[], float]) -> Iterator[tuple[LlmReader, Rewriting]]:
    """The reader, and what understands questions with the same model.

    Raises ConfigError for a model that cannot be built and a prompt that cannot be used.
    """
    settings = config.llm
    if not settings.model:
        raise ConfigError("“reader: llm” needs a model. Set llm.model in config.yaml, such as “ollama:qwen3:8b”.")
    answer, rewrite, split, check = (prompts.load(use, name) for use, name in settings.prompts)
    make_folder(config)
    engine = kept.opened(config.data)
    budget = kept.Budget(engine, settings.daily_calls, _today)

    def calls(name: str) -> Calls:
        mine = own(name, settings)
        return Calls(build(name, mine, os.environ), mine, kept.Cache(engine, settings.cached), budget, clock)

    @cache
    def model() -> encoder.Encoder:
        return encoder.load(config.embedding.model, models_folder(config))

    def encode(texts: list[str]) -> NDArray[np.float32]:
        return model().embed(texts)

    asked = calls(settings.model)
    checker = Checker(calls(settings.checker), check) if settings.checker else None
    try:
        yield LlmReader(asked, answer, encode, settings, checker), Rewriting(asked, rewrite, split, clock)
    finally:
        engine.dispose()


def own(name: str, settings: Llm) -> Llm:
    """The settings for that model. One of another provider than ``llm.model`` gets nothing that is meant for that."""
    if name.partition(":")[0] == settings.model.partition(":")[0]:
        return settings
    return settings.model_copy(update={"key_env": "", "base_url_env": "", "options": {}})


def _today() -> date:
    return datetime.now(UTC).date()
