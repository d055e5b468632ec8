"""Where, when and by whom a report was filed is told from what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dateline import unfiled

SAYS = "The city is closed, officials said."


@pytest.mark.parametrize(
    "filed",
    [
        "DENVER — ",
        "DENVER (AP) – ",
        "DENVER, Colorado − ",
        "ZÁKÁNY, Hungary — ",
        "São Paulo (Reuters) - ",
        "DENVER, Jan. 9, 2025 (AP) — ",
        "DENVER, Colo., Jan. 9 (AP) -- ",
        "PARIS, 9 January (Reuters) - ",
        "PARIS, January 9 2025 - ",
        "WASHINGTON/MOSCOW (Reuters) - ",
        "NEW YORK, Jan. 9, 2025 (Harbour Echo) —",
        "Denver, Jan. 9, 2025 (AP) — ",
        "Los Angeles (Reuters) - ",
        "(CNN) — ",
        "(Reuters) - ",
        "(CNN)",
        "(CNN) ",
    ],
)
def test_a_dateline_is_left_out(filed: str) -> None:
    assert unfiled(filed + SAYS) == SAYS


@pytest.mark.parametrize(
    "text",
    [
        SAYS,
        "Jane Roe (Labour) - the mayor - left.",
        "Denver, where it rained (AP) — the mayor left.",
        "President Roe and CNN — long at odds — met.",
        "The deal (2015) - a long one - ended.",
        "COVID-19 - the disease - spread.",
        "NATO - the alliance - met.",
        "DENVER, Jan. 9, 2025 (AP) — ",
        "(AP)",
        "(Reuters).",
        "-5 degrees were measured.",
    ],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert unfiled(text) == text


@pytest.mark.parametrize("filed", ["Rome CNN — ", "Doha, Qatar CNN Business — ", "Rome CNN —\n\n", "DENVER (AP) — "])
def test_at_the_head_of_an_article_an_outlet_without_parentheses_ends_a_dateline(filed: str) -> None:
    assert unfiled(filed + SAYS, head=True) == SAYS


PIECES = st.sampled_from(["DENVER", "Denver", ", ", "Jan. 9", "2025", " ", "(AP)", "(", ")", " - ", "—", "CNN", "it"])


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_something_is_always_left(text: str, head: bool) -> None:
    assert text.endswith(unfiled(text, head))
    assert bool(unfiled(text, head)) == bool(text)
