"""From a report to what changed since another one, to what is below its floor, and to a table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.evaluation import Report
from bot.metrics import SMALLER_IS_BETTER, Figure, sign_test
from index.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which questions were won and lost, and how many stayed as they were or are in one of the reports only.

    ``p_value``, 0 to 1, is of the exact two-sided sign test over those that changed.
    """

    won: tuple[str, ...]
    lost: tuple[str, ...]
    unchanged: int
    unpaired: int
    p_value: float


def compare(before: Report, after: Report, of: Literal["right", "refused"] = "right") -> Comparison:
    """What changed, question by question. Raises InputError where the reports share no question."""
    old, new = (before.right, after.right) if of == "right" else (before.refused, after.refused)
    shared = [question for question in new if question in old]
    if old and new and not shared:
        raise InputError("The two reports have no question in common. Compare reports on the same set.")
    won = tuple(question for question in shared if new[question] > old[question])
    lost = tuple(question for question in shared if new[question] < old[question])
    return Comparison(
        won=won,
        lost=lost,
        unchanged=len(shared) - len(won) - len(lost),
        unpaired=len(old.keys() ^ new.keys()),
        p_value=sign_test(len(won), len(lost)),
    )


def read_report(path: Path) -> Report:
    """The report saved as JSON. Raises InputError where the file holds none."""
    given = _object(path)
    try:
        found = {name: Figure(**figure) for name, figure in given["figures"].items()}
        return Report(**given | {"figures": found})
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is not a saved report. Make one with: python -m bot eval DIR --save {path}"
        ) from error


def read_floors(path: Path) -> dict[str, float]:
    """The floors in a JSON file such as {"accuracy": 0.5}. Raises InputError where a floor is no number."""
    given = _object(path)
    for name, floor in given.items():
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise InputError(f"{path}: the floor of {name} is {floor!r}. Give a number.")
    return given


def floors(report: Report, mapping: Mapping[str, float]) -> list[str]:
    """A sentence for each figure that is worse than its floor, or has no value.

    Of figures like ``brier`` and ``ms_p95`` less is better: their floor is an upper bound. Raises InputError
    for a name that is no figure of the report.
    """
    return [
        f"{name} is {_shown(value)}, its floor is {_shown(mapping[name])}."
        for name, value in _short(report, mapping).items()
    ]


def lowered(report: Report, mapping: Mapping[str, float]) -> dict[str, float]:
    """The floors, each that the report does not meet moved to the report's value."""
    short = _short(report, mapping)
    return {**mapping, **{name: value for name, value in short.items() if value is not None}}


def table(report: Report, before: Report | None = None) -> "Table":
    """The figures with their intervals, and beside them those of an earlier report."""
    from rich.table import Table

    drawn = Table("figure", title=f"{report.questions} answerable, {report.unanswerable} unanswerable questions")
    for heading in ["value", "95 % interval", *(["before"] if before else [])]:
        drawn.add_column(heading, justify="right")
    for name, figure in report.figures.items():
        interval = "" if figure.value is None else f"{_shown(figure.low)} – {_shown(figure.high)}"
        cells = [_shown(figure.value), interval]
        if before:
            cells.append(_shown(before.figures.get(name, Figure()).value))
        drawn.add_row(name, *cells)
    return drawn


def _short(report: Report, mapping: Mapping[str, float]) -> dict[str, float | None]:
    """The values, by name, of the figures that do not meet their floor."""
    values = {name: _value(report, name) for name in mapping}
    return {name: value for name, value in values.items() if not _meets(name, value, mapping[name])}


def _meets(name: str, value: float | None, floor: float) -> bool:
    if value is None:
        return False
    return value <= floor if name in SMALLER_IS_BETTER else value >= floor


def _value(report: Report, name: str) -> float | None:
    if name in report.figures:
        return report.figures[name].value
    near = get_close_matches(name, report.figures, n=1) or [", ".join(report.figures)]
    raise InputError(f"The report has no figure {name}. Did you mean: {near[0]}?")


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    # Shares have three digits that mean something; times and counts of words one.
    return f"{value:.3f}" if value <= 1 else f"{value:,.1f}"


def _object(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as JSON ({error}). Give the path of a JSON file.") from error
    if not isinstance(given, dict):
        raise InputError(f"{path} does not hold a JSON object. Give the path of a JSON file.")
    return given
