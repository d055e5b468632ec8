"""The weights of the small cross-encoder, which learns from the large one (distillation, Hinton et al. 2015).

    python -m training.distillation TAUGHT.jsonl.gz LISTS.jsonl.gz

TAUGHT is what ``training.teaching`` wrote: questions with sentences that were found for them and the large one's
scores. LISTS are those from which the large one learned. Writes bot/weights/small.onnx (int8).
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.crossencoder import SMALL
from index import bundled
from training import net as nets
from training.crossencoder import losses, typical
from training.lists import read

if TYPE_CHECKING:
    import torch

# Taught lists a step, and labelled ones beside them, which count half; rounds of the taught ones; the learning rate.
TAUGHT, LABELLED, SHARE, ROUNDS, RATE = 8, 4, 0.5, 3, 5e-5
# Of a taught list the sentences that score highest, and others drawn anew each time.
HIGHEST, OTHERS = 5, 7


@dataclass(frozen=True, slots=True)
class Taught:
    """A question, sentences under their headlines, and the score of each, the highest first."""

    question: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]

    def drawn(self, chance: random.Random) -> tuple[list[tuple[str, str]], list[float]]:
        """The highest pairs of question and sentence, and some of the others, with their scores."""
        rest = range(min(HIGHEST, len(self.texts)), len(self.texts))
        chosen = [*range(rest.start), *chance.sample(rest, min(OTHERS, len(rest)))]
        return [(self.question, self.texts[i]) for i in chosen], [self.scores[i] for i in chosen]


@click.command()
@click.argument("taught", type=click.Path(path_type=Path, exists=True))
@click.argument("labelled", type=click.Path(path_type=Path, exists=True))
def main(taught: Path, labelled: Path) -> None:
    """Train on the scored lists of TAUGHT and the labelled ones of LABELLED, and write the weights."""
    scored, lists, chance = read_taught(taught), read(labelled), random.Random(nets.SEED)
    net = nets.make(bundled.weights())
    both = zip(likeness(net, scored, chance), losses(net, lists, LABELLED, chance), strict=False)
    nets.learn(net, (like + SHARE * loss for like, loss in both), ROUNDS * (len(scored) // TAUGHT), RATE)
    nets.write(net, typical(lists, chance), SMALL)


def read_taught(path: Path) -> list[Taught]:
    """The lists of a file: a line each, ``{"q", "texts", "scores"}``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = []
    for row in rows:
        order = sorted(range(len(row["texts"])), key=lambda i: -row["scores"][i])
        texts, scores = ([row[name][i] for i in order] for name in ("texts", "scores"))
        found.append(Taught(row["q"], tuple(texts), tuple(scores)))
    return found


def likeness(net: Any, scored: Sequence[Taught], chance: random.Random) -> Iterator["torch.Tensor"]:
    """How far the softmax of a list's scores is from the teacher's (Kullback-Leibler), a mean over some lists, without
    end."""
    import torch

    while True:
        order = chance.sample(scored, len(scored))
        for at in range(0, len(order) - TAUGHT + 1, TAUGHT):
            drawn = [one.drawn(chance) for one in order[at : at + TAUGHT]]
            found = nets.scores(net, [pair for pairs, _ in drawn for pair in pairs])
            split = torch.split(found, [len(pairs) for pairs, _ in drawn])
            wanted = [torch.tensor(scores).log_softmax(0) for _, scores in drawn]
            apart = [
                torch.nn.functional.kl_div(mine.log_softmax(0), theirs, log_target=True, reduction="sum")
                for mine, theirs in zip(split, wanted, strict=True)
            ]
            yield torch.stack(apart).mean()


if __name__ == "__main__":
    main()
