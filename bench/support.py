"""How well bot/support.py tells supported sentences from others, on the pairs in tests/bot/support.

    python -m bench.support [--half work|aside] [--wrong]

Precision and recall are shares, 0 to 1, once of what is called supported and once of what is called a fault. The
half "aside" was scored once, when the check was done, and the rules were not changed after that: supported .854 and
.814, faults .832 and .868. The distance tells how much of the half for work is learnt by heart. Who has looked at
the half set aside needs a new one to measure by.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.support import Encode, check
from index import bundled
from index.encoder import OnnxEncoder
from tests.bot.support.halves import Half, Pair, pairs


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall of "supported", and of "not supported"."""

    pairs: int
    supported_precision: float
    supported_recall: float
    fault_precision: float
    fault_recall: float


def judged(half: Half, encode: Encode) -> list[tuple[Pair, str]]:
    """Each pair with what the check finds wrong, empty for nothing."""
    return [(pair, check(pair.sentence, [pair.passage], encode, [pair.head]).reason) for pair in pairs(half)]


def scores(found: Sequence[tuple[Pair, str]]) -> Scores:
    """The figures; there must be pairs of both kinds."""
    right = Counter((pair.supported, not reason) for pair, reason in found)
    held, kept, passed, caught = right[True, True], right[True, False], right[False, True], right[False, False]
    return Scores(
        len(found), held / (held + passed), held / (held + kept), caught / (caught + kept), caught / (caught + passed)
    )


def _shown(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


@click.command()
@click.option("--half", type=click.Choice(["work", "aside"]), default="work")
@click.option("--wrong", is_flag=True, help="Name the pairs that are judged wrongly.")
def main(half: Half, wrong: bool) -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        encoder = OnnxEncoder(bundled.ensure(Path(folder)))
        found = judged(half, encoder.embed)
    figures = asdict(scores(found))
    click.echo(f"| half | {' | '.join(figures)} |\n|{'---|' * (len(figures) + 1)}")
    click.echo(f"| {half} | {' | '.join(_shown(value) for value in figures.values())} |")
    if wrong:
        for pair, reason in found:
            if pair.supported != (not reason):
                click.echo(f"{'holds' if pair.supported else 'fails'} {pair.kind}: {pair.sentence}  <{reason}>")


if __name__ == "__main__":
    main()
