"""An answerer on a configured collection, whoever owns it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from bot.answerer import Answerer
from index import encoder
from index.config import Config
from index.opening import models_folder, open_index


@contextmanager
def answering(config: Config) -> Iterator[Answerer]:
    """The answerer; the model is loaded once, when it is first needed, for the index and the reader."""

    @cache
    def model() -> encoder.Encoder:
        return encoder.load(config.embedding.model, models_folder(config))

    with open_index(config, model) as index:
        yield Answerer(index, model, config.quotes)
