"""The score rises with what speaks for a passage."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import Features, _weights, score

SHARES = st.floats(0, 1)
FEATURES = st.builds(Features, st.floats(-1, 1), SHARES, SHARES, SHARES, st.booleans(), st.booleans())


@given(FEATURES)
def test_a_score_lies_between_0_and_1(features: Features) -> None:
    assert 0 < score(features) < 1


@pytest.mark.parametrize(("name", "for_it"), [("cosine", 1), ("bm25", 1), ("off", 0), ("depth", 0), ("named", 1)])
@given(features=FEATURES)
def test_each_feature_speaks_for_or_against(name: str, for_it: int, features: Features) -> None:
    low, high = (score(Features(**asdict(features) | {name: value})) for value in (0, 1))
    assert (high > low) == bool(for_it)


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert _weights().keys() == asdict(Features(0, 0, 0, 0, False, False)).keys() | {"bias"}
