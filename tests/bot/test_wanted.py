"""What a question asks for, and what a sentence offers."""

import pytest

from bot.wanted import Kind, asks_for_more, echoes, kind, names, offers


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many people fled?", "number"),
        ("how much did it cost", "number"),
        ("What percentage of voters agreed?", "number"),
        ("By what margin did they win?", "number"),
        ("How many days did it take?", "number"),
        ("When did the raid begin?", "date"),
        ("What year was it built?", "date"),
        ("Which month was the driest?", "date"),
        ("Why did he resign?", "reason"),
        ("What led to the crash?", "reason"),
        ("Who resigned?", "name"),
        ("Which country closed its border?", "name"),
        ("What is the name of the ship?", "name"),
        ("What did Russia request?", "any"),
        ("airspace", "any"),
    ],
)
def test_the_words_of_a_question_tell_what_it_asks_for(question: str, wanted: Kind) -> None:
    assert kind(question) == wanted


@pytest.mark.parametrize(
    ("sentence", "asked", "wanted"),
    [
        ("About 412 wombats were counted.", "How many wombats?", "number"),
        ("Two thirds agreed.", "How many agreed?", "number"),
        ("It began on Tuesday.", "When did it begin?", "date"),
        ("It was built in 1912.", "When was it built?", "date"),
        ("He left because of the strike.", "Why did he leave?", "reason"),
        ("The man was Steve Warren.", "Who was the man?", "name"),
    ],
)
def test_a_sentence_offers_what_is_asked_for(sentence: str, asked: str, wanted: Kind) -> None:
    assert offers(sentence, asked, wanted)


@pytest.mark.parametrize(
    ("sentence", "asked", "wanted"),
    [
        ("Many wombats were counted.", "How many wombats?", "number"),
        ("The 28 allies met.", "How many missiles did the 28 allies see?", "number"),
        ("It began soon.", "When did it begin?", "date"),
        ("He left the room.", "Why did he leave?", "reason"),
        ("The man was tall.", "Who was the man?", "name"),
        ("In it Warren spoke.", "Whom did Warren meet?", "name"),
    ],
)
def test_a_sentence_does_not_offer_what_it_has_not_or_the_question_has(sentence: str, asked: str, wanted: Kind) -> None:
    assert not offers(sentence, asked, wanted)


def test_names_are_capitals_and_numbers_beyond_the_first_word_and_the_question() -> None:
    assert names("Yesterday Warren’s men met John Kerry on 12 ships.", "Who met Warren?") == {"John", "Kerry", "12"}


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("What did both sides say?", True),
        ("What did NATO and Turkey say about it?", True),
        ("How did Iran and Iraq react?", True),
        ("List the countries that signed.", True),
        ("Give me a timeline of the strikes.", True),
        ("Summarise the talks.", True),
        ("Please list the dead.", True),
        ("Give me a list of the strikes", True),
        ("Tell me more details about the deal", True),
        ("What are the details of the deal?", True),
        ("What happened in detail?", True),
        ("the latest on Syria", True),
        ("Syria", True),
        ("Which spice did the agency put on its list of banned goods?", False),
        ("Which A-list actor resigned?", False),
        ("A telescope has shown new details of which moon?", False),
        ("What did Russia request about airspace?", False),
        ("Who resigned?", False),
        ("How was the detailed plan called?", False),
    ],
)
def test_some_questions_ask_for_more_than_a_fact(question: str, more: bool) -> None:
    assert asks_for_more(question) is more


@pytest.mark.parametrize(
    ("sentence", "asked", "again"),
    [
        ("The mayor of Oslo resigned this week.", "The mayor of Oslo resigned this week. Who succeeds her?", True),
        ("The mayor resigned in which city?", "In which city did the mayor resign?", True),
        ("Ann Lee resigned as mayor.", "Who resigned as mayor?", False),
        ("The mayor resigned over a loan.", "Why did the mayor resign?", False),
        ("The mayor was there for 2 of them.", "How many of them was the mayor there for?", False),
        ("The mayor of Oslo resigned.", "Did the mayor of Oslo resign, and when?", False),
        ("The mayor of Oslo resigned.", "The mayor of Oslo", False),
        ("The mayor of Oslo resigned.", "The mayor of Oslo resigned because of:", True),
    ],
)
def test_a_sentence_that_says_the_question_again_is_no_answer(sentence: str, asked: str, again: bool) -> None:
    assert echoes(sentence, asked) is again
