"""Discord's limits of buttons, menus, modals and autocomplete choices."""

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from tests.loopback.records import Json
from tests.loopback.refusals import Form, length

ROW, BUTTON, MENU, INPUT, LABEL, TEXT = 1, 2, 3, 4, 18, 10
MENUS = {MENU, 5, 6, 7, 8}  # of texts, users, roles, users and roles, channels
LINK, STYLES = 5, range(1, 6)

ROWS, BUTTONS = 5, 5
CUSTOM_ID, BUTTON_LABEL, PLACEHOLDER = 100, 80, 150
OPTIONS, OPTION = 25, 100
MODAL_TITLE, INPUT_LABEL, INPUT_TEXT, INPUT_PLACEHOLDER, DESCRIPTION = 45, 45, 4000, 100, 100
CHOICES, CHOICE = 25, 100
URL = 2048

Path = tuple[str | int, ...]


def check_rows(form: Form, rows: Any) -> None:
    """Notes what is wrong with the components of a message."""
    if not form.count(("components",), rows, 0, ROWS):
        return
    for number, row in enumerate(rows):
        path = ("components", number)
        if row.get("type") != ROW:
            form.wrong((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')
        elif form.count((*path, "components"), row.get("components"), 1, BUTTONS):
            _check_row(form, (*path, "components"), row["components"])
    _check_unique(form, [part for row in rows for part in row.get("components") or []])


def _check_row(form: Form, path: Path, parts: list[Json]) -> None:
    for number, part in enumerate(parts):
        if part.get("type") == BUTTON:
            _check_button(form, (*path, number), part)
        elif part.get("type") in MENUS and len(parts) == 1:
            _check_menu(form, (*path, number), part)
        else:
            form.wrong((*path, number, "type"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "This does not fit into the row.")


def _check_button(form: Form, path: Path, button: Json) -> None:
    if button.get("style") not in STYLES:
        form.wrong((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5).")
    form.text((*path, "label"), button.get("label"), 0, BUTTON_LABEL)
    if not (button.get("label") or button.get("emoji")):
        form.wrong((*path, "label"), "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji.")
    if button.get("style") == LINK:
        check_url(form, (*path, "url"), button.get("url") or "")
    else:
        form.text((*path, "custom_id"), button.get("custom_id"), 1, CUSTOM_ID)
    if ("url" in button) == ("custom_id" in button):
        form.wrong((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_OR_URL", "Exactly one of custom_id and url.")


def _check_menu(form: Form, path: Path, menu: Json) -> None:
    form.text((*path, "custom_id"), menu.get("custom_id"), 1, CUSTOM_ID)
    form.text((*path, "placeholder"), menu.get("placeholder"), 0, PLACEHOLDER)
    if menu["type"] == MENU and form.count((*path, "options"), menu.get("options"), 1, OPTIONS):
        for number, option in enumerate(menu["options"]):
            place = (*path, "options", number)
            form.text((*place, "label"), option.get("label"), 1, OPTION)
            form.text((*place, "value"), option.get("value"), 1, OPTION)
            form.text((*place, "description"), option.get("description"), 0, OPTION)
        for value, times in Counter(option.get("value") for option in menu["options"]).items():
            if times > 1:
                form.wrong((*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", f"{value} is there twice.")


def _check_unique(form: Form, parts: list[Json]) -> None:
    for custom_id, times in Counter(part["custom_id"] for part in parts if "custom_id" in part).items():
        if times > 1:
            form.wrong(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", f"{custom_id} cannot be duplicated.")


def check_modal(form: Form, modal: Json) -> None:
    """Notes what is wrong with a modal."""
    form.text(("data", "title"), modal.get("title"), 1, MODAL_TITLE)
    form.text(("data", "custom_id"), modal.get("custom_id"), 1, CUSTOM_ID)
    if form.count(("data", "components"), modal.get("components"), 1, ROWS):
        for number, row in enumerate(modal["components"]):
            _check_line(form, ("data", "components", number), row)
        _check_unique(form, modal_inputs(modal))


def _check_line(form: Form, path: Path, row: Json) -> None:
    if row.get("type") == LABEL:
        form.text((*path, "label"), row.get("label"), 1, INPUT_LABEL)
        form.text((*path, "description"), row.get("description"), 0, DESCRIPTION)
    elif row.get("type") == ROW:
        form.count((*path, "components"), row.get("components"), 1, 1)
    elif row.get("type") != TEXT:
        form.wrong((*path, "type"), "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    for part in modal_inputs({"components": [row]}):
        _check_input(form, path, part, row["type"] == ROW)


def _check_input(form: Form, path: Path, part: Json, labelled: bool) -> None:
    if part.get("type") in MENUS:
        return _check_menu(form, path, part)
    if part.get("type") != INPUT:
        return form.wrong((*path, "type"), "UNION_TYPE_CHOICES", "Only texts and menus may stand in a modal.")
    form.text((*path, "custom_id"), part.get("custom_id"), 1, CUSTOM_ID)
    form.text((*path, "label"), part.get("label"), int(labelled), INPUT_LABEL)
    form.text((*path, "placeholder"), part.get("placeholder"), 0, INPUT_PLACEHOLDER)
    form.text((*path, "value"), part.get("value"), 0, INPUT_TEXT)
    for key, least in (("min_length", 0), ("max_length", 1)):
        if not least <= (least if part.get(key) is None else part[key]) <= INPUT_TEXT:
            form.wrong((*path, key), "NUMBER_TYPE_MAX", f"int value should be between {least} and {INPUT_TEXT}.")
    return None


def modal_inputs(modal: Json) -> list[Json]:
    """What a user fills in, from above to below, whether it stands in a row or under a label."""
    rows: list[Json] = modal.get("components") or []
    return [part for row in rows for part in [*(row.get("components") or []), *filter(None, [row.get("component")])]]


def check_choices(form: Form, choices: Any) -> None:
    """Notes what is wrong with autocomplete's choices."""
    if form.count(("data", "choices"), choices, 0, CHOICES):
        for number, choice in enumerate(choices):
            path = ("data", "choices", number)
            form.text((*path, "name"), choice.get("name"), 1, CHOICE)
            if isinstance(choice.get("value"), str) and length(choice["value"]) > CHOICE:
                form.wrong((*path, "value"), "BASE_TYPE_MAX_LENGTH", f"Must be {CHOICE} or fewer in length.")


def check_url(form: Form, path: tuple[str | int, ...], url: str | None) -> None:
    """Notes a URL that Discord would not link."""
    if url is None:
        return
    if urlsplit(url).scheme not in ("http", "https", "attachment"):
        form.wrong(path, "URL_TYPE_INVALID_SCHEME", f"Scheme of \"{url}\" must be one of ('http', 'https').")
    elif not urlsplit(url).netloc or any(letter.isspace() for letter in url):
        form.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    elif len(url) > URL:
        form.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {URL} or fewer in length.")
