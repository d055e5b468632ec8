"""The bundled sample collection is what its README says."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

SAMPLE = Path(__file__).parents[2] / "index" / "sample"


@dataclass(frozen=True, slots=True)
class Piece:
    """One article file: its name, its front matter and its text."""

    name: str
    title: str
    source: str
    published: str | None
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a question file."""

    id: str
    question: str
    asked_at: str
    answers: list[str]
    relevant: list[str]


def piece(path: Path) -> Piece:
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    # BaseLoader leaves the dates as they are written.
    front = yaml.load(head, Loader=yaml.BaseLoader)
    assert front.keys() - {"author", "published"} == {"title", "source", "url"}, path.name
    published = front.get("published")
    return Piece(path.name, front["title"], front["source"], published, front["url"], text.strip())


@cache
def pieces() -> tuple[Piece, ...]:
    return tuple(piece(path) for path in sorted((SAMPLE / "articles").glob("*.md")))


def asked(name: str) -> list[Asked]:
    lines = (SAMPLE / name).read_text(encoding="utf-8").splitlines()
    return [Asked(**json.loads(line)) for line in lines]


def answerable() -> list[Asked]:
    return asked("questions.jsonl")


def unanswerable() -> list[Asked]:
    return asked("unanswerable.jsonl")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def stands_in(answer: str, text: str) -> bool:
    """Whether the answer stands in the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.IGNORECASE) is not None


def test_there_are_about_forty_articles_of_at_least_five_outlets() -> None:
    assert 38 <= len(pieces()) <= 45
    assert len({p.source for p in pieces()}) >= 5


def test_every_article_has_a_title_an_outlet_an_address_of_its_own_and_a_text() -> None:
    assert all(p.title and p.source for p in pieces())
    assert all((urlsplit(p.url).hostname or "").endswith(".example") for p in pieces())
    assert max(Counter(p.url for p in pieces()).values()) == 1
    assert all(120 <= len(p.text.split()) <= 350 for p in pieces())


def test_an_outlet_has_one_domain() -> None:
    domains = {(p.source, urlsplit(p.url).hostname) for p in pieces()}
    assert len(domains) == len({p.source for p in pieces()})


def test_a_file_and_its_address_begin_with_the_day_of_publication_where_it_is_known() -> None:
    for p in pieces():
        if p.published is None:
            assert not p.name[0].isdigit()
            continue
        day = datetime.fromisoformat(p.published).date()
        assert date(2015, 9, 14) <= day <= date(2015, 11, 10)
        assert re.fullmatch(rf"{day}-[a-z0-9-]+\.md", p.name)
        assert urlsplit(p.url).path.startswith(f"/{day:%Y/%m/%d}/")


def test_most_articles_have_a_day_some_an_instant_with_its_zone_and_one_no_date() -> None:
    dates = [p.published for p in pieces()]
    instants = [d for d in dates if d is not None and len(d) > len("2015-10-01")]
    assert dates.count(None) == 1
    assert 5 <= len(instants) < len(dates) / 2
    assert all(datetime.fromisoformat(d).tzinfo for d in instants)


def test_one_article_stands_word_for_word_at_two_outlets() -> None:
    first = {p.text: p for p in reversed(pieces())}
    [copied] = [p for p in pieces() if p is not first[p.text]]
    assert copied.source != first[copied.text].source


def test_there_are_sixty_answerable_and_twenty_unanswerable_questions_without_repeats() -> None:
    assert (len(answerable()), len(unanswerable())) == (60, 20)
    everything = answerable() + unanswerable()
    assert len({q.id for q in everything}) == len({q.question.lower() for q in everything}) == 80


def test_every_question_is_asked_on_a_day() -> None:
    days = [date.fromisoformat(q.asked_at) for q in answerable() + unanswerable()]
    assert min(days) >= date(2015, 9, 14)
    assert any(day.year > 2015 for day in days)


def test_an_answer_stands_in_every_relevant_article() -> None:
    texts = {p.url: p.text for p in pieces()}
    for q in answerable():
        assert q.relevant, q.id
        for url in q.relevant:
            assert any(stands_in(answer, texts[url]) for answer in q.answers), (q.id, url)


def test_every_answer_stands_somewhere_and_says_more_than_its_question() -> None:
    texts = {p.url: p.text for p in pieces()}
    for q in answerable():
        for answer in q.answers:
            assert any(stands_in(answer, texts[url]) for url in q.relevant), (q.id, answer)
            assert words(answer) - words(q.question), (q.id, answer)


def test_no_relevant_article_is_younger_than_the_question() -> None:
    published = {p.url: p.published for p in pieces()}
    for q in answerable():
        assert all((published[url] or "")[:10] <= q.asked_at for url in q.relevant), q.id


def test_unanswerable_questions_have_no_answer_and_nothing_relevant() -> None:
    assert not any(q.answers or q.relevant for q in unanswerable())
