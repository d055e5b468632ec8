"""A modal or a menu is filled in, within what it allows."""

from collections.abc import Mapping
from typing import Any

from tests.loopback.components import INPUT_TEXT, TEXT
from tests.loopback.records import Json
from tests.loopback.seen import Modal, UnusableError


def check_values(menu: Json, values: list[str]) -> None:
    """Raises UnusableError where these values cannot be chosen together."""
    known = {option["value"] for option in menu.get("options") or []}
    if not menu.get("min_values", 1) <= len(values) <= menu.get("max_values", 1) or (
        known and not set(values) <= known
    ):
        raise UnusableError(f"{values} cannot be chosen in this menu.")


def filled(modal: Modal, values: Mapping[str, Any]) -> list[Json]:
    """The modal's rows with what was filled in, by label or custom_id; raises UnusableError."""
    inputs = {part["custom_id"]: part for part in modal.inputs()}
    given = {custom_id: _value(part, values) for custom_id, part in inputs.items()}
    names = {name for part in inputs.values() for name in (part["custom_id"], part["label"])}
    if unknown := set(values) - names:
        raise UnusableError(f"The modal has no field {', '.join(unknown)}.")
    return [_line(row, given) for row in modal.json["components"]]


def _value(part: Json, values: Mapping[str, Any]) -> Json:
    value = values.get(part["custom_id"], values.get(part["label"], part.get("value", "")))
    told: Json = {"type": part["type"], "custom_id": part["custom_id"], "id": part.get("id", 1)}
    if isinstance(value, list):
        check_values(part, value)
        return told | {"values": value}
    least, most = part.get("min_length") or 0, part.get("max_length") or INPUT_TEXT
    if (part.get("required", True) and not value) or (value and not least <= len(value) <= most):
        raise UnusableError(f"{part['label']} needs {least} to {most} characters.")
    return told | {"value": value}


def _line(row: Json, given: Mapping[str, Json]) -> Json:
    told: Json = {"type": row["type"], "id": row.get("id", 1)}
    if row["type"] == TEXT:
        return told
    if "component" in row:
        return told | {"component": given[row["component"]["custom_id"]]}
    return told | {"components": [given[part["custom_id"]] for part in row["components"]]}
