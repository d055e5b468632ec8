"""A sentence passes if a passage says so. Pairs set aside are not looked at here: see bench/support.py."""

from itertools import pairwise

import pytest

from bench.support import judged, scores
from bot.support.check import check
from bot.support.signs import MOST_CHARACTERS
from index.encoder import OnnxEncoder
from index.sentences import spans
from tests.bot.support.halves import WORK, pairs
from tests.conftest import SAMPLE

ASKED = (
    "The visitor said that the targets would be positions of the Islamic State group, and he requested that U.S. "
    "aircraft avoid Syrian airspace during the missions, State Department spokesman John Kirby said. The strikes on "
    "Wednesday came after weeks of a military buildup around the port of Latakia."
)
FENCE = "Hungary closed its fence on Tuesday. Serbia protested and called the step unacceptable."


# What each figure of the check on the pairs at work must exceed; the lowest, recall of "supported", is .68.
FLOOR = 0.66


def test_there_are_enough_pairs_of_both_kinds_and_none_twice() -> None:
    work = pairs(WORK)
    assert len(work) >= 300
    assert 0.4 <= sum(pair.supported for pair in work) / len(work) <= 0.6
    assert len({(pair.sentence, pair.passage) for pair in work}) == len(work)


def test_the_pairs_at_work_are_told_apart(encoder: OnnxEncoder) -> None:
    found = scores(judged(WORK, encoder.embed))
    assert min(found.supported_precision, found.supported_recall, found.fault_precision, found.fault_recall) > FLOOR


def test_what_the_passage_only_asks_it_does_not_say(encoder: OnnxEncoder) -> None:
    passage = "Did the president accept the resignation? The palace in Lusk did not answer calls on Friday."
    for sentence in ("The president accepted the resignation.", "Did the president accept the resignation?"):
        assert not check(sentence, [passage], encoder.embed).supported


@pytest.mark.parametrize("sentence", ["The United States turned the request down.", "the talks, he said, were “over”"])
def test_a_sentence_of_the_passage_supports_itself_whatever_its_form(encoder: OnnxEncoder, sentence: str) -> None:
    passage = f"Moscow asked twice. {sentence[0].upper()}{sentence[1:]} Nobody was surprised."
    verdict = check(sentence, [passage], encoder.embed)
    assert verdict.supported
    assert passage[verdict.start : verdict.end].lower().startswith(sentence[:20].lower())


def test_what_is_copied_is_supported_by_the_sentence_itself(encoder: OnnxEncoder) -> None:
    text = (SAMPLE / "articles" / "2015-09-15-hungary-seals-border.md").read_text(encoding="utf-8").split("---", 2)[2]
    paragraphs = text.strip().split("\n\n")
    copied = [(two[a:b], two) for two in map(" ".join, pairwise(paragraphs)) for a, b in spans(two)]
    found = [(check(sentence, [two], encoder.embed), sentence, two) for sentence, two in copied]
    assert all(v.supported and two[v.start : v.end] == sentence for v, sentence, two in found)


def test_two_facts_merged_into_a_false_one_are_not_supported(encoder: OnnxEncoder) -> None:
    merged = "Russia requested airspace in Syria on Wednesday after weeks of military buildup around Latakia."
    assert not check(merged, [ASKED], encoder.embed).supported


def test_a_verdict_names_the_passage_and_its_span(encoder: OnnxEncoder) -> None:
    verdict = check("Serbia called the step unacceptable.", [ASKED, FENCE], encoder.embed)
    assert (verdict.supported, verdict.passage, verdict.reason) == (True, 1, "")
    assert FENCE[verdict.start : verdict.end] == "Serbia protested and called the step unacceptable."


def test_a_sentence_of_two_facts_has_a_span_over_both(encoder: OnnxEncoder) -> None:
    verdict = check("Hungary closed its fence, and Serbia called the step unacceptable.", [FENCE], encoder.embed)
    assert verdict.supported
    assert FENCE[verdict.start : verdict.end] == FENCE


def test_a_span_is_never_too_long_to_be_quoted(encoder: OnnxEncoder) -> None:
    long = "Hungary closed its fence on Tuesday" + ", the police reported from the frontier" * 30 + "."
    verdict = check("Hungary closed its fence on Tuesday.", [long], encoder.embed)
    assert verdict.passage == 0
    assert 0 < verdict.end - verdict.start <= MOST_CHARACTERS


def test_the_outlet_and_names_of_the_headline_may_stand_over_the_passage(encoder: OnnxEncoder) -> None:
    told = "According to the Continental Post, Hungary closed its fence on Tuesday."
    assert not check(told, [FENCE], encoder.embed).supported
    assert check(told, [FENCE], encoder.embed, ["Fence closed · Continental Post · 15 September 2015"]).supported


def test_a_fault_says_what_is_wrong(encoder: OnnxEncoder) -> None:
    assert "Monday" in check("Hungary closed its fence on Monday.", [FENCE], encoder.embed).reason
    assert "Slovenia" in check("Hungary and Slovenia closed a fence.", [FENCE], encoder.embed).reason


@pytest.mark.parametrize("sentence", ["", "…", ",", "and", "It is."])
def test_a_sentence_that_tells_nothing_is_not_supported(sentence: str, encoder: OnnxEncoder) -> None:
    assert not check(sentence, [FENCE], encoder.embed).supported


@pytest.mark.parametrize("passages", [[], [""], ["…"]])
def test_nothing_supports_nothing(passages: list[str], encoder: OnnxEncoder) -> None:
    verdict = check("Hungary closed its fence.", passages, encoder.embed)
    assert not verdict.supported
    assert verdict.reason
