"""The sentences of a news text: a scan for end marks, and rules for the marks that end nothing.

Written here because the libraries do worse on news. Of the 81 cases in tests/index/test_sentences.py
(written with this module, so not neutral) sentencex 1.0 gets 62 right, pysbd 0.3 57 and syntok 1.4 50; they
read 30, 0.2 and 0.5 MB/s, this module 8. In whole articles sentencex lets an unpaired quote swallow the
sentences after it, and its time grows with the square of the number of opening quotes in a line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

# A quotation or bracket up to this many characters stays in one piece; a longer one may be cut inside.
SHORT = 300
# Wire and mail programs wrap at 65 to 80 characters. A text with no line over WRAP was wrapped, and of its
# lines those from WRAPPED_FROM on are full: they run on unless they end with a mark.
WRAP = 100
WRAPPED_FROM = 50
# Longer than any abbreviation.
WORD = 24

UNSPACED = "。！？"
MARKS = ".!?…" + UNSPACED
CLOSERS = "\"”’'»)]}"
OPENERS = "[\"“‘'«(\\[{]*"
LETTER = r"[^\W\d_]"

PIECE = "|".join(
    (
        rf"“[^“”]{{1,{SHORT}}}”",
        # A straight quote opens before a letter or mark and closes after one.
        rf"\"(?=\S)[^\"]{{1,{SHORT}}}\"(?<!\s\")(?!\w)",
        # A single one may be an apostrophe, unless it opens before a capital and closes after a mark.
        rf"['‘](?<!\w['‘])(?=[A-Z])[^‘“”\"]{{1,{SHORT}}}?[.,!?]['’](?!\w)",
        rf"\([^()]{{1,{SHORT}}}\)",
        rf"\[[^\[\]]{{1,{SHORT}}}\]",
    )
)
CANDIDATE = re.compile(
    rf"(?:{PIECE}|[{MARKS}](?:[ ]?[{MARKS}])*)"
    # Quotes and brackets that close with the sentence, also after a space: ’ ”
    rf"(?:[{re.escape(CLOSERS)}]|(?<=['’])[ ][\"“](?!\w))*"
    # Markers of citations and notes belong to the sentence before them.
    r"(?P<notes>(?:[ ]?\[\d{1,3}(?:,[ ]?\d{1,3})*\])*)"
    # A bullet within a line begins a new sentence.
    r"|(?<=\s)(?=[•●▪‣]\s)"
)

# Never the last word of a sentence.
LEADING = re.compile(
    r"Mrs?|Ms|Mx|Messrs|Mme|Mlle|Drs?|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Pvt|Spc|Cmdr|Adm|Brig|Sens?|Reps?|Govs?|"
    r"Pres|Rev|Hon|Supt|Det|Insp|Amb|Ald|Msgr|Mt|Ft|vs?|e\.g|i\.e|cf|approx|ca"
)
# Not the last word of a sentence before a number.
NUMBERED = re.compile(
    r"N[Oo]s?|Prop|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|pp?|[Vv]ol|Fig|Art|Ch|Ext"
)
NUMBER = re.compile(r"\s+\d")
# The last word of a sentence only before a STARTER, as are initials and dotted letters (U.S., J.).
TRAILING = re.compile(
    r"[JS]r|Inc|Corp|Cos?|Ltd|Bros|Ste?|Ave|Blvd|Rd|Dept|Assn|Univ|Sec|Fr|ft|etc|al|"
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|"
    r"Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
DOTTED = re.compile(rf"(?:{LETTER}{{1,2}}\.)+{LETTER}{{1,2}}|[A-Z]")
CLOCK = re.compile(r"[ap]\.m", re.IGNORECASE)
# What may follow the time of day in one sentence: a zone, a day, a month, a dash.
ZONE = re.compile(
    r"\s+(?:[–—-]|[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Greenwich|[A-Z][a-z]+day|"
    r"Jan|Feb|Mar[.c]|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)"
)
# Words that open sentences and, with a capital, hardly ever stand in the middle of one.
STARTER = re.compile(
    rf"\s+{OPENERS}(?:The|A|An|It|He|She|They|We|You|I|This|That|These|Those|There|Their|His|Her|Its|Our|My|"
    r"In|On|At|By|For|From|With|Since|During|Among|Despite|After|Before|As|If|When|While|Where|Once|Until|"
    r"Because|Although|Though|But|And|Or|Yet|So|Then|Now|Also|However|Meanwhile|Instead|Still|Some|Many|Most|"
    r"Both|Not|What|Who|Why|How|According|Earlier|Officials|Authorities|Investigators|Prosecutors)(?=[\s,:’'])"
)
NEXT = re.compile(rf"\s+{OPENERS}")
# After a space that should not be there: "10:15 p.m. , near the pier".
PAUSES = (",", ";", ":")
# Lower-case beginnings that do begin a sentence: a link, iPhone, macOS, al-Shabab.
LOWER_START = re.compile(r"https?:|www\.|[a-z]{1,4}-?[A-Z]")
# “Why?” Ann Smith asked.
SPEAKER = re.compile(
    r"\s+(?!(?:He|She|It|We|They|I|You)\b)(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|told|added|"
    r"tweeted|posted|replied|recalled|shouted|yelled|wondered|continued|joked|explained)\b"
)
# The space after a mark was lost: "the coming days.Thursday's hearing".
FUSED = re.compile(r"[“(]?[A-Z][a-z’']*[\s,]")
ENUMERATOR = re.compile(rf"\s*{OPENERS}(?:\d{{1,3}}|{LETTER})")
BULLET = re.compile(r"[-–—*•●▪‣]\s|\d{1,3}[.)]\s")
LINE_END = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]\s*")


def spans(text: str) -> list[tuple[int, int]]:
    """The sentences as (start, end) offsets in code points, in order, without the white space around them.

    They do not overlap, and cover every character that is not white space. A line end closes a sentence
    unless the line was wrapped; a short quotation or bracket is never cut inside.
    """
    found = []
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        cuts = [0, *_cuts(paragraph), len(paragraph)]
        for left, right in pairwise(cuts):
            sentence = paragraph[left:right]
            if stripped := sentence.strip():
                first = start + left + sentence.index(stripped[0])
                found.append((first, first + len(stripped)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between line ends that are not wraps."""
    wrapped = max(map(len, text.splitlines()), default=0) <= WRAP
    start = line = 0
    for left, right in (match.span() for match in LINE_END.finditer(text)):
        blank = len(text[left:right].splitlines()) > 1
        goes_on = text[right : right + 1].islower() or (wrapped and left - line >= WRAPPED_FROM)
        if blank or not goes_on or BULLET.match(text, right):
            yield start, left
            start = right
        line = right
    yield start, len(text)


def _cuts(paragraph: str) -> Iterator[int]:
    """Where a sentence ends within the paragraph."""
    start = 0
    for match in CANDIDATE.finditer(paragraph):
        if match.end() < len(paragraph) and _ends(paragraph, start, match):
            start = match.end()
            yield start


def _ends(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence from ``start`` ends with the match."""
    if not match.group():
        return True
    core = paragraph[match.start() : match.start("notes")].rstrip(CLOSERS + " ")
    bare = core.rstrip(MARKS + " ")
    if bare == core:
        return False
    stop, end = match.start() + len(bare), match.end()
    following = NEXT.match(paragraph, end)
    if not following:
        return core[-1] in UNSPACED or _fused(paragraph, stop, end)
    if _runs_on(paragraph, following.end()):
        return False
    if core[len(bare) :] == ".":
        return not _abbreviated(paragraph, start, stop, end)
    return _worded(paragraph, start, stop) and not _asked(paragraph, core[-1], end)


def _runs_on(paragraph: str, beyond: int) -> bool:
    """Whether what follows is no beginning of a sentence."""
    first = paragraph[beyond : beyond + 1]
    return first in PAUSES or (first.islower() and not LOWER_START.match(paragraph, beyond))


def _asked(paragraph: str, mark: str, end: int) -> bool:
    """Whether a quoted question or call is followed by who spoke it."""
    return mark in "?!" and paragraph[end - 1] in CLOSERS and SPEAKER.match(paragraph, end) is not None


def _worded(paragraph: str, start: int, stop: int) -> bool:
    """Whether there is a word before the mark; "..." alone opens the next sentence."""
    return stop - start > WORD or any(character.isalnum() for character in paragraph[start:stop])


def _fused(paragraph: str, stop: int, end: int) -> bool:
    """Whether a lost space explains that a capital follows the mark directly."""
    return paragraph[max(0, stop - 3) : stop].islower() and FUSED.match(paragraph, end) is not None


def _abbreviated(paragraph: str, start: int, stop: int, end: int) -> bool:
    """Whether the full stop at ``stop`` belongs to a word that does not end the sentence."""
    word = re.split(r"[\s(\[“\"‘'’—–/:]", paragraph[max(start, stop - WORD) : stop])[-1]
    if LEADING.fullmatch(word) or ENUMERATOR.fullmatch(paragraph, start, stop):
        return True
    if NUMBERED.fullmatch(word):
        return NUMBER.match(paragraph, end) is not None
    if CLOCK.fullmatch(word):
        return ZONE.match(paragraph, end) is not None
    return bool(TRAILING.fullmatch(word) or DOTTED.fullmatch(word)) and not STARTER.match(paragraph, end)
