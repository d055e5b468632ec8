"""Reading with the cross-encoder: which sentences answer, and which passages for their sake."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from bot.crossencoder import LARGE, TOKENIZER, CrossEncoder, OnnxCrossEncoder, load, load_small
from bot.reranking import Reranker, chosen, headed, log_shares, passages, weighed
from bot.sentences import sentences
from index.config import Reranking
from index.errors import ModelError
from tests.bot.found import RERANKER, found
from tests.bot.stories import PLAIN, QUESTIONS, hits

QUESTION = "How many wombats did rangers find in Tasmania?"
ANSWER = "Rangers found 412 wombats there."
STORY = f"Wombats were counted in Tasmania. {ANSWER} The weather was mild."
OTHERS = ("Rangers were hired in Tasmania.", "A wombat bit a ranger in Tasmania last year.", "It rained in Oslo.")


def test_the_sentence_that_answers_is_the_likeliest() -> None:
    assert RERANKER.read(QUESTION, found(*OTHERS, STORY)).sentences[0].text == ANSWER


def test_a_passage_rises_for_the_sake_of_its_sentence() -> None:
    some = found("It rained in Oslo.", "The talks went on for days.", STORY)
    assert RERANKER.read(QUESTION, some).hits[0].passage == some[-1].passage


def test_a_passage_found_with_a_much_better_score_stays_before_an_equal_one() -> None:
    first, second = found(STORY, ANSWER.replace("Rangers", "Wardens"))
    read = RERANKER.read(QUESTION, (replace(first, score=0.9), replace(second, score=0.1)))
    assert read.hits[0].article == first.article
    read = RERANKER.read(QUESTION, (replace(first, score=0.1), replace(second, score=0.9)))
    assert read.hits[0].article == second.article


@settings(max_examples=30, deadline=None)
@given(QUESTIONS, hits(PLAIN))
def test_every_hit_stays_and_chances_fall(question: str, some: tuple) -> None:  # type: ignore[type-arg]  # of hits
    read = RERANKER.read(question, some)
    assert sorted(hit.passage.id for hit in read.hits) == sorted(hit.passage.id for hit in some)
    assert [hit.rank for hit in read.hits] == list(range(1, len(some) + 1))
    assert sorted((hit.score for hit in read.hits), reverse=True) == [hit.score for hit in read.hits]
    assert sorted(read.chances, reverse=True) == list(read.chances)
    assert len(read.chances) == len(read.sentences) and all(0 <= chance <= 1 for chance in read.chances)


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_sentences_are_read_than_allowed(most: int) -> None:
    few = chosen(QUESTION, found(*OTHERS, STORY), most)
    assert len(few) == most < len(sentences(found(*OTHERS, STORY)))
    assert few == chosen(QUESTION, found(*OTHERS, STORY), most + 1)[:most]


@pytest.mark.parametrize("closely", [1, 2])
def test_the_small_model_chooses_what_the_large_one_reads(closely: int) -> None:
    listed = sentences(found(*OTHERS, STORY))
    small = load_small().score(QUESTION, list(map(headed, listed)))
    best = {listed[i].text for i in np.argsort(-small)[:closely]}
    read = Reranker(Reranking(closely=closely)).read(QUESTION, found(*OTHERS, STORY))
    assert {sentence.text for sentence in read.sentences} == best and read.sentences[0].text == ANSWER


def test_a_model_is_loaded_once_and_anew_where_that_failed(tmp_path: Path) -> None:
    assert RERANKER.prepare().result() is RERANKER.prepare().result()
    broken = Reranker(Reranking(model=str(tmp_path / "none")))
    first = broken.prepare()
    with pytest.raises(ModelError, match=r"reranking\.model"):
        broken.read(QUESTION, found(STORY))
    assert broken.prepare() is not first


def test_without_hits_nothing_is_read() -> None:
    read = RERANKER.read(QUESTION, ())
    assert (read.hits, read.sentences, len(read.chances), read.surest) == ((), (), 0, 0.0)


def test_shares_add_up_to_the_whole_among_all_and_within_each_passage() -> None:
    listed = sentences(found(f"It snowed. {ANSWER}", f"{ANSWER} It hailed.", "It thundered."))
    shares = log_shares(listed, np.array([0.5, 2.5, 1.0, -3.0], np.float32))
    assert np.exp(shares.among).sum() == pytest.approx(1.0)
    snow, answer, hail, thunder = np.exp(shares.within)
    assert (snow + answer, hail, thunder) == pytest.approx((1.0, 1.0, 1.0)) and snow < answer
    assert shares.best == {1: shares.among[1], 2: shares.among[2], 3: shares.among[3]}


def test_shares_do_not_change_with_what_all_logits_have_in_common() -> None:
    listed = sentences(found(STORY, *OTHERS))
    logits = np.arange(len(listed), dtype=np.float32)
    assert log_shares(listed, logits).among == pytest.approx(log_shares(listed, logits + 7).among, abs=1e-5)


def test_a_passage_of_which_nothing_was_read_has_less_than_any_other() -> None:
    some = found(STORY, *OTHERS)
    listed = [sentence for sentence in sentences(some) if sentence.hit.rank > 1]
    rows = passages(some, log_shares(listed, np.arange(len(listed), dtype=np.float32)))
    assert rows[0, -1] < min(rows[1:, -1])


def test_a_higher_logit_never_lowers_a_sentence() -> None:
    some = found(STORY, *OTHERS)
    listed = sentences(some)
    low, high = np.zeros(len(listed), np.float32), np.zeros(len(listed), np.float32)
    high[0] = 3
    before, after = (weighed(QUESTION, some, listed, logits) for logits in (low, high))
    assert chance(after, listed[0].text) > chance(before, listed[0].text)


def chance(read, text: str) -> float:  # type: ignore[no-untyped-def]  # a Read
    return float(read.chances[[sentence.text for sentence in read.sentences].index(text)])


def test_a_sentence_is_read_under_its_headline() -> None:
    (bare,), (titled,) = (sentences(found("It rained.", title=title)) for title in ("", "Weather"))
    assert (headed(bare), headed(titled)) == ("It rained.", "Weather: It rained.")


def test_a_damaged_model_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "large.onnx").write_bytes(LARGE.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"damaged\. .*git checkout"):
        OnnxCrossEncoder(tmp_path / "large.onnx", TOKENIZER)


BUNDLED = pytest.mark.parametrize("model", [load("bundled"), load_small()], ids=["large", "small"])


@BUNDLED
def test_a_bundled_model_tells_an_answer_from_other_news(model: CrossEncoder) -> None:
    answers, *others = model.score(QUESTION, [ANSWER, OTHERS[0], OTHERS[2], "The talks went on for days."])
    assert answers > max(others)


@BUNDLED
def test_scores_hardly_depend_on_what_else_is_scored(model: CrossEncoder) -> None:
    # In eight bits all texts of a run are rounded by one scale. The logits of a list have a standard deviation of 2.
    together = model.score(QUESTION, [*OTHERS, ANSWER, ANSWER * 40])
    assert together[3] == pytest.approx(model.score(QUESTION, [ANSWER])[0], abs=0.9)
