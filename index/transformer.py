"""A transformer in ONNX, run with its tokenizer: ready in a tenth of a second, no torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

Floats = NDArray[np.float32]

# Of short runs of texts sorted by length, four together waste the least on padding and use both cores.
BATCH = 4


class Transformer:
    """The model at ``path``, its inputs any of ids, mask and segments, its first output a row a text.

    Raises ModelError, with the remedy, where it or its tokenizer cannot be loaded.
    """

    def __init__(self, path: Path, tokenizer: Path, most_tokens: int, remedy: str) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # Threads that spin while they wait take the processor from everything else that runs here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # what both raise for a damaged file has no common base
            raise ModelError(f"The model in {path.parent} is missing or damaged. {remedy}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(most_tokens)
        self._inputs = {given.name for given in self._session.get_inputs()}

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Floats]:
        """The outputs for texts or pairs of texts, in their order; what is longer than the most tokens is cut."""
        tokens = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i].ids))
        rows: dict[int, Floats] = {}
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            rows |= zip(chosen, self._outputs([tokens[i] for i in chosen]), strict=True)
        return [rows[i] for i in range(len(tokens))]

    def _outputs(self, tokens: list[Any]) -> Floats:
        shape = (len(tokens), max(len(line.ids) for line in tokens))
        given = {name: np.zeros(shape, np.int64) for name in self._inputs}
        for row, line in enumerate(tokens):
            for name, values in (("ids", line.ids), ("mask", line.attention_mask), ("segments", line.type_ids)):
                if name in given:
                    given[name][row, : len(values)] = values
        outputs: Floats = self._session.run(None, given)[0]
        return outputs
