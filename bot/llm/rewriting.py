"""A chat model makes a question stand alone, and cuts one with several parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import parts
from bot.asking import Asking
from bot.followup import Turn
from bot.llm.calling import Calls
from bot.llm.fencing import fence
from bot.llm.prompts import Prompt
from bot.plain import has_link, plain
from bot.understanding import Rules
from bot.wanted import names
from bot.words import share, stems, telling
from index.errors import DatelineError

# The share of the question's telling words that have to be in what a model makes of it.
KEPT = 0.8
# Characters of a question that a model may write: several times a long one.
LONGEST = 400
# The share of the time that is left which a model may take to understand a question; then the rules do.
SHARE = 0.25
QUESTION_WORD = re.compile(r"\b(?:what|who|whom|whose|which|when|where|why|how)\b|\?", re.IGNORECASE)


class Rewriting:
    """Understands with a chat model; by rules where the model fails, or writes what nobody has said."""

    def __init__(self, calls: Calls, rewrite: Prompt, split: Prompt, clock: Callable[[], float]) -> None:
        self._calls, self._rewrite, self._split, self._clock = calls, rewrite, split, clock
        self._rules = Rules()

    def alone(self, question: str, earlier: Sequence[Turn], asking: Asking) -> str:
        """The question as it can be searched without the turns before it."""
        by_rules = self._rules.alone(question, earlier, asking)
        if not earlier:
            return by_rules
        turns = "\n".join(plain(f"{turn.question} {turn.answer}") for turn in earlier)
        code = fence([question, turns])
        lines = self._lines(self._rewrite, asking, question=plain(question), turns=turns, fence=code)
        return lines[0] if len(lines) == 1 and holds(lines[0], question, turns) else by_rules

    def parts(self, question: str, asking: Asking) -> tuple[str, ...]:
        """The questions in it; a question with one question word is one, and no model is asked."""
        by_rules = self._rules.parts(question, asking)
        if len(QUESTION_WORD.findall(question.rstrip("? "))) < 2:
            return by_rules
        lines = self._lines(self._split, asking, question=plain(question), fence=fence([question]))
        sound = 2 <= len(lines) <= parts.MOST and holds(" ".join(lines), question, "")
        return tuple(lines) if sound and all(line.endswith("?") for line in lines) else by_rules

    def _lines(self, prompt: Prompt, asking: Asking, **values: str) -> list[str]:
        """The lines that the model writes; none where it fails."""
        now = self._clock()
        asking = replace(asking, note=self._calls.discreet(asking.note))
        brief = replace(asking, until=now + SHARE * (asking.until - now))
        try:
            # What people asked is not kept here: they may want it forgotten.
            text = self._calls.text(prompt.filled(**values), brief, kept=False)
        except DatelineError as error:
            asking.note(prompt.name, str(error))
            return []
        asking.note(f"{prompt.id} wrote", text)
        return [plain(line) for line in text.splitlines() if line.strip()]


def holds(written: str, question: str, turns: str) -> bool:
    """Whether what a model wrote still asks the question, and names nothing that nobody has named."""
    kept = share(telling(question), stems(written)) >= KEPT
    return kept and len(written) <= LONGEST and not has_link(written) and not names(written, f"{question} {turns}")
