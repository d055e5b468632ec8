"""What the bot says to people: the sentences of texts.yaml, by name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from index.errors import ConfigError

FILE = Path(__file__).with_name("texts.yaml")


def say(name: str, **values: object) -> str:
    """The text of that name with its placeholders filled in. Values stand as they are: make a stranger's plain first.

    Raises ConfigError if texts.yaml is damaged, KeyError for a name or placeholder that is not there.
    """
    return texts()[name].format_map(values)


@cache
def texts() -> Mapping[str, str]:
    """The texts by name, read once and checked."""
    return load(FILE)


def load(path: Path) -> dict[str, str]:
    """The texts of a file. Raises ConfigError for one that is no text, or whose placeholders are more than names."""
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} cannot be read ({error}). Install Dateline again.") from error
    if not isinstance(loaded, dict):
        raise ConfigError(f"{path} must hold names and texts.")
    for name, text in loaded.items():
        _check(f"{path}: {name}", text)
    return loaded


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError where the braces do not match or hold more than a name."""
    found = [(field, form, way) for _, field, form, way in Formatter().parse(text) if field is not None]
    if any(form or way or not field.isidentifier() for field, form, way in found):
        raise ValueError("a placeholder is a name in braces, such as {count}")
    return {field for field, _, _ in found}


def _check(place: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip():
        raise ConfigError(f"{place} is not a text. Write it in quotes.")
    try:
        placeholders(text)
    except ValueError as error:
        raise ConfigError(f"{place} has a wrong placeholder ({error}). Double a brace that is to be shown.") from error
