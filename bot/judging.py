"""What makes an answer's text right and well cited: accepted answers, markers, sentences."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

# An answer that has not come to the point by then has not given it.
READ_WORDS = 60

MARKERS = r"\[(\d+(?:\s*,\s*\d+)*)\]"
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
SENTENCE_END = re.compile(
    rf"""[.!?] ["”’')]*
    (?P<markers> (?: \s* {MARKERS} )* )
    (?= \s+ (?!\[\d) ["“‘('\[]? [A-Z0-9] )  # then what can begin a sentence, and is no marker""",
    re.VERBOSE,
)
# The judge knows these and no more, so that figures stay comparable when the product's own segmenter learns.
ABBREVIATION = re.compile(
    r"""Mrs? | Ms | Dr | St | Gen | Lt | Col | Sgt | Capt | Adm | Sen | Rep | Gov | Pres | Prof | Rev | Hon
    | [JS]r | Inc | Corp | Co | Ltd | No | vs | etc | approx | [ap]\.m | (?:[A-Z]\.)*[A-Z]
    | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sept? | Oct | Nov | Dec
    | Mon | Tue | Wed | Thu | Fri | Sat | Sun""",
    re.VERBOSE,
)
WORD_START = re.compile(r"[\s(\"“‘]")
# Characters before a full stop among which its word is looked for; longer than any abbreviation.
REACH = 40


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether an accepted answer stands in the text, as whole words or numbers, in any case and quotes."""
    text = fold(text)
    return any(re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(fold(a))}(?!\w)(?![.,]\d)", text) for a in answers)


def fold(text: str) -> str:
    """The text in Unicode's NFKC form, lower case, with straight quotes and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(STRAIGHT).split())


def right(text: str, answers: Iterable[str]) -> bool:
    """Whether an accepted answer stands in the first 60 words of an answer, markers aside."""
    return holds(" ".join(unmarked(text).split()[:READ_WORDS]), answers)


def unmarked(text: str) -> str:
    """The text without its markers and the spaces before them."""
    return re.sub(rf"\s*{MARKERS}", "", text)


def markers(text: str) -> list[int]:
    """The numbers of the markers [1], [1, 2] in their order."""
    return [int(number) for group in re.findall(MARKERS, text) for number in group.split(",")]


def in_order(text: str, cited: Sequence[int]) -> bool:
    """Whether the text's markers count 1, 2, … by first appearance and are exactly those of the citations."""
    seen = list(dict.fromkeys(markers(text)))
    return seen == list(range(1, len(seen) + 1)) == list(cited)


def sentences(text: str) -> list[str]:
    """The text cut after . ! or ? with its closing quotes and markers, except after an abbreviation.

    Pieces without a word are left out.
    """
    cuts = [0, *_ends(text), len(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if re.search(r"\w", unmarked(piece))]


def _ends(text: str) -> Iterator[int]:
    for end in SENTENCE_END.finditer(text):
        word = WORD_START.split(text[max(0, end.start() - REACH) : end.start()])[-1]
        if end["markers"] or not ABBREVIATION.fullmatch(word):
            yield end.end()


def supported(text: str, quotes: Mapping[int, str]) -> tuple[bool, ...]:
    """A flag a sentence: all its markers have a citation, or it stands in a quotation of the next markers.

    ``quotes`` are the quotations of the citations, by marker.
    """
    flags: list[bool] = []
    following: list[int] = []
    for piece in reversed(sentences(text)):
        own = markers(piece)
        if own:
            following = own
            flags.append(quotes.keys() >= set(own))
        else:
            bare = fold(piece).strip("\"' ")
            flags.append(any(bare in fold(quotes.get(marker, "")) for marker in following))
    return tuple(reversed(flags))
