"""From config.yaml to a checked, frozen configuration."""

import difflib
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import ConfigError

BESIDE = Path(__file__).parent.parent / "config.yaml"


class Section(BaseModel):
    """A part of the file: nothing unknown in it, nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Embedding(Section):
    """Which model makes the vectors."""

    model: str = Field(default="bundled", min_length=1)


class Chroma(Section):
    """Where the vector index lives: in this process, or in a ``chroma run``."""

    mode: Literal["embedded", "server"] = "embedded"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65_535)


class Retrieval(Section):
    """How far to look: candidates from each index, hits kept, days after which news is half as fresh."""

    candidates: int = Field(default=100, ge=20, le=1_000)
    hits: int = Field(default=20, ge=1, le=100)
    half_life_days: float = Field(default=10, gt=0)


class Quotes(Section):
    """How the quotes reader answers."""

    threshold: float = Field(default=0.13, ge=0, le=1)
    words: int = Field(default=60, ge=10, le=300)


class Config(Section):
    """All of config.yaml. ``data`` is absolute once it is loaded."""

    data: Path = Path("data")
    embedding: Embedding = Embedding()
    chroma: Chroma = Chroma()
    retrieval: Retrieval = Retrieval()
    reader: Literal["quotes"] = "quotes"
    quotes: Quotes = Quotes()


def load(path: Path | None = None) -> Config:
    """The configuration: of the path given, else of ``DATELINE_CONFIG``, else of the file beside the packages.

    ``DATELINE_DATA`` overrides ``data``. Raises ConfigError with the key's path and the nearest valid name.
    """
    import yaml

    path = path or Path(os.environ.get("DATELINE_CONFIG") or BESIDE)
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise ConfigError(f"{path} cannot be read: {reason}.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is not valid YAML: {' '.join(str(error).split())}.") from error
    return _checked(loaded, path)


def _checked(loaded: Any, path: Path) -> Config:
    if not isinstance(loaded, dict):
        raise ConfigError(f"{path} must hold keys and values, such as “data: data”.")
    try:
        config = Config.model_validate(loaded)
    except ValidationError as error:
        raise ConfigError("\n".join(f"{path}: {_told(e)}" for e in error.errors())) from None
    named = os.environ.get("DATELINE_DATA")
    folder = Path(named) if named else path.parent / config.data.expanduser()
    return config.model_copy(update={"data": folder.resolve()})


def _told(error: Any) -> str:
    """One line on one fault: the key's path, what is wrong, and the name that was probably meant."""
    location = [str(part) for part in error["loc"]]
    key = ".".join(location)
    if error["type"] != "extra_forbidden":
        return f"{key}: {error['msg'][0].lower()}{error['msg'][1:]} (it is {error['input']!r})."
    near = difflib.get_close_matches(location[-1], _names(location[:-1]), 1)
    return f"unknown key “{key}”" + (f"; did you mean “{'.'.join([*location[:-1], near[0]])}”?" if near else ".")


def _names(location: list[str]) -> list[str]:
    section: type[BaseModel] = Config
    for part in location:
        section = section.model_fields[part].annotation  # type: ignore[assignment]  # sections are models
    return list(section.model_fields)
