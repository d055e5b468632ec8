"""Page furniture: what a copied page carries besides its article: buttons, advertisements, an "Endit"."""

import re

LONGEST = 200  # characters; a longer line is prose, and the patterns below stay quick

_LINE = re.compile(
    r"advertise?ment|skip (?:past )?(?:the )?(?:advertise?ment|promotion).{0,40}"
    r"|(?:(?:story|article) continues|continue reading)\b.{0,60}"
    r"|(?:adjust )?(?:font|text) size|(?:\d[\d,.]*[km]?\s)?(?:shares?|comments?|likes?|views?)"
    r"|share this(?: (?:article|story|page|post))?|share (?:this )?(?:on|via|with) \w+(?: \w+)?"
    r"|save(?: article)?|print(?: this)?(?: page| article| story)?"
    r"|e-?mail(?: this)?(?: page| article| story)?|(?:copy|get) link|link copied!?|tweet(?: this)?"
    r"|facebook|twitter|whatsapp|linkedin|pinterest|reddit|google\+|telegram|flipboard"
    r"|(?:follow|like) us(?: on\b.{0,100})?|subscribe(?: now)?|sign (?:up|in)"
    r"|sign up (?:for|to) (?:our|the)\b.{0,100}"
    r"|(?:read more|read also|also read|see also|related(?: \w+)?|more on this)\s*[:：].{0,180}"
    r"|read more|more on this(?: story)?|related (?:articles|stories|topics|coverage|links|content)"
    r"|most (?:read|popular)|recommended|trending|back to top|loading|show more"
    r"|\d+ (?:minute|min|hour|day)s? (?:ago|read)"
    r"|(?:©|copyright (?:©|\(c\)|\d{4})).{0,150}",
    re.IGNORECASE,
)
# The same buttons where they stand on one line with the date.
_BUTTON = re.compile(
    r"\b(?:adjust font size|(?:font|text) size|share(?: this)?|print|e-?mail|save|comments?|tweet)\b[:：]?",
    re.IGNORECASE,
)
_END = re.compile(r"(?:\n\s*|(?<=[.!?\"”'’)])\s+)(?:Endit(?:em)?|ENDS?|\(?END\)|###|-30-)\.?\s*\Z")
_TAIL = 100  # characters at the end among which such a mark stands


def cleared(lines: list[str]) -> list[str]:
    """The lines without those that are furniture."""
    return [line for line in lines if not line or not _is_furniture(line)]


def _is_furniture(line: str) -> bool:
    return len(line) <= LONGEST and _LINE.fullmatch(line.rstrip(" :：.…>»")) is not None


def unbuttoned(line: str) -> str:
    """A line without the buttons that stand in it."""
    return _BUTTON.sub(" ", line)


def unended(text: str) -> str:
    """A text without the mark with which an agency ends its copy (``Endit``, ``ENDS``, ``###``, ``-30-``)."""
    return text[:-_TAIL] + _END.sub("", text[-_TAIL:])
