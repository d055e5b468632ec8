"""From Discord's JSON of messages to a picture of how its client shows them: one HTML page, and a PNG of it."""

import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tests.loopback.markup import Pen

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# As root in a container; without an account, an update or a word to anyone; with a profile that is thrown away.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
]
# What the page may do: nothing but be looked at, even if something got past the escaping.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# Pixels: about what a Discord window gives a channel, and more dots for sharp letters.
WIDTH, HEIGHT, SCALE = 680, 1000, 1.5
# Seconds until a browser is stuck; a busy machine takes ten.
PATIENCE_S = 120
# Discord's own colours for people without a picture of themselves.
COLOURS = ("#5865f2", "#757e8a", "#3ba55c", "#faa61a", "#ed4245", "#eb459e")
SIGNS = {"channel": "#", "thread": "🧵", "direct": "@"}
# The kind of interaction that is a command.
COMMAND = 2

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """One channel as a person sees it: its name and its messages in Discord's JSON, oldest first."""

    name: str
    messages: Sequence[Json]
    kind: Literal["channel", "thread", "direct"] = "channel"

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]


def page(views: Sequence[View], now: datetime) -> str:
    """HTML of the channels, one below the other, as they look at ``now`` in its zone. It fetches nothing."""
    posts = {message["id"]: message for view in views for message in view.messages}
    pen = Pen(now, dict(_names(posts.values())))
    drawing = Environment(autoescape=True, loader=FileSystemLoader(HERE), trim_blocks=True, lstrip_blocks=True)
    drawing.globals.update(
        pen=pen,
        posts=posts,
        policy=Markup(POLICY),
        name=_name,
        colour=_colour,
        command=_command,
        preview=_preview,
        moment=lambda stamp: pen.moment(datetime.fromisoformat(stamp)),
        style=Markup((HERE / "picture.css").read_text(encoding="utf-8")),
    )
    return drawing.get_template("picture.html").render(views=views)


def chromium() -> str | None:
    """The path of the browser that takes pictures; None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def photograph(browser: str, html: Path, png: Path) -> None:
    """Write a PNG of the whole page. Raises CalledProcessError or TimeoutExpired when the browser fails."""
    screenshot = f"--screenshot={png.resolve()}"
    _run(browser, html, _height(browser, html), screenshot, f"--force-device-scale-factor={SCALE}")


def _height(browser: str, html: Path) -> int:
    """The page's height in pixels, as a copy of it tells in which one script may run."""
    nonce = secrets.token_hex()
    written = html.read_text(encoding="utf-8").replace(POLICY, f"{POLICY}; script-src 'nonce-{nonce}'")
    script = f'<script nonce="{nonce}">document.title = document.body.scrollHeight</script>'
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy.html"
        copy.write_text(written + script, encoding="utf-8")
        told = _run(browser, copy, HEIGHT, "--dump-dom")
    found = re.search(r"<title>(\d+)</title>", told)
    assert found, "the script sets the title"
    return int(found[1])


def _run(browser: str, html: Path, height: int, *flags: str) -> str:
    with tempfile.TemporaryDirectory() as profile:
        window = f"--window-size={WIDTH},{height}"
        words = [browser, *FLAGS, f"--user-data-dir={profile}", window, *flags, html.resolve().as_uri()]
        return subprocess.run(words, check=True, capture_output=True, text=True, timeout=PATIENCE_S).stdout


def _names(messages: Iterable[Json]) -> Iterator[tuple[str, str]]:
    for message in messages:
        for user in (message["author"], *message.get("mentions", ())):
            yield str(user["id"]), _name(user)


def _name(user: Json) -> str:
    return str(user.get("global_name") or user["username"])


def _colour(user: Json) -> str:
    """Discord takes it from the id; by the name it is the same in every picture."""
    return COLOURS[0] if user.get("bot") else COLOURS[sum(map(ord, _name(user))) % len(COLOURS)]


def _command(message: Json) -> str:
    """What a person used to get the message: "/ask", "Find related passages"; empty for a button."""
    used = message.get("interaction") or message.get("interaction_metadata") or {}
    name = str(used.get("name", "")) if used.get("type") == COMMAND else ""
    return f"/{name}" if name.islower() else name  # only a slash command must be in small letters


def _preview(message: Json) -> str:
    """The first line of a message as a reply to it repeats it, or what Discord says of one that has only embeds."""
    return str(message.get("content") or "Click to see attachment").split("\n")[0]
