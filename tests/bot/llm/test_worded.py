"""A growing answer numbers its citations by first appearance, and tells nothing before it is to the point."""

from bot.judging import in_order, supported
from bot.llm.worded import Worded
from index.types import Article

TEXT = "It rained on Monday. It snowed on Tuesday. It froze on Friday."
ARTICLE = Article("a", None, "", None, None, TEXT)
RAIN, SNOW, FROST = (0, 20), (21, 42), (43, 62)


def test_a_sentence_is_told_with_its_marker_as_it_comes() -> None:
    told: list[str] = []
    worded = Worded(lambda *_: True, told.append)
    worded.add("It rained.", ARTICLE, *RAIN)
    assert told == ["It rained. [1]"]
    worded.add("It froze.", ARTICLE, *FROST)
    assert " ".join(told) == worded.text == "It rained. [1] It froze. [2]"


def test_the_same_quotation_keeps_its_number() -> None:
    worded = Worded(lambda *_: True, lambda _: None)
    for sentence, place in (("It snowed.", SNOW), ("It rained.", RAIN), ("It snowed much.", SNOW)):
        worded.add(sentence, ARTICLE, *place)
    assert worded.text == "It snowed. [1] It rained. [2] It snowed much. [1]"
    assert [citation.quote for citation in worded.citations] == [TEXT[slice(*SNOW)], TEXT[slice(*RAIN)]]
    assert in_order(worded.text, [citation.marker for citation in worded.citations])


def test_a_sentence_that_is_said_again_is_told_once() -> None:
    told: list[str] = []
    worded = Worded(lambda *_: True, told.append)
    for _ in range(3):
        worded.add("It rained.", ARTICLE, *RAIN)
    assert told == ["It rained. [1]"] and len(worded.citations) == 1


def test_sentences_wait_until_one_is_to_the_point_and_keep_their_order() -> None:
    told: list[str] = []
    worded = Worded(lambda sentence, quote: sentence != "It rained." and "snowed" in quote, told.append)
    worded.add("It rained.", ARTICLE, *RAIN)
    assert (told, worded.text, worded.citations, worded.waiting) == ([], "", (), "It rained. [1]")
    worded.add("It snowed.", ARTICLE, *SNOW)
    worded.add("It froze.", ARTICLE, *FROST)
    assert told == ["It rained. [1]", "It snowed. [2]", "It froze. [3]"]
    assert len(worded.citations) == 3 and not worded.waiting


def test_each_part_of_what_reads_as_several_sentences_has_the_marker() -> None:
    worded = Worded(lambda *_: True, lambda _: None)
    worded.add("“It rained. It poured,” Ann said", ARTICLE, *RAIN)
    assert worded.text == "“It rained. [1] It poured,” Ann said. [1]"
    assert all(supported(worded.text, {1: worded.citations[0].quote}))
