"""Sentences of news texts: hard cases, what holds for every text, and time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import SHORT, spans

# A case is its sentences, joined by a space.
ON_ONE_LINE = [
    # Abbreviations within a sentence.
    ["U.S. officials said on Tuesday that talks had begun.", "Nobody was told."],
    ["Defense chief Gen. Lloyd Harmon and Lt. Col. Ana Ruiz testified.", "They were brief."],
    ["The trial opened on Jan. 3 and closed on Sept. 14.", "The jury sat for hours."],
    ["He lives at No. 10 and ranks No. 2 in the polls.", "The party is split."],
    ["The St. Louis Cardinals beat St. Mary's.", "Fans cheered."],
    ["Rep. John Doe (R-Ohio) and Sen. Jane Roe (D-Mass.) voted no.", "The bill failed."],
    ["The market opens at 9 a.m. on weekdays.", "It closes early on Friday."],
    ["Acme Inc. said sales at Bolt Corp. and Nut Co. fell.", "Shares slid."],
    ["J. K. Rowling and George R. R. Martin met.", "Neither spoke."],
    ["It is Smith vs. Jones on Sunday.", "Tickets are gone."],
    ["Some fruit, e.g. apples, keeps for weeks.", "Other fruit, i.e. berries, does not."],
    ["Prices rose 3.5 percent, or $1.2 million.", "Wages did not."],
    ["The U.K.'s vote and the U.S.-led mission were debated.", "Nothing came of it."],
    ["Mr. and Mrs. Lee thanked Dr. Patel.", "The operation went well."],
    ["Martin Luther King Jr. Boulevard was closed.", "Traffic stood still."],
    ["John F. Kennedy spoke in Washington, D.C. on Monday.", "The crowd listened."],
    ["Warner Bros. and the Home Owners' Loan Corp. merged.", "Regulators agreed."],
    ["See Vol. 3, pp. 12 and p. 40 of the report.", "It was never published."],
    ["The Rev. Al Green, the Hon. Sam Poe and Maj. Gen. Kim attended.", "It rained."],
    ["She holds a Ph.D. from Yale.", "Her brother holds an M.D. from Brown."],
    ["Mass. Gov. Ann Cole met Fla. Gov. Bob Dunn.", "They shook hands."],
    ["Read more at example.com or www.example.org/a.b.html today.", "Access is free."],
    ["Version 2.0.1 of the app crashed.", "A fix is due."],
    ["NO. 6 AUBURN won.", "Prop. 205 failed with Ald. Bob Roe's help."],
    ["The doors open at 2 p.m. — earlier for members.", "Entry is free."],
    ["A boat sank at 10:15 p.m. , near the pier.", "Two were saved."],
    ["It opens on Sat. 10 a.m. and at noon otherwise.", "macOS is next."],
    ["More:Gov. Ann Cole speaks.", "It is late."],
    # The same abbreviations at the end of a sentence.
    ["The plant was built in the U.S.", "The Pentagon said so."],
    ["Shots were fired at 5 p.m.", "Police said two men fled."],
    ["The bill is backed by Doe, R-Calif.", "Smith opposes it."],
    ["He sold his stake in Acme Inc.", "It was worth little."],
    ["The vote is at 8 p.m. Monday and at 9 a.m. ET on Tuesday.", "It may slip."],
    ["The envoy flew back to the U.K.", "But the talks went on."],
    ["They brought tents, food, water, etc.", "Then the storm came."],
    ["The answer was no.", "The mayor would not say more."],
    ["The farm lies near Jackson, Miss.", "The river is close."],
    ["It was named for Sammy Davis Jr.", "He never played there."],
    ["She moved to Washington, D.C.", "“I had no choice,” she said."],
    # Quotations.
    ["“We will go. We will win,” he said.", "The crowd roared."],
    ['"We will go. We will win," he said.', 'Then: "Good night."', "He left."],
    ["He said: “We lost. It happens.”", "Then he left."],
    ["“Are you ready?” Ann Smith asked.", "Nobody was."],
    ["“Stop!” he cried.", "“Why should we?” asked the driver."],
    ["She called it “a disgrace.”", "“It must end,” she added."],
    ["‘It is over. Go home,’ the captain said.", "The team's bus was late."],
    ["He told us, \"She said 'never.' \"", "That was all."],
    ["Don't call it the workers' party.", "It's the bosses' club."],
    ["The so-called “No. 1 fan” was there.", "So was the press."],
    ["“Yes.”", "“No.”", "“Perhaps.”"],
    ["“Who knows?”", "He said no more."],
    ['"We are done.', "I quit.", '"[It] is over," he said.'],
    ["Ann O'Brien left.", "She said only 'no.'", "Nobody else did."],
    # Brackets.
    ["The firm (it has two sites. Both are small.) will move.", "No date is set."],
    ["Costs fell.", "(The figure was later revised. See the note.)", "Profits rose."],
    ["“[They] knew. [We] did not,” she said.", "It was late."],
    # Other marks.
    ["He paused... and went on.", "She waited…", "Then it ended."],
    ["You knew?!", "How could you!!", "It is absurd."],
    ["I have served. ...", "I want to serve again."],
    ["... And so it began.", "Nobody knew."],
    ["We were . . . surprised.", "It was late."],
    ["Q. Why did you leave?", "A. I had to.", "Q. Where to?", "A. Home."],
    ["1. Wash the rice.", "2. Boil it.", "3. Serve."],
    ["Sales rose", "• Costs fell", "• Debt grew"],
    ["Rates rose again.[2]", "Banks were pleased. [3, 4]", "Savers were not."],
    ["The iPhone sold well.", "iPads did not.", "al-Shabab denied it."],
    ["An earlier version was wrong.", "https://example.com/story"],
    ["The company grew in 2015.", "100 people were hired.", "$3 million was spent."],
    ["Élodie arrived.", "Überall war Schnee.", "“Где он?” спросила она.", "Он ушёл."],
    ["It was a façade 🎉.", "Nobody minded."],
]

LINES = [
    ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
    ("A headline\nBy Ann Smith\nThe text begins.", ["A headline", "By Ann Smith", "The text begins."]),
    (
        "The talks that\r\nbegan in May\nfailed. All left.",
        ["The talks that\r\nbegan in May\nfailed.", "All left."],
    ),
    ("He met\n\nnobody", ["He met", "nobody"]),
    ("- one thing\n- another thing\n", ["- one thing", "- another thing"]),
    ("“It hurts. It does.\n\n“I will not stay.”", ["“It hurts.", "It does.", "“I will not stay.”"]),
    (
        "The minister said on Wednesday that he would meet the president of\n"
        "Austria and the chancellor. No date was given, and an aide to Mr.\n"
        "Berger would not say more. “We will see. We are patient people,\nAlbert,” she said.",
        [
            "The minister said on Wednesday that he would meet the president of\nAustria and the chancellor.",
            "No date was given, and an aide to Mr.\nBerger would not say more.",
            "“We will see. We are patient people,\nAlbert,” she said.",
        ],
    ),
    (
        "It was the coming days.Thursday's vote is next.",
        ["It was the coming days.", "Thursday's vote is next."],
    ),
    ("会议结束了。没有人说话！", ["会议结束了。", "没有人说话！"]),
    ("", []),
    (" \n\t ", []),
]


LIST = (
    "The talks broke down. Nothing is left of the plan.\n\nThe main points\nof May\nTrade\n"
    "- The tariff on steel stays as it was, all sides agree\n"
    "- The tariff on wheat goes up in two steps until June\n"
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize("expected", ON_ONE_LINE, ids=" ".join)
def test_sentences_on_one_line(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_sentences_over_lines(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_short_lines_and_bullets_stand_alone_in_a_wrapped_text() -> None:
    lines = ["The main points\nof May", "Trade", *LIST.split("\n")[-3:-1]]
    assert sentences(LIST)[2:] == lines


def test_only_a_long_quotation_is_cut_inside() -> None:
    short = "“" + "We go. " * (SHORT // 7 - 1) + "We win,” he said."
    long = "“" + "We go. " * (SHORT // 7 + 1) + "We win,” he said."
    assert len(sentences(short)) == 1
    assert len(sentences(long)) == SHORT // 7 + 2


MARKED = st.lists(
    st.sampled_from([*"aB1 .!?…\n\r\"“”'’()[]•。é\u0301🎉", "U.S.", " said ", "Gen.", "p.m.", "The "]),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=200), MARKED))
def test_spans_are_stripped_disjoint_and_cover_every_letter(text: str) -> None:
    before = 0
    for start, end in spans(text):
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[before:start].strip()
        before = end
    assert not text[before:].strip()


@given(MARKED, MARKED)
def test_a_blank_line_separates_whatever_surrounds_it(left: str, right: str) -> None:
    text = f"{left}\n\n{right}"
    assert all(end <= len(left) or start >= len(left) for start, end in spans(text))


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", "“a ", '"a. ', "(a", "'A ", ".", ". ", "! ", "U.S. ", "?” A", "a\n", " \n", "[1] ", "x.Yy "],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    # Half a million characters; what is quadratic takes minutes, what is linear a second on a slow machine.
    text = unit * (500_000 // len(unit))
    began = time.perf_counter()
    spans(text)
    assert time.perf_counter() - began < 5


def test_ten_million_characters_without_an_end_take_seconds() -> None:
    began = time.perf_counter()
    assert len(spans("word " * 2_000_000)) == 1
    assert time.perf_counter() - began < 5
