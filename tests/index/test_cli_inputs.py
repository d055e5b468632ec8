"""Whatever is offered to ``python -m index add``: what can be read is added, and the rest is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.__main__ import main

ESCAPES = "\x1b[31mRed\x1b]0;title\x07 \u202eeman\u202c\x9b2J"

Run = Callable[..., Result]


@pytest.fixture
def run(config_file: Path) -> Run:
    """Runs a command on an empty collection."""
    return lambda *words: CliRunner().invoke(main, ["--config", str(config_file), *map(str, words)])


def offered(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00", "not read"),
        ("story.txt", b"\x00\x01\x02" * 100, "binary"),
        ("empty.txt", b"", "no text"),
        ("blank.md", b" \n\n ", "no text"),
        ("story.jsonl", b'{"title": "No text"}\n', '"text"'),
        ("story.jsonl", b"[1, 2", "JSON"),
        ("story.jsonl", b'{"text": 5}', "string"),
        ("story.jsonl.gz", b"not gzipped", "cannot be read"),
    ],
)
def test_what_is_no_article_is_named_with_its_reason(
    name: str, content: bytes, reason: str, tmp_path: Path, run: Run
) -> None:
    result = run("add", offered(tmp_path / name, content), "--json")
    [failure] = json.loads(result.stdout)["failed"]
    assert result.exit_code == 1
    assert str(tmp_path / name) in failure["item"]
    assert reason in failure["reason"]


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path, run: Run) -> None:
    good = offered(tmp_path / "good.txt", b"Rangers counted 412 wombats.")
    result = run("add", tmp_path / "none.txt", good, "--json")
    counts = json.loads(result.stdout)
    assert (result.exit_code, counts["new"]) == (1, 1)
    assert "does not exist" in counts["failed"][0]["reason"]


def test_a_path_that_is_given_twice_counts_once(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    offered(tmp_path / "good.txt", b"Rangers counted 412 wombats.")
    (tmp_path / "link.txt").symlink_to("good.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "link.txt").symlink_to("../good.txt")
    given = ["good.txt", "./good.txt", tmp_path / "good.txt", "link.txt", "none.txt", "none.txt", "loop.txt", "deep"]
    counts = json.loads(run("add", *given, "--json").stdout)
    assert (counts["new"], counts["unchanged"]) == (1, 0)
    assert [failure["item"] for failure in counts["failed"]] == ["none.txt", "loop.txt"]


def test_one_wrong_line_of_a_thousand_is_named_and_the_others_are_added(tmp_path: Path, run: Run) -> None:
    # The same few texts over and over: they are embedded once.
    lines = [json.dumps({"url": f"https://a.example/{n}", "title": "One", "text": "Rain."}) for n in range(1_000)]
    lines[2] = lines[2][:-1]
    result = run("add", offered(tmp_path / "articles.jsonl", "\n".join(lines).encode()), "--json")
    counts = json.loads(result.stdout)
    assert result.exit_code == 1
    assert counts["new"] + counts["duplicates"] == 999
    assert [failure["item"].endswith("articles.jsonl line 3") for failure in counts["failed"]] == [True]


def test_a_wrong_line_is_told_to_a_person_on_standard_error(tmp_path: Path, run: Run) -> None:
    result = run("add", offered(tmp_path / "a.jsonl", b'{"text": "Rain."}\n{"text":\n'))
    assert result.exit_code == 1
    assert result.stdout == "1 new, 0 updated, 0 unchanged, 0 duplicates, 1 failed\n"
    assert "a.jsonl line 2: not valid JSON" in result.stderr


def test_ten_megabytes_on_one_line_are_read(tmp_path: Path, run: Run) -> None:
    # Blank apart from a few words, so that little of it has to be embedded.
    text = "Rangers counted wombats." + " " * 10_000_000 + "Then it rained."
    path = offered(tmp_path / "long.jsonl", json.dumps({"text": text}).encode())
    result = run("add", path, "--json")
    assert (result.exit_code, json.loads(result.stdout)["new"]) == (0, 1)
    [hit] = [json.loads(line) for line in run("search", "rained", "--json").stdout.splitlines()][:1]
    assert text[hit["start"] : hit["end"]] == hit["text"]


def test_the_year_9999_is_a_date_like_others(tmp_path: Path, run: Run) -> None:
    article = {"title": "Far", "text": "It is far ahead.", "published": "9999-12-31"}
    path = offered(tmp_path / "a.jsonl", json.dumps(article).encode())
    assert run("add", path).exit_code == 0
    assert run("stats").exit_code == 0
    for question in ("What is ahead?", "What is the latest?", "What is ahead this week?"):
        assert run("search", question).exit_code == 0


def test_a_very_long_title_is_kept_short(tmp_path: Path, run: Run) -> None:
    path = offered(tmp_path / "a.jsonl", json.dumps({"title": "long " * 1_000, "text": "It rained."}).encode())
    assert run("add", path).exit_code == 0
    [article] = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert article["title"].startswith("long long")
    assert len(article["title"]) <= 500


@pytest.fixture
def hostile(tmp_path: Path, run: Run) -> Run:
    """Runs a command on one article full of escapes."""
    article = {"title": ESCAPES, "source": ESCAPES, "author": ESCAPES, "text": f"{ESCAPES} fell. {ESCAPES} rose."}
    assert run("add", offered(tmp_path / "a.jsonl", json.dumps(article).encode())).exit_code == 0
    return run


@pytest.mark.parametrize("words", [["list"], ["stats"], ["search", "What fell?"], ["show"]])
def test_escapes_of_an_article_are_never_printed(words: list[str], hostile: Run) -> None:
    named = [json.loads(hostile("list", "--json").stdout)["article_id"]] if words == ["show"] else []
    result = hostile(*words, *named)
    assert result.exit_code == 0
    assert "Red" in result.stdout
    assert not {"\x1b", "\x07", "\x9b", "\x00", "\u202e"} & set(result.stdout)


def test_escapes_of_an_article_are_never_printed_as_json(hostile: Run) -> None:
    printed = hostile("list", "--json").stdout
    assert json.loads(printed)["title"] == ESCAPES
    assert not {"\x1b", "\x07", "\x9b", "\x00"} & set(printed)
