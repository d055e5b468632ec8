from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.metrics import HIT_DEPTHS, Outcome, auroc, drawings, figures, quantile, share, sign_test

CONFIDENCE = st.floats(0, 1)
OUTCOMES = st.lists(
    st.builds(
        Outcome,
        id=st.just("q"),
        answered=st.booleans(),
        refused=st.booleans(),
        right=st.booleans(),
        right_cited=st.booleans(),
        hits=st.lists(st.booleans(), max_size=25).map(tuple),
        article_hits=st.lists(st.booleans(), max_size=25).map(tuple),
        verbatim=st.lists(st.booleans(), max_size=3).map(tuple),
        cited=st.lists(st.booleans(), max_size=3).map(tuple),
        confidence=CONFIDENCE,
        words=st.none() | st.integers(0, 100),
        ms=st.none() | st.floats(0, 1000),
    ),
    max_size=12,
)


def seeded() -> np.random.Generator:
    return np.random.default_rng(7)


def value(name: str, asked: Sequence[Outcome], foreign: Sequence[Outcome] = ()) -> float | None:
    return figures(asked, foreign, seeded())[name].value


def ones(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.ones((1, count))


def test_shares_of_questions_count_every_question() -> None:
    asked = [
        Outcome("a", answered=True, right=True, right_cited=True, hits=(False, True)),
        Outcome("b", answered=True, right=True, hits=(True,)),
        Outcome("c", answered=True, hits=(False, False, False, False, False, True)),
        Outcome("d"),
    ]
    found = figures(asked, (), seeded())
    shown = {name: found[name].value for name in ("answered", "accuracy", "cited_accuracy")}
    assert shown == {"answered": 0.75, "accuracy": 0.5, "cited_accuracy": 0.25}
    assert [found[f"hit@{k}"].value for k in HIT_DEPTHS] == [0.25, 0.5, 0.5, 0.75, 0.75]


def test_shares_of_quotes_and_sentences_count_quotes_and_sentences() -> None:
    asked = [
        Outcome("a", answered=True, verbatim=(True, True, True), cited=(False,)),
        Outcome("b", answered=True, verbatim=(False,), cited=(True, True)),
    ]
    assert value("quotes_verbatim", asked) == 0.75
    assert value("sentences_cited", asked) == 0.6667


def test_markers_count_only_where_something_was_answered() -> None:
    asked = [Outcome("a", answered=True, markers_right=True), Outcome("b", refused=True)]
    assert value("markers_right", asked) == 1.0


def test_what_was_not_measured_has_no_value_and_no_interval() -> None:
    figure = figures([Outcome("a")], (), seeded())["ms_p95"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)


def test_refusing_and_confidence_are_left_out_without_unanswerable_questions() -> None:
    assert not {"refused", "auroc", "brier"} & figures([Outcome("a")], (), seeded()).keys()


def test_brier_counts_an_unanswerable_question_as_never_right() -> None:
    asked = [Outcome("a", right=True, confidence=0.9), Outcome("b", confidence=0.4)]
    foreign = [Outcome("c", confidence=0.5), Outcome("d")]
    assert value("brier", asked, foreign) == pytest.approx((0.01 + 0.16 + 0.25 + 0) / 4, abs=1e-4)


@given(st.lists(CONFIDENCE, min_size=1, max_size=9), st.lists(CONFIDENCE, min_size=1, max_size=9))
def test_auroc_is_the_share_of_pairs_in_order(sure: list[float], unsure: list[float]) -> None:
    pairs = [(s > u) + (s == u) / 2 for s in sure for u in unsure]
    found = auroc(ones(len(sure)), ones(len(unsure)), np.array(sure), np.array(unsure))
    assert found[0] == pytest.approx(sum(pairs) / len(pairs))


@given(st.lists(st.integers(0, 2), min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=2, max_size=2))
def test_auroc_of_a_drawing_is_that_of_the_questions_drawn(first: list[int], second: list[int]) -> None:
    sure, unsure = [0.2, 0.5, 0.9], [0.5, 0.1]
    drawn = [s for s, times in zip(sure, first, strict=True) for _ in range(times)]
    foreign = [u for u, times in zip(unsure, second, strict=True) for _ in range(times)]
    found = auroc(np.array([first], float), np.array([second], float), np.array(sure), np.array(unsure))
    if drawn and foreign:
        pairs = [(s > u) + (s == u) / 2 for s in drawn for u in foreign]
        assert found[0] == pytest.approx(sum(pairs) / len(pairs))
    else:
        assert np.isnan(found[0])


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3)), min_size=1), st.sampled_from([0.5, 0.95]))
def test_quantile_is_the_place_in_the_sorted_drawing(drawn: list[tuple[int, int]], fraction: float) -> None:
    values = sorted(number for number, times in drawn for _ in range(times))
    weights = np.array([[times for _, times in drawn]], float)
    found = quantile(weights, np.array([number for number, _ in drawn], float), fraction)
    if values:
        assert found[0] == values[int(len(values) * fraction)]
    else:
        assert np.isnan(found[0])


def test_quantile_leaves_out_what_has_no_value() -> None:
    asked = [Outcome("a", words=3), Outcome("b"), Outcome("c", words=5), Outcome("d", words=9)]
    assert value("median_words", asked) == 5


@given(st.integers(0, 40))
def test_drawings_begin_with_every_question_once_and_keep_their_number(count: int) -> None:
    weights = drawings(count, seeded())
    assert weights.shape == (1001, count)
    assert (weights[0] == 1).all()
    assert (weights.sum(axis=1) == count).all()


def test_the_interval_of_half_of_a_hundred_is_ten_points_to_each_side() -> None:
    asked = [Outcome(str(n), right=n % 2 == 0) for n in range(100)]
    figure = figures(asked, (), seeded())["accuracy"]
    assert figure.value == 0.5
    assert figure.low == pytest.approx(0.40, abs=0.02)
    assert figure.high == pytest.approx(0.60, abs=0.02)


@given(OUTCOMES, OUTCOMES)
def test_intervals_have_their_ends_in_order_and_shares_lie_in_0_to_1(
    asked: list[Outcome], foreign: list[Outcome]
) -> None:
    for name, figure in figures(asked, foreign, seeded()).items():
        if figure.value is None:
            continue
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.high
        if name not in ("median_words", "ms_p50", "ms_p95"):
            assert 0 <= min(figure.low, figure.value) <= max(figure.high, figure.value) <= 1


@given(OUTCOMES)
def test_deeper_hits_are_never_fewer(asked: list[Outcome]) -> None:
    found = [value(f"hit@{k}", asked) or 0 for k in HIT_DEPTHS]
    assert found == sorted(found)


def test_the_same_seed_gives_the_same_intervals() -> None:
    asked = [Outcome(str(n), right=n % 3 == 0, confidence=n / 50) for n in range(50)]
    foreign = [Outcome(str(n), confidence=n / 90) for n in range(30)]
    assert figures(asked, foreign, seeded()) == figures(asked, foreign, seeded())


def test_share_of_nothing_is_not_a_number() -> None:
    assert np.isnan(share(ones(2), np.zeros(2), np.zeros(2)))[0]


@pytest.mark.parametrize(
    ("won", "lost", "chance"),
    [(0, 0, 1.0), (1, 1, 1.0), (5, 0, 0.0625), (8, 2, 0.109375), (9, 1, 0.021484375)],
)
def test_sign_test_is_the_exact_binomial_tail_twice(won: int, lost: int, chance: float) -> None:
    assert sign_test(won, lost) == pytest.approx(chance)
    assert sign_test(lost, won) == sign_test(won, lost)


def test_sign_test_holds_for_more_questions_than_a_float_has_powers() -> None:
    assert sign_test(700, 700) == 1.0
    assert 0 < sign_test(1_000, 400) < 1e-50
