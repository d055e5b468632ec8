"""Leaves out what a model thinks aloud before it answers."""

from collections.abc import Iterable, Iterator

BEGIN, END = "<think>", "</think>"


def answered(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without the thoughts that come first, between BEGIN and END, where a server does not keep them apart.
    Thoughts that do not end leave nothing."""
    rest, said = iter(pieces), ""
    for piece in rest:
        said += piece
        begun = said.lstrip()
        if BEGIN.startswith(begun[: len(BEGIN)]):  # thoughts, or too little yet to tell
            if END not in begun:
                continue
            said = begun.partition(END)[2]
        yield said
        yield from rest
        return
    if not said.lstrip().startswith(BEGIN):
        yield said
