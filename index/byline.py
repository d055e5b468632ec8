"""The head of an article in plain text: headline, outlet, author and date, and the body that is left."""

import re
from dataclasses import fields, replace
from itertools import islice

from index.clipping import Clipping
from index.dateline import is_name, signed
from index.furniture import LONGEST, cleared, unbuttoned, unended
from index.outlets import NAMED, known, outlet
from index.published import stamp

HEAD = 20  # lines, blank ones too, among which headline and byline stand
NOTHING = Clipping(text="")

# A headline has no full stop, which here is not the one of "U.S." or "…", and nothing that goes on.
_NO_HEADLINE = re.compile(r"(?:(?<!\.)(?<!\.[A-Z])\.[\"”’')\]]*|[-–—,;])$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?:\s+Endit(?:em)?)?$")

_WHOLE = re.compile(
    r"(?:title|headline)\s*[:：]\s*(?P<title>\S.*)|(?:(?:url|link)\s*[:：]\s*)?(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<source>(?:source|outlet|publisher|publication|newspaper|agency)\s*[:：])"
    r"|(?P<author>(?:by|(?:written|reported) by)\b\s*[:：]?|(?:authors?|byline)\s*[:：])"
    r"|(?P<day>(?:(?:first|last|originally)\s)?(?:published|updated|posted|modified|date)\b)"
    r"|(?P<aside>(?:editors?|edited by)\s*[:：]))\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[|•·;,\t]\s*|\s+[-–—/]+\s+|\s{3,}")
_PADDING = " :：-–—.()[]"
# Words that stand around a date.
_AROUND = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|on|at|date|(?:local )?time|first|last|originally|published|updated|posted|modified|[.:：\s])*",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^()]{0,60})?\((?P<name>[^()]{2,40})\)\s*(?P<dash>[-–—:]?)")
_DESKS = (
    "senior|chief|staff|special|national|foreign|security|military|political|diplomatic|economics|business"
    "|science|technology|medical|health|legal|sports|entertainment|airlines?|religion|education"
)
_OFFICE = re.compile(
    rf"(?:(?P<author>.+?)\s)?(?P<name>{NAMED})(?:\s(?:{_DESKS}))*\s"
    r"(?:writer|reporter|correspondent|staff|editor)s?",
    re.IGNORECASE,
)


def clip(text: str) -> Clipping:
    """The article in a plain text: the fields that its first lines give, and the lines that are left of it.

    A headline is a short first line without a full stop that stands apart from what follows. Lines of page
    furniture are left out anywhere. Where no other line names the outlet or the day, the dateline with which
    the body begins may (``MOSCOW, Oct. 3, 2015 (Reuters) -``); it stays in the text.
    """
    head, body = _parted(cleared([line.strip() for line in text.split("\n")]))
    for line in islice(filter(None, body), 2):  # the first may be a standfirst
        head = _filled(head, _dateline(line))
    return replace(head, text=unended(re.sub(r"\n{3,}", "\n\n", "\n".join(body)).strip()))


def _parted(lines: list[str]) -> tuple[Clipping, list[str]]:
    """What the head says, and the lines of the body. One line of body, a standfirst, may come between; below
    it only lines count that say by a label what they are, since a timeline has bare dates too."""
    head, body = NOTHING, list[str]()
    for place, line in enumerate(lines[:HEAD]):
        begun = any(body)
        said = None if begun and not _LABEL.match(line) else _said(line, titled=bool(head.title))
        if head.title and not begun and not said:
            said = _over(line, next(filter(None, lines[place + 1 :]), ""))
        if said:
            head = _filled(head, said)
        elif line and begun:
            return head, body + lines[place:]
        elif line and not head.title and _is_headline(line, lines[place + 1 :]):
            head = replace(head, title=line)
        else:
            body.append(line)
    return head, body + lines[HEAD:]


def _over(line: str, below: str) -> Clipping | None:
    """The outlet that a line of its own names, over a line that gives the day."""
    name = outlet(line)
    dated = _said(below, titled=True) if name else None
    return replace(NOTHING, source=name) if dated and dated.published else None


def _filled(head: Clipping, said: Clipping) -> Clipping:
    """The head, with what it lacked and this line says."""
    missing = {f.name: getattr(said, f.name) for f in fields(head) if getattr(head, f.name) is None}
    return replace(head, **missing)


def _is_headline(line: str, below: list[str]) -> bool:
    """Whether the line stands apart from what is below: by a blank line, by a line of the head, or because
    what follows is a whole paragraph, and not the rest of one that is cut at each line's end."""
    follows = list(islice(filter(None, below), 2))
    if not follows or len(line) > LONGEST or _NO_HEADLINE.search(line) or _DATELINE.match(line):
        return False
    headed = any(_said(next_line, titled=True) for next_line in follows)  # the first may be a standfirst
    return not below[0] or headed or bool(_SENTENCE_END.search(follows[0][-20:]))


def _said(line: str, titled: bool) -> Clipping | None:
    """What a line of the head says; None for any other line. Beside an outlet or an author, or a date below
    the headline, names may stand that say nothing here: places, offices."""
    if len(line) > LONGEST:
        return None
    if whole := _WHOLE.fullmatch(line):
        return replace(NOTHING, **whole.groupdict())
    day, rest = stamp(unbuttoned(line))
    said, named = replace(NOTHING, published=day), False
    for segment in (piece.strip(_PADDING) for piece in _SPLIT.split(rest)):
        if part := _part(segment, dated=bool(day)):
            said = _filled(said, part)
        elif not (named := is_name(segment)):
            return None
    return said if said.source or said.author or (day and (titled or not named)) else None


def _part(segment: str, dated: bool) -> Clipping | None:
    """What a part of a line says: an outlet, an author, or nothing, as words around a date do; None for other
    words. An outlet that is not known counts where a date or a label stands beside it."""
    label = _LABEL.match(segment)
    value = segment[label.end() :] if label else segment
    if label and label["author"]:
        return _signature(value)
    office = _OFFICE.fullmatch(value)
    if office and not office["author"]:
        value = office["name"]
    name = outlet(value) if dated or label else known(value)
    if name or (label and label["source"]):
        return replace(NOTHING, source=name or value)
    return NOTHING if (label and label["aside"]) or _AROUND.fullmatch(segment) else None


def _signature(text: str) -> Clipping | None:
    """The author after "By", and the outlet of the author; None for other words."""
    office = _OFFICE.fullmatch(text)
    if known(text) or (office and not office["author"]):
        return replace(NOTHING, source=known(office["name"] if office else text))
    author, *place = office.groups() if office else re.split(r"\s(?:in|for|at)\s(?:the\s)?", text, maxsplit=1)
    if " " not in author or not is_name(author):
        return None
    return replace(NOTHING, author=author, source=outlet(place[0]) if place else None)


def _dateline(line: str) -> Clipping:
    """The outlet and the day in the dateline with which the line begins, if it does. A known outlet may do
    without the dash, ``(CNN)``, or without parentheses, ``Rome CNN —``; one that is not known needs both and
    a place in capitals."""
    match = _DATELINE.match(line)
    if not match:
        by = signed(line)
        return replace(NOTHING, source=known(by["name"])) if by else NOTHING
    town, _, rest = (match["place"] or "").strip().partition(",")
    name, dash = match["name"], match["dash"]
    sure = known(name) if not town or (dash and is_name(town)) else None
    formal = name if dash and town.isupper() and is_name(name) else None
    return replace(NOTHING, source=sure or formal, published=stamp(rest)[0])
