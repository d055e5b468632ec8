"""Real parts for all tests: the bundled model, exported once, and the sample articles, indexed once."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answerer import Answerer
from bot.reranking import Reranker
from index import bundled
from index.adding import add_paths
from index.config import Config
from index.encoder import OnnxEncoder
from index.opening import open_index
from index.owner import SharedIndex
from index.types import Article

SAMPLE = Path(__file__).parent.parent / "index" / "sample"
NOW = datetime(2015, 10, 12, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of exported models."""
    folder = tmp_path_factory.mktemp("models")
    bundled.ensure(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(models: Path) -> OnnxEncoder:
    """The bundled model, loaded."""
    return OnnxEncoder(bundled.ensure(models))


@pytest.fixture
def config(tmp_path: Path, models: Path) -> Config:
    """A configuration with an empty data folder of its own, whose model is exported already."""
    return made(tmp_path / "data", models)


def made(folder: Path, models: Path) -> Config:
    """A configuration for that folder."""
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return Config(data=folder)


@pytest.fixture(scope="session")
def sample_config(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Config:
    """A data folder that holds the sample articles."""
    config = made(tmp_path_factory.mktemp("sample") / "data", models)
    with open_index(config) as index:
        report = add_paths(index, [SAMPLE / "articles"], lambda _: None)
    assert not report.failed
    return config


@pytest.fixture(scope="session")
def sample_index(sample_config: Config) -> Iterator[SharedIndex]:
    """The sample articles, for tests that change nothing."""
    with open_index(sample_config) as index:
        yield index


@pytest.fixture(scope="session")
def answerer(sample_config: Config, sample_index: SharedIndex) -> Answerer:
    """Answers from the sample articles."""
    return Answerer(sample_index, Reranker(sample_config.reranking), sample_config.quotes)


@pytest.fixture
def config_file(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config.yaml of an empty collection, which nothing in the environment overrides."""
    for name in ("DATELINE_CONFIG", "DATELINE_DATA", "DATELINE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "config.yaml"
    path.write_text(json.dumps({"data": str(config.data)}), encoding="utf-8")
    return path


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes articles for tests that care only for some of their fields."""

    def make(name: str = "a", text: str = "Moscow began airstrikes on Wednesday.", **given: str | None) -> Article:
        facts: dict[str, str | None] = {"url": None, "title": name, "source": None, "published": "2015-10-02"}
        return Article(id=name, text=text, **(facts | given))  # type: ignore[arg-type]  # names as in Article

    return make
