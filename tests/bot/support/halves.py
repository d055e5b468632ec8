"""The pairs of sentence and passage, and which half each is in."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import yaml

PAIRS = Path(__file__).parent / "pairs.yaml"
Half = Literal["work", "aside"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the passage it cites with what stands over it, whether that supports it, and what was done to it."""

    sentence: str
    passage: str
    head: str
    supported: bool
    kind: str
    half: Half


def pairs(half: Half) -> list[Pair]:
    """The pairs of a half. A passage and all its sentences are in one half, so nothing of the other is seen at work."""
    return [pair for pair in _pairs() if pair.half == half]


def _pairs() -> Iterator[Pair]:
    for group in yaml.safe_load(PAIRS.read_text(encoding="utf-8")):
        for supported, key in ((True, "holds"), (False, "fails")):
            for kind, sentence in (told for made in group[key] for told in made.items()):
                yield Pair(sentence, group["passage"], group.get("head", ""), supported, kind, _half(group["passage"]))


def _half(passage: str) -> Half:
    return "aside" if sha256(passage.encode()).digest()[0] % 2 else "work"
