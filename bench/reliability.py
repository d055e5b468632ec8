"""The reliability diagram of the confidence: how often answers are right, by how probable they were said to be.

    python -m bench.reliability SET_DIR ANSWERS.jsonl REFUSALS.jsonl OUT.svg

The answers are those of ``python -m bot ask --batch FILE --json`` to the set's questions and to its unanswerable ones,
made with ``quotes.threshold: 0``, so that each of them has a text that can be right or wrong.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import click

from bot import evalset
from bot.judging import right

# Equal parts of 0 to 1. With some 500 answers more would be noise.
BINS = 10
# Pixels: of the diagram's side, and around it.
SIDE, MARGIN = 300, 40
# The radius of a dot grows with the root of its answers, so that areas compare.
RADIUS = 1.2


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, their mean confidence, and the share of them that is right."""

    count: int
    confidence: float
    right: float


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.argument("answers", type=click.Path(path_type=Path, exists=True))
@click.argument("refusals", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path))
def main(folder: Path, answers: Path, refusals: Path, out: Path) -> None:
    """Draw the diagram of the answers to the questions of FOLDER into OUT."""
    accepted = {question.id: question.answers for question in evalset.load(folder).questions}
    said = [(row["confidence"], right(row["text"], accepted[row["id"]])) for row in _rows(answers)]
    said += [(row["confidence"], False) for row in _rows(refusals)]
    found = bins(said)
    out.write_text(drawn(found, f"{len(said)} answers on {folder.name}"), encoding="utf-8")
    for one in found:
        click.echo(f"{one.confidence:.2f} said, {one.right:.2f} right, {one.count} answers")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def bins(said: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The bins that are not empty, of pairs of a confidence and whether the answer is right."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, is_right in said:
        parts[min(int(confidence * BINS), BINS - 1)].append((confidence, is_right))
    return [
        Bin(len(part), sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part))
        for part in parts
        if part
    ]


def drawn(found: Sequence[Bin], title: str) -> str:
    """The diagram as SVG: a dot a bin, and the line on which they would lie if confidence were all true."""
    size, low, high = SIDE + 2 * MARGIN, MARGIN, MARGIN + SIDE
    dots = "".join(
        f'<circle cx="{low + SIDE * one.confidence:.1f}" cy="{high - SIDE * one.right:.1f}" '
        f'r="{2 + RADIUS * one.count**0.5:.1f}" fill="#2e8b57" fill-opacity=".7"/>'
        for one in found
    )
    ticks = "".join(
        f'<text x="{low + SIDE * tick / 4}" y="{high + 15}" text-anchor="middle">{tick / 4:g}</text>'
        f'<text x="{low - 6}" y="{high + 4 - SIDE * tick / 4}" text-anchor="end">{tick / 4:g}</text>'
        for tick in range(5)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'font-family="sans-serif" font-size="11"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<rect x="{low}" y="{low}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>'
        f'<path d="M{low} {high}L{high} {low}" stroke="#999" stroke-dasharray="4"/>{dots}{ticks}'
        f'<text x="{size / 2}" y="{low - 14}" text-anchor="middle">{escape(title)}</text>'
        f'<text x="{size / 2}" y="{high + 32}" text-anchor="middle">confidence</text>'
        f'<text x="12" y="{size / 2}" text-anchor="middle" transform="rotate(-90 12 {size / 2})">right</text></svg>\n'
    )


if __name__ == "__main__":
    main()
