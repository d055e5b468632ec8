"""A model's sentence is shown as words alone, and whatever could be more than words is found."""

import pytest

from bot.plain import has_link, plain


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Moscow** asked.", "Moscow asked."),
        ("Moscow *asked* `it` ~~not~~ _so_.", "Moscow asked it not so."),
        ("- Moscow asked.", "Moscow asked."),
        ("  2. Moscow asked.", "Moscow asked."),
        ("> ## Moscow asked.", "Moscow asked."),
        ("**Answer:** Moscow asked.", "Moscow asked."),
        ("The answer: Moscow asked.", "Moscow asked."),
        ("Moscow\nasked\x1b[31m\u200b it.\u202e", "Moscow asked [31m it."),
        ("Moscow asked [1](https://evil.example).", "Moscow asked [1]."),
        ("5*3 is 15, ~5 million, snake_case", "5*3 is 15, ~5 million, snake_case"),
    ],
)
def test_marks_of_markdown_and_unseen_characters_are_left_out(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example",
        "HTTP://evil.example",
        "discord://x",
        "www.evil.example",
        "evil.example/x",
        "discord.gg/abc",
        "[here](x)",
        "[here] (x)",
        "[here][there]",
        "![](x)",
        "<a href=x>",
        "<@123>",
        "<#123>",
        "<:smile:1>",
        "</ask:1>",
        "@everyone",
        "@here",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "a@b.example",
    ],
)
def test_a_link_a_picture_and_a_mention_are_found(text: str) -> None:
    assert has_link(f"See {text} now.")


@pytest.mark.parametrize(
    "text",
    [
        "It rained at 5 p.m./6 p.m. in the U.S./Canada.",
        "Oil at $3.50/barrel, and/or gas.",
        "[Kirby] said so (twice).",
        "Booking.com fell by 3.5%: “no comment”.",
        "24/7, 9/11 and 1:30.",
    ],
)
def test_ordinary_news_is_no_link(text: str) -> None:
    assert not has_link(text)
