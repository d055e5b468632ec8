"""On whose account, until when and before whose eyes a question is answered."""

from collections.abc import Callable
from dataclasses import dataclass

# Told the name of a step and what came of it.
Note = Callable[[str, str], None]
# Told each sentence of the answer, with its markers, as soon as it holds.
Told = Callable[[str], None]

# On whose account questions are that no Discord server asks.
TERMINAL = "terminal"


def unnoted(_: str, __: str) -> None:
    """Nobody wants to know the steps."""


def untold(_: str) -> None:
    """Nobody waits for single sentences."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The server whose budget is spent, the moment of the clock at which the answer is due, and who is told."""

    server: str
    until: float
    note: Note = unnoted
    told: Told = untold
