"""From the bytes of a file to its text."""

import codecs
import re

SAMPLE = 1 << 16  # bytes; enough to tell a charset, and quick

# In Latin letters an accent seldom stands beside another, in other scripts every letter is a byte beyond ASCII: runs of
# them up to this mean length are accents. They do not tell the charset; English news has those of Windows-1252.
ACCENTS = 1.5
_BEYOND = re.compile(rb"[\x80-\xff]+")

# Web pages that say Latin-1 or ASCII are written in Windows-1252, which browsers read in their place.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(raw: bytes, declared: str | None = None) -> str | None:
    """The text of a file in UTF-8, in UTF-16 with its mark, in the charset it declares, or in the one it
    looks like; None for bytes that are no text. A byte that does not belong becomes U+FFFD."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", "replace")
        return None if "\0" in text else text
    if b"\0" in raw:
        return None
    return _strict(raw, "utf-8-sig") or _strict(raw, declared) or _damaged(raw) or _guessed(raw)


def _strict(raw: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
        return raw.decode(_MEANT.get(name, name))
    except (LookupError, ValueError):
        return None


def _damaged(raw: bytes) -> str | None:
    """The text if it is UTF-8 with a few wrong bytes: of those beyond ASCII most are right."""
    text = raw.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if foreign > 2 * text.count("\ufffd") else None


def _guessed(raw: bytes) -> str | None:
    runs = _BEYOND.findall(raw[:SAMPLE])
    if sum(map(len, runs)) <= ACCENTS * len(runs):
        return raw.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE]).best()
    return raw.decode(best.encoding, "replace") if best else None
