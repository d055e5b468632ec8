"""The subject of a question that asks for no fact, but for what there is on something."""

import re

# A subject that stands there bare has at most so many words; what is longer is a sentence.
SHORT = 5

_ASKS = r"(?:what|who|whom|whose|which|when|where|why|how)"
_VERBS = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|may|might)"
_SOME = r"(?:(?:the|an?|any|some|all|more|new|latest|newest|short|brief|quick) )*"
_NEWS = (
    r"(?:news|latest|headlines|updates?|summary|overview|recap|reports|articles|details|information"
    r"|(?:any|some|every)thing(?: new)?|more)"
)
# "Please give me the latest news on", "what's new in", "summarise": how people ask for a subject.
_LEAD = re.compile(
    r"(?:please |(?:can|could) you )*(?:summari[sz]e|recap|(?:tell|update|brief) (?:me|us) (?:about|on)"
    rf"|(?:(?:give|show|tell) (?:me|us) )?{_SOME}{_NEWS} (?:on|about|of|from|in|regarding)"
    r"|what(?:['’]?s| is) (?:the )?(?:latest|news|new|going on|happening|up)(?: news)? (?:on|about|in|with|from|at)"
    r"|what happened with"
    # What was asked before stands behind the colon.
    r"|(?:(?:give|show|tell) me )?(?:(?:more )?details|more|go on|explain|elaborate):) (?=\S)",
    re.IGNORECASE,
)
# "Latest Syria news": the same beside a bare subject.
_BESIDE = re.compile(r"^(?:the )?(?:latest|newest) | (?:news|latest|updates?|headlines)$")
_ASKING = re.compile(rf"\b(?:{_ASKS}|{_VERBS})\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:please )?(?:list|compare|count|name|define|describe|explain|elaborate|translate|summari[sz]e|recap|give|show"
    r"|tell|find|write|say|go|more|details|true)\b",
    re.IGNORECASE,
)


def subject(question: str) -> str:
    """What the question is about, where it only names that: "Syria" of "the latest on Syria", and of "Syria?"; empty
    where it asks for a fact."""
    bare = question.strip().rstrip("?!. ")
    rest = _asked_for(bare)
    if rest != bare:
        return "" if _ASKING.match(rest) else rest
    fact = len(bare.split()) > SHORT or bare.endswith(":") or _ASKING.search(bare) or _ORDER.match(bare)
    return "" if fact else _BESIDE.sub("", bare)


def _asked_for(bare: str) -> str:
    """What is left of the question without the words that ask for it."""
    while lead := _LEAD.match(bare):
        bare = bare[lead.end() :]
    return bare
