"""How well bot/support/ tells supported sentences from others, on the pairs in tests/bot/support.

    python -m bench.support [--wrong]

Precision and recall are shares, 0 to 1, once of what is called supported and once of what is called a fault. The
check is fitted to the pairs at work (pairs.yaml), so these are judged by cross-validation, too: in five folds of whole
passages, each by weights fitted to the others. Its rules, its threshold and the choice of signs have seen them all.
Those set aside (aside.yaml) tell how it does on others. Who has looked at these needs new ones to measure by.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from bot.support.aligning import Encode
from bot.support.check import check, judge, remembering
from index import bundled
from index.encoder import OnnxEncoder
from tests.bot.support.halves import ASIDE, WORK, Pair, pairs
from training.support import fit, readings, write

# Which passages are together decides some hundredths; the mean of so many ways to part them is shown.
FOLDS, SEEDS = 5, 5


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


def crossed(encode: Encode, seed: int, folder: Path) -> list[tuple[Pair, str]]:
    """Each pair at work with what a check finds wrong whose weights were fitted to other passages."""
    found = pairs(WORK)
    seen, flags = readings(found, encode), [pair.supported for pair in found]
    passages = [pair.passage for pair in found]
    judgements: list[tuple[Pair, str]] = []
    parts = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed).split(passages, flags, passages)
    for number, (others, fold) in enumerate(parts):
        weights = folder / f"{seed}-{number}.json"
        write(weights, fit([seen[i] for i in others], [flags[i] for i in others]))
        judgements += [(found[i], judge(seen[i], weights)[0]) for i in fold]
    return judgements


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
        encode = remembering(OnnxEncoder(bundled.ensure(Path(folder))).embed)
        found = {path: judged(path, encode) for path in (WORK, ASIDE)}
        rounds = [astuple(scores(crossed(encode, seed, Path(folder)))) for seed in range(SEEDS)]
    names = [field.name for field in fields(Scores)]
    click.echo(f"| file | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for path, judgements in found.items():
        click.echo(f"| {path.name} | {' | '.join(map(_shown, astuple(scores(judgements))))} |")
    click.echo(f"| {WORK.name}, crossed | {rounds[0][0]} | {' | '.join(map(_shown, np.mean(rounds, 0)[1:]))} |")
    for pair, reason in found[WORK] if wrong else ():
        if pair.supported != (not reason):
            click.echo(f"{'holds' if pair.supported else 'fails'} {pair.kind}: {pair.sentence}  <{reason}>")


if __name__ == "__main__":
    main()
