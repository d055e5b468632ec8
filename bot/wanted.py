"""What kind of thing a question asks for, and whether a sentence offers one."""

import re
from typing import Literal

from bot.words import stems, weight, words
from index.subject import subject

Kind = Literal["number", "date", "reason", "name", "any"]

# Checked in this order: "how many days" is a number, "what year" a date, "which country" a name.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|long|old|far|high|tall|big|large|fast|often|deep|wide|close)\b"
            r"|\b(?:what|which) (?:percent(?:age)?|number|share|proportion|amount|price|score|age|rate|fraction)\b"
            r"|\bby what\b|\bhow .{0,20}\bpercent",
            re.IGNORECASE,
        ),
    ),
    ("date", re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b", re.IGNORECASE)),
    (
        "reason",
        re.compile(r"\bwhy\b|\bfor what reason\b|\bhow come\b|\bwhat (?:caused|led to|prompted)\b", re.IGNORECASE),
    ),
    (
        "name",
        re.compile(
            r"\b(?:who|whom|whose|where|which)\b|\bwhat (?:\w+ ){0,3}(?:name|called|team|country|city|state|company|"
            r"show|film|movie|book|song|event|brand|agency|actor|singer|player)\b",
            re.IGNORECASE,
        ),
    ),
)
NUMBER = re.compile(
    r"\d[\d.,]*|\ban? (?:second|minute|hour|day|week|month|year|decade|dozen|hundred|thousand|million)\b|\b(?:two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|thousands?|millions?|billions?|half|third|quarter|twice|double|triple)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|tomorrow|week|month|year|decade)s?\b|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m"
)
REASON = re.compile(
    r"\b(?:because|due to|owing to|after|over|amid|in order to|so that|as a result|caused|blamed?|since|reasons?|"
    r"prompted|led to|thanks to|concerns?|following)\b",
    re.IGNORECASE,
)
# Questions that one or two sentences cannot answer.
MORE = re.compile(
    r"\b(?:both sides|each side|everything|all (?:the|that)|reactions?|timeline|summari[sz]e|in (?:more )?detail)\b"
    # Of the news a list or a detail may be a part; only who gives an order or asks what they are asks for them.
    r"|^(?:please )?(?:list|compare|(?:give|make|show|tell|write)\b.*\b(?:list|details?))\b"
    r"|\bwhat (?:are|were) (?:the|more) details?\b"
    r"|\bwhat did .+ and .+ (?:say|do|want|claim)\b|\bhow did .+ and .+ (?:react|respond|differ)\b",
    re.IGNORECASE,
)


# A question for a fact, not for a yes or no.
FACT = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b|:$", re.IGNORECASE)
YES_OR_NO = re.compile(
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\b", re.IGNORECASE
)


def echoes(sentence: str, asked: str) -> bool:
    """Whether the sentence says no more than a question for a fact says itself, and so is no answer to it."""
    if not FACT.search(asked) or YES_OR_NO.match(asked) or offers(sentence, asked, "number"):
        return False
    known = set(stems(asked))
    said = zip(stems(sentence), words(sentence), strict=True)
    return not any(weight(word) > 0 and stem not in known for stem, word in said)


def asks_for_more(question: str) -> bool:
    """Whether the question asks for more than one fact, or for what there is on a subject."""
    return MORE.search(question) is not None or subject(question) != ""


def kind(question: str) -> Kind:
    """The kind of thing that the question asks for; ``any`` where its words do not say."""
    return next((name for name, pattern in KINDS if pattern.search(question)), "any")


def offers(sentence: str, asked: str, wanted: Kind) -> bool:
    """Whether the sentence has a thing of that kind that the question does not have itself."""
    if wanted == "number":
        return bool(_numbers(sentence) - _numbers(asked))
    if wanted == "date":
        return DATE.search(sentence) is not None
    if wanted == "reason":
        return REASON.search(sentence) is not None
    return bool(names(sentence, asked))


def names(sentence: str, asked: str) -> set[str]:
    """The words of the sentence that begin with a capital or a digit, are not its first, and are not asked."""
    known = {_bare(word).lower() for word in words(asked)}
    found = words(sentence)
    capital = {_bare(word) for at, word in enumerate(found) if (word[0].isupper() and at) or word[0].isdigit()}
    return {name for name in capital if name.lower() not in known}


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")


def _numbers(text: str) -> set[str]:
    return {number.lower().rstrip(".,") for number in NUMBER.findall(text)}
