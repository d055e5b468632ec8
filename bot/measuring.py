"""From a folder with a question set to a report, and what is to be said of it."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import comparison, evalset
from bot.answering import answering
from bot.batch import answers
from bot.evaluation import Report, evaluate
from index.adding import add_paths
from index.config import Config
from index.identity import digest
from index.opening import models_folder, open_index
from index.progress import progress


@dataclass(frozen=True, slots=True)
class Judgement:
    """What changed since an earlier report (right answers, then refusals), and which figures are too low."""

    before: Report | None
    right: comparison.Comparison | None
    refused: comparison.Comparison | None
    short: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The changes and the low figures as an object."""
        changes = {name: asdict(c) for name, c in (("changed", self.right), ("refusals", self.refused)) if c}
        return changes | {"below_floor": list(self.short)}


def measure(folder: Path, config: Config) -> Report:
    """The report on the folder's questions, asked of a collection of its articles alone.

    That collection is kept in the data folder, so that measuring again embeds only what has changed.
    """
    found = evalset.load(folder)
    inside = apart(folder, found.articles, config)
    now = datetime.now(UTC)
    with answering(inside) as answerer:
        rows = list(answers(answerer, folder / "questions.jsonl", now))
        refusals = list(answers(answerer, folder / "unanswerable.jsonl", now)) if found.unanswerable else None
    return evaluate(found, evalset.texts(found.articles), rows, refusals)


def apart(folder: Path, articles: Path, config: Config) -> Config:
    """The configuration of a collection that holds the articles of the folder's set and nothing else."""
    place = config.data / "eval" / digest(str(folder.resolve()))
    place.mkdir(parents=True, exist_ok=True)
    models_folder(config).mkdir(exist_ok=True)
    if not (place / "models").exists():
        (place / "models").symlink_to(models_folder(config))
    inside = config.model_copy(update={"data": place})
    with open_index(inside) as index, progress([articles]) as advance:
        add_paths(index, [articles], advance)
    return inside


def judge(report: Report, before: Path | None, floors: Path | None, lower: bool) -> Judgement:
    """What is to be said of the report; ``lower`` rewrites the floors' file to what is reached now."""
    old = comparison.read_report(before) if before else None
    short: list[str] = []
    if floors:
        wanted = comparison.read_floors(floors)
        if lower:
            wanted = comparison.lowered(report, wanted)
            floors.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
        short = comparison.floors(report, wanted)
    return Judgement(
        old,
        comparison.compare(old, report) if old else None,
        comparison.compare(old, report, "refused") if old else None,
        tuple(short),
    )


def show(report: Report, judgement: Judgement) -> None:
    """Print the table, what was won and lost, and which figures are too low."""
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    console.print(comparison.table(report, judgement.before))
    for name, change in (("right answers", judgement.right), ("refusals", judgement.refused)):
        if change:
            console.print(
                f"{name}: {len(change.won)} won, {len(change.lost)} lost (sign test p = {change.p_value:.3f})"
            )
            console.print(f"  won: {', '.join(change.won) or '–'}\n  lost: {', '.join(change.lost) or '–'}")
    for line in judgement.short:
        console.print(line)
