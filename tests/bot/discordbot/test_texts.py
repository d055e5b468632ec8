"""Every sentence that the bot says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discordbot import texts
from bot.discordbot.texts import load, placeholders, say
from index.errors import ConfigError

SOURCES = sorted(texts.FILE.parent.glob("*.py"))


def said(path: Path) -> Iterator[tuple[int, str, set[str | None]]]:
    """Line, name and placeholders of every text that is said by its name; None among them stands for further ones."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield node.lineno, str(name.value), {keyword.arg for keyword in node.keywords}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_is_said_is_there_with_its_placeholders(path: Path) -> None:
    for line, name, given in said(path):
        assert name in texts.texts(), f"line {line}"
        wanted = placeholders(texts.texts()[name])
        assert given == wanted or (None in given and given - {None} <= wanted), f"line {line}: {name}"


def test_every_text_is_said_somewhere() -> None:
    nodes = [node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    named = {node.value for node in nodes if isinstance(node, ast.Constant)}
    # say(f"button.{act}") says all of these.
    heads = [node.values[0] for node in nodes if isinstance(node, ast.JoinedStr) and node.values]
    begun = tuple(str(head.value) for head in heads if isinstance(head, ast.Constant))
    begun = tuple(name for name in begun if name.endswith("."))
    assert not [name for name in texts.texts() if name not in named and not name.startswith(begun)]


def test_a_text_is_said_with_its_values() -> None:
    assert say("page", number=2, count=5) == "page 2 of 5"


def test_a_missing_name_or_value_is_noticed() -> None:
    with pytest.raises(KeyError):
        say("no such text")
    with pytest.raises(KeyError):
        say("page", number=2)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a: 'x {b.c}'", "a has a wrong placeholder"),
        ("a: 'x {0}'", "a has a wrong placeholder"),
        ("a: 'x {b!r}'", "a has a wrong placeholder"),
        ("a: 'x {b:>9}'", "a has a wrong placeholder"),
        ("a: 'x {b'", "a has a wrong placeholder"),
        ("a: 7", "a is not a text"),
        ("a: ' '", "a is not a text"),
        ("- a", "must hold names and texts"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_damaged_file_is_named_with_its_fault(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "texts.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=wrong):
        load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "texts.yaml")
