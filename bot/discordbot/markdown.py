"""Text of strangers in Discord's Markdown: shown as it was written, and links that hide nothing."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from index.display import printable

# A longer URL, or host, leaves a field's value (1,024) no room for the headline that leads to it.
MOST_URL, MOST_HOST = 600, 100
# What means something to Discord wherever it stands; a colon opens an emoji or makes a URL, unless a space follows;
# a hyphen, a plus or the stop behind a number makes a list where a line begins, and no text knows where it will be cut.
SPECIAL = re.compile(r"[\\*_~|`<>#\[\]]|:(?!\s)|[-+](?!\S)|(?<=\d)[.)](?!\S)")
# A backslash does not keep Discord from reading these, so a zero-width space parts them.
CALL = re.compile(r"@(?=everyone|here|[!&]?\d)", re.IGNORECASE)
# What cannot be cut: an escape, a parted @, a timestamp, a link.
WHOLE = re.compile(r"\[(?:\[\d+\]|\\.|[^\[\]\\])*\]\([^()\s]*\)|\\.|@\u200b|<t:-?\d+:f>|.", re.DOTALL)
# An address as the text of a link would pass for where the link leads.
ADDRESS = re.compile(r"\w:/|//|www\.|^\S+\.\w{2,}(?:/\S*)?$", re.IGNORECASE)
HOST = re.compile(rf"(?=.{{1,{MOST_HOST}}}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]+(?:-+[a-z0-9]+)*")
BRACKETS = str.maketrans("[]", "()")
# What a URL may hold beside letters and digits, without what Discord would take for the end of a link.
KEPT = "%/?@:!$&+,;=~#"
ELLIPSIS = "…"


def size(text: str) -> int:
    """The length in UTF-16 code units, never less than in code points: Discord counts now the one, now the other."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """The text on one line, written so that Discord shows it as it is: no formatting, link, mention or emoji."""
    return escaped(printable(text))


def escaped(text: str) -> str:
    """What ``plain`` makes of a part of a text that is printable already; blanks at its ends stay."""
    return CALL.sub("@\u200b", SPECIAL.sub(r"\\\g<0>", text))


def web(url: str | None) -> str | None:
    """The URL as it can stand in a masked link or an embed's url: ASCII, nothing in it that ends a link; None where
    it is no http(s) URL, has a name before its host (which would hide the host), or is too long."""
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        rest = quote(parts._replace(scheme="", netloc="").geturl(), safe=KEPT)
    except ValueError:  # a bad port, bracket, label or half a character
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not HOST.fullmatch(host):
        return None
    target = f"{parts.scheme}://{host}" + (f":{port}" if port else "") + rest
    return target if len(target) <= MOST_URL else None


def link(text: str, url: str | None) -> str:
    """A stranger's text as a masked link to the URL; only the plain text where ``web`` has no use for the URL.

    Square brackets become round ones, since no escape keeps them from closing the link. A text that looks like an
    address stands before the link, whose text is then the true host.
    """
    target = web(url)
    if target is None:
        return plain(text)
    if ADDRESS.search(text := printable(text)):
        return f"{escaped(text)} [({urlsplit(target).hostname})]({target})"
    return f"[{escaped(text.translate(BRACKETS))}]({target})"


def cut(text: str, most: int) -> str:
    """The marked-up text in at most so many units, with an ellipsis where something is missing; never cut inside an
    escape or a link."""
    if size(text) <= most:
        return text
    kept = split(text, most - 1)[0]
    return (kept if size(kept) < most else "") + ELLIPSIS


def split(text: str, most: int) -> list[str]:
    """The marked-up text in pieces of at most so many units, parted at blanks where there are any; nothing is lost
    but the blanks between pieces. A link that is longer stays whole."""
    pieces, parts = [], WHOLE.findall(text.strip())
    while parts:
        end = _fitting(parts, most)
        pieces.append("".join(parts[:end]).rstrip())
        parts = parts[end:]
        while parts and parts[0].isspace():
            del parts[0]
    return pieces


def _fitting(parts: Sequence[str], most: int) -> int:
    """How many of the parts make a piece: up to the last blank that fits, at least one."""
    blank = 0
    for place, part in enumerate(parts):
        most -= size(part)
        if part.isspace():
            blank = place
        if most < 0:
            return blank or max(place, 1)
    return len(parts)
