"""Which passages a model reads: by rank, as many as there is room for."""

from collections.abc import Sequence

from bot.llm.fencing import head
from bot.parts import in_turn
from index.types import Hit

# Bytes of UTF-8 to a token, at the least: English news has more than four; scripts with a token a letter have three.
TOKEN_BYTES = 3
# Tokens of the marks around a passage.
MARKS = 30


def fit(found: Sequence[Sequence[Hit]], tokens: int) -> tuple[Hit, ...]:
    """The passages that fit into the tokens, the best of each search first, then the second of each; none twice.

    One that does not fit makes room for shorter ones after it, but for the very first: a model is never asked without
    a passage.
    """
    chosen: dict[str, Hit] = {}
    for hit in in_turn(found):
        cost = length(f"{head(hit.article)}{hit.passage.text}") + MARKS
        if hit.passage.id not in chosen and (cost <= tokens or not chosen):
            chosen[hit.passage.id] = hit
            tokens -= cost
    return tuple(chosen.values())


def length(text: str) -> int:
    """The tokens of a text, rather too many than too few: no provider's tokenizer is asked, they differ."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // TOKEN_BYTES)
