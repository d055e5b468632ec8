"""From Discord's Markdown to HTML, as its own client shows it. Everything that is not markup is escaped."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from markupsafe import Markup

# A character, or an escaped one: what may stand within a span without ending it.
ANY = r"(?:\\.|[^\\])+?"
INLINE = re.compile(
    rf"""
      \\(?P<escaped>[^0-9A-Za-z\s])
    | (?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \[(?P<label>(?:\\.|\[(?:\\.|[^\[\]\\])*\]|[^\[\]\\])+)\]
      \(<?(?P<link>https?://(?:\([^\s()<>]*\)|[^\s()<>])+)>?(?:\s+"[^"]*")?\)
    | <(?P<bracketed>https?://[^\s<>]+)>
    | (?P<bare>https?://[^\s<]*[^\s<.,:;"')\]])
    | \*\*(?P<strong>{ANY})\*\*(?!\*)
    | __(?P<u>{ANY})__(?!_)
    | \*(?=\S)(?P<em>{ANY})(?<=\S)\*(?!\*)
    | (?<!\w)_(?P<em_>{ANY})_(?!\w)
    | ~~(?P<s>{ANY})~~
    | \|\|(?P<spoiler>{ANY})\|\|
    | <t:(?P<time>-?\d{{1,13}})(?::(?P<style>[tTdDfFR]))?>
    | <@[!&]?(?P<person>\d+)> | <\#(?P<channel>\d+)> | <(?P<command>/[^:<>]+):\d+>
    | <a?(?P<emoji>:\w{{2,32}}:)\d+>
    | (?P<all>@everyone|@here)
    """,
    re.VERBOSE | re.DOTALL,
)
FENCE = re.compile(r"\n?```(?:[\w+.-]*\n)?\n*(.+?)\n*```\n?", re.DOTALL)
# Where a label shows an address of its own, Discord's client leaves the link's source as it is.
ADDRESS = re.compile(r"https?://")
# What a line is, by how it begins; all others are text.
LINES = {
    "quote": re.compile(r">(?:>>)? +"),
    "h1": re.compile(r"# +"),
    "h2": re.compile(r"## +"),
    "h3": re.compile(r"### +"),
    "small": re.compile(r"-# +"),
    "li": re.compile(r"(?P<indent> *)(?P<sign>[-*]|\d+\.) +"),
}
# Discord's names of a time's parts, as its English client writes them.
STYLES = {
    "t": "{at:%-I:%M %p}",
    "T": "{at:%-I:%M:%S %p}",
    "d": "{at:%-m/%-d/%Y}",
    "D": "{at:%B %-d, %Y}",
    "f": "{at:%B %-d, %Y} at {at:%-I:%M %p}",
    "F": "{at:%A, %B %-d, %Y} at {at:%-I:%M %p}",
}
SPANS = ((31_536_000, "year"), (2_592_000, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws Markdown as it looks at ``now``, in its zone. ``names`` are those of people, roles and channels by id."""

    now: datetime
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self, source: str) -> Markup:
        """HTML of a message, an embed's description or a field's value."""
        parts = enumerate(FENCE.split(source))
        return Markup().join(self._code(part) if at % 2 else self._lines(part) for at, part in parts if part)

    def line(self, source: str, links: bool = False) -> Markup:
        """HTML of a title, a field's name or a button: without headings and lists, and no link in it works."""
        return Markup().join(self._spans(source, links))

    def moment(self, at: datetime) -> str:
        """A message's time as it stands beside its author's name."""
        here = at.astimezone(self.now.tzinfo)
        day = "Today at " if here.date() == self.now.date() else STYLES["d"].format(at=here) + ", "
        return day + STYLES["t"].format(at=here)

    def _code(self, source: str) -> Markup:
        return Markup("<pre>{}</pre>").format(source)

    def _lines(self, source: str) -> Markup:
        return Markup().join(self._block(kind, list(lines)) for kind, lines in groupby(source.split("\n"), _kind))

    def _block(self, kind: str, lines: list[str]) -> Markup:
        if kind == "text":
            return Markup('<div class="text">{}</div>').format(self.line("\n".join(lines), links=True))
        drawn = Markup().join(self._marked(kind, line) for line in lines)
        return Markup("<blockquote>{}</blockquote>").format(drawn) if kind == "quote" else drawn

    def _marked(self, kind: str, line: str) -> Markup:
        """A line that begins with a mark, which a list's line keeps."""
        mark = LINES[kind].match(line)
        assert mark, "its kind says so"
        sign = ""
        if kind == "li":
            sign = mark["indent"] + ("•" if mark["sign"] in "-*" else mark["sign"]) + " "
        rest = self.line(line[mark.end() :], links=True)
        return Markup('<div class="text {}">{}{}</div>').format(kind, sign, rest)

    def _spans(self, source: str, links: bool) -> Iterator[Markup]:
        end = 0
        for found in INLINE.finditer(source):
            yield Markup.escape(source[end : found.start()])
            yield self._span(found, links)
            end = found.end()
        yield Markup.escape(source[end:])

    def _span(self, found: re.Match[str], links: bool) -> Markup:
        """One match of ``INLINE``."""
        if url := found["link"] or found["bracketed"] or found["bare"]:
            label = found["label"] or url
            if not links or (found["label"] and ADDRESS.search(label)):
                return Markup.escape(found[0])
            return Markup('<a href="{}">{}</a>').format(url, self.line(label) if found["label"] else url)
        if found["time"]:
            return Markup('<span class="time">{}</span>').format(self._time(int(found["time"]), found["style"] or "f"))
        for group, draw in DRAWN.items():
            if found[group]:
                return draw(self, found[group], links)
        return Markup.escape(found[0])

    def _time(self, stamp: int, style: str) -> str:
        try:
            at = datetime.fromtimestamp(stamp, UTC).astimezone(self.now.tzinfo)
        except (ValueError, OverflowError, OSError):
            return "Invalid Date"
        return self._ago(at) if style == "R" else STYLES[style].format(at=at)

    def _ago(self, at: datetime) -> str:
        seconds = (self.now - at).total_seconds()
        size, unit = next((span for span in SPANS if abs(seconds) >= span[0]), SPANS[-1])
        count = round(abs(seconds) / size)
        words = f"{count} {unit}{'' if count == 1 else 's'}"
        return f"{words} ago" if seconds >= 0 else f"in {words}"

    def _named(self, sign: str, key: str) -> Markup:
        return Markup('<span class="mention">{}{}</span>').format(sign, self.names.get(key, "unknown"))


def _kind(line: str) -> str:
    return next((kind for kind, begins in LINES.items() if begins.match(line)), "text")


def _within(tag: str) -> Callable[[Pen, str, bool], Markup]:
    """Draws a span that may hold others."""
    return lambda pen, inner, links: Markup(f"<{tag}>{{}}</{tag.split()[0]}>").format(pen.line(inner, links))


# How each group of ``INLINE`` is drawn.
DRAWN: dict[str, Callable[[Pen, str, bool], Markup]] = {
    "escaped": lambda pen, inner, links: Markup.escape(inner),
    "code": lambda pen, inner, links: Markup("<code>{}</code>").format(inner.strip(" ")),
    "strong": _within("strong"),
    "u": _within("u"),
    "em": _within("em"),
    "em_": _within("em"),
    "s": _within("s"),
    "spoiler": _within('span class="spoiler"'),
    "person": lambda pen, inner, links: pen._named("@", inner),
    "channel": lambda pen, inner, links: pen._named("#", inner),
    "command": lambda pen, inner, links: Markup('<span class="mention">{}</span>').format(inner),
    "emoji": lambda pen, inner, links: Markup.escape(inner),
    "all": lambda pen, inner, links: Markup('<span class="mention">{}</span>').format(inner),
}
