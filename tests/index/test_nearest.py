"""A first question finds what Chroma would find, without loading it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from index import nearest
from index.catalog import Catalog
from index.config import Config
from index.encoder import Vectors
from index.nearest import Nearest
from index.opening import open_catalog, open_index
from index.types import Article, Listing, Scope
from index.vectors import VectorIndex, embedded, wholes


@pytest.fixture
def catalog(sample_config: Config) -> Catalog:
    return open_catalog(sample_config)


@pytest.fixture
def index(sample_config: Config) -> Iterator[VectorIndex]:
    index = VectorIndex(lambda: embedded(sample_config.data / "chroma"), known=True)
    yield index
    index.close()


@pytest.fixture
def vector(catalog: Catalog) -> Vectors:
    """That of some passage."""
    found: Vectors = wholes(catalog.vectors(Scope())[1])[7]
    return found


@pytest.mark.parametrize(
    "scope",
    [
        Scope(),
        Scope(since=date(2015, 10, 6)),
        Scope(until=date(2015, 10, 3)),
        Scope(date(2015, 10, 3), date(2015, 10, 9)),
        Scope(sources=("Nobody",)),
    ],
)
@pytest.mark.parametrize("outlet", [False, True])
def test_the_first_question_finds_what_the_second_does(
    scope: Scope, outlet: bool, catalog: Catalog, index: VectorIndex, vector: Vectors
) -> None:
    if outlet:
        source = catalog.chosen(Listing(limit=1))[0].source or ""
        scope = Scope(scope.since, scope.until, (*scope.sources, source))
    search = Nearest(catalog, index)
    first = search.search(vector, scope, 20)
    assert not index.is_open
    second = search.search(vector, scope, 20)
    assert index.is_open
    # Both have the vectors in halves; what lies equally near may change places.
    assert dict(first) == pytest.approx(dict(second), abs=1e-3)
    assert [cosine for _, cosine in first] == sorted((cosine for _, cosine in first), reverse=True)
    assert bool(first) == (scope.sources != ("Nobody",))


def test_of_many_passages_the_index_finds_the_nearest_from_the_first(
    catalog: Catalog, index: VectorIndex, vector: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "MOST", 10)
    assert len(Nearest(catalog, index).search(vector, Scope(), 20)) == 20
    assert index.is_open


def test_a_single_question_in_the_terminal_does_not_load_chroma(
    config: Config, article: Callable[..., Article]
) -> None:
    with open_index(config) as index:
        index.add((article(text="Russia asked on Friday that its jets be let into the airspace of Atlantis."),))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "what did Russia ask about airspace?"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DATELINE_DATA": str(config.data), "PYTHONPROFILEIMPORTTIME": "1"},
    )
    assert "Atlantis" in done.stdout
    assert "tantivy" in done.stderr
    assert "chromadb" not in done.stderr
