"""From config.yaml to a checked, frozen configuration."""

import difflib
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import ConfigError

# What makes a folder a data folder.
CATALOG = "catalog.sqlite3"
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


class Reranking(Section):
    """Which cross-encoder reads before the answer is chosen; how many sentences a small one reads before it, and how
    many of these it reads itself."""

    model: str = Field(default="bundled", min_length=1)
    sentences: int = Field(default=42, ge=1, le=1_000)
    closely: int = Field(default=8, ge=1, le=1_000)


class Quotes(Section):
    """How the quotes reader answers."""

    threshold: float = Field(default=0.25, ge=0, le=1)
    words: int = Field(default=60, ge=10, le=300)


class Curators(Section):
    """Who may add and remove articles from Discord, besides the application's owners: the members of these servers and
    the holders of these roles, by their ids."""

    guilds: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()


class Discord(Section):
    """How the Discord front-end works. Times are seconds; the token itself is only in the environment."""

    token_env: str = Field(default="DISCORD_TOKEN", min_length=1)
    api: str = Field(default="https://discord.com/api/v10", pattern=r"^https?://\S+[^/\s]$")
    gateway: str = Field(default="wss://gateway.discord.gg/", pattern=r"^wss?://\S+$")
    curators: Curators = Curators()
    workers: int = Field(default=2, ge=1, le=32)
    queue: int = Field(default=64, ge=1, le=10_000)
    answer_seconds: float = Field(default=120, ge=1, le=840)
    grace_seconds: float = Field(default=20, ge=0, le=600)
    user_questions: int = Field(default=6, ge=1, le=1_000)
    channel_questions: int = Field(default=30, ge=1, le=10_000)
    keep_days: int = Field(default=90, ge=1, le=3_650)
    log: Literal["text", "json"] = "text"


class Prompts(Section):
    """Which prompt does what: a name in prompts/, or the path of a file of one's own, relative to config.yaml."""

    answer: str = Field(default="answer", min_length=1)
    rewrite: str = Field(default="rewrite", min_length=1)
    split: str = Field(default="split", min_length=1)
    check: str = Field(default="check", min_length=1)

    def beside(self, folder: Path) -> "Prompts":
        """The same, with paths (they end with .md) taken from that folder."""
        uses = {use: str(folder / Path(name).expanduser()) for use, name in self if name.endswith(".md")}
        return self.model_copy(update=uses)


# The name of an environment variable, or none.
NAME = r"^([A-Za-z_]\w*)?$"


class Llm(Section):
    """How the language-model reader works. Times are seconds, lengths are tokens; secrets are only in the environment,
    under the names given here."""

    model: str = Field(default="", pattern=r"^([a-z_]+:\S+)?$")
    checker: str = Field(default="", pattern=r"^([a-z_]+:\S+)?$")
    key_env: str = Field(default="", pattern=NAME)
    base_url_env: str = Field(default="", pattern=NAME)
    options: dict[str, Any] = {}
    prompts: Prompts = Prompts()
    passage_tokens: int = Field(default=3_000, ge=200, le=1_000_000)
    answer_tokens: int = Field(default=400, ge=20, le=100_000)
    near: float = Field(default=0.35, ge=0, le=1)
    answer_seconds: float = Field(default=60, ge=1, le=800)
    retries: int = Field(default=2, ge=0, le=10)
    calls: int = Field(default=4, ge=1, le=1_000)
    daily_calls: int = Field(default=1_000, ge=0, le=10_000_000)
    failures: int = Field(default=3, ge=1, le=1_000)
    pause_seconds: float = Field(default=60, ge=0, le=86_400)
    cached: int = Field(default=10_000, ge=0, le=10_000_000)


class Config(Section):
    """All of config.yaml. ``data`` is absolute once it is loaded."""

    data: Path = Path("data")
    embedding: Embedding = Embedding()
    chroma: Chroma = Chroma()
    retrieval: Retrieval = Retrieval()
    reranking: Reranking = Reranking()
    reader: Literal["quotes", "llm"] = "quotes"
    quotes: Quotes = Quotes()
    llm: Llm = Llm()
    discord: Discord = Discord()


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
    llm = config.llm.model_copy(update={"prompts": config.llm.prompts.beside(path.parent)})
    return config.model_copy(update={"data": folder.resolve(), "llm": llm})


def _told(error: Any) -> str:
    """One line on one fault: the key's path, what is wrong, and the name that was probably meant."""
    location = [str(part) for part in error["loc"]]
    key = ".".join(location)
    if error["type"] != "extra_forbidden":
        # Somebody may have put a key where its name belongs.
        given = "the name of a variable is wanted" if key.endswith("_env") else f"it is {error['input']!r}"
        return f"{key}: {error['msg'][0].lower()}{error['msg'][1:]} ({given})."
    near = difflib.get_close_matches(location[-1], _names(location[:-1]), 1)
    return f"unknown key “{key}”" + (f"; did you mean “{'.'.join([*location[:-1], near[0]])}”?" if near else ".")


def _names(location: list[str]) -> list[str]:
    section: type[BaseModel] = Config
    for part in location:
        section = section.model_fields[part].annotation  # type: ignore[assignment]  # sections are models
    return list(section.model_fields)
