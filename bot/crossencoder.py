"""How far a sentence answers a question: both read together by one small model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.errors import ModelError
from index.transformer import Transformer

Logits = NDArray[np.float32]

BUNDLED = "bundled"
# The weights that come with the repository; their card lies beside them. The small model's tokenizer is its encoder's.
FOLDER = Path(__file__).parent / "weights"
LARGE, TOKENIZER, SMALL = FOLDER / "large.onnx", FOLDER / "tokenizer.json", FOLDER / "small.onnx"
# They were trained on pairs of at most so many word pieces; one in a hundred is longer.
MOST_TOKENS = 112
AGAIN = "It comes with Dateline: get it again, for instance by “git checkout bot/weights”."


class CrossEncoder(Protocol):
    """Anything that tells how far texts answer a question."""

    def score(self, question: str, texts: Sequence[str]) -> Logits: ...


def load(model: str) -> CrossEncoder:
    """The cross-encoder that the configuration names: ``bundled``, or any of sentence-transformers'."""
    return OnnxCrossEncoder(LARGE, TOKENIZER) if model == BUNDLED else HubCrossEncoder(model)


def load_small() -> CrossEncoder:
    """The one that reads beforehand: four times as fast, and good enough at telling what is worth a closer look."""
    return OnnxCrossEncoder(SMALL, bundled.tokenizer())


class OnnxCrossEncoder:
    """A bundled model."""

    def __init__(self, path: Path, tokenizer: Path) -> None:
        self._model = Transformer(path, tokenizer, MOST_TOKENS, AGAIN)

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """A number a text, the higher the likelier that it answers the question."""
        return np.array(self._model.run([(question, text) for text in texts]), np.float32)


class HubCrossEncoder:
    """Any CrossEncoder of sentence-transformers, by its name on the hub or its folder; needs torch and a download."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        try:
            self._model = CrossEncoder(model, device="cpu", num_labels=1, activation_fn=Identity())
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The cross-encoder “{model}” cannot be loaded ({type(error).__name__}). "
                "Check its name and the network, or set reranking.model to “bundled” in config.yaml."
            ) from error

    def score(self, question: str, texts: Sequence[str]) -> Logits:
        """A number a text, the higher the likelier that it answers the question."""
        return np.asarray(self._model.predict([(question, text) for text in texts]), np.float32)
