"""Prompts: Markdown files with places for values, checked before the first question."""

from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from index.errors import ConfigError
from index.identity import digest

FOLDER = Path(__file__).parents[2] / "prompts"
# What each use of a prompt puts into it. A prompt without one of them could not do its work.
VALUES = {
    "answer": frozenset({"question", "passages", "fence", "day"}),
    "rewrite": frozenset({"question", "turns", "fence"}),
    "split": frozenset({"question", "fence"}),
    "check": frozenset({"sentence", "passage", "fence"}),
}
# The line between what the model is told as the system and what the user says.
LINE = "\n---\n"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a model is asked: the system's part, empty where there is none, and the user's."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its places for values."""

    name: str
    text: str
    digest: str

    @property
    def id(self) -> str:
        """Name and content, as an answer records them: ``answer@1f3a5c7e``."""
        return f"{self.name}@{self.digest[:8]}"

    def filled(self, **values: str) -> Filled:
        """The prompt with its values, none of which is looked into for further places."""
        system, line, user = self.text.partition(LINE)
        parts = (system, user) if line else ("", system)
        return Filled(*(part.strip().format_map(values) for part in parts))


def load(use: str, name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt for that use: a name in the folder, or the path of a .md file.

    Raises ConfigError where the file cannot be read, or has not exactly the places that its use fills.
    """
    path = Path(name) if name.endswith(".md") else folder / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The prompt {path} (llm.prompts.{use}) cannot be read. Name a file in {folder}.") from error
    except ValueError as error:
        raise ConfigError(f"The prompt {path} has a single brace ({error}). Write {{{{ and }}}} for braces.") from error
    _check(path, fields, VALUES[use])
    return Prompt(path.stem, text, digest(text))


def _check(path: Path, fields: set[str], values: frozenset[str]) -> None:
    wrong = [f"it lacks {{{name}}}" for name in sorted(values - fields)]
    wrong += [f"nothing is known for {{{name}}}" for name in sorted(fields - values)]
    if wrong:
        raise ConfigError(f"The prompt {path} cannot be used: {'; '.join(wrong)}. Compare it with the one in {FOLDER}.")
