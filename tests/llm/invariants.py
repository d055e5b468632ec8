"""What holds of every answer, whoever read and whatever was asked."""

import re
import unicodedata

from bot.judging import in_order, supported
from bot.types import Answer

# What a front-end, or a person, could take for a link: a scheme, an address without one, Markdown's and HTML's ways.
LINK = re.compile(r"\w+://|\b(?:javascript|data|file|mailto):|\bwww\.|\w\.example\b|\w\.gg/|\]\s*[(\[:]|<\w|!\[", re.I)
# What calls people in Discord.
CALL = re.compile(r"@everyone|@here|<[@#]")
# Kinds of characters that cannot be seen, or that change what can be.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def held(answer: Answer) -> Answer:
    """The answer, of which all of it has been asserted."""
    citations, articles = answer.citations, {hit.article for hit in answer.hits}
    assert answer.status in ("answered", "no_answer") and 0 <= answer.confidence <= 1
    assert bool(citations) == (answer.status == "answered")
    assert in_order(answer.text, [citation.marker for citation in citations])
    if citations:
        assert all(supported(answer.text, {citation.marker: citation.quote for citation in citations}))
    for citation in citations:
        assert citation.article in articles
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert 0 < len(citation.quote) <= 600
    assert not LINK.search(answer.text), answer.text
    assert not CALL.search(answer.text), answer.text
    assert not {unicodedata.category(character) for character in answer.text} & UNSEEN
    return answer
