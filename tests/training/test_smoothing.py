"""Activations are brought to the range of the weights without a change of what comes out."""

from pathlib import Path

import numpy as np
import pytest
import torch

from index import bundled
from index.transformer import Transformer
from training import net as nets
from training.net import scores
from training.smoothing import smooth

QUESTION = "How many wombats did rangers find in Tasmania?"
SAID = [
    "Rangers found 412 wombats there.",
    "A wombat bit a ranger in Tasmania last year, the paper in Hobart said.",
    "It rained in Oslo.",
    "The talks went on for days, and no one said what they were about; “we are not done,” said a minister.",
]
PAIRS = [(QUESTION, text) for text in SAID]


def exported(path: Path, smoothed: bool) -> float:
    """The mean error of the scores in eight bits."""
    net = nets.make(bundled.weights()).eval()
    with torch.no_grad():
        before = scores(net, PAIRS).numpy()
        if smoothed:
            smooth(net, lambda: scores(net, PAIRS))
            assert scores(net, PAIRS).numpy() == pytest.approx(before, abs=0.02)  # bfloat16 rounds, too
    bundled.to_onnx(net, net.inputs, path, nets.FLOATING)
    found = np.array(Transformer(path, bundled.tokenizer(), 112, "").run(PAIRS)).ravel()
    return float(np.abs(found - before).mean())


def test_the_scores_stay_and_come_nearer_to_them_in_eight_bits(tmp_path: Path) -> None:
    assert exported(tmp_path / "smooth.onnx", True) < exported(tmp_path / "plain.onnx", False)
