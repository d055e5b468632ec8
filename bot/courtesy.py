"""What people say that asks for nothing: thanks, a greeting, a goodbye."""

import re

from bot.words import words

_GREETING = r"(?:hello|hi|hey|hiya|greetings|good (?:morning|afternoon|evening|day))(?: there| again| everyone| all)*"
_THANKS = (
    r"(?:(?:many )?thanks|thank you|thx|cheers)"
    r"(?: very much| so much| a lot| again| for (?:your|the|that|all)(?: your| the)?(?: help| answers?)?)*"
)
_ASSENT = (
    r"(?:ok|okay|yes|yeah|yep|no|nope|sure|alright|all right|great|perfect|got it|i see|that helps?|that['’]?s all)"
)
_GOODBYE = r"(?:good ?bye|bye|good night|see you(?: later| soon)?|farewell)"
# One after the other, "ok great, thanks a lot, bye", and nothing else.
_COURTESY = re.compile(rf"(?:(?:{_GREETING}|{_THANKS}|{_ASSENT}|{_GOODBYE})(?: |$))+")


def is_courtesy(said: str) -> bool:
    """Whether nothing is asked, so that there is nothing to search and nothing for a further question to lean on."""
    return _COURTESY.fullmatch(" ".join(words(said)).lower()) is not None
