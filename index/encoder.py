"""From texts to unit vectors."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.errors import ModelError
from index.transformer import Transformer

Vectors = NDArray[np.float32]

BUNDLED = "bundled"
# all-MiniLM-L6-v2 was trained on at most 256 word pieces, and makes of each text so many numbers.
MOST_TOKENS, DIMENSION = 256, 384
ANEW = "Delete that folder; it is made anew."


class Encoder(Protocol):
    """Anything that turns texts into unit vectors, and says which model it is."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


def load(model: str, models: Path) -> Encoder:
    """The encoder that the configuration names: ``bundled``, or any sentence-transformers model."""
    return OnnxEncoder(bundled.ensure(models)) if model == BUNDLED else HubEncoder(model)


class OnnxEncoder:
    """The bundled model."""

    def __init__(self, folder: Path) -> None:
        self.name = bundled.NAME
        self._model = Transformer(folder / "model.onnx", folder / "tokenizer.json", MOST_TOKENS, ANEW)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, 384), in the order of the texts."""
        return np.array(self._model.run(texts), np.float32).reshape(len(texts), DIMENSION)


class HubEncoder:
    """Any sentence-transformers model, by its name on the hub or its folder; needs torch and a download."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The embedding model “{model}” cannot be loaded ({type(error).__name__}). "
                "Check its name and the network, or set embedding.model to “bundled” in config.yaml."
            ) from error
        self.name = model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, the model's dimension), in the order of the texts."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, convert_to_numpy=True)
        return np.asarray(vectors, np.float32)
