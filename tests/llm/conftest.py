"""The two model servers, and answerers whose chat model is one of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

import pytest

from bot.answerer import Answerer
from bot.llm.reading import reading
from bot.reranking import Reranker
from bot.types import Answer
from index.config import Config, Llm, Reranking
from index.line import Index
from index.query import query
from index.types import Hit, Query
from tests.conftest import NOW, made
from tests.llm.scripted import Scripted
from tests.llm.small import Small

# Names and values of the environment. The key looks like one, so that it is found wherever it should not be.
URL_ENV, KEY_ENV, KEY = "TEST_MODEL_URL", "TEST_MODEL_KEY", "sk-test-3f9c1b7e5a2d4860"


class Ask(Protocol):
    """Asks a question over hits that were made by hand."""

    def __call__(self, question: str, hits: tuple[Hit, ...]) -> Answer: ...


class Found:
    """An index whose every search finds what was put there."""

    def __init__(self) -> None:
        self.hits: tuple[Hit, ...] = ()

    def search(self, _: Query) -> tuple[Hit, ...]:
        return self.hits


@cache
def reranker() -> Reranker:
    """One for all, since it changes nothing and takes long to load."""
    return Reranker(Reranking())


def bold(config: Config) -> Config:
    """The same, where the model is asked whatever was found."""
    return config.model_copy(update={"quotes": config.quotes.model_copy(update={"threshold": 0.0})})


@contextmanager
def reads(
    config: Config, index: Index, url: str, clock: Callable[[], float] = time.monotonic, **llm: Any
) -> Iterator[Answerer]:
    """An answerer whose chat model is served at the address; ``llm`` are further keys of that section."""
    settings = Llm(model="openai:any", base_url_env=URL_ENV, key_env=KEY_ENV, **llm)
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv(URL_ENV, url)
        environ.setenv(KEY_ENV, KEY)
        with reading(config.model_copy(update={"reader": "llm", "llm": settings}), clock) as parts:
            yield Answerer(index, Reranker(config.reranking), config.quotes, *parts, clock=clock)


@pytest.fixture(scope="session")
def server() -> Iterator[Scripted]:
    """The scripted server, running."""
    with Scripted() as server:
        yield server


@pytest.fixture
def scripted(server: Scripted) -> Scripted:
    """The scripted server, with nothing asked of it yet."""
    server.play()
    return server


@pytest.fixture(scope="session")
def ask(server: Scripted, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks the scripted model; nothing is kept of what it said before."""
    index = Found()
    config = made(tmp_path_factory.mktemp("asked") / "data", models)
    with reads(bold(config), cast(Index, index), server.url, cached=0, failures=1000) as answerer:

        def asked(question: str, hits: tuple[Hit, ...]) -> Answer:
            index.hits = hits
            return answerer.ask(query(question, NOW))

        yield asked


@pytest.fixture(scope="session")
def small() -> Small:
    """The small model, served."""
    return Small()
