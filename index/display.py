"""Text of strangers, made safe to show."""

import unicodedata

# Control characters (terminal escapes among them) part words; marks that turn the direction, are invisible, stand
# alone of a pair or are private mean nothing to a reader.
APART, NOTHING = ("Cc", "Zl", "Zp"), ("Cf", "Cs", "Co")


def printable(text: str) -> str:
    """The text on one line, without control characters, terminal escapes and marks that turn its direction.

    What is left of an escape (``[31m``) is plain characters and does nothing.
    """
    kinds = ((character, unicodedata.category(character)) for character in text)
    safe = (" " if kind in APART else character for character, kind in kinds if kind not in NOTHING)
    return " ".join("".join(safe).split())
