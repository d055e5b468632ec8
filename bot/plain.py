"""Sentences of models and articles without what would be more than words where they are shown."""

import re

from index.display import printable

# A model's citation with a target: the number is kept, the target is not.
NUMBERED = re.compile(r"(\[\^?\d{1,3}\])\([^()\s]*\)")
# A web address, with or without a scheme, up to its first characters, and the address of a mailbox.
WEB = r"\w{2,}:\s*//|\bwww\.\w|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/|\b(?:mailto|javascript|tel|steam):\S"
MAIL = r"[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,}\b"
# Anything that a terminal, a browser or Discord makes a link, a picture or a mention of, with or without a scheme.
LINK = re.compile(
    rf"{WEB}|{MAIL}|\]\s*\(|\]\s*\[[^\d\]]|\w\[|^\[[^\]]*\]:|<\s*/?\s*[a-z@#!:/]|!\[|@(?:everyone|here)\b",
    re.IGNORECASE,
)
# What begins a line of a list, a heading or a quotation in Markdown, and the word that some models begin with.
LEAD = re.compile(r"^\s*(?:[-*+•#>]+\s+|\d{1,2}[.)]\s+)*(?:\**(?:the )?answer\**:\**\s+)?", re.IGNORECASE)
# Never a single mark within a word or a number: "5*3" is a product.
EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


# What of these an article's own sentence has, each with what is shown in its place.
LINKS = (
    (re.compile(r"!?\[([^\[\]]*)\]\s*\([^()]*\)"), r"\1"),
    (re.compile(r"\]\(\S*"), "]"),
    (re.compile(rf"(?:{WEB})\S*|{MAIL}", re.IGNORECASE), "…"),
    (re.compile(r"<(?=[\w@#:/!])|@(?=everyone\b|here\b)", re.IGNORECASE), ""),
)
# Turns the direction of what follows: what is read is not what is written.
TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text on one line, without Markdown's marks and characters that cannot be seen."""
    return EMPHASIS.sub("", LEAD.sub("", NUMBERED.sub(r"\1", printable(text)))).strip()


def has_link(text: str) -> bool:
    """Whether something in the text could be shown as a link, a picture or a mention."""
    return LINK.search(text) is not None


def unlinked(text: str) -> str:
    """The text with its links, tags and mentions taken out: an article's sentence has to be shown as words, too."""
    for pattern, instead in LINKS:
        text = pattern.sub(instead, text)
    return text
