"""The small cross-encoder learns to score as the large one does."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from index import bundled
from training import net as nets
from training.distillation import HIGHEST, OTHERS, TAUGHT, Taught, likeness, read_taught

# What a teacher thinks of sentences on a subject: the number answers.
SAID = {
    "Rangers counted {} {}.": 4.0,
    "A {1} was hurt.": 0.0,
    "The {1} are shy, a ranger said.": -1.0,
    "It rained.": -3.0,
}
BEASTS = ("wombats", "quokkas", "otters", "herons", "badgers", "beavers", "storks", "hares")


def test_what_was_taught_is_read_with_the_highest_score_first(tmp_path: Path) -> None:
    path = tmp_path / "taught.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"q": "Who?", "texts": ["a", "b"], "scores": [-1.5, 2]}).encode()))
    assert read_taught(path) == [Taught("Who?", ("b", "a"), (2, -1.5))]


def test_a_list_gives_its_highest_and_some_others() -> None:
    texts = tuple(map(str, range(24)))
    pairs, scores = Taught("Who?", texts, tuple(-float(text) for text in texts)).drawn(random.Random(1))
    assert [text for _, text in pairs[:HIGHEST]] == list(texts[:HIGHEST])
    assert len(set(pairs)) == len(pairs) == len(scores) == HIGHEST + OTHERS
    assert all(-score == float(text) for (_, text), score in zip(pairs, scores, strict=True))


def test_the_likeness_to_the_teacher_grows() -> None:
    taught = [
        Taught(f"How many {beast} were counted?", tuple(text.format(n, beast) for text in SAID), tuple(SAID.values()))
        for n, beast in enumerate(BEASTS, 12)
    ]
    net, losses = nets.make(bundled.weights()), list[float]()

    def told() -> Iterator["torch.Tensor"]:
        for loss in likeness(net, taught, random.Random(1)):
            losses.append(loss.item())
            yield loss

    nets.learn(net, told(), 8, 1e-4)
    assert len(taught) == TAUGHT and losses[-1] < losses[0] / 2
