"""The weights of the bundled cross-encoder, fine-tuned from the bundled encoder.

    python -m training.crossencoder LISTS.jsonl.gz [MORE.jsonl.gz …] --first READING.jsonl.gz

Each file holds a list a line, ``{"q", "pos": [[headline, sentence], …], "neg": […]}``. It learns to read from the
first, whose answers are known for certain, and then what is asked of news from the others. Writes
bot/weights/model.onnx (int8); afterwards ``python -m training.fit SET_DIR`` fits what weighs its scores.
"""

import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.crossencoder import MOST_TOKENS, WEIGHTS
from index import bundled
from training.lists import Asked, batches, pairs, read

if TYPE_CHECKING:
    import torch

SEED = 1


@dataclass(frozen=True, slots=True)
class Stage:
    """How a set of lists is gone through: lists a step, sentences of a list that answer and that don't, fresh ones each
    time, rounds, and the encoder's learning rate with the part of the steps in which it rises."""

    questions: int
    answers: int
    others: int
    rounds: float
    rate: float
    warm: float


READING = Stage(questions=16, answers=1, others=4, rounds=0.8, rate=5e-5, warm=0.06)
# A third round lowers the training loss and nothing else.
NEWS = Stage(questions=8, answers=2, others=5, rounds=2, rate=4e-5, warm=0.1)
HEAD_RATE = 1e-3  # the learning rate of the new last layer
DROPOUT = 0.1
# Pairs of like length run together.
TOGETHER = 24
# The sums that feed this layer are too uneven for eight bits: in floats the error of the scores is a third less, and
# one answer in forty more is right.
FLOATING = r"layer\.\d+/output/dense/MatMul$"


@click.command()
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option("--first", type=click.Path(path_type=Path, exists=True), help="Lists to learn from before the others.")
def main(files: tuple[Path, ...], first: Path | None) -> None:
    """Train on the lists of FILES and write the weights."""
    net = make()
    if first:
        train(net, read(first), READING)
    train(net, [asked for path in files for asked in read(path)], NEWS)
    bundled.to_onnx(net, ["ids", "mask", "segments"], WEIGHTS, FLOATING)
    click.echo(f"{WEIGHTS.name}: sha256 {hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()}")


def train(net: Any, lists: Sequence[Asked], stage: Stage) -> None:
    """Train the module on the lists. The loss is the log-likelihood that a sentence drawn by the softmax of a list's
    scores answers (list-wise, Cao et al. 2007; over all that may answer together, since some of them don't)."""
    import torch

    chance, tokenizer = random.Random(SEED), _tokenizer()
    steps = int(stage.rounds * (len(lists) // stage.questions))
    optimizer = torch.optim.AdamW(
        [
            {"params": net.encoder.encoder.parameters(), "lr": stage.rate},
            {"params": net.last.parameters(), "lr": HEAD_RATE},
        ]
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (stage.warm * steps)) * max(0, 1 - step / steps)
    )
    began, mean = time.monotonic(), 1.0
    for step, batch in zip(range(1, steps + 1), batches(lists, stage.questions, chance), strict=False):
        drawn = [pairs(asked, stage.answers, stage.others, chance) for asked in batch]
        loss = torch.stack([_loss(*scored) for scored in _scores(net, tokenizer, drawn)]).mean()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        rates.step()
        optimizer.zero_grad()
        mean += (loss.item() - mean) / min(step, 50)
        if step % 50 == 0:
            click.echo(f"step {step} of {steps}, loss {mean:.3f}, {time.monotonic() - began:.0f} s")


def make() -> Any:
    """The module: the bundled encoder, the mean of its token states, and a last layer that makes it one number."""
    import torch
    from transformers import AutoModel

    torch.manual_seed(SEED)

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # Eager attention can be exported. Dropout within costs half of the time and helped nothing.
            self.encoder = AutoModel.from_pretrained(
                bundled.weights(), attn_implementation="eager", hidden_dropout_prob=0, attention_probs_dropout_prob=0
            )
            # Words that the little training text lacks should keep their place among the others.
            self.encoder.embeddings.requires_grad_(False)
            self.dropout, self.last = torch.nn.Dropout(DROPOUT), torch.nn.Linear(self.encoder.config.hidden_size, 1)

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
            states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
            weight = mask.unsqueeze(-1).to(states.dtype)
            scores: torch.Tensor = self.last(self.dropout((states * weight).sum(1) / weight.sum(1))).squeeze(-1)
            return scores

    return Net()


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(bundled.tokenizer()))
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


def _scores(
    net: Any, tokenizer: Any, lists: Sequence[Sequence[tuple[str, str, bool]]]
) -> list[tuple["torch.Tensor", "torch.Tensor"]]:
    """For each list the scores of its pairs, and which of them answer."""
    import torch

    flat = [pair for some in lists for pair in some]
    order = sorted(range(len(flat)), key=lambda i: len(flat[i][0]) + len(flat[i][1]))
    parts = []
    for at in range(0, len(order), TOGETHER):
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(net(*_inputs(tokenizer, [flat[i][:2] for i in order[at : at + TOGETHER]])).float())
    scores = torch.cat(parts)[torch.argsort(torch.tensor(order))]
    flags = torch.tensor([answers for *_, answers in flat])
    sizes = [len(some) for some in lists]
    return list(zip(torch.split(scores, sizes), torch.split(flags, sizes), strict=True))


def _inputs(tokenizer: Any, texts: Sequence[tuple[str, str]]) -> list["torch.Tensor"]:
    import torch

    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(list(texts))
    return [torch.tensor([getattr(e, name) for e in encoded]) for name in ("ids", "attention_mask", "type_ids")]


def _loss(scores: "torch.Tensor", answers: "torch.Tensor") -> "torch.Tensor":
    return scores.logsumexp(0) - scores[answers].logsumexp(0)


if __name__ == "__main__":
    main()
