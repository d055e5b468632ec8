"""How much there is to add, and a bar where somebody looks."""

import gzip
import io
from pathlib import Path

import pytest

from index.progress import expected, progress


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six articles: one in a file of its own, two in lines, three in packed lines."""
    (tmp_path / "one.txt").write_text("It rained.\n\nIt snowed.")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "two.jsonl").write_text("{}\n{}\n")
    (tmp_path / "three.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n{}\n"))
    return tmp_path


def test_a_line_counts_in_json_lines_and_a_file_elsewhere(folder: Path) -> None:
    assert expected([folder]) == 6
    assert expected([folder / "one.txt", folder / "deep"]) == 3


@pytest.mark.parametrize("content", [b"not gzipped", gzip.compress(b"{}\n" * 9_999)[:-9], b""])
def test_what_cannot_be_counted_is_one_or_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(content)
    assert expected([tmp_path]) in (0, 1)


@pytest.mark.parametrize(("content", "lines"), [(b"{}\n{}", 2), (b"{}\n{}\n", 2), (b"x" * 3_000_000, 1), (b"", 0)])
def test_lines_of_any_length_are_counted(content: bytes, lines: int, tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_bytes(content)
    (tmp_path / "some.jsonl.gz").write_bytes(gzip.compress(content))
    assert expected([tmp_path]) == 2 * lines


def test_what_is_not_there_counts_nothing(tmp_path: Path) -> None:
    assert expected([tmp_path / "none"]) == 0


def test_without_a_terminal_nothing_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with progress([folder]) as advance:
        advance(6)
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_goes_to_standard_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress([folder]) as advance:
        advance(4)
    assert "4/6" in terminal.getvalue()
    assert capsys.readouterr().out == ""
