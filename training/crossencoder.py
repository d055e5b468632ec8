"""The weights of the bundled cross-encoder, fine-tuned from an encoder of sentence-transformers.

    python -m training.crossencoder BASE LISTS.jsonl.gz [MORE.jsonl.gz …]

BASE is the folder of sentence-transformers/all-mpnet-base-v2. Each file holds a list a line,
``{"q", "pos": [[headline, sentence], …], "neg": […]}``. Writes bot/weights/large.onnx (int8), and CHECKPOINT in floats
for ``training.teaching``; afterwards ``python -m training.fit SET_DIR`` fits what weighs the scores.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.crossencoder import LARGE
from training import net as nets
from training.lists import Asked, batches, pairs, read

if TYPE_CHECKING:
    import torch

CHECKPOINT = Path("crossencoder.pt")
# Lists a step; sentences of a list that answer and that don't, drawn anew each time; rounds; the learning rate. A third
# round lowers the training loss and nothing else.
AT_ONCE, ANSWERS, OTHERS, ROUNDS, RATE = 8, 2, 5, 2, 3e-5
# Lists from which the ranges of the activations are taken.
TYPICAL = 60


@click.command()
@click.argument("base", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
def main(base: Path, files: tuple[Path, ...]) -> None:
    """Train from BASE on the lists of FILES and write the weights."""
    import torch

    lists, chance = [asked for path in files for asked in read(path)], random.Random(nets.SEED)
    net = nets.make(base)
    nets.learn(net, losses(net, lists, AT_ONCE, chance), ROUNDS * (len(lists) // AT_ONCE), RATE)
    torch.save(net.state_dict(), CHECKPOINT)
    nets.write(net, typical(lists, chance), LARGE)


def losses(net: Any, lists: Sequence[Asked], at_once: int, chance: random.Random) -> Iterator["torch.Tensor"]:
    """The log-likelihood, negated, that a sentence drawn by the softmax of a list's scores answers (list-wise, Cao et
    al. 2007; over all that may answer together, since some of them don't); a mean over some lists, without end."""
    import torch

    for batch in batches(lists, at_once, chance):
        drawn = [pairs(asked, ANSWERS, OTHERS, chance) for asked in batch]
        found = nets.scores(net, [pair[:2] for some in drawn for pair in some])
        flags = [torch.tensor([answers for *_, answers in some]) for some in drawn]
        split = torch.split(found, list(map(len, drawn)))
        yield torch.stack([s.logsumexp(0) - s[f].logsumexp(0) for s, f in zip(split, flags, strict=True)]).mean()


def typical(lists: Sequence[Asked], chance: random.Random) -> list[tuple[str, str]]:
    """Some pairs of the lists, of both kinds."""
    drawn = chance.sample(lists, min(TYPICAL, len(lists)))
    return [pair[:2] for asked in drawn for pair in pairs(asked, 1, 3, chance)]


if __name__ == "__main__":
    main()
