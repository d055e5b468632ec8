"""How well bot/support/ tells supported sentences from others, on the pairs in tests/bot/support.

    python -m bench.support [--wrong]

Precision and recall are shares, 0 to 1, once of what is called supported and once of what is called a fault. The
pairs at work (pairs.yaml) may be looked at, so the check is partly fitted to them; those set aside (aside.yaml, where
there are any) tell how it does on others. Who has looked at these needs new ones to measure by.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.support.check import Encode, check
from index import bundled
from index.encoder import OnnxEncoder
from tests.bot.support.halves import ASIDE, WORK, Pair, pairs


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall of "supported", and of "not supported"."""

    pairs: int
    supported_precision: float
    supported_recall: float
    fault_precision: float
    fault_recall: float


def judged(path: Path, encode: Encode) -> list[tuple[Pair, str]]:
    """Each pair with what the check finds wrong, empty for nothing."""
    return [(pair, check(pair.sentence, [pair.passage], encode, [pair.head]).reason) for pair in pairs(path)]


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
@click.option("--wrong", is_flag=True, help="Name the pairs at work that are judged wrongly.")
def main(wrong: bool) -> None:
    """Print the figures of each file that is there."""
    with TemporaryDirectory() as folder:
        encoder = OnnxEncoder(bundled.ensure(Path(folder)))
        found = {path: judged(path, encoder.embed) for path in (WORK, ASIDE) if path.exists()}
    names = [field.name for field in fields(Scores)]
    click.echo(f"| file | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for path, judgements in found.items():
        click.echo(f"| {path.name} | {' | '.join(map(_shown, astuple(scores(judgements))))} |")
    for pair, reason in found[WORK] if wrong else ():
        if pair.supported != (not reason):
            click.echo(f"{'holds' if pair.supported else 'fails'} {pair.kind}: {pair.sentence}  <{reason}>")


if __name__ == "__main__":
    main()
