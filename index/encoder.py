"""From texts to unit vectors."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.errors import ModelError

Vectors = NDArray[np.float32]

BUNDLED = "bundled"
# Of short runs of texts sorted by length, four together waste the least on padding and use both cores.
BATCH = 4
# all-MiniLM-L6-v2 was trained on at most 256 word pieces.
MOST_TOKENS = 256


class Encoder(Protocol):
    """Anything that turns texts into unit vectors, and says which model it is."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


def load(model: str, models: Path) -> Encoder:
    """The encoder that the configuration names: ``bundled``, or any sentence-transformers model."""
    return OnnxEncoder(bundled.ensure(models)) if model == BUNDLED else HubEncoder(model)


class OnnxEncoder:
    """The bundled model through onnxruntime: ready in a tenth of a second, no torch."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.name = bundled.NAME
        options = onnxruntime.SessionOptions()
        # Threads that spin while they wait take the processor from everything else that runs here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # what both raise for a damaged file has no common base
            raise ModelError(f"The model in {folder} is damaged. Delete that folder; it is made anew.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, 384), in the order of the texts."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        vectors = np.zeros((len(tokens), 384), np.float32)
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            vectors[chosen] = self._run([tokens[i] for i in chosen])
        return vectors

    def _run(self, tokens: list[list[int]]) -> Vectors:
        ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
        mask = np.zeros_like(ids)
        for row, line in enumerate(tokens):
            ids[row, : len(line)] = line
            mask[row, : len(line)] = 1
        vectors: Vectors = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors


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
