"""Nearest passages by cosine."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Vectors
from index.types import Entry, Scope
from index.vectors import VectorIndex, embedded, halves, wholes

EVERYTHING = Scope()
DAY = date(2015, 10, 2).toordinal()
# The dimension of the bundled model, in which neighbours are hard to find.
DIMENSION = 384


def units(count: int, seed: int = 7) -> Vectors:
    """Random vectors of length one."""
    raw = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    unit: Vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return unit


def entries(count: int) -> list[Entry]:
    """Half of them Daily's, a day apart; the last is undated."""
    return [Entry(f"p{n}", "", "", 0 if n == count - 1 else DAY + n, ("Daily", "")[n % 2]) for n in range(count)]


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    return VectorIndex(lambda: embedded(tmp_path / "chroma"))


def test_the_search_is_wide_enough_to_find_nearly_all_true_neighbours(index: VectorIndex) -> None:
    vectors, asked = units(2_000), units(20, seed=8)
    index.write(entries(2_000), vectors, [])
    shares = []
    for vector in asked:
        nearest = {f"p{n}" for n in np.argsort(-(vectors @ vector))[:100]}
        shares.append(len(nearest & {found for found, _ in index.search(vector, EVERYTHING, 100)}) / 100)
    assert np.mean(shares) >= 0.98


def test_cosines_are_true_and_fall(index: VectorIndex) -> None:
    vectors = units(50)
    index.write(entries(50), vectors, [])
    found = index.search(vectors[3], EVERYTHING, 10)
    assert found[0][0] == "p3"
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert all(abs(cosine - vectors[int(name[1:])] @ vectors[3]) < 1e-4 for name, cosine in found)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(since=date(2015, 10, 6)), {"p4"}),
        (Scope(until=date(2015, 10, 3)), {"p0", "p1"}),
        (Scope(since=date(2015, 10, 3), until=date(2015, 10, 4)), {"p1", "p2"}),
        (Scope(sources=("Daily",)), {"p0", "p2", "p4"}),
        (Scope(since=date(2015, 10, 3), sources=("Daily",)), {"p2", "p4"}),
        (Scope(sources=("Nobody",)), set()),
    ],
)
def test_a_scope_bounds_and_the_undated_are_in_no_days(scope: Scope, found: set[str], index: VectorIndex) -> None:
    index.write(entries(6), units(6), [])
    assert {name for name, _ in index.search(units(1)[0], scope, 10)} == found


def test_an_entry_replaces_one_of_its_id_and_removed_ones_are_gone(index: VectorIndex) -> None:
    vectors = units(3)
    index.write(entries(3), vectors, [])
    index.write(entries(1), vectors[2:], ["p2", "never"])
    assert index.count() == 2
    name, cosine = index.search(vectors[2], EVERYTHING, 10)[0]
    assert (name, round(cosine, 3)) == ("p0", 1.0)


def test_nothing_is_found_in_an_empty_index_and_after_a_reset(index: VectorIndex) -> None:
    assert index.search(units(1)[0], EVERYTHING, 10) == []
    index.write(entries(3), units(3), [])
    index.reset()
    assert (index.count(), index.search(units(1)[0], EVERYTHING, 10)) == (0, [])


def test_halves_keep_the_cosine() -> None:
    vectors = units(100)
    kept = wholes(halves(vectors))
    assert kept.shape == vectors.shape
    assert np.abs(kept @ vectors[0] - vectors @ vectors[0]).max() < 1e-3
    assert wholes([]).shape == (0, 0)


def test_indexes_of_different_names_share_a_chroma_without_harm(tmp_path: Path) -> None:
    client = embedded(tmp_path / "chroma")
    one, other = (VectorIndex(lambda: client, name=name) for name in ("passages-one", "passages-other"))
    for index in (one, other):
        index.write(entries(4), units(4), [])
    other.reset()
    assert (one.count(), other.count()) == (4, 0)
