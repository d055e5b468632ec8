"""Chosen sentences become text and citations."""

import pytest

from bot.judging import markers
from bot.plain import has_link
from bot.sentences import Sentence, sentences
from bot.wording import compose, shown
from tests.bot.found import found


def sentence(text: str) -> Sentence:
    """The last sentence of the text."""
    return sentences(found(text))[-1]


@pytest.mark.parametrize(
    ("before", "text", "resolved"),
    [
        ("The raid failed, Steve Warren said.", "He added that nothing changes.", "[Warren] added"),
        ("The raid failed, said Steve Warren.", "He continued.", "[Warren] continued"),
        ("Angela Merkel, the chancellor of Germany, said no.", "She added a maybe.", "[Merkel] added"),
        ("Angela Merkel warned of haste.", "She also warned of delay.", "[Merkel] also warned"),
    ],
)
def test_a_pronoun_is_resolved_where_it_is_certain(before: str, text: str, resolved: str) -> None:
    assert shown(sentence(f"{before} {text}")).startswith(resolved)


@pytest.mark.parametrize(
    "text",
    [
        "He added that nothing changes.",
        "It rained. He added that nothing changes.",
        "Steve Warren said that John Kerry would go. He added that nothing changes.",
        "Steve Warren and John Kerry met. He added that nothing changes.",
        "Steve Warren said so. Nothing changes, he added.",
        "Steve Warren said so. Hell added to it.",
        "Steve Warren said so. They added that nothing changes.",
        "Steve Warren said so. “He added nothing.”",
        "A baker was arrested, spokeswoman Ann Lee said. He was charged with arson.",
        "The White House said the president was ill. He was taken away.",
        "The White House said the president was ill. He added that he would be back.",
        "They told The Arizona Republic. He added that nothing changes.",
        "Steve Warren said the driver was caught. He told police so.",
        "He said that John Kerry would go. He added that nothing changes.",
    ],
)
def test_a_sentence_stays_as_it_is_where_nothing_is_certain(text: str) -> None:
    last = sentence(text)
    assert shown(last) == last.text


@pytest.mark.parametrize("note", ["[1]", " [2]", "[3, 4]", " [5][6]", "[12,13]"])
def test_note_marks_are_removed(note: str) -> None:
    assert shown(sentence(f"It rained{note} in Oslo{note}.")) == "It rained in Oslo."


@pytest.mark.parametrize("text", ["It rained [sic] in Oslo.", "It rained (1) in Oslo.", "It rained [a1] in Oslo."])
def test_other_brackets_are_kept(text: str) -> None:
    assert shown(sentence(text)) == text


@pytest.mark.parametrize("text", ["It\nrained.", "It\x00rained.", "It \t rained.", "It\u2028rained.", "It\x9brained."])
def test_a_sentence_is_shown_on_one_line_without_control_characters(text: str) -> None:
    assert shown(sentence(text)) == "It rained."


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("More:Talks end in Oslo.", "More: Talks end in Oslo."),
        ("DAY ONE:“No deal” in Oslo.", "DAY ONE: “No deal” in Oslo."),
        ("►It rained in Oslo.", "It rained in Oslo."),
        ("• It rained in Oslo.", "It rained in Oslo."),
        ("The deadline:5 p.m. in Oslo.", "The deadline:5 p.m. in Oslo."),
        ("**Afternoon.** It rained in Oslo.", "It rained in Oslo."),
        ("**What now?** It rained in Oslo.", "It rained in Oslo."),
        ("**Oslo** had rain.", "Oslo had rain."),
    ],
)
def test_a_label_gets_its_space_and_a_list_loses_its_sign(text: str, reads: str) -> None:
    assert shown(sentence(text)) == reads


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("- It rained in Oslo.", "It rained in Oslo."),
        ("* It rained in Oslo.", "It rained in Oslo."),
        ("> It rained in Oslo.", "It rained in Oslo."),
        ("> > “It rained” in Oslo.", "“It rained” in Oslo."),
        ("> - It rained in Oslo.", "It rained in Oslo."),
        ("It snowed.\n  - It rained in Oslo.", "It rained in Oslo."),
        ("- **Afternoon.** It rained in Oslo.", "It rained in Oslo."),
        ("- **Oslo** had rain.", "Oslo had rain."),
        ("> OSLO, Oct. 2, 2015 (AP) — It rained.", "It rained."),
        (
            "> It rained in Oslo for as long as anybody there can remember,\n> and in Bergen, too.",
            "It rained in Oslo for as long as anybody there can remember, and in Bergen, too.",
        ),
    ],
)
def test_a_sentence_loses_the_sign_of_a_list_or_a_quotation_at_the_head_of_its_line(text: str, reads: str) -> None:
    assert shown(sentence(text)) == reads
    assert compose([sentence(text)])[1][0].quote == sentence(text).text


@pytest.mark.parametrize(
    "text",
    [
        "-5 degrees were measured in Oslo.",
        "- 5 degrees were measured in Oslo.",
        "-€5 million were lost in Oslo.",
        "> 5 inches of rain fell in Oslo.",
        "*It rained in Oslo.",
        "—It rained in Oslo.",
        "It rained - it poured - in Oslo.",
    ],
)
def test_a_sign_that_is_part_of_what_is_said_stays(text: str) -> None:
    assert shown(sentence(text)) == text


def test_a_dash_within_a_line_is_no_sign_of_a_list() -> None:
    last = sentence("It rained in Oslo. - And it poured.")
    assert shown(last) == last.text == "- And it poured."


@pytest.mark.parametrize(
    "filed",
    ["OSLO — ", "OSLO (AP) – ", "OSLO, Norway − ", "(CNN) —"]
    + ["OSLO, Oct. 2, 2015 (AP) — ", "OSLO, 2 October (Reuters) - ", "OSLO (Reuters) - "],
)
def test_where_a_report_was_filed_is_left_out(filed: str) -> None:
    assert shown(sentence(f"{filed}It rained.")) == "It rained."


@pytest.mark.parametrize(
    "text",
    [
        "See https:[1]//evil.example for the letter.",
        "See https:<//evil.example/ for the letter.",
        "See www**.evil.example for the letter.",
        "See @[1]everyone for the letter.",
        "See <**@123456789** for the letter.",
        "See [here](javascript:alert(1)) for the letter.",
        "See mailto:a@evil.example for the letter.",
        "Ask ann.lee@evil.example for the letter.",
    ],
)
def test_nothing_that_is_shown_is_a_link_or_a_mention(text: str) -> None:
    assert not has_link(shown(sentence(text))) and shown(sentence(text)).endswith("for the letter.")


@pytest.mark.parametrize("note", ["[[1]2]", "[1[1]2]", "[**2]", "[\u200b2]", "[1\x00,2]"])
def test_no_note_mark_is_put_together_by_the_cleaning(note: str) -> None:
    assert markers(shown(sentence(f"It rained {note} in Oslo."))) == []


def test_each_sentence_has_its_marker_and_its_citation() -> None:
    chosen = sentences(found("It rained in Oslo.\n\nIt snowed[7] there."))
    text, citations = compose(chosen)
    assert text == "It rained in Oslo. [1] It snowed there. [2]"
    assert [(c.marker, c.quote) for c in citations] == [(1, "It rained in Oslo."), (2, "It snowed[7] there.")]
    assert all(c.article.text[c.start : c.end] == c.quote for c in citations)


def test_nothing_chosen_is_nothing_said() -> None:
    assert compose([]) == ("", ())
