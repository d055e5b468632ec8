"""A text as the words that carry its facts: names, numbers, verbs, and what denies them or leaves them open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot.words import stems, weight

Kind = Literal["name", "number", "word", "small", "mark"]
# How far a verb is from a fact: it happened, it is to come, it may.
Mode = Literal["fact", "future", "maybe"]
FACT: Mode = "fact"

LEXICON = Path(__file__).parent / "lexicon.yaml"
TOKEN = re.compile(r"\d[\d,]*(?:[.:]\d+)*(?:st|nd|rd|th)?\b|[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:()—–]")
YEAR = "January February March April May June July August September October November December"
MONTHS = {month[:3]: month for month in YEAR.split()}
BRITISH = re.compile(r"(?<=\w{3})is(?=(?:e|ed|es|ing)$)")
PAST = re.compile(r"^(?!red$|(?:n|f|s|sp|d|w|br|ind|exc|proc|succ)eed$).{2,}ed$")
SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
PRICE = re.compile(r"([$€£]) ?(\d[\d,.]*\d|\d)( (?:thousand|[mb]illion|trillion)\b)?")
# Written in several ways, and read as one.
SPELLINGS = (
    (re.compile(r"\b((?:[A-Z]\.)+)(?=[\s,;:)’']|$)"), lambda m: m[1].replace(".", "")),
    (re.compile(r" ?(?:%|\bper cent\b)"), " percent"),
    (PRICE, lambda m: f"{m[2]}{m[3] or ''} {SIGNS[m[1]]}"),
    (re.compile(r"(?i)\be-mail"), "email"),
    (re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\.(?= )"), lambda m: MONTHS[m[1]]),
    (re.compile(r"(?i)\bno one\b"), "nobody"),
    (re.compile(r"(?i)n['’]t\b"), " not"),
    (re.compile(r"(?i)\b(?:no longer|rul(?:e|es|ed|ing) out|stop(?:s|ped)?(?= \w+ing\b))"), "never"),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|St)\.(?= )"), lambda m: m[0][:-1]),
)
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
NUMBERS: dict[str, float] = {word: float(i) for i, word in enumerate(f"{ONES} eighteen nineteen".split())}
NUMBERS |= {word: 10.0 * i for i, word in enumerate(TENS.split(), 2)}
NUMBERS |= {word: float(i) for i, word in enumerate(ORDINALS.split(), 1)} | {"twice": 2.0, "dozen": 12.0}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: ``stem`` is what its forms have in common, ``value`` is a number's."""

    text: str
    stem: str
    kind: Kind
    value: float | None = None
    verb: bool = False
    denied: bool = False
    mode: Mode = "fact"

    @property
    def tells(self) -> bool:
        """Whether it carries a fact."""
        return self.kind in ("name", "number", "word")


def read(text: str) -> list[Token]:
    """The tokens of a text in order, small words and commas too."""
    for pattern, plain in SPELLINGS:
        text = pattern.sub(plain, text)
    found = [token for word in TOKEN.findall(text) for token in _tokens(word)]
    return _marked(_verbs(list(_counted(_first(found)))))


@cache
def lexicon(name: str) -> Any:
    """A class of words: the set of a list of words, or what stands in the file."""
    found = _file()[name]
    return frozenset(found.split()) if isinstance(found, str) else found


@cache
def _file() -> Any:
    import yaml

    return yaml.safe_load(LEXICON.read_text(encoding="utf-8"))


@cache
def _bases() -> dict[str, str]:
    """The base form of each irregular one."""
    forms = (line.split() for line in _file()["irregular"].split(","))
    return {form: base for base, *others in forms for form in others}


@cache
def stem(word: str) -> str:
    """What the forms of a word have in common."""
    bare = re.sub(r"['’]s?$", "", word.lower())
    return stems(BRITISH.sub("iz", _bases().get(bare, bare)))[0] if bare else bare


def _tokens(word: str) -> Iterator[Token]:
    low = word.lower()
    if word[0].isdecimal():
        digits = re.sub(r",|st$|nd$|rd$|th$", "", low)
        # A time such as 1:55.30 is told by its digits alone.
        yield Token(word, digits, "number", float(digits.replace(":", "") if digits.count(".") < 2 else 0))
    elif not word[0].isalpha():
        yield Token(word, word, "mark")
    elif word in ("US", "May"):  # not the pronoun, and not the verb
        yield Token(word, f"{low}.", "name")
    elif low in lexicon("small") or low in lexicon("negations"):
        yield Token(word, low, "small")
    elif low in NUMBERS:
        yield Token(word, low, "number", NUMBERS[low])
    elif low.startswith("un") and len(low) > 5 and low not in ("unless", "unlike", "unions") and weight(low[2:]) < 1:
        yield from (Token("not", "not", "small"), Token(word, stem(low[2:]), "word"))
    else:
        yield Token(word, stem(word), "name" if word[0].isupper() else "word")


def _first(tokens: list[Token]) -> list[Token]:
    """A first word has its capital from its place, unless it is rare or a name follows."""
    if tokens and tokens[0].kind == "name":
        named = len(tokens) > 1 and tokens[1].kind == "name" and tokens[0].text[-1] != "s"
        # Zipf 3.5 and more is a weight below .58: words of every day.
        if not named and not tokens[0].text.isupper() and weight(tokens[0].text) < 0.58:
            tokens[0] = replace(tokens[0], kind="word")
    return tokens


def _counted(tokens: list[Token]) -> Iterator[Token]:
    """Number words that belong together as one number."""
    held: Token | None = None
    for token in tokens:
        scale = SCALES.get(token.text.lower())
        if held and held.value is not None and scale:
            held = replace(held, value=held.value * scale)
        elif (
            held
            and held.value
            and held.value in range(20, 100, 10)
            and held.text.isalpha()
            and (token.value or 99) < 10
        ):
            held = replace(held, value=held.value + (token.value or 0))
        else:
            if held:
                yield held
            held = token
    if held:
        yield held


def _verbs(tokens: list[Token]) -> list[Token]:
    """The tokens, those marked that look like verbs."""
    return [replace(t, verb=True) if t.kind == "word" and _verb(tokens, i) else t for i, t in enumerate(tokens)]


def _verb(tokens: list[Token], i: int) -> bool:
    word, before = tokens[i].text.lower(), tokens[i - 1] if i else None
    if word in _bases() or word in lexicon("speech") or PAST.search(word):
        return before is None or before.stem not in ("a", "an", "the")
    if before is None:
        return False
    if before.stem in ("will", "would", "can", "could", "may", "might", "should", "to", "not", "never", "did"):
        return True
    if word in lexicon("unchanging"):
        return before.kind == "name" or before.text.endswith("s") or (i == 1 and before.kind == "word")
    if word in lexicon("presents"):
        return (before.tells and before.text.endswith("s")) or before.stem in ("they", "them", "we", "who")
    if word.endswith("ing"):
        return before.kind == "mark" or before.stem in lexicon("aux") | lexicon("before_gerund")
    subject = before.kind == "name" and not before.text.endswith(("'s", "’s", "s'", "s’"))
    return word.endswith("s") and (subject or before.stem in ("it", "he", "she", "who", "which", "that"))


def _marked(tokens: list[Token]) -> list[Token]:
    """The tokens, with what is denied and what is not yet so; a cue holds for the next word that tells."""
    found: list[Token] = []
    denied, mode = False, FACT
    for i, token in enumerate(tokens):
        if token.kind in ("word", "name"):
            found.append(replace(token, denied=denied, mode=mode))
            denied, mode = False, FACT if token.verb else mode
        else:
            found.append(token)
        if token.kind == "mark":
            denied, mode = False, FACT
        low = token.text.lower()
        denied |= denies(tokens, i)
        if low in lexicon("maybe"):
            mode = "maybe"
        elif low in lexicon("future") and mode == "fact" and (low != "to" or _infinitive(tokens, i)):
            mode = "future"
    return found


def denies(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token turns round what follows it."""
    low = tokens[i].text.lower()
    unwilling = low in lexicon("unwilling") and i + 1 < len(tokens) and tokens[i + 1].stem == "to"
    return unwilling or low in lexicon("negations")


def _infinitive(tokens: list[Token], i: int) -> bool:
    told = i > 0 and tokens[i - 1].text.lower() in lexicon("implicative") | lexicon("unwilling") | {"according"}
    return not told and i + 1 < len(tokens) and tokens[i + 1].kind == "word"
