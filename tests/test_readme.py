"""What the front page says is so: commands, options, keys, paths, requirements and examples."""

import ast
import importlib
import json
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from pydantic import BaseModel

import bot.__main__
import index.__main__
from bot.answerer import Answerer
from bot.contract import row
from index.config import BESIDE, Config
from index.documents import read
from index.query import query
from index.types import Article

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "index" / "sample"
README = (ROOT / "README.md").read_text("utf-8")
REQUIREMENTS = [
    line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]
GROUPS = {"index": index.__main__.main, "bot": bot.__main__.main}
PACKAGES = ("index", "bot", "bench", "training", "tests")
COMMANDS = [(group, name) for group, commands in GROUPS.items() for name in commands.commands]


def blocks(language: str) -> list[str]:
    """The code blocks of the README in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def table(head: str) -> dict[str, str]:
    """The rows of the table whose head begins so: the rest of each by the words in its first code span."""
    rows = README.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    return dict(re.findall(r"^\| `([^`]+)` \|(.*)\|$", rows, re.MULTILINE))


def options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


def shown() -> list[list[str]]:
    """The words after ``python -m`` of every command line shown in a block."""
    lines = "".join(blocks("sh") + blocks("console")).splitlines()
    commands = [shlex.split(line.removeprefix("$ "), comments=True) for line in lines if "python -m " in line]
    return [words[2:] for words in commands if words[:2] == ["python", "-m"]]


@pytest.mark.parametrize(("group", "name"), COMMANDS)
def test_the_table_gives_each_command_exactly_its_options(group: str, name: str) -> None:
    rows = {usage.split()[0]: rest for usage, rest in table(f"`python -m {group}`").items()}
    assert set(re.findall(r"`(--[\w-]+)`", rows[name].split("|")[0])) == options(GROUPS[group].commands[name])


def test_the_tables_name_no_command_that_is_not_there() -> None:
    named = {(group, usage.split()[0]) for group in GROUPS for usage in table(f"`python -m {group}`")}
    assert named == set(COMMANDS)


def test_every_option_is_explained_and_no_other() -> None:
    commands = [*GROUPS.values(), *(GROUPS[group].commands[name] for group, name in COMMANDS)]
    assert {usage.split()[0] for usage in table("option")} == set().union(*map(options, commands))


@pytest.mark.parametrize("words", shown(), ids=" ".join)
def test_a_command_that_is_shown_is_understood(words: list[str]) -> None:
    module, *arguments = words
    if module in GROUPS:
        _parse(GROUPS[module], module, arguments)
    else:  # its arguments name files that the reader has yet to make
        used = {argument for argument in arguments if argument.startswith("--")}
        assert used <= options(importlib.import_module(module).main)


def _parse(group: click.Group, module: str, arguments: list[str]) -> None:
    name = next(argument for argument in arguments if argument in group.commands)
    at = arguments.index(name)
    group.make_context(module, arguments[: at + 1])
    group.commands[name].make_context(name, arguments[at + 1 :])


def test_an_option_that_is_not_there_is_not_understood() -> None:
    with pytest.raises(click.NoSuchOption):
        _parse(GROUPS["bot"], "bot", ["ask", "Who?", "--no-such-option"])


def test_make_knows_every_target_that_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert all(f"{variable} ?=" in makefile for variable in re.findall(r"make \w+ ([A-Z_]+)=", README))


def test_config_yaml_holds_every_key_with_its_default() -> None:
    assert dict(flat(yaml.safe_load(BESIDE.read_text("utf-8")))) == dict(flat(Config()))


def test_the_readme_gives_every_key_with_its_default() -> None:
    rows = {key: rest.split("|")[0].strip(" `") for key, rest in table("key").items()}
    assert rows == {key: str(value) for key, value in flat(Config())}


def flat(section: BaseModel | Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each key with its path, and its value."""
    for key, value in section if isinstance(section, BaseModel) else section.items():
        if isinstance(value, BaseModel | Mapping):
            yield from ((f"{key}.{name}", below) for name, below in flat(value))
        else:
            yield key, str(value) if isinstance(value, Path) else list(value) if isinstance(value, tuple) else value


def test_every_path_that_is_named_is_there() -> None:
    paths = re.findall(rf"(?<![\w./-])((?:{'|'.join(PACKAGES)})/[\w./-]*|\w+\.(?:txt|toml)|Makefile|LICENSE)", README)
    paths += re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert paths and not [path for path in paths if not (ROOT / path.rstrip(".")).exists()]


def test_every_module_that_is_named_is_there() -> None:
    names = re.findall(rf"(?<![\w./])((?:{'|'.join(PACKAGES)})\.[a-z_]+)\b", README)
    assert names and not [name for name in names if not (ROOT / f"{name.replace('.', '/')}.py").exists()]


def test_how_it_works_names_every_module_once() -> None:
    listing = next(block for block in blocks("text") if "__main__.py" in block)
    folder, named = "", list[str]()
    for line in listing.splitlines():
        if line.startswith(" "):
            named.append(folder + line.split()[0])
        else:
            folder = line.split()[0]
    there = [path for package in GROUPS for path in (ROOT / package).rglob("*.py") if path.name != "__init__.py"]
    assert sorted(named) == sorted(path.relative_to(ROOT).as_posix() for path in there)


def test_the_transcript_quotes_the_sample_articles_to_the_letter() -> None:
    texts = {article.url: article.text for article in read(SAMPLE / "articles") if isinstance(article, Article)}
    found = re.findall(r"^\[\d\] “(.*?)”\n    .*?(https://\S+)$", blocks("console")[0], re.DOTALL | re.MULTILINE)
    assert found
    for quote, url in found:
        assert " ".join(quote.split()) in " ".join(texts[url].split())


def test_the_answer_that_is_shown_has_the_fields_of_a_real_one(answerer: Answerer) -> None:
    example = json.loads(next(block for block in blocks("json") if '"status"' in block))
    real = row(answerer.ask(query("What did Russia request about airspace?", datetime.now(UTC))))
    assert real["citations"] and real["passages"]
    assert shape(example) == shape(real)


def shape(answer: Any) -> Any:
    """The keys of an object in their order, and of the first of each list in it."""
    if isinstance(answer, list):
        return shape(answer[0])
    return [(key, shape(value)) for key, value in answer.items()] if isinstance(answer, dict) else None


def test_the_langchain_example_prints_three_articles(
    answerer: Answerer, sample_config: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(sample_config.data))
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 3 and all(" https://" in line for line in printed)


@pytest.mark.parametrize("line", REQUIREMENTS)
def test_a_requirement_is_pinned_and_has_a_reason(line: str) -> None:
    assert re.fullmatch(r"[A-Za-z][\w.-]*==[\w.]+\s+# \S.*", line)


def test_the_torch_that_the_readme_names_is_the_one_required() -> None:
    assert set(re.findall(r"torch==[\w.]+", README)) == {line.split()[0] for line in REQUIREMENTS if "torch==" in line}


def test_every_library_that_is_imported_is_required() -> None:
    required, providers = {_plain(line.split("==")[0]) for line in REQUIREMENTS}, packages_distributions()
    foreign = imported() - sys.stdlib_module_names - set(GROUPS)
    assert "click" in foreign
    assert not [name for name in foreign if not required & {_plain(p) for p in providers.get(name, [])}]


def imported() -> set[str]:
    """The first part of each import in index/ and bot/, also of those within functions."""
    found = set()
    for path in (path for package in GROUPS for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def _plain(name: str) -> str:
    """A distribution's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
