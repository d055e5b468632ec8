"""From chosen sentences to the text of an answer and its citations."""

import re
from collections.abc import Sequence

from bot import judging
from bot.plain import unlinked
from bot.sentences import Sentence
from bot.types import Citation
from index.dateline import unfiled
from index.display import printable
from index.types import Article

# What a scraped text has of note marks; in an answer they would be read as markers.
NOTE = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
# "►He said", "More:Talks end in Oslo": the signs of a list, and a label that lacks its space.
BULLET = re.compile(r"^[►▶•▪●■] *")
# "- He left", "> “No,” he said": the signs of a list or a quotation in plain text, but no minus and no “more than”.
SIGN = re.compile(r"^(?:[-*>] +)+(?=[^\W\d_]|[“\"‘'(\[*_])")
# The same at the further lines of a quotation.
QUOTED = re.compile(r"\n *(?:> *)+")
LABEL = re.compile(r"^([^\s:.?!][^:.?!]{1,60}:)(?=[A-Z“‘\"'])")
# "**Afternoon.** He left": a heading at the head of its paragraph.
HEADING = re.compile(r"^(\*\*|__)[^*_\n]{1,60}[.:?!]\1\s+(?=\S)")
# Emphasis in Markdown.
EMPHASIS = re.compile(r"\*\*|__")
# “She added”, “He also said”: whoever goes on speaking is who spoke; whom any other “he” means is not certain.
PRONOUN = re.compile(r"^(?:He|She)(?= (?:added|continued|went on)\b| also (?:said|told|added|insisted|warned|noted)\b)")
SAYING = r"(?:said|says|added|told|insisted|wrote|argued|warned|announced|noted|explained|stressed|claimed)"
NAME = r"(?<!\w)((?:[A-Z][a-z’'-]+[A-Z]?[a-z’'-]* ){1,2}[A-Z][a-z’'-]+[A-Z]?[a-z’'-]*)"
# The subject at the head, or the source at the end of a sentence.
SPOKE = re.compile(
    rf"^{NAME}(?:, [^,]{{3,80}},)? {SAYING}\b|,[”\"]? {SAYING} (?:(?!that\b)[a-z]+ ){{0,4}}{NAME}\.$"
    rf"|,[”\"]? (?:[a-z]+ ){{0,3}}{NAME} {SAYING}\.$"
)
# Capitals that are no person's.
NOBODY = re.compile(
    r"\b(?:The|White|House|Times|Post|News|Republic|Journal|Court|Department|Ministry|Party|(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day)\b"
)


def compose(chosen: Sequence[Sentence]) -> tuple[str, tuple[Citation, ...]]:
    """The answer's text, a marker behind each sentence, and the citations, numbered from 1."""
    parts, citations = [], []
    for marker, sentence in enumerate(chosen, 1):
        parts.append(_marked(sentence, marker))
        citations.append(cite(marker, sentence.article, sentence.start, sentence.end))
    return " ".join(parts), tuple(citations)


def _marked(sentence: Sentence, marker: int) -> str:
    """The sentence with its marker. One that had to be changed and reads as several has it behind each, since only
    what stands in a quotation to the letter needs none of its own."""
    text = shown(sentence)
    parts = [text] if text in " ".join(sentence.text.split()) else judging.sentences(text) or [text]
    return " ".join(f"{part} [{marker}]" for part in parts)


def cite(marker: int, article: Article, start: int, end: int) -> Citation:
    """The citation of that stretch of the article."""
    return Citation(marker, article, article.text[start:end], start, end)


def shown(sentence: Sentence) -> str:
    """The sentence as it reads in an answer: on one line, without signs of lists and quotations, heading, dateline,
    links, note marks, emphasis and control characters, a space behind a label, a leading pronoun resolved where it is
    certain."""
    text, before = HEADING.sub("", printable(_unsigned(sentence))), ""
    while text != before:  # what is left of one may make another
        text, before = unlinked(NOTE.sub("", EMPHASIS.sub("", text))), text
    text = LABEL.sub(r"\1 ", unfiled(BULLET.sub("", text.strip())))
    name = meant(sentence)
    return PRONOUN.sub(f"[{name}]", text, count=1) if name else text


def _unsigned(sentence: Sentence) -> str:
    """The sentence without the signs of a list or a quotation, which stand at the heads of lines: elsewhere a dash is
    the sentence's own."""
    whole, text = sentence.article.text, sentence.text
    before = whole[whole.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    if (before + text).lstrip().startswith(">"):
        text = QUOTED.sub("\n", text)
    return text if before.strip() else SIGN.sub("", text)


def meant(sentence: Sentence) -> str | None:
    """The family name that a leading "He" or "She" means, where who goes on speaking is the one person that the
    sentence before names, and spoke there; else None."""
    if not PRONOUN.match(sentence.text):
        return None
    speakers = {"".join(found) for found in SPOKE.findall(sentence.before)}
    named = set(re.findall(NAME, sentence.before))
    if len(speakers) != 1 or named != speakers:
        return None
    name = speakers.pop()
    return None if NOBODY.search(name) else name.split()[-1]
