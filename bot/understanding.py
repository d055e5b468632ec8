"""How a question is understood before anything is searched: alone, and part by part."""

from collections.abc import Sequence
from typing import Protocol

from bot import followup, parts
from bot.asking import Asking
from bot.followup import Turn


class Understanding(Protocol):
    """How a question is understood before anything is searched."""

    def alone(self, question: str, earlier: Sequence[Turn], asking: Asking) -> str: ...

    def parts(self, question: str, asking: Asking) -> tuple[str, ...]: ...


class Rules:
    """Understands by rules, without a model."""

    def alone(self, question: str, earlier: Sequence[Turn], asking: Asking) -> str:
        """The question as it can be searched without the turns before it."""
        return followup.standalone(question, earlier)

    def parts(self, question: str, asking: Asking) -> tuple[str, ...]:
        """The questions in it, each as it can be searched alone; itself where it is one."""
        return parts.split(question)
