"""From the bytes of a file to its text."""

import codecs

SAMPLE = 1 << 16  # bytes; enough to tell a charset, and quick

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
    from charset_normalizer import from_bytes

    matches = from_bytes(raw[:SAMPLE])
    best = matches.best()
    if best is None:
        return None
    # On a tie the commonest charset of English news wins; which of the equals comes first is an accident.
    tie = any("cp1252" in m.could_be_from_charset and m.chaos <= best.chaos for m in matches)
    return raw.decode("cp1252" if tie else best.encoding, "replace")
