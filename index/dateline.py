"""The dateline with which a report begins, told from what the report says."""

import re

from index.outlets import NAMED

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_REGION = r"(?:, [A-Z][\w.’' ]{1,20})?"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_CAPITAL}][{_CAPITAL}.’'/ -]{{2,30}}{_REGION}"
_TOWN = rf"[{_CAPITAL}][\w’'-]{{1,20}}(?:[ /][{_CAPITAL}][\w’'-]{{1,20}}){{0,3}}{_REGION}"
_BY = r" \([^()]{2,30}\)"
_KNOWN = rf"\((?i:{NAMED})\)"
# A hyphen may be part of what is said, so that it counts only after a day or a known outlet.
_FILED = re.compile(
    rf"(?:{_CAPITALS}(?:, {_DATE})?(?:{_BY})?|\([A-Z][\w ]{{1,20}}\)) ?[—–−] ?(?=\S)"
    rf"|{_CAPITALS}, {_DATE}(?:{_BY})? --? (?=\S)"
    rf"|(?:{_TOWN}(?:, {_DATE})? )?{_KNOWN} ?(?:--|[-—–−:]) ?(?=\S)"
    rf"|{_KNOWN} ?(?=[A-Z“\"‘'])"
)
_SIGNED = re.compile(rf"(?:(?P<place>[^()]{{1,60}}?)\s)?(?P<name>{NAMED})\s*[–—](?!\S)", re.IGNORECASE)
_PARTICLES = {"al", "and", "bin", "da", "de", "del", "den", "der", "di", "el", "la", "le", "van", "von", "&"}


def unfiled(text: str, head: bool = False) -> str:
    """The text without the dateline with which it begins, if it does: ``MOSCOW, Oct. 3, 2015 (Reuters) -``, ``(CNN)``.
    At the head of an article ``Rome CNN —`` is one, too; elsewhere it may be what a sentence speaks of."""
    match = _FILED.match(text) or (signed(text) if head else None)
    return (text[match.end() :].lstrip() or text) if match else text


def signed(text: str) -> re.Match[str] | None:
    """The dateline of a known outlet that does without parentheses, by its ``place`` and ``name``; None without one."""
    match = _SIGNED.match(text)
    return match if match and (not match["place"] or is_name(match["place"])) else None


def is_name(text: str) -> bool:
    """Whether the text is 1 to 8 capitalised words."""
    words = text.split()
    return 1 <= len(words) <= 8 and all(word[0].isupper() or word in _PARTICLES for word in words)
