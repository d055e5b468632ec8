"""From paths to articles: each kind of file, each way in which it can be wrong."""

import codecs
import gzip
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import jsonlines
from index.config import CATALOG
from index.documents import read
from index.errors import InputError
from index.identity import article_id
from index.types import Article, Failure

TITLE = "Harbour town says storm did not reach its port"
BODY = "Officials of the town said on Friday that the storm had turned.\nThe café’s owner paid £5 — “no more”."
TEXT = f"{TITLE}\nXinhua, October 2, 2015 Adjust font size:\n{BODY} Endit\n"
MARKDOWN = f"---\ntitle: 'Storm: it turns'\nsource: Harbour Echo\ndate: 2015-10-02\n---\n\n{BODY}\n"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>{TITLE} - Harbour Echo</title>
<meta property="og:site_name" content="Harbour Echo"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2015-10-02T14:30:00Z">
<link rel="canonical" href="https://echo.example/storm"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{TITLE}</h1>
<p>Officials of the town said on Friday that the storm had turned at the cape, far from the port.</p>
<p>“We were lucky,” said Ann Lee, the mayor, who had spent the night at the café by the harbour.</p>
<table><tr><td>Wind</td><td>90</td></tr></table>
<p>No one was hurt in the storm, which brought winds of 90 kilometres an hour to the islands.</p>
</article><div id="comments"><p>First comment: nothing ever happens here in town</p></div>
<footer>Copyright 2012 Harbour Echo</footer></body></html>
"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path) -> Article:
    """The article of a file that holds one."""
    [article] = read(path)
    assert isinstance(article, Article), article
    return article


def refused(path: Path) -> str:
    """Why a file is not taken."""
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert failure.item == str(path)
    return failure.reason


def jsonl(*lines: Any) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


# Text


def test_a_plain_text_gives_its_article(tmp_path: Path) -> None:
    path = write(tmp_path / "storm.txt", TEXT)
    origin = str(path.resolve())
    expected = Article(article_id(None, origin, BODY), None, TITLE, "Xinhua", "2015-10-02", BODY)
    assert one(path) == expected


@pytest.mark.parametrize("name", ["storm", "storm.TXT", "storm.text", "storm.of-friday", "U.S. storm turns"])
def test_text_is_read_under_any_name_that_says_nothing_else(tmp_path: Path, name: str) -> None:
    assert one(write(tmp_path / name, TEXT)).text == BODY


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_charset_is_recognised(tmp_path: Path, charset: str) -> None:
    assert one(write(tmp_path / "storm.txt", TEXT.encode(charset))).text == BODY


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_of_either_order_is_read(tmp_path: Path, mark: bytes) -> None:
    charset = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert one(write(tmp_path / "storm.txt", mark + TEXT.encode(charset))).text == BODY


def test_latin_1_is_read(tmp_path: Path) -> None:
    text = "Le café de Zürich a fermé vendredi, où la tempête a passé."
    assert one(write(tmp_path / "storm.txt", text.encode("latin-1"))).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Mayor João of São Paulo visited Brasília.",
        "“Il a déjà dit que le café était très cher”, the minister said.",
        "Frédéric Noël met Zoé Lefèvre at the naïve Café Déjà Vu, and Jürgen Groß paid £5.",
    ],
)
def test_western_letters_in_english_news_are_read_as_they_were_written(tmp_path: Path, text: str) -> None:
    assert one(write(tmp_path / "visit.txt", text.encode("cp1252"))).text == text


def test_a_data_folder_holds_no_articles(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in (CATALOG, "owner.txt"):
        (tmp_path / "data" / name).write_text("Not news.")
    write(tmp_path / "storm.txt", TEXT)
    assert [thing.text for thing in read(tmp_path) if isinstance(thing, Article)] == [BODY]


def test_russian_is_read(tmp_path: Path) -> None:
    text = "Президент России заявил в пятницу, что удары в Сирии будут продолжены."
    assert one(write(tmp_path / "storm.txt", text.encode("cp1251"))).text == text


def test_one_wrong_byte_does_not_spoil_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "storm.txt", f"{TITLE}\n\n{BODY} A".encode() + b"\xff.")
    assert one(path).text == f"{BODY} A\ufffd."


def test_line_ends_of_windows_are_line_ends(tmp_path: Path) -> None:
    assert one(write(tmp_path / "storm.txt", TEXT.replace("\n", "\r\n"))).text == BODY


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"Advertisement\n\nPrint\n", f"{TITLE}\nBy Jane Roe\n".encode()])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "no text" in refused(write(tmp_path / "storm.txt", content))


def test_a_missing_title_is_the_first_words(tmp_path: Path) -> None:
    text = "The storm that had been seen off the coast for several days turned on Friday, officials said at noon."
    title = one(write(tmp_path / "storm.txt", text)).title
    assert title == "The storm that had been seen off the coast for several days turned on Friday,…"


@pytest.mark.parametrize("dateline", ["DENVER, Jan. 9, 2025 (AP) — ", "PARIS, 9 January (Reuters) - ", "Rome CNN —\n"])
def test_a_title_of_first_words_has_no_dateline(tmp_path: Path, dateline: str) -> None:
    text = f"{dateline}The storm turned on Friday.\n\nIt had been seen off the coast."
    article = one(write(tmp_path / "storm.txt", text))
    assert (article.title, article.text) == ("The storm turned on Friday. It had been seen off the coast.", text)


# Against a text whose characters a pattern might try again and again.
@pytest.mark.parametrize("part", ["word ", "a", '."))', " ", "By Jane ", "2015-", "(", "---", "1:1", "é"])
def test_ten_megabytes_on_one_line_are_read_in_time(tmp_path: Path, part: str) -> None:
    line = f"x{part * (10_000_000 // len(part))}x"
    path = write(tmp_path / "storm.txt", line)
    start = time.perf_counter()
    article = one(path)
    assert time.perf_counter() - start < 5
    assert article.text == line


@settings(deadline=None)  # the first guess of a charset loads what it needs
@given(st.text())
def test_any_text_file_is_read_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        [found] = read(write(Path(folder) / "storm.txt", text.encode("utf-8", "surrogatepass")))
        assert isinstance(found, Failure) or found.text.strip()


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("storm.txt", "storm.md", "storm.json", "storm.jsonl.gz"):
            for found in read(write(Path(folder) / name, content)):
                (found.text if isinstance(found, Article) else found.reason).encode()


# Markdown


def test_front_matter_gives_the_fields(tmp_path: Path) -> None:
    article = one(write(tmp_path / "storm.md", MARKDOWN))
    assert (article.title, article.source, article.published) == ("Storm: it turns", "Harbour Echo", "2015-10-02")
    assert article.text == BODY


def test_front_matter_of_a_clipper_is_understood(tmp_path: Path) -> None:
    front = "source: https://echo.example/storm?x=1\nAuthor:\n  - Jane Roe\n  - John Doe\nPublisher: Echo"
    article = one(
        write(tmp_path / "storm.markdown", f"---\n{front}\ndate: 2015-10-02T14:30:00Z\ntags: []\n---\n{BODY}")
    )
    assert article.url == "https://echo.example/storm?x=1"
    assert article.id == article_id(article.url, None, "")
    assert (article.author, article.source) == ("Jane Roe, John Doe", "Echo")
    assert article.published == "2015-10-02T14:30:00+00:00"


def test_empty_fields_are_none_and_numbers_are_text(tmp_path: Path) -> None:
    article = one(write(tmp_path / "storm.md", f"---\ntitle: 007\nsource: null\nauthor: ~\nurl:\n---\n{BODY}"))
    assert article.title == "007"
    assert article.source is article.author is article.url is None


def test_the_first_heading_is_the_title_where_there_is_no_other(tmp_path: Path) -> None:
    article = one(write(tmp_path / "storm.md", f"# {TITLE} #\n\n{BODY}\n\n## Below\n"))
    assert (article.title, article.text) == (TITLE, f"{BODY}\n\n## Below")


def test_a_heading_that_is_not_the_title_stays(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.md", f"---\ntitle: Storm\n---\n# Storm\n{BODY}")).text == BODY
    assert one(write(tmp_path / "b.md", f"---\ntitle: Storm\n---\n# Night\n{BODY}")).text == f"# Night\n{BODY}"


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert one(write(tmp_path / "storm.md", f"---\n\n{BODY}")).text == f"---\n\n{BODY}"


@pytest.mark.parametrize("front", ["title: [a", "a: b: c", "- a\n- b", "just words", "title: \x07", "{" * 400])
def test_broken_front_matter_is_refused(tmp_path: Path, front: str) -> None:
    assert "front matter" in refused(write(tmp_path / "storm.md", f"---\n{front}\n---\n{BODY}"))


def test_front_matter_makes_no_objects(tmp_path: Path) -> None:
    front = "title: !!python/object/apply:os.getcwd []\nsource: !!python/name:os.getcwd"
    article = one(write(tmp_path / "storm.md", f"---\n{front}\n---\n{BODY}"))
    assert article.title.startswith("Officials")


# Web pages


@pytest.mark.parametrize("name", ["storm.html", "storm.HTM", "storm.txt", "storm"])
def test_a_saved_page_gives_its_article(tmp_path: Path, name: str) -> None:
    article = one(write(tmp_path / name, PAGE))
    assert (article.title, article.source, article.author) == (TITLE, "Harbour Echo", "Jane Roe")
    assert (article.url, article.published) == ("https://echo.example/storm", "2015-10-02T14:30:00+00:00")
    first, second, third = article.text.split("\n")
    assert first.startswith("Officials") and "café" in second and third.endswith("islands.")


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1"])
def test_a_page_is_read_in_the_charset_that_it_declares(tmp_path: Path, declared: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{declared}">').encode("cp1252")
    assert "“We were lucky,” said Ann Lee" in one(write(tmp_path / "storm.html", page)).text


def test_a_page_with_an_xml_declaration_is_read(tmp_path: Path) -> None:
    page = f'<?xml version="1.0" encoding="windows-1252"?>\n{PAGE}'.encode("cp1252")
    assert "“We were lucky,” said Ann Lee" in one(write(tmp_path / "storm.xhtml", page)).text


def test_the_year_of_a_copyright_notice_is_no_date(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2015-10-02T14:30:00Z">', "")
    assert one(write(tmp_path / "storm.html", page)).published is None


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "<div>" * 100_000, "<html>"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    assert "no article" in refused(write(tmp_path / "storm.html", page))


# JSON Lines


def test_a_line_gives_its_article(tmp_path: Path) -> None:
    given = {"url": "http://echo.example/1", "title": "Storm", "text": BODY, "published": "2015-10-02"}
    path = write(tmp_path / "storm.jsonl", jsonl({**given, "source": "Echo", "author": "Jane", "section": 5}))
    article_of_url = article_id("http://echo.example/1", None, "")
    assert one(path) == Article(article_of_url, "http://echo.example/1", "Storm", "Echo", "2015-10-02", BODY, "Jane")


def test_only_text_is_needed(tmp_path: Path) -> None:
    text = " \n One.\r\nTwo\tthree. "
    path = write(tmp_path / "storm.ndjson", jsonl({"text": text, "title": None, "url": None}))
    assert one(path) == Article(article_id(None, None, text), None, "One. Two three.", None, None, text)


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_text_of_json_lines_is_kept_to_the_letter(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "storm.jsonl", jsonl(*({"text": text} for text in texts)))
        assert [found.text for found in read(path) if isinstance(found, Article)] == texts


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay(tmp_path: Path) -> None:
    article = one(write(tmp_path / "storm.jsonl", r'{"text": "a\ud800b\ud83d\ude00c", "title": "\udfff"}'))
    assert (article.text, article.title) == ("a\ufffdb😀c", "\ufffd")


def test_one_wrong_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Article {n}."}) for n in range(1, 1001)]
    lines[2] = '{"text": "cut of'
    path = write(tmp_path / "storm.jsonl", "\n".join(lines))
    found = list(read(path))
    assert isinstance(found[2], Failure) and found[2].item == f"{path} line 3" and "JSON" in found[2].reason
    assert [a.text for a in found if isinstance(a, Article)] == [f"Article {n}." for n in range(1, 1001) if n != 3]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": 5}', '"text" must be a string, not 5'),
        (b'{"text": "a", "title": ["b"]}', '"title" must be a string, not ["b"]'),
        (b'{"text": "a", "published": 20151002}', '"published" must be a string'),
        (b'{"text": null}', 'no "text"'),
        (b'{"title": "a"}', 'no "text"'),
        (b'{"text": " \\n"}', "no text"),
        (b'"text"', "not an article"),
        (b"5", "not an article"),
        (b'{"text": "a"} x', "not valid JSON"),
        (b'{"text": "caf\xe9"}', "UTF-8"),
        (b'{"a": ' * 100_000, "not valid JSON"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "not valid JSON"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: bytes, reason: str) -> None:
    path = write(tmp_path / "storm.jsonl", b'{"text": "One."}\n\n' + line + b'\n{"text": "Two."}')
    first, failure, last = read(path)
    assert isinstance(failure, Failure) and failure.item == f"{path} line 3"
    assert reason in failure.reason and "\n" not in failure.reason
    assert isinstance(first, Article) and isinstance(last, Article)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert one(write(tmp_path / "storm.jsonl", codecs.BOM_UTF8 + jsonl({"text": BODY}).encode())).text == BODY


@pytest.mark.parametrize("name", ["storm.jsonl.gz", "storm.json.gz", "storm.ndjson.GZ"])
def test_gzipped_lines_are_read(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, gzip.compress(jsonl({"text": "One."}, {"text": "Two."}).encode()))
    assert [found.text for found in read(path) if isinstance(found, Article)] == ["One.", "Two."]


def test_a_broken_gzip_file_gives_what_can_be_read(tmp_path: Path) -> None:
    lines = jsonl(*({"text": f"Article {n} of {n * 7919 % 1000}."} for n in range(20_000)))
    packed = gzip.compress(lines.encode())
    *articles, failure = read(write(tmp_path / "storm.jsonl.gz", packed[: len(packed) // 2]))
    assert len(articles) > 1000 and all(isinstance(a, Article) for a in articles)
    assert isinstance(failure, Failure) and "cannot be read" in failure.reason
    assert "cannot be read" in refused(write(tmp_path / "other.jsonl.gz", b"no gzip"))


def test_a_line_that_is_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "storm.jsonl.gz", "wb", compresslevel=1) as stream:
        stream.write(b'{"text": "One."}\n{"text": "')
        for _ in range(2 * jsonlines.LIMIT // 1_000_000 + 1):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n{"text": "Two."}')
    first, failure, last = read(tmp_path / "storm.jsonl.gz")
    assert isinstance(failure, Failure) and failure.item.endswith("line 2") and "longer" in failure.reason
    assert isinstance(first, Article) and isinstance(last, Article) and last.text == "Two."


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("published", "9999-01-01", "is no date"),
        ("published", "soon", "is no date"),
        ("published", "10/2/2015", "can be read in two ways; write 2015-10-02 or 2015-02-10"),
        ("published", "10/2/3015", "is no date"),
        ("published", "0/5/2015", "is no date"),
        ("url", "htp://echo.example/1", "is no web address"),
    ],
)
def test_a_field_that_cannot_be_kept_is_told_with_its_place(
    tmp_path: Path, field: str, value: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(tmp_path / "storm.jsonl", jsonl({"text": "One."}, {"text": "Two.", field: value}))
    articles = [article for article in read(path) if isinstance(article, Article)]
    assert [getattr(article, field) for article in articles] == [None] * 2
    assert caplog.messages == [f"{path} line 2: “{value}” {reason}; the article is kept without it"]


@pytest.mark.parametrize("field", ["published", "url"])
def test_what_is_told_of_a_field_is_short_and_safe_on_a_terminal(
    tmp_path: Path, field: str, caplog: pytest.LogCaptureFixture
) -> None:
    one(write(tmp_path / "storm.jsonl", jsonl({"text": BODY, field: "\x1b[31m\n" + "x" * 10_000})))
    [message] = caplog.messages
    assert message.isprintable() and len(message) < 1000


@pytest.mark.parametrize("url", ["http://[bad", "ftp://echo.example/1", "/news/storm.txt", "http://", ""])
def test_a_url_that_is_no_web_address_is_dropped(tmp_path: Path, url: str) -> None:
    article = one(write(tmp_path / "storm.jsonl", jsonl({"text": BODY, "url": url})))
    assert (article.url, article.id) == (None, article_id(None, None, BODY))


def test_a_long_title_is_cut_and_on_one_line(tmp_path: Path) -> None:
    article = one(write(tmp_path / "storm.jsonl", jsonl({"text": BODY, "title": "long\n" * 1000})))
    assert len(article.title) == 500 and article.title.endswith("long…")
    assert "\n" not in article.title


# JSON documents


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_of_articles_is_read(tmp_path: Path, indent: int | None, charset: str) -> None:
    document = json.dumps([{"text": "One."}, {"text": 2}, {"text": "Three."}], indent=indent)
    path = write(tmp_path / "storm.json", document.encode(charset))
    first, failure, last = read(path)
    assert isinstance(first, Article) and isinstance(last, Article) and last.text == "Three."
    assert isinstance(failure, Failure) and failure.item == f"{path} element 2"


def test_a_printed_article_is_read_and_replaces_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "storm.json", json.dumps({"text": BODY, "title": "Storm"}, indent=2))
    assert (one(path).text, one(path).title) == (BODY, "Storm")
    assert one(path).id == article_id(None, str(path.resolve()), "")


def test_a_broken_document_is_one_failure(tmp_path: Path) -> None:
    assert "not valid JSON" in refused(write(tmp_path / "storm.json", '[\n{"text": "One."},\n{"text": "Two."\n'))


# Paths


def test_a_folder_is_read_in_order_without_what_is_hidden_or_of_other_kinds(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.txt", "c.jsonl", "d/e/f"):
        write(tmp_path / name, jsonl({"text": name}) if name.endswith("jsonl") else f"The text of {name}.")
    for name in (".hidden.txt", ".git/a.txt", "style.css", "script.py", "table.csv", "notes.pdf"):
        write(tmp_path / name, "The text that is none.")
    for name in ("photo.png", "module.pyc", "program", "archive.zip", "unknown.kind"):
        write(tmp_path / name, b"\x89\x00\x01binary")
    found = list(read(tmp_path))
    assert [f.text for f in found if isinstance(f, Article)] == [
        "The text of a/1.txt.",
        "The text of a/2.md.",
        "The text of b.txt.",
        "c.jsonl",
        "The text of d/e/f.",
    ]
    assert len(found) == 5


def test_what_is_wrong_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x00")
    write(tmp_path / "b.txt", "The text.")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nothing")
    first, second, third = read(tmp_path)
    assert isinstance(first, Failure) and isinstance(second, Article) and isinstance(third, Failure)


def test_a_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b.txt", "The text.")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "other").symlink_to(tmp_path / "a")
    assert [found.text for found in read(tmp_path) if isinstance(found, Article)] == ["The text."]


@pytest.mark.parametrize("name", ["photo.png", "photo.txt", "photo", "photo.json.png"])
def test_a_binary_file_named_by_itself_is_refused(tmp_path: Path, name: str) -> None:
    assert "text, Markdown, HTML and JSON Lines" in refused(write(tmp_path / name, b"\x89PNG\x00\x01"))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no file" in refused(tmp_path / "pipe.txt")


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert list(read(tmp_path)) == []


@pytest.mark.parametrize("name", ["nothing.txt", "nothing/at/all", "a\0b", "x" * 5000])
def test_a_path_that_does_not_exist_is_an_error_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "storm.txt", TEXT)
    path.chmod(0)
    assert refused(path) == "cannot be read: Permission denied"


def test_a_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"\x00")
    [failure] = read(path)
    assert isinstance(failure, Failure) and failure.item.encode().endswith("caf\ufffd.txt".encode())


def test_an_edited_file_keeps_its_id_and_a_line_does_not(tmp_path: Path) -> None:
    before = one(write(tmp_path / "storm.txt", TEXT))
    assert one(write(tmp_path / "storm.txt", TEXT + "More.\n")).id == before.id
    before = one(write(tmp_path / "storm.jsonl", jsonl({"text": "One."})))
    assert one(write(tmp_path / "storm.jsonl", jsonl({"text": "Two."}))).id != before.id
