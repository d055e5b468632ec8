"""The head of plain texts: headline, outlet, author, day, and the body to the letter without page furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.byline import clip
from index.clipping import Clipping
from index.outlets import known, outlet

TITLE = "Harbour town says storm did not reach its port"
BODY = 'Officials of the town said on Friday that the storm had turned.\n"We were lucky," said the mayor.'


def head(*lines: str) -> Clipping:
    """What is read under the title from these lines, whose body must come out whole."""
    clipping = clip("\n".join([TITLE, *lines, BODY]))
    assert (clipping.title, clipping.text) == (TITLE, BODY)
    return clipping


def test_a_copied_page_gives_title_outlet_day_and_body() -> None:
    text = f"{TITLE}\nXinhua, October 2, 2015 Adjust font size:\n{BODY} Endit"
    assert clip(text) == Clipping(BODY, TITLE, source="Xinhua", published="2015-10-02")


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("Published: 3 October 2015", None, "2015-10-03"),
        ("Posted on Oct. 3, 2015", None, "2015-10-03"),
        ("October 3, 2015", None, "2015-10-03"),
        ("Beirut, October 3, 2015", None, "2015-10-03"),
        ("The Guardian | Friday 2 October 2015 14.05 BST", "The Guardian", "2015-10-02T14:05:00+01:00"),
        ("Updated 5:32 PM ET, Thu October 1, 2015", None, "2015-10-01T17:32:00-04:00"),
        ("Source: Xinhua | 2015-10-02 08:13:44 | Editor: lin", "Xinhua", "2015-10-02"),
        ("Source: harbour echo", "harbour echo", None),
        ("Harbour Gazette, October 3, 2015 E-mail Print", "Harbour Gazette", "2015-10-03"),
        ("harbour.example.com - 3 October 2015", "harbour.example.com", "2015-10-03"),
        ("REUTERS", "Reuters", None),
        ("BBC News\n\n3 October 2015", "BBC News", "2015-10-03"),
        ("Xinhua News Agency, New York, Oct. 3, 2015", "Xinhua", "2015-10-03"),
        ("The Harbour Times\nOctober 3, 2015", "The Harbour Times", "2015-10-03"),
        ("The Harbour Times\n\nPublished October 3, 2015", "The Harbour Times", "2015-10-03"),
    ],
)
def test_outlet_and_day_of_a_line(line: str, source: str | None, published: str | None) -> None:
    clipping = head(line)
    assert (clipping.source, clipping.published, clipping.author) == (source, published, None)


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("By Jane Roe", "Jane Roe", None),
        ("by JANE ROE and JOHN DOE", "JANE ROE and JOHN DOE", None),
        ("By Jane Roe in Harbour Town", "Jane Roe", None),
        ("By Jane Roe for the Harbour Times", "Jane Roe", "Harbour Times"),
        ("By Jane Post", "Jane Post", None),
        ("By Jane van der Roe, CNN", "Jane van der Roe", "CNN"),
        ("Author: Jane Roe | AFP", "Jane Roe", "AFP"),
        ("By JANE ROE\nAssociated Press Writer", "JANE ROE", "Associated Press"),
        ("By JANE ROE and JOHN DOE AP Science Writers", "JANE ROE and JOHN DOE", "Associated Press"),
        ("By CNN staff", None, "CNN"),
        ("By The Associated Press", None, "Associated Press"),
    ],
)
def test_author_and_outlet_of_a_byline(line: str, author: str | None, source: str | None) -> None:
    clipping = head(line)
    assert (clipping.author, clipping.source) == (author, source)


def test_labelled_fields_are_read() -> None:
    text = (
        f"Title: {TITLE}\nDate: 2015-10-02\nSource: Harbour Echo\nAuthor: Jane Roe\n"
        f"URL: https://echo.example/1\n\n{BODY}"
    )
    expected = Clipping(BODY, TITLE, "https://echo.example/1", "Harbour Echo", "2015-10-02", "Jane Roe")
    assert clip(text) == expected


def test_the_byline_may_stand_over_the_headline() -> None:
    clipping = clip(f"Xinhua, October 2, 2015\n{TITLE}\n\n{BODY}")
    assert clipping == Clipping(BODY, TITLE, source="Xinhua", published="2015-10-02")


def test_a_standfirst_between_headline_and_byline_stays_in_the_text() -> None:
    standfirst = "Residents had left in the night"
    clipping = clip(f"{TITLE}\n{standfirst}\nBy Jane Roe\nPublished 2 Oct 2015\n{BODY}")
    assert (clipping.title, clipping.author, clipping.published) == (TITLE, "Jane Roe", "2015-10-02")
    assert clipping.text == f"{standfirst}\n{BODY}"


def test_bare_dates_within_the_body_are_its_own() -> None:
    timeline = "Sept. 29, 2015\nThe storm forms.\nOct. 2, 2015\nThe storm turns."
    clipping = clip(f"{TITLE}\n{timeline}")
    assert clipping.published == "2015-09-29"
    assert clipping.text == timeline.removeprefix("Sept. 29, 2015\n")


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the town was empty, officials said.",
        "Reuters reporters were among those who left.",
        "Source: the mayor, who spoke to the press on October 2, 2015 at length about it.",
        "Updated figures were not at hand.",
        "Print shops had closed.",
        "Share this burden with the towns of the coast, he said.",
    ],
)
def test_prose_is_no_byline_and_no_furniture(line: str) -> None:
    clipping = clip(f"{TITLE}\n{line}\n{BODY}")
    assert clipping == Clipping(f"{line}\n{BODY}", TITLE)


@pytest.mark.parametrize(
    ("dateline", "source", "published"),
    [
        ("WASHINGTON (AP) — ", "Associated Press", None),
        ("MOSCOW, Oct. 3 (Reuters) - ", "Reuters", None),
        ("BEIJING, Oct. 3, 2015 (Xinhua) -- ", "Xinhua", "2015-10-03"),
        ("(CNN) — ", "CNN", None),
        ("(CNN)", "CNN", None),
        ("HARBOUR TOWN (Harbour Echo) – ", "Harbour Echo", None),
        ("Rome CNN — ", "CNN", None),
        ("Doha, Qatar CNN Business — ", "CNN", None),
        ("Officials told CNN — ", None, None),
        ("Jane Roe (Labour) - ", None, None),
        ("The storm (AFP said) - ", None, None),
        ("Reporters of the agency (AFP) - ", None, None),
    ],
)
def test_a_dateline_names_the_outlet_and_stays(dateline: str, source: str | None, published: str | None) -> None:
    clipping = clip(f"{TITLE}\n{dateline}{BODY}")
    assert (clipping.title, clipping.source, clipping.published) == (TITLE, source, published)
    assert clipping.text == dateline + BODY


def test_a_byline_counts_more_than_the_dateline() -> None:
    clipping = clip(f"{TITLE}\nThe Guardian | 2 October 2015\nMOSCOW (Reuters) - {BODY}")
    assert clipping.source == "The Guardian"


@pytest.mark.parametrize(
    "line",
    ["ADVERTISEMENT", "Advertisement", "Share this", "Share on Facebook", "Print", "E-mail", "1,204 shares"]
    + ["Follow us on Twitter and Facebook", "Read more: Storm nears the coast", "READ MORE", "Adjust font size:"]
    + ["Story continues below advertisement", "Related: How storms turn", "© 2015 Harbour Echo", "3 min read"],
)
def test_furniture_is_left_out_wherever_it_stands(line: str) -> None:
    first, second = BODY.split("\n")
    assert clip(f"{TITLE}\n{line}\n{first}\n{line}\n{second}\n{line}") == Clipping(BODY, TITLE)


@pytest.mark.parametrize("mark", [" Endit", " Enditem", "\nENDS", "\n\n###", "\n-30-", "\n(END)"])
def test_the_mark_at_the_end_is_left_out(mark: str) -> None:
    assert clip(f"{TITLE}\n{BODY}{mark}\n").text == BODY


def test_paragraphs_keep_their_lines() -> None:
    body = "First paragraph here.\n\nSecond one here.\nIts second line."
    assert clip(f"{TITLE}\n\n\n{body}\n\nAdvertisement\n\nThird one.").text == f"{body}\n\nThird one."


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The town said on Friday that the storm which had been\nseen for days off the coast had turned to the\nsea.",
        "WASHINGTON (AP) — Officials of the town\n\nsaid nothing.",
        "Rome CNN —\n\nOfficials said nothing.",
        "One line alone without a stop",
        f"{'Very long' * 30}\n\n{BODY}",
    ],
)
def test_text_without_a_headline_stays_whole(text: str) -> None:
    assert (clip(text).title, clip(text).text) == (None, text)


@pytest.mark.parametrize(
    "title",
    [
        "By",
        "CNN Fires Two Reporters",
        "BBC editors leave",
        "Storm turns from U.S.",
        "Will it turn?",
        "Storm, 'finally', turns",
        "Gone…",
    ],
)
def test_a_headline_may_end_like_this(title: str) -> None:
    assert clip(f"{title}\n\n{BODY}") == Clipping(BODY, title)


def test_known_outlets_have_one_name() -> None:
    assert known("AP") == known("ap") == known("The  Associated Press") == "Associated Press"
    assert known("XINHUA") == known("Xinhua News Agency") == "Xinhua"
    assert known("Moscow") is None


def test_an_unknown_outlet_shows_itself_by_its_form() -> None:
    assert outlet("Harbour Daily  News") == "Harbour Daily News"
    assert outlet("The Verge of Things") == "The Verge of Things"
    assert outlet("The day it turned") is outlet("Moscow") is outlet("bad news for all") is outlet("") is None
    assert outlet("News " * 20) is None


@given(st.text())
def test_any_text_is_clipped_to_lines_of_its_own(text: str) -> None:
    clipping = clip(text)
    own = {line.strip() for line in text.split("\n")}
    *whole, last = clipping.text.split("\n")
    assert {line.strip() for line in whole} <= own
    assert any(line.startswith(last) for line in own)


ODDS = st.sampled_from(
    ["By ", "by", "Source: ", ":", " | ", " - ", "(", ")", "AP", "CNN Writer", " in ", "Oct. 3, 2015", "—", ",", "Jane"]
)


@given(st.lists(st.lists(ODDS, max_size=6).map("".join), max_size=8).map("\n".join))
def test_no_head_is_too_odd(text: str) -> None:
    clipping = clip(text)
    assert all(value is None or value for value in (clipping.title, clipping.source, clipping.author))


LINES = [
    TITLE,
    "",
    "By Jane Roe",
    "Xinhua, October 2, 2015",
    "MOSCOW (Reuters) - It is so.",
    "Print",
    *BODY.split("\n"),
]


@given(st.lists(st.sampled_from([*LINES, "Endit", "October 3, 2015"]), max_size=30))
def test_sentences_are_never_lost(lines: list[str]) -> None:
    text = clip("\n".join(lines)).text
    assert all(text.count(line) == lines.count(line) for line in lines if line.endswith("."))
