import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.comparison import compare, floors, lowered, read_floors, read_report, table
from bot.evaluation import Report
from bot.metrics import Figure
from index.errors import InputError


def report(right: dict[str, bool], refused: dict[str, bool] | None = None) -> Report:
    return Report(len(right), len(refused or {}), 0, 0, {}, right, refused or {})


def measured(**values: float | None) -> Report:
    return replace(report({"a": True}), figures={n: Figure(v, v, v) for n, v in values.items()})


def test_questions_won_and_lost_are_named() -> None:
    before = report({"a": True, "b": False, "c": True, "d": False, "gone": True})
    after = report({"a": True, "b": True, "c": False, "d": False, "new": True})
    found = compare(before, after)
    assert (found.won, found.lost) == (("b",), ("c",))
    assert (found.unchanged, found.unpaired, found.p_value) == (2, 2, 1.0)


def test_five_questions_won_and_none_lost_are_not_yet_significant() -> None:
    ids = "abcdefgh"
    found = compare(report(dict.fromkeys(ids, False)), report({one: one < "f" for one in ids}))
    assert (len(found.won), found.unchanged, found.p_value) == (5, 3, 0.0625)


def test_refusals_are_compared_apart() -> None:
    before, after = report({"a": True}, {"x": False, "y": True}), report({"a": False}, {"x": True, "y": True})
    found = compare(before, after, of="refused")
    assert (found.won, found.lost, found.unchanged) == (("x",), (), 1)
    assert compare(report({"a": True}), report({"a": True}), of="refused").p_value == 1.0


def test_reports_on_other_questions_cannot_be_compared() -> None:
    with pytest.raises(InputError, match="no question in common"):
        compare(report({"a": True}), report({"b": True}))


def test_a_saved_report_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    saved = replace(measured(accuracy=0.5, ms_p50=None), refused={"x": True, "y": False})
    path.write_text(json.dumps(saved.as_json()), "utf-8")
    assert read_report(path) == saved


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"figures": {"accuracy": 5}}', '{"figures": {}}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"report\.json"):
        read_report(path)


def test_figures_below_their_floor_are_told() -> None:
    found = measured(accuracy=0.5, refused=0.8, brier=0.3, ms_p95=40.0)
    short = floors(found, {"accuracy": 0.6, "refused": 0.8, "brier": 0.2, "ms_p95": 50})
    assert short == ["accuracy is 0.500, its floor is 0.600.", "brier is 0.300, its floor is 0.200."]


def test_a_figure_without_a_value_does_not_meet_its_floor() -> None:
    assert floors(measured(ms_p50=None), {"ms_p50": 10}) == ["ms_p50 is –, its floor is 10.0."]


def test_a_floor_of_no_figure_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match="Did you mean: accuracy"):
        floors(measured(accuracy=0.5), {"acuracy": 0.6})


def test_lowered_floors_are_met_and_no_other_floor_moves() -> None:
    found = measured(accuracy=0.5, refused=0.8, brier=0.3, ms_p50=None)
    given = {"accuracy": 0.6, "refused": 0.7, "brier": 0.2}
    assert lowered(found, given) == {"accuracy": 0.5, "refused": 0.7, "brier": 0.3}
    assert floors(found, lowered(found, given)) == []
    assert lowered(found, {"ms_p50": 10}) == {"ms_p50": 10}


def test_floors_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"accuracy": 0.5, "ms_p95": 200}', "utf-8")
    assert read_floors(path) == {"accuracy": 0.5, "ms_p95": 200}
    path.write_text('{"accuracy": "high"}', "utf-8")
    with pytest.raises(InputError, match="floor of accuracy is 'high'"):
        read_floors(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_floors(tmp_path / "none.json")


def test_the_table_shows_each_figure_with_its_interval_and_what_it_was() -> None:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(table(measured(accuracy=0.5, ms_p50=1234.5), measured(accuracy=0.25)))
    words = [line.replace("│", " ").split() for line in shown.get().splitlines()]
    assert ["accuracy", "0.500", "0.500", "–", "0.500", "0.250"] in words
    assert ["ms_p50", "1,234.5", "1,234.5", "–", "1,234.5", "–"] in words
