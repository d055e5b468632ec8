"""A question that leans on the ones before it, made to stand alone, by rules: quick, and the same every time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.types import Answer
from bot.wanted import DATE
from bot.words import WORD, stems, weight, words

# Joins a question to what it is about; read as a preposition, said by nobody who asks.
REGARDING = "regarding"
# Words of the earlier question that are carried over at most: its subject, not its history.
CARRIED = 12
# A question that opens with "and" still stands alone with so many telling words of its own.
OWN = 3
# A fragment has no verb; what is longer has one.
SHORT = 5

AUX = r"(?:is|are|was|were|be|do|does|did|has|have|had|will|would|can|could|should|must|might|may)(?:n['’]t)?"
ASK = r"(?:what|who|whom|whose|which|when|where|why|how)"
PREPOSITION = r"(?:in|on|at|from|by|with|for|to|of|about|against|under|over|near|after|before|during|since|until)"
NAME = r"(?:[A-Z][\w.'’-]*(?: (?:of (?:the )?)?[A-Z][\w.'’-]*)*)"
LEAD = re.compile(r"^(?:(?:ok(?:ay)?|and|but|so|also|well|then)\b[,\s]*)+(?=\w)", re.IGNORECASE)
ABOUT = re.compile(r"^(?:what|how) about (?P<rest>.+)$", re.IGNORECASE)
# "why", "since when", "how many", "by whom": asks of what was said before.
BARE = re.compile(
    rf"^(?:{PREPOSITION} )?{ASK}(?: (?:many|much|long|often|far|so|come|not|exactly|else))*$", re.IGNORECASE
)
MORE = re.compile(
    r"^(?:(?:please )?(?:tell me|give me|say|show me) )?(?:more|(?:more )?details)\b.*$|^(?:go on|explain|elaborate)$",
    re.IGNORECASE,
)
# "What", "How many refugees", "Which country", up to the verb.
OPENING = re.compile(
    rf"^(?P<ask>(?:{PREPOSITION} )?{ASK}(?: (?:many|much|long|often))?)\b ?(?P<rest>.*)$", re.IGNORECASE
)
SUBJECT = re.compile(rf"\b{AUX} (?P<name>(?:the )?(?:{NAME}|[a-z][\w-]+))")
NAMED = re.compile(rf"(?:\b[Tt]he )?\b{NAME}")
# "That" and "this" with a noun of time name a day, as in "this week".
TIME = r"(?:week|weekend|month|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|time)"
POINTER = re.compile(
    r"\b(?:he|she|him|his|hers?|they|them|theirs?|its|the two|else)\b"
    r"|\bit\b(?! (?:true|possible|clear|known|likely|legal|right|safe)\b)"
    rf"|\bthis\b(?! {TIME}\b)|\bthese\b(?! days\b)|\bthose\b(?! (?:who|that|in|from|of|with)\b)"
    rf"|^that\b|\b{AUX} that\b|\bthat(?=(?: \w+)?$)|\bthere\b(?! (?:is|are|was|were|be|been)\b)|\bthen$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"he|she|it|they|him|her|hers|his|its|them|theirs?")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was searched, the text of its answer, and the id of the article that it cites first."""

    question: str
    answer: str
    article: str = ""


def turn(answer: Answer) -> Turn:
    """The answer as a turn of a conversation."""
    return Turn(answer.query.question, answer.text, answer.citations[0].article.id if answer.citations else "")


def standalone(question: str, earlier: Sequence[Turn]) -> str:
    """The question as it can be searched without the turns before it (the latest last); unchanged where it stands
    alone."""
    asked, before = _bare(question), _bare(earlier[-1].question) if earlier else ""
    if not asked or not before:
        return question
    bare = LEAD.sub("", asked)
    if MORE.match(bare):
        return f"{bare}: {before}?"
    if BARE.match(bare):
        return f"{_asked_of(bare, before)}?"
    if fragment := _fragment(bare, led=bare != asked):
        return f"{_exchanged(bare, fragment, before)}?"
    if _points(bare) or (bare != asked and _leans(bare)):
        return f"{_continued(bare, before)}?"
    return question


def itself(question: str, typed: str) -> str:
    """What a question that was made to stand alone asks itself, without what it is about: a search needs that, but the
    sentence that answers does not say it again. ``typed`` is the question as it was before."""
    own, joined, carried = question.rpartition(f" {REGARDING} ")
    return f"{own}?" if joined and carried.rstrip("?") not in typed else question


def _bare(question: str) -> str:
    return " ".join(question.split()).rstrip("?!. ")


def _leans(bare: str) -> bool:
    """Whether a question that opens with "and" has too little of its own, and does not ask who or what somebody is."""
    own = sum(weight(word) > 0 for word in words(bare))
    return own < OWN and not re.match(rf"(?:what|who) (?:is|are|was|were) (?:the )?{NAME}$", bare, re.IGNORECASE)


def _asked_of(bare: str, before: str) -> str:
    """The earlier question with the new question word: "when" of "How many did Oslo take" is "when did Oslo take"."""
    opening = OPENING.match(before)
    rest = opening["rest"] if opening else before[0].lower() + before[1:]
    # "How many refugees did Germany take": the noun goes behind the verb.
    noun = rf"(?P<noun>(?:(?!{AUX} )\S+ ){{1,3}})(?P<verb>{SUBJECT.pattern} \S+)(?P<end>.*)$"
    moved = re.match(noun, rest) if opening else None
    return f"{bare} {moved['verb']} {moved['noun'].strip()}{moved['end']}" if moved else f"{bare} {rest}"


def _fragment(bare: str, led: bool) -> str:
    """What stands there in place of a question: "in Turkey", "the Pentagon"; empty where it is a question."""
    about = ABOUT.match(bare)
    said = about["rest"] if about else bare
    few = words(said)
    if len(few) > SHORT or re.search(rf"\b(?:{AUX}|{ASK})\b", said, re.IGNORECASE) or POINTER.search(said):
        return ""
    short = len(few) <= 1 + (few[0].lower() == "the") if few else False
    return said if about or led or short or re.match(rf"{PREPOSITION} ", said, re.IGNORECASE) else ""


def _exchanged(bare: str, fragment: str, before: str) -> str:
    """The earlier question about the fragment in place of what has its role there."""
    timed = bool(DATE.search(fragment))
    if led := re.match(rf"({PREPOSITION}) ", fragment, re.IGNORECASE):
        places = [place.span() for place in re.finditer(rf"\b{led[1]} (?:the )?(?:{NAME}|\w+)", before)]
        places = [(start, end) for start, end in places if bool(DATE.search(before[start:end])) == timed]
        start, end = places[-1] if places else (len(before), len(before))
        return f"{before[:start]}{'' if places else ' '}{fragment}{before[end:]}"
    if not re.search(r"[A-Z\d]", fragment) or not (place := _role(before, timed)):
        return f"{bare} {REGARDING} {topic}" if (topic := _topic(before, bare)) else bare
    return before[: place[0]] + fragment + before[place[1] :]


def _role(before: str, timed: bool) -> tuple[int, int] | None:
    """Where the earlier question has what a name, or a time, would take the place of: the subject, or the last name."""
    if timed:
        time = DATE.search(before)
        return time.span() if time else None
    subject = SUBJECT.search(before)
    if subject and re.search("[A-Z]", subject["name"]):
        return subject.span("name")
    names = [name.span() for name in NAMED.finditer(before) if name.start()]
    return names[-1] if names else None


def _points(bare: str) -> bool:
    """Whether a word of the question points to something that was said before it."""
    return any(_beyond(bare, pointer) for pointer in POINTER.finditer(bare))


def _beyond(bare: str, pointer: re.Match[str]) -> bool:
    word, ahead, last = pointer[0].lower(), bare[: pointer.start()], pointer.end() == len(bare)
    verbs = re.findall(rf"\b{AUX}\b", ahead, re.IGNORECASE)
    inverted = re.search(rf"\b{AUX} $", ahead, re.IGNORECASE) is not None
    if word == "there":
        return last or not inverted
    if last or not PRONOUN.fullmatch(word) or (inverted and len(verbs) == 1):
        return True
    # "Why did Volkswagen say it cheated" has its own.
    return not any(weight(own) > 0 for own in words(ahead))


def _continued(bare: str, before: str) -> str:
    """The question, with the person that it means named, and what the earlier one was about."""
    subject = SUBJECT.search(before)
    named = _named(bare, subject["name"]) if subject and re.search("[A-Z]", subject["name"]) else bare
    last = stems(named)[-1:]
    for word in WORD.finditer(before):
        # "What did Orban say", after "What did Merkel say about refugees", is about refugees, not about Merkel.
        if stems(word[0]) == last and word.end() < len(before) and SUBJECT.search(named):
            return f"{named} {before[word.end() :].strip()}"
    # What a person did is left out of a new question about the person.
    left = before[subject.end() :].strip().partition(" ")[2] if subject and named != bare else before
    topic = _topic(left, named)
    return f"{named} {REGARDING} {topic}" if topic else named


def _named(bare: str, name: str) -> str:
    """The question with the name for "he", "she" and the like."""
    bare = re.sub(r"\b(?:his|her)\b(?= \w)", f"{name}’s", bare, count=1, flags=re.IGNORECASE)
    return re.sub(r"\b(?:he|she|him|her)\b", name, bare, count=1, flags=re.IGNORECASE)


def _topic(before: str, known: str) -> str:
    """What the earlier question was about: its words from the first to the last that says something new."""
    opening, said = OPENING.match(before), set(stems(known))
    rest = (opening["rest"] if opening else before).replace(f" {REGARDING} ", " ")
    new = [word for word in WORD.finditer(rest) if weight(word[0]) > 0 and not said.issuperset(stems(word[0]))]
    return " ".join(rest[new[0].start() : new[-1].end()].split()[:CARRIED]) if new else ""
