"""A transformer that reads a question and a sentence together, and gives a number: how far one answers the other."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.crossencoder import MOST_TOKENS
from index import bundled
from training.smoothing import smooth

if TYPE_CHECKING:
    import torch

SEED = 1
HEAD_RATE = 1e-3  # the learning rate of the new last layer
WARM = 0.1  # the part of the steps in which the rates rise
DROPOUT = 0.1
# Pairs of like length run together.
TOGETHER = 28
# The layer that makes the number stays in floats: it is small, and any error in it is one of the score.
FLOATING = r"/last/"
# Bytes from which on a table of a model gets a file of its own: hosts of repositories take none of 100 MB.
LARGE = 20_000_000


def make(base: Path) -> Any:
    """The module: the encoder in the folder, the mean of its token states, and a new last layer that makes it one
    number. Its tokenizer is ``tokens``, the names of what it reads are ``inputs``."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    torch.manual_seed(SEED)

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # Eager attention can be exported. Dropout within costs half of the time and helped nothing.
            self.encoder = AutoModel.from_pretrained(
                base, attn_implementation="eager", hidden_dropout_prob=0, attention_probs_dropout_prob=0
            )
            # Words that the little training text lacks should keep their place among the others.
            self.encoder.embeddings.requires_grad_(False)
            self.dropout, self.last = torch.nn.Dropout(DROPOUT), torch.nn.Linear(self.encoder.config.hidden_size, 1)
            self.inputs = ["ids", "mask", *["segments"] * hasattr(self.encoder.config, "type_vocab_size")]
            self.tokens = Tokenizer.from_file(str(base / "tokenizer.json"))
            self.tokens.enable_truncation(MOST_TOKENS)
            self.tokens.enable_padding(pad_id=self.encoder.config.pad_token_id)

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor | None = None) -> torch.Tensor:
            kinds = {} if segments is None else {"token_type_ids": segments}
            states = self.encoder(input_ids=ids, attention_mask=mask, **kinds).last_hidden_state
            weight = mask.unsqueeze(-1).to(states.dtype)
            scores: torch.Tensor = self.last(self.dropout((states * weight).sum(1) / weight.sum(1))).squeeze(-1)
            return scores

    return Net()


def scores(net: Any, pairs: Sequence[tuple[str, str]]) -> "torch.Tensor":
    """The numbers of the pairs of question and sentence, in their order."""
    import torch

    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    parts = []
    for at in range(0, len(order), TOGETHER):
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(net(*_inputs(net, [pairs[i] for i in order[at : at + TOGETHER]])).float())
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


def _inputs(net: Any, pairs: Sequence[tuple[str, str]]) -> list["torch.Tensor"]:
    import torch

    encoded = net.tokens.encode_batch(list(pairs))
    names = {"ids": "ids", "mask": "attention_mask", "segments": "type_ids"}
    return [torch.tensor([getattr(e, names[name]) for e in encoded]) for name in net.inputs]


def learn(net: Any, losses: Iterator["torch.Tensor"], steps: int, rate: float) -> None:
    """Train the net by so many of the losses, each of which is computed when it is its turn. The rates rise, then fall
    to nothing."""
    import torch

    optimizer = torch.optim.AdamW(
        [{"params": net.encoder.encoder.parameters(), "lr": rate}, {"params": net.last.parameters(), "lr": HEAD_RATE}]
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (WARM * steps)) * max(0, 1 - step / steps)
    )
    began, mean = time.monotonic(), 0.0
    for step, loss in zip(range(1, steps + 1), losses, strict=False):
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        rates.step()
        optimizer.zero_grad()
        mean += (loss.item() - mean) / min(step, 50)
        if step % 50 == 0:
            click.echo(f"step {step} of {steps}, loss {mean:.3f}, {time.monotonic() - began:.0f} s")


def write(net: Any, typical: Sequence[tuple[str, str]], path: Path) -> None:
    """Write the net in eight bits; typical pairs tell the ranges of its activations."""
    import torch

    net.eval()
    with torch.no_grad():
        smooth(net, lambda: scores(net, typical))
    bundled.to_onnx(net, net.inputs, path, FLOATING)
    part(path)


def part(path: Path) -> None:
    """Move what is large in the model out of its file, to one of the same name with ``.bin`` beside it."""
    import onnx

    whole, beside = onnx.load(path), path.with_suffix(".bin")
    beside.unlink(missing_ok=True)  # onnx would write behind what is there
    onnx.save_model(whole, path, save_as_external_data=True, location=beside.name, size_threshold=LARGE)
