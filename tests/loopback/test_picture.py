"""A picture shows what Discord's client shows, and nothing that a stranger wrote gets out of its place."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loopback.markup import Pen
from tests.loopback.picture import View, chromium, page, photograph

NOW = datetime(2015, 10, 12, 12, tzinfo=UTC)
PEN = Pen(NOW, {"7": "Ada", "8": "general"})
HOSTILE = '</style></div><script>alert(1)</script><img src=x onerror=alert(1)> " onclick="x' + "'>{{ 7 * 7 }}"
WORD = "harmless"
LINK = "https://meridianwire.example/a"
MARKDOWN = {"div", "a", "strong", "em", "u", "s", "span", "code", "pre", "blockquote"}
SIGNS = [*"<>&\"'`*_|[]()\\\n", "```", "**", "__", "~~", "||", "](", "- "]
PIECES = [*SIGNS, "a", " ", LINK, "javascript:", "<t:1:R>", "<@7>", "> ", "# ", HOSTILE]


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text without the style sheet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data if self.lasttag != "style" else ""

    def links(self) -> list[str | None]:
        return [attributes["href"] for tag, attributes in self.found if tag == "a"]


def user(name: str, number: int = 7, bot: bool = False) -> dict[str, Any]:
    return {"id": str(number), "username": name, "global_name": None, "bot": bot}


def message(**given: Any) -> dict[str, Any]:
    """A message by the bot, at noon of the day that it is looked at."""
    made = {"id": "1", "author": user("Dateline", 9, bot=True), "timestamp": NOW.isoformat(), "content": ""}
    return made | given


def drawn(*messages: dict[str, Any], name: str = "general") -> str:
    return page([View(name, messages)], NOW)


def everywhere(text: str) -> dict[str, Any]:
    """A message that says the text wherever a message can."""
    fields = [{"name": text, "value": text, "inline": True}]
    card = {"author": {"name": text}, "title": text, "description": text, "fields": fields, "footer": {"text": text}}
    buttons = [{"type": 2, "style": 2, "label": text, "emoji": {"name": text}}, {"type": 3, "placeholder": text}]
    asked = {"id": "5", "type": 2, "name": text, "user": user(text)}
    return message(
        author=user(text),
        content=text,
        embeds=[card],
        components=[{"type": 1, "components": buttons}],
        interaction_metadata=asked,
        thread={"name": text, "message_count": 1},
        attachments=[{"filename": text, "size": 1}],
        reactions=[{"emoji": {"name": text}, "count": 1}],
        flags=64 + 128,
    )


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    reply = message(id="2", referenced_message=everywhere(HOSTILE))
    tags = Tags(drawn(everywhere(HOSTILE), reply, name=HOSTILE))
    harmless = Tags(drawn(everywhere(WORD), message(id="2", referenced_message=everywhere(WORD)), name=WORD))
    assert [tag for tag, _ in tags.found] == [tag for tag, _ in harmless.found]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    assert tags.text.count(HOSTILE) == harmless.text.count(WORD)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_whatever_is_written_makes_only_the_tags_of_markdown_and_only_web_links(pieces: list[str]) -> None:
    tags = Tags(PEN.text("".join(pieces)))
    assert {tag for tag, _ in tags.found} <= MARKDOWN
    assert all(link and link.startswith(("http://", "https://")) for link in tags.links())


def test_a_page_may_fetch_and_run_nothing() -> None:
    tags = Tags(drawn(everywhere(f"[a]({LINK}) ![b]({LINK}) https://x.example/y.png")))
    (policy,) = (a["content"] for tag, a in tags.found if tag == "meta" and "http-equiv" in a)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in tags.found}


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**b** *i* _i_ __u__ ~~s~~", "<strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("`*a*` ``a`b``", "<code>*a*</code> <code>a`b</code>"),
        (r"\*a\* \[b\] \\", r"*a* [b] \\".replace(r"\\", "\\")),
        ("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"),
        (f"[[1]]({LINK})", f'<a href="{LINK}">[1]</a>'),
        (f"[a **b** \\]]({LINK}_\\(c\\))", f'<a href="{LINK}_\\(c\\)">a <strong>b</strong> ]</a>'),
        (f"[https://bank.example]({LINK})", f"[https://bank.example]({LINK})"),
        ("[a](javascript:alert)", "[a](javascript:alert)"),
        (f"see {LINK}.", f'see <a href="{LINK}">{LINK}</a>.'),
        (f"<{LINK}>", f'<a href="{LINK}">{LINK}</a>'),
        ("||s||", '<span class="spoiler">s</span>'),
        (
            "<@7> <@!7> <#8> <@&1>",
            " ".join(f'<span class="mention">{n}</span>' for n in ["@Ada", "@Ada", "#general", "@unknown"]),
        ),
        ("</ask:5>", '<span class="mention">/ask</span>'),
        ("@everyone", '<span class="mention">@everyone</span>'),
        ("<:dove:123>", ":dove:"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_what_stands_in_a_line_is_drawn(source: str, html: str) -> None:
    assert PEN.text(source) == f'<div class="text">{html}</div>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("> a\n> b\nc", '<blockquote><div class="text quote">a</div><div class="text quote">b</div></blockquote>'),
        ("-# **a**", '<div class="text small"><strong>a</strong></div>'),
        ("## a", '<div class="text h2">a</div>'),
        (
            "- a\n  - b\n1. c",
            '<div class="text li">• a</div><div class="text li">  • b</div><div class="text li">1. c</div>',
        ),
        ("x\n```py\n*a*\n```\ny", '<div class="text">x</div><pre>*a*</pre><div class="text">y</div>'),
    ],
)
def test_what_begins_a_line_is_drawn(source: str, html: str) -> None:
    assert PEN.text(source).startswith(html)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("", "September 30, 2015 at 4:40 PM"),
        (":f", "September 30, 2015 at 4:40 PM"),
        (":F", "Wednesday, September 30, 2015 at 4:40 PM"),
        (":D", "September 30, 2015"),
        (":d", "9/30/2015"),
        (":t", "4:40 PM"),
        (":T", "4:40:00 PM"),
        (":R", "12 days ago"),
    ],
)
def test_a_timestamp_is_a_time_in_the_zone_of_whoever_looks(style: str, words: str) -> None:
    assert Tags(PEN.text(f"<t:1443631200{style}>")).text == words


def test_no_number_is_too_large_for_a_timestamp() -> None:
    assert Tags(PEN.text("<t:9999999999999>")).text == "Invalid Date"


def test_links_work_where_discord_has_them_work() -> None:
    tags = Tags(drawn(everywhere(f"[a]({LINK})")))
    assert len(tags.links()) == len(["content", "description", "field"])


def test_an_answer_shows_who_asked_how_and_what_can_be_pressed() -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "Passages"}]}
    asked = {"id": "5", "type": 2, "name": "ask", "user": user("ada")}
    card = {"color": 0x112233, "description": "It said so.", "footer": {"text": "Reader: quotes"}}
    html = drawn(message(interaction_metadata=asked, embeds=[card], components=[row]))
    text = " ".join(Tags(html).text.split())
    assert "border-color:#112233" in html and "Today at 12:00 PM" in text
    assert "ada used /ask" in text and "It said so. Reader: quotes Passages" in text


def test_what_was_got_by_a_button_is_shown_as_a_reply_to_its_message() -> None:
    asked = {"id": "5", "type": 3, "user": user("ada"), "interacted_message_id": "1"}
    text = Tags(drawn(message(content="Here."), message(id="2", interaction_metadata=asked))).text
    assert text.count("Here.") == 2 and "used" not in text


def test_only_what_is_hidden_says_so() -> None:
    note = "Only you can see this"
    assert note in drawn(message(flags=64)) and note not in drawn(message(flags=128))


def test_channels_stand_one_below_the_other() -> None:
    views = [View("general", [message(content="one")]), View("aside", [message(id="2", content="two")], "thread")]
    text = Tags(page(views, NOW)).text
    places = [text.rindex(words) for words in ("general", "one", "aside", "two")]
    assert places == sorted(places)


@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
def test_a_photograph_shows_the_whole_page(tmp_path: Path) -> None:
    def height(lines: int) -> int:
        html, png = tmp_path / "page.html", tmp_path / "page.png"
        html.write_text(drawn(message(content="line\n" * lines)), encoding="utf-8")
        photograph(str(chromium()), html, png)
        head = png.read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        return int.from_bytes(head[20:24], "big")

    assert height(200) - height(10) > 190 * 16
