"""The catalog keeps what it was given, and knows what the indexes have still to take in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from index.catalog import Catalog
from index.identity import article_id
from index.passages import split
from index.types import Article, Listing, Split

Make = Callable[..., Article]


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.sqlite3")


def keep(catalog: Catalog, *articles: Article, now: str = "2015-10-12T12:00:00+00:00") -> None:
    """Keeps the articles; a vector is the name of its passage."""
    splits = []
    for article in articles:
        parts = split(article)
        splits.append(Split(article, parts, tuple(f"v-{p.id}-{p.text}"[:64] for p in parts), "f", article.text[:16]))
    wanted = {name for one in splits for name in one.vectors}
    known = catalog.vectors_known(wanted)
    catalog.keep(splits, {name: name.encode() for name in wanted - known.keys()}, now)


@pytest.fixture
def filled(catalog: Catalog, article: Make) -> Catalog:
    keep(catalog, article("aaaa1", "One.", title="Wombats", source="Daily", url="https://a.example/1_2"))
    keep(
        catalog,
        article("aaaa2", "Two.", title="100% ferries", source="daily", published="2015-10-05T08:00:00+00:00"),
        article("bbbb3", "Three.", title="Élections", source=None, published=None),
        now="2015-10-11T12:00:00+00:00",
    )
    return catalog


def titles(catalog: Catalog, listing: Listing) -> list[str]:
    return [article.title for article in catalog.chosen(listing)]


def test_an_article_comes_back_to_the_letter(catalog: Catalog, article: Make) -> None:
    given = article("one", " It\r\nrained \x00 🇸🇾. ", title="“Rain”", author="A. B.", url="https://a.example/?q=1")
    keep(catalog, given)
    assert catalog.article("one") == given
    assert catalog.article("two") is None


def test_passages_come_back_with_article_and_vector(filled: Catalog) -> None:
    passage, article, half = filled.passages(["aaaa1:0", "never"])["aaaa1:0"]
    assert article.text[passage.start : passage.end] == passage.text == "One."
    assert (article.id, half) == ("aaaa1", b"v-aaaa1:0-One.")


def test_a_changed_article_replaces_its_passages_and_both_are_pending(filled: Catalog, article: Make) -> None:
    filled.pending.settle(["aaaa1:0", "aaaa2:0", "bbbb3:0"])
    keep(filled, article("aaaa1", "Changed. " * 200))
    assert len(filled.passages(["aaaa1:0", "aaaa1:1"])) == 2
    put, taken = filled.pending.first(100)
    assert set(put) >= {"aaaa1:0", "aaaa1:1"}
    assert taken == []
    keep(filled, article("aaaa1", "Short again."))
    put, taken = filled.pending.first(100)
    assert put == ["aaaa1:0"]
    assert "aaaa1:1" in taken


def test_what_is_settled_is_no_longer_pending_and_all_can_be_pended(filled: Catalog) -> None:
    assert sorted(filled.pending.first(100)[0]) == ["aaaa1:0", "aaaa2:0", "bbbb3:0"]
    assert len(filled.pending.first(2)[0]) == 2
    filled.pending.settle(["aaaa1:0", "bbbb3:0"])
    assert filled.pending.first(100) == (["aaaa2:0"], [])
    filled.pending.everything()
    assert filled.stats().pending == 3


def test_a_removed_article_is_gone_and_its_passages_pending(filled: Catalog) -> None:
    filled.pending.settle(["aaaa1:0"])
    assert filled.remove(["aaaa1", "never"]) == 1
    assert (filled.article("aaaa1"), filled.passages(["aaaa1:0"])) == (None, {})
    assert filled.pending.first(100)[1] == ["aaaa1:0"]


def test_a_sweep_forgets_only_the_vectors_that_no_passage_has(filled: Catalog) -> None:
    filled.remove(["aaaa1"])
    assert len(filled.vectors_known(["v-aaaa1:0-One.", "v-aaaa2:0-Two."])) == 2
    filled.sweep()
    assert filled.vectors_known(["v-aaaa1:0-One.", "v-aaaa2:0-Two."]).keys() == {"v-aaaa2:0-Two."}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("aaaa1", ["aaaa1"]),
        ("aaaa", ["aaaa1", "aaaa2"]),
        ("aaa", []),
        ("aaa_", []),
        ("%%%%", []),
        ("", []),
    ],
)
def test_a_name_is_an_id_or_the_start_of_one(name: str, ids: list[str], filled: Catalog) -> None:
    assert sorted(filled.find(name)) == ids


def test_a_name_is_an_url_in_any_spelling(catalog: Catalog, article: Make) -> None:
    url = "https://a.example/1_2"
    known = article_id(url, None, "")
    keep(catalog, article(known, url=url))
    assert catalog.find(url) == catalog.find("http://www.a.example/1_2/?utm_source=x") == [known]
    assert catalog.find("https://a.example/1") == []


@pytest.mark.parametrize(
    ("listing", "found"),
    [
        (Listing(), ["100% ferries", "Wombats", "Élections"]),
        (Listing(sort="title"), ["100% ferries", "Wombats", "Élections"]),
        (Listing(limit=1), ["100% ferries"]),
        (Listing(since=date(2015, 10, 3)), ["100% ferries"]),
        (Listing(until=date(2015, 10, 3)), ["Wombats"]),
        (Listing(since=date(2015, 10, 5), until=date(2015, 10, 5)), ["100% ferries"]),
        (Listing(source="DAILY"), ["100% ferries", "Wombats"]),
        (Listing(title="wombat"), ["Wombats"]),
        (Listing(title="0%"), ["100% ferries"]),
        (Listing(title="%"), ["100% ferries"]),
        (Listing(title="_"), []),
    ],
)
def test_a_listing_bounds_sorts_and_limits(listing: Listing, found: list[str], filled: Catalog) -> None:
    assert titles(filled, listing) == found


def test_a_listing_by_the_moment_of_adding_shows_the_latest_first(filled: Catalog) -> None:
    assert titles(filled, Listing(sort="added"))[0] == "Wombats"


@pytest.mark.parametrize(
    ("until", "newest"), [("2015-10-04", "2015-10-02"), ("2015-10-05", "2015-10-05"), ("2015-10-01", None)]
)
def test_the_newest_day_until_another(until: str, newest: str | None, filled: Catalog) -> None:
    found = filled.newest(date.fromisoformat(until))
    assert found == (date.fromisoformat(newest) if newest else None)


def test_numbers_and_outlets(filled: Catalog) -> None:
    stats = filled.stats()
    assert (stats.articles, stats.passages, stats.sources, stats.undated, stats.pending) == (3, 3, 2, 1, 3)
    assert (stats.first, stats.last) == ("2015-10-02", "2015-10-05")
    assert filled.sources() == {"Daily": 1, "daily": 1}


def test_an_empty_catalog_has_numbers_too(catalog: Catalog) -> None:
    stats = catalog.stats()
    assert (stats.articles, stats.passages, stats.first, stats.last, stats.updated) == (0, 0, None, None, None)
    assert catalog.newest(date.max) is None


def test_it_is_there_when_it_is_opened_again_and_may_be_read_beside_a_writer(filled: Catalog, tmp_path: Path) -> None:
    filled.set_built({"model": "m", "splitter": "s"})
    other = Catalog(tmp_path / "catalog.sqlite3")
    assert (len(other.ids()), other.built()) == (3, {"model": "m", "splitter": "s"})


def test_an_article_that_goes_while_its_passages_are_read_is_still_read(catalog: Catalog, article: Make) -> None:
    keep(catalog, article("aaaa1", "One."))
    path = Path(catalog._engine.url.database or "")

    def take_away(_: object, __: object, statement: str, *___: object) -> None:
        if "FROM passages" in statement:
            Catalog(path).remove(["aaaa1"])

    sa.event.listen(catalog._engine, "after_cursor_execute", take_away)
    assert catalog.passages(["aaaa1:0"])["aaaa1:0"][1].text == "One."
    assert catalog.passages(["aaaa1:0"]) == {}


def test_several_may_make_the_catalog_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n // 4}.sqlite3" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert [made.ids() for made in pool.map(Catalog, paths)] == [[]] * 40
