"""The pairs of sentence and passage: those at work, and those set aside that nobody who changes the check has seen."""

from dataclasses import dataclass
from pathlib import Path

import yaml

WORK, ASIDE = (Path(__file__).parent / name for name in ("pairs.yaml", "aside.yaml"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the passage it cites with what stands over it, whether that supports it, and what was done to it."""

    sentence: str
    passage: str
    head: str
    supported: bool
    kind: str


def pairs(path: Path) -> list[Pair]:
    """The pairs of a file, in its order."""
    return [
        Pair(sentence, group["passage"], group.get("head", ""), supported, kind)
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))
        for supported, key in ((True, "holds"), (False, "fails"))
        for made in group[key]
        for kind, sentence in made.items()
    ]
