"""The passages nearest to a question: by the vector index, or for a first question by looking at all of them."""

import numpy as np

from index.catalog import Catalog
from index.encoder import Vectors
from index.types import Scope
from index.vectors import VectorIndex, wholes

# Looking at so many takes under half a second; loading Chroma, one and a half.
MOST = 50_000


class Nearest:
    """Search by cosine. Who asks one question and ends does not wait for Chroma; the second question loads it."""

    def __init__(self, catalog: Catalog, index: VectorIndex) -> None:
        self._catalog, self._index = catalog, index
        self._first = True

    def search(self, vector: Vectors, scope: Scope, k: int) -> list[tuple[str, float]]:
        """The ``k`` nearest passage ids with their cosines (-1 to 1), nearest first."""
        first, self._first = self._first, False
        if first and not self._index.is_open and self._catalog.count() <= MOST:
            return self._among_all(vector, scope, k)
        return self._index.search(vector, scope, k)

    def _among_all(self, vector: Vectors, scope: Scope, k: int) -> list[tuple[str, float]]:
        ids, halves = self._catalog.vectors(scope)
        if not ids:
            return []
        cosines = wholes(halves) @ vector
        return [(ids[i], float(cosines[i])) for i in np.argsort(-cosines, kind="stable")[:k]]
