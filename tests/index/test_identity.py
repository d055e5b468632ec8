"""One id for one article, in whatever spelling its URL comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.identity import article_id, canonical, digest, web_url

URL = "https://planet.example/world/rockets?page=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://planet.example/world/rockets?page=2",
        "https://www.planet.example/world/rockets?page=2",
        "https://PLANET.example/world/rockets/?page=2#comments",
        " https://planet.example/world/rockets?utm_source=x&page=2&fbclid=abc ",
        "https://planet.example/world/rockets?page=2&at_medium=RSS&ocid=1&_ga=2.1",
    ],
)
def test_spellings_of_one_url_are_one_article(url: str) -> None:
    assert article_id(url, None, "a") == article_id(URL, None, "b")


@pytest.mark.parametrize(
    "url",
    [
        "https://planet.example/world/rockets?page=3",
        "https://planet.example/world/Rockets?page=2",
        "https://news.planet.example/world/rockets?page=2",
        "https://planet.example/world/rockets",
    ],
)
def test_other_urls_are_other_articles(url: str) -> None:
    assert canonical(url) != canonical(URL)


def test_a_parameter_without_a_value_tells_articles_apart() -> None:
    assert canonical("https://planet.example/story?12345") != canonical("https://planet.example/story?67890")


def test_the_order_of_parameters_does_not_matter() -> None:
    assert canonical("https://planet.example/?a=1&b=2") == canonical("https://planet.example/?b=2&a=1")


def test_without_a_url_the_place_is_the_id_and_without_a_place_the_text() -> None:
    assert article_id(None, "/news/a.txt", "old") == article_id(None, "/news/a.txt", "new")
    assert article_id(None, "/news/a.txt", "old") != article_id(None, "/news/b.txt", "old")
    assert article_id(None, None, "old") == article_id(None, None, "old") != article_id(None, None, "new")
    assert article_id(URL, "/news/a.txt", "x") == article_id(URL, None, "y")


@pytest.mark.parametrize(
    "url",
    ["http://[bad", "ftp://planet.example/a", "javascript:alert(1)", "/news/a.txt", "planet.example", "http://"]
    + ["https:///a", "http://planet.example/a b", "", None],
)
def test_what_is_no_web_address_is_none(url: str | None) -> None:
    assert web_url(url) is None


def test_a_web_address_stays_as_it_was_given() -> None:
    assert (
        web_url(" HTTP://www.Planet.example/a/?utm_source=x#top\n") == "HTTP://www.Planet.example/a/?utm_source=x#top"
    )


@given(st.text() | st.text().map("http://".__add__) | st.text(alphabet="[]:/?#&=%a1\ud800").map("http://".__add__))
def test_any_text_has_a_canonical_form_that_stays(url: str) -> None:
    assert len(digest(canonical(url))) == 16
    assert web_url(url) in (None, url.strip())
