"""How an answer came about, as a person reads it in a terminal."""

from index.display import printable


def explained(step: str, text: str) -> str:
    """A step and what came of it. Nothing of an article, a question or a model can control the terminal."""
    return "\n".join([f"{step}:", *("    " + printable(line) for line in text.splitlines() or [""])])
