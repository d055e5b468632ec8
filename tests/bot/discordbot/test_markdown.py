"""Text of strangers in Discord's Markdown."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discordbot.markdown import MOST_URL, cut, link, plain, size, split, web
from index.display import printable
from tests.bot.discordbot.reading import Mark, read
from tests.bot.discordbot.strange import TEXTS, URLS

CALLS = re.compile(r"@everyone|@here|<@[!&]?\d+>", re.IGNORECASE)


@given(TEXTS)
def test_plain_text_is_seen_as_it_was_written_and_does_nothing(text: str) -> None:
    seen, marks = read(plain(text))
    assert seen.replace("\u200b", "") == printable(text)
    assert not marks


@given(TEXTS)
def test_plain_text_mentions_nobody_even_where_escapes_are_not_read(text: str) -> None:
    assert not CALLS.search(plain(text))


@given(TEXTS)
def test_plain_text_is_at_most_twice_as_long(text: str) -> None:
    assert size(plain(text)) <= 2 * size(printable(text))


def test_half_characters_are_left_out() -> None:
    assert plain("a\ud800b") == "ab"
    assert web("https://a.example/\ud800") is None


def test_ordinary_prose_is_not_escaped() -> None:
    prose = "U.S.-led jets flew on Oct. 3, 2015, Kirby said; “we’ll co-operate” (for now): that’s it — 5% & more."
    assert plain(prose) == prose


@given(TEXTS, URLS)
def test_a_link_is_one_link_to_the_whole_url_or_none(text: str, url: str | None) -> None:
    _, marks = read(link(text, url))
    target = web(url)
    assert marks == ([] if target is None else [Mark("link", marks[0].text, target)])


@given(TEXTS, URLS)
def test_a_link_shows_its_text_with_round_brackets(text: str, url: str | None) -> None:
    seen = read(link(text, url))[0].replace("\u200b", "").translate(str.maketrans("[]", "()"))
    assert seen.startswith(printable(text).translate(str.maketrans("[]", "()")))


@given(URLS)
def test_a_target_survives_whole(url: str | None) -> None:
    if target := web(url):
        assert url is not None
        there, given_ = urlsplit(target), urlsplit(url)
        assert unquote(there.path + there.query + there.fragment) == unquote(
            given_.path + given_.query + given_.fragment
        )
        assert there.hostname == (given_.hostname or "").encode("idna").decode()
        assert re.fullmatch(r"[!-~]+", target) and not set(target) & set("()<>[]\\\"'`*|")
        assert len(target) <= MOST_URL


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "https://good.example@evil.example/",
        "https://[bad",
        "https://a.example:99999/",
        "https://a.example/" + "x" * 3_000,
        "https://localhost/x",
        "//a.example/x",
    ],
)
def test_what_is_no_good_url_is_no_link(url: str | None) -> None:
    assert web(url) is None
    assert link("Rain", url) == "Rain"


def test_parentheses_and_spaces_of_a_url_are_encoded() -> None:
    assert link("Rain", "https://a.example/x_(y) z?q=1") == "[Rain](https://a.example/x_%28y%29%20z?q=1)"


@pytest.mark.parametrize(
    "text", ["https://good.example/a", "good.example", "www.good.example", "see http://good.example"]
)
def test_a_text_that_looks_like_an_address_is_not_what_is_linked(text: str) -> None:
    seen, [mark] = read(link(text, "https://evil.example/x"))
    assert mark == Mark("link", "(evil.example)", "https://evil.example/x")
    assert seen == f"{text} (evil.example)"


@given(TEXTS, URLS, TEXTS, st.integers(2, 200))
def test_a_cut_is_short_enough_and_breaks_neither_escape_nor_link(
    text: str, url: str | None, more: str, most: int
) -> None:
    whole = f"{plain(text)} {link(more, url)} {plain(more)}"
    short = cut(whole, most)
    assert size(short) <= most
    assert short == whole or short.endswith("…")
    assert {mark.target for mark in read(short)[1]} <= {web(url)}
    assert read(whole)[0].strip().startswith(read(short)[0].removesuffix("…").strip())


@given(TEXTS, st.integers(2, 200))
def test_pieces_are_short_enough_lose_nothing_and_do_nothing(text: str, most: int) -> None:
    pieces = split(plain(text), most)
    assert all(0 < size(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(plain(text).split())
    assert not [mark for piece in pieces for mark in read(piece)[1]]


@given(st.text("ab ", min_size=1, max_size=60).map(str.strip), st.integers(10, 30))
def test_pieces_end_between_words_where_words_fit(text: str, most: int) -> None:
    if max(map(len, text.split()), default=0) <= most:
        assert [word for piece in split(text, most) for word in piece.split()] == text.split()


def test_a_link_is_never_split() -> None:
    one = "[Rain](https://a.example/x)"
    assert split(f"{one} {one}", 30) == [one, one]


def test_size_is_that_of_the_stricter_count() -> None:
    assert size("a😀é") == 4
