"""What Discord makes of a text: its Markdown, read independently of the code that writes it."""

import re
from dataclasses import dataclass

# In the order in which they are tried at each place; the groups are the parts that tests look at.
RULES = {
    "escape": r"\\(?P<kept>[^0-9A-Za-z\s])",
    "link": r"\[(?P<text>(?:\[[^\[\]]*\]|\\.|[^\[\]\\])*)\]\((?P<target>[^()\s]*)\)",
    "time": r"<t:-?\d+(?::[a-zA-Z])?>",
    "mention": r"<(?:@[!&]?|#|/[^<>]*:|id:)\w+>|@everyone|@here",
    "emoji": r"<a?:\w+:\d+>|:[^\s:]+:",
    "address": r"https?://\S|<[^\s<>]+[:@][^\s<>]+>",
    "format": r"[*_~|`]",
}
LINE_RULES = {
    "subtext": r"-# +(?=\S)",
    "heading": r"#{1,3} +(?=\S)",
    "quote": r">(?:>>)? ",
    "list": r"\s*(?:[-*+]|\d+[.)]) +",
}
BLOCKS = {name: re.compile(rule) for name, rule in LINE_RULES.items()}
INLINE = {name: re.compile(rule, re.DOTALL) for name, rule in RULES.items()}


@dataclass(frozen=True)
class Mark:
    """Something that Discord interprets; ``target`` is where a link leads."""

    kind: str
    text: str
    target: str = ""


def read(text: str) -> tuple[str, list[Mark]]:
    """What people see, and all that Discord interprets in it but escapes."""
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(seen for seen, _ in lines), [mark for _, marks in lines for mark in marks]


def _line(line: str) -> tuple[str, list[Mark]]:
    seen, marks, at = "", [], 0
    for kind, rule in BLOCKS.items():
        if found := rule.match(line):
            marks.append(Mark(kind, found[0]))
            at = found.end()
            break
    while at < len(line):
        kind, match = next(((k, m) for k, r in INLINE.items() if (m := r.match(line, at))), ("", None))
        if match is None:
            seen, at = seen + line[at], at + 1
            continue
        if kind == "escape":
            seen += match["kept"]
        elif kind == "link":
            within, inner = _line(match["text"]) if not re.fullmatch(r"\[\d+\]", match["text"]) else (match["text"], [])
            seen += within
            marks += [Mark(kind, within, match["target"]), *inner]
        else:
            seen += match[0]
            marks.append(Mark(kind, match[0]))
        at = match.end()
    return seen, marks
