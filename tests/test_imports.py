"""Imports go one way, heavy libraries stay at their edges, and asking loads none of them before it must."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "bot")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
)
# The live modules of the Discord front-end; its others are plain.
LIVE = (
    *("about", "answering", "asking", "buttons", "client", "collecting", "completing", "curating", "faults", "places"),
    *("pressing", "run", "sending", "settings", "speaking"),
)

# Which modules may know a library at all.
EDGES = {
    "chromadb": {"index.vectors"},
    "tantivy": {"index.lexical"},
    "langchain": {"bot.llm.model"},
    "langchain_core": {"index.langchain", "bot.langchain", "bot.llm.model"},
    "torch": {"index.bundled", "bot.crossencoder"},
    "transformers": {"index.bundled"},
    "sentence_transformers": {"index.encoder", "bot.crossencoder"},
    "onnxruntime": {"index.bundled", "index.transformer"},
    "sqlalchemy": {
        "index.catalog",
        "index.pending",
        "index.statements",
        "index.sqlite",
        "index.tables",
        "bot.llm.cache",
        "bot.discordbot.state",
        "bot.discordbot.tables",
    },
    "tenacity": {"bot.llm.calling"},
    "prompt_toolkit": {"bot.talk"},
    "trafilatura": {"index.markup"},
    "discord": {f"bot.discordbot.{name}" for name in LIVE},
}
# What takes long to import.
HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "onnxruntime", "langchain_core", "trafilatura"}
# These modules are nothing without their library, and are imported only where it is wanted.
AT_HEAD = {"index.langchain": {"langchain_core"}, "bot.langchain": {"langchain_core"}}
# The steps of a search and of an answer, each with the steps that it must not know.
ABOVE = {
    **dict.fromkeys(
        ("index.vectors", "index.lexical", "index.catalog", "index.passages", "index.encoder"),
        ("index.retriever", "index.collection", "index.owner", "index.opening", "index.terminal"),
    ),
    "index.retriever": ("index.owner", "index.opening", "index.terminal"),
    "bot.quotes": ("bot.answerer", "bot.answering", "bot.contract", "bot.render"),
    "bot.llm.reader": ("bot.answerer", "bot.answering", "bot.contract", "bot.render", "bot.llm.reading"),
    "bot.answerer": ("bot.answering", "bot.contract", "bot.render", "bot.batch", "index.terminal"),
}


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8"))


def _names(statement: ast.AST) -> Iterator[str]:
    """The modules that an import statement names; of ``from index import encoder`` the module within, too."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom):
        assert statement.level == 0, "imports are absolute"
        yield statement.module or ""
        yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def _imported(module: str) -> set[str]:
    """Everything that the module imports, wherever in it that stands."""
    return {name for statement in ast.walk(_tree(module)) for name in _names(statement)}


def _at_head(statements: list[ast.stmt]) -> Iterator[str]:
    """What is imported as soon as the module is; not what only the type checker reads."""
    for statement in statements:
        yield from _names(statement)
        if isinstance(statement, ast.ClassDef | ast.With | ast.Try):
            yield from _at_head(statement.body)
        elif isinstance(statement, ast.If) and ast.unparse(statement.test) != "TYPE_CHECKING":
            yield from _at_head(statement.body + statement.orelse)


def _ours(module: str) -> set[str]:
    return {name for name in _imported(module) if name in MODULES}


def _libraries(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def test_the_modules_are_found() -> None:
    assert {"index.vectors", "index.langchain", "bot.answerer", "bot.__main__"} <= set(MODULES)


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("index.")])
def test_the_index_never_imports_the_bot(module: str) -> None:
    assert not _libraries(_imported(module)) & {"bot", "bench", "training", "tests"}


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("bot.")])
def test_the_bot_never_imports_what_measures_and_trains_it(module: str) -> None:
    assert not _libraries(_imported(module)) & {"bench", "training", "tests"}


@pytest.mark.parametrize("library", EDGES)
def test_a_library_is_known_at_its_edge_only(library: str) -> None:
    assert {module for module in MODULES if library in _libraries(_imported(module))} <= EDGES[library]


@pytest.mark.parametrize("module", MODULES)
def test_no_heavy_library_is_imported_at_the_head(module: str) -> None:
    assert _libraries(set(_at_head(_tree(module).body))) & HEAVY == AT_HEAD.get(module, set())


@pytest.mark.parametrize(("module", "beyond"), [("index.types", set()), ("bot.types", {"index.types"})])
def test_types_import_nothing_of_ours_beyond_types(module: str, beyond: set[str]) -> None:
    assert _ours(module) == beyond


@pytest.mark.parametrize("module", ABOVE)
def test_a_step_does_not_know_the_steps_above_it(module: str) -> None:
    assert not _ours(module) & set(ABOVE[module])


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_imports_a_front_end(package: str) -> None:
    assert not any(f"{package}.__main__" in _imported(module) for module in MODULES)


def test_no_module_imports_itself_by_a_detour() -> None:
    order = TopologicalSorter({module: _ours(module) for module in MODULES})
    assert len(list(order.static_order())) == len(MODULES)


@pytest.mark.parametrize("front_end", ["bot.__main__", "index.__main__"])
def test_a_front_end_is_imported_without_heavy_libraries(front_end: str) -> None:
    heavy = HEAVY | {"langchain", "prompt_toolkit", "tantivy", "tenacity", "wordfreq"}
    code = f"import sys, {front_end}; print(sorted(sys.modules.keys() & {heavy!r}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
