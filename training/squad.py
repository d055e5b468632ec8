"""Lists for the cross-encoder from sets of questions with the paragraph that answers them.

    python -m training.squad LISTS.jsonl.gz --take nyt_v1.0.json 10000 --take task.json 7000

takes at most so many questions of each file: one in SQuAD's form (Rajpurkar et al. 2016), or one whose examples read
"Question: … Context: …" and name their answer. The paragraph's sentence with the answer answers; its other sentences
do not, and neither do those of the whole collection that share rare words with the question.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from index.sentences import spans

SEED = 1
# Sentences that are no answer: of the same paragraph, and together with those found elsewhere.
BESIDE, OTHERS = 3, 6
# Of a quarter of the lists no headline is shown: some texts that people add have none.
BARE = 0.25
# Characters of a sentence worth reading.
SHORTEST, LONGEST = 20, 500
# The sentences nearest to a question among which others are found, and questions compared at once.
NEAR, AT_ONCE = 40, 500
# A word in more sentences than this, or than this share of them, says nothing of a question's subject.
FEW, COMMON = 10, 0.02
# From this share of common words on, a sentence says the same as the answer.
SAME = 0.6


@dataclass(frozen=True, slots=True)
class Read:
    """A question, the headline and the sentences of its paragraph, which of them answer, and the answers."""

    question: str
    headline: str
    sentences: tuple[str, ...]
    answering: frozenset[int]
    answers: tuple[str, ...]


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--take", "files", type=(click.Path(path_type=Path, exists=True), int), multiple=True, required=True)
def main(out: Path, files: tuple[tuple[Path, int], ...]) -> None:
    """Write the lists to OUT."""
    chance = random.Random(SEED)
    asked = [read for path, most in files for read in _drawn(list(_read(path)), most, chance)]
    rows = list(_lists(asked, chance))
    chance.shuffle(rows)
    with gzip.open(out, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    click.echo(f"{len(rows)} lists of {len(asked)} questions")


def _drawn(asked: Sequence[Read], most: int, chance: random.Random) -> list[Read]:
    return chance.sample(asked, min(most, len(asked)))


def _read(path: Path) -> Iterator[Read]:
    content = json.loads(path.read_text(encoding="utf-8"))
    yield from _examples(content["examples"]) if "examples" in content else _squad(content["data"])


def _squad(articles: Sequence[Any]) -> Iterator[Read]:
    for article in articles:
        headline = _headline(article["title"])
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            cuts = spans(text)
            sentences = tuple(" ".join(text[start:end].split()) for start, end in cuts)
            for asked in paragraph["qas"]:
                places = [answer["answer_start"] for answer in asked["answers"]]
                answering = frozenset(i for i, (a, b) in enumerate(cuts) if any(a <= place < b for place in places))
                if len(answering) == 1:  # the annotators agree
                    answers = tuple(answer["text"] for answer in asked["answers"])
                    yield Read(asked["question"].strip(), headline, sentences, answering, answers)


def _headline(title: str) -> str:
    """What stands for the headline: the last part of an address, or a name."""
    if title.startswith("http"):
        return re.sub(r"\.html.*", "", title).rsplit("/", 1)[-1].replace("-", " ").capitalize()
    return title.replace("_", " ")


def _examples(examples: Sequence[Any]) -> Iterator[Read]:
    questions = set()
    for example in examples:
        parts = re.match(r"\s*Question:\s*(.*?)\s*\nContext:\s*(.*)$", example["input"], re.DOTALL)
        if not parts or parts[1] in questions:
            continue
        questions.add(parts[1])
        text, answer = _joined(parts[2]), _joined(example["target"])
        sentences = tuple(text[start:end] for start, end in spans(text))
        answering = frozenset(i for i, sentence in enumerate(sentences) if answer.lower() in sentence.lower())
        if 1 <= len(answering) <= 2 and len(sentences) > 2:
            yield Read(parts[1][0].upper() + parts[1][1:], "", sentences, answering, (answer,))


def _joined(text: str) -> str:
    """The text without the spaces that a tokenizer set around punctuation."""
    text = re.sub(r"\s+([,.;:?!%)\]]|'s\b|n't\b|'\s)", r"\1", text)
    text = re.sub(r"``\s*|\s*''", '"', re.sub(r"([(\[$])\s+", r"\1", text))
    return " ".join(re.sub(r"\s+-\s+", "-", text).split())


def _lists(asked: Sequence[Read], chance: random.Random) -> Iterator[dict[str, Any]]:
    for read, near in zip(asked, _nearest(asked), strict=True):
        answers = [(read.headline, read.sentences[i]) for i in sorted(read.answering)]
        beside = [
            (read.headline, sentence)
            for i, sentence in enumerate(read.sentences)
            if i not in read.answering and SHORTEST < len(sentence) < LONGEST
        ]
        others = chance.sample(beside, min(BESIDE, len(beside)))
        others += [pair for pair in near if _is_other(read, pair[1])][: OTHERS - len(others)]
        if len(others) >= BESIDE and all(len(sentence) < LONGEST for _, sentence in answers):
            bare = chance.random() < BARE
            shown = [[("" if bare else headline, text) for headline, text in some] for some in (answers, others)]
            yield {"q": read.question, "pos": shown[0], "neg": shown[1]}


def _is_other(read: Read, sentence: str) -> bool:
    """Whether the sentence of another paragraph is no answer, as far as words tell."""
    if sentence in read.sentences or any(answer.lower() in sentence.lower() for answer in read.answers):
        return False
    return all(_common(sentence, read.sentences[i]) < SAME for i in read.answering)


def _common(one: str, other: str) -> float:
    mine, theirs = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def _nearest(asked: Sequence[Read]) -> Iterator[list[tuple[str, str]]]:
    """For each question the headed sentences of all paragraphs nearest to it by tf·idf, the nearest first."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    pool = list(dict.fromkeys((r.headline, s) for r in asked for s in r.sentences if SHORTEST < len(s) < LONGEST))
    most = max(FEW, int(COMMON * len(pool)))
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", max_df=most, dtype=np.float32)
    sentences = vectorizer.fit_transform([f"{headline} {sentence}" for headline, sentence in pool]).T.tocsr()
    questions = vectorizer.transform([read.question for read in asked])
    for at in range(0, len(asked), AT_ONCE):
        for row in (questions[at : at + AT_ONCE] @ sentences).tocsr():
            yield [pool[row.indices[i]] for i in np.argsort(-row.data)[:NEAR]]


if __name__ == "__main__":
    main()
