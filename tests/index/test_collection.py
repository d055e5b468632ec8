"""Adding is incremental and idempotent, and a kill at any moment loses nothing that was reported."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index import vectors
from index.catalog import Catalog
from index.collection import BATCH, Added, Collection
from index.config import Config
from index.encoder import OnnxEncoder, Vectors
from index.errors import IndexMismatchError
from index.lexical import Lexical
from index.nearest import Nearest
from index.retriever import Retriever
from index.types import Article, Hit, Query

Make = Callable[..., Article]
NOW = datetime(2015, 10, 12, 12, tzinfo=UTC)


class Opened:
    """A collection on a folder with its retriever."""

    def __init__(self, config: Config, encoder: OnnxEncoder) -> None:
        self.catalog = Catalog(config.data / "catalog.sqlite3")
        self.lexical = Lexical(config.data / "lexical")
        self.vectors = vectors.VectorIndex(lambda: vectors.embedded(config.data / "chroma"))
        self.collection = Collection(self.catalog, self.lexical, self.vectors, encoder)
        self.collection.ready()
        self.retriever = Retriever(
            self.catalog, self.lexical, Nearest(self.catalog, self.vectors), encoder, config.retrieval
        )

    def add(self, *articles: Article) -> Added:
        return self.collection.add(articles)

    def search(self, question: str, **bounds: object) -> tuple[Hit, ...]:
        return self.retriever.search(Query(question, NOW, **bounds))  # type: ignore[arg-type]  # bounds are Query's

    def close(self) -> None:
        self.lexical.close()
        self.catalog.close()


@pytest.fixture
def opened(config: Config, encoder: OnnxEncoder) -> Opened:
    return Opened(config, encoder)


def test_new_unchanged_updated_and_copied_articles_are_counted(opened: Opened, article: Make) -> None:
    first = article("one", "Moscow asked for clear skies.")
    assert opened.add(first) == Added(new=1)
    assert opened.add(first) == Added(unchanged=1)
    assert opened.add(article("one", "Moscow asked for closed skies.")) == Added(updated=1)
    assert opened.add(article("two", "Moscow asked for closed skies.")) == Added(duplicates=1)


def test_an_article_twice_in_one_run_is_kept_once(opened: Opened, article: Make) -> None:
    assert opened.add(article("one"), article("one")) == Added(new=1, unchanged=1)
    assert opened.catalog.stats().articles == 1


def test_of_two_texts_of_one_article_in_a_run_the_later_is_kept_and_both_are_counted(
    opened: Opened, article: Make
) -> None:
    both = article("one", "Ten ships were lost."), article("one", "Twelve ships were lost.")
    assert opened.add(*both) == Added(new=1, updated=1)
    assert opened.add(*both) == Added(unchanged=2)
    assert [hit.passage.text for hit in opened.search("ships")] == ["Twelve ships were lost."]


def test_two_texts_of_one_article_are_one_however_far_apart_they_come(opened: Opened, article: Make) -> None:
    some = [article("one", "Ten ships were lost."), *(article(f"{n}") for n in range(BATCH)), article("one")]
    assert opened.add(*some) == Added(new=1, updated=1, duplicates=BATCH)
    assert opened.add(*some) == Added(unchanged=BATCH + 2)


def test_a_changed_article_replaces_its_passages(opened: Opened, article: Make) -> None:
    opened.add(article("one", "Wombats were counted. " * 100))
    opened.add(article("one", "Quokkas were counted."))
    assert [hit.passage.text for hit in opened.search("wombats quokkas")] == ["Quokkas were counted."]
    assert opened.lexical.count() == opened.vectors.count() == opened.catalog.stats().passages == 1


def test_a_changed_headline_is_found_too(opened: Opened, article: Make) -> None:
    opened.add(article("one", "It was counted.", title="Wombats"))
    opened.add(article("one", "It was counted.", title="Quokkas"))
    assert opened.search("quokkas")[0].lexical_rank == 1
    assert opened.search("wombats")[0].lexical_rank is None


def test_a_removed_article_is_gone_from_everything(opened: Opened, article: Make) -> None:
    opened.add(article("one"), article("two", "Something else happened."))
    assert opened.collection.remove(["one", "never"]) == 1
    assert {hit.article.id for hit in opened.search("airstrikes")} == {"two"}
    assert opened.lexical.count() == opened.vectors.count() == 1
    assert len(opened.catalog.vectors_known(_vector_ids(opened))) == 1


def test_copies_are_found_once_but_under_either_outlet(opened: Opened, article: Make) -> None:
    opened.add(article("one", source="Harbor"), article("two", source="Ledger"))
    assert len(opened.search("airstrikes")) == 1
    assert opened.search("airstrikes", sources=("ledger",))[0].article.id == "two"


def test_bounds_exclude_and_undated_articles_are_in_none(opened: Opened, article: Make) -> None:
    opened.add(
        article("early", "Airstrikes on one town.", published="2015-09-30"),
        article("late", "Airstrikes on two towns.", published="2015-10-05T08:00:00+00:00"),
        article("undated", "Airstrikes on three towns.", published=None),
    )
    assert _ids(opened.search("airstrikes", since=date(2015, 10, 1))) == {"late"}
    assert _ids(opened.search("airstrikes", until=date(2015, 10, 1))) == {"early"}
    assert _ids(opened.search("airstrikes")) == {"early", "late", "undated"}
    assert opened.search("airstrikes", sources=("Nobody",)) == ()


class Killed(BaseException):
    """What stands for a kill in the middle of the work."""


@pytest.mark.parametrize("step", ["lexical", "vectors", "settle"])
def test_a_kill_between_the_steps_loses_nothing(
    step: str, opened: Opened, config: Config, encoder: OnnxEncoder, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, name = {
        "lexical": (opened.lexical, "write"),
        "vectors": (opened.vectors, "write"),
        "settle": (opened.catalog.pending, "settle"),
    }[step]

    def die(*_: object) -> None:
        raise Killed

    opened.add(article("one"))
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(part, name, die)
        opened.add(article("one", "It rained."), article("two", "It snowed."))
    opened.close()
    again = Opened(config, encoder)
    assert {hit.passage.text for hit in again.search("weather")} == {"It rained.", "It snowed."}
    assert again.catalog.stats().pending == 0
    assert again.lexical.count() == again.vectors.count() == 2


def test_an_index_that_lost_passages_is_derived_anew_without_embedding(
    opened: Opened, config: Config, encoder: OnnxEncoder, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.add(article("one"), article("two", "It snowed."))
    opened.lexical.reset()
    opened.close()

    def embed(texts: object) -> Vectors:
        raise AssertionError("embedded again")

    with monkeypatch.context() as patch:
        patch.setattr(encoder, "embed", embed)
        again = Opened(config, encoder)
    assert again.lexical.count() == again.vectors.count() == 2
    assert again.search("snow")[0].article.id == "two"


class OtherModel(OnnxEncoder):
    """The same weights under another name, as another model would be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.name = "other"


def test_another_model_is_refused_with_the_remedy_and_rebuilt_on_demand(
    opened: Opened, config: Config, models: Path, encoder: OnnxEncoder, article: Make
) -> None:
    opened.add(article("one"))
    opened.close()
    other = OtherModel(next(models.iterdir()))
    with pytest.raises(IndexMismatchError, match="index rebuild"):
        Opened(config, other)
    collection = Collection(opened.catalog, Lexical(config.data / "lexical"), opened.vectors, other)
    collection.rebuild()
    assert opened.catalog.built()["model"] == "other"
    assert len(Opened(config, other).search("airstrikes")) == 1


def _ids(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.article.id for hit in hits}


def _vector_ids(opened: Opened) -> list[str]:
    import sqlalchemy as sa

    from index.tables import vectors as table

    with opened.catalog._engine.connect() as connection:
        return list(connection.scalars(sa.select(table.c.id)))
