"""Lists for the small cross-encoder: questions, sentences that are found for them, and the large one's scores.

    python -m training.teaching BASE SET_DIR TAUGHT.jsonl.gz

BASE is the folder of the encoder from which ``training.crossencoder`` trained, CHECKPOINT of which is read. The
questions are those in QUESTIONS, which a language model wrote for this on the articles of SET_DIR, after the manner of
weekly quizzes; nobody has marked what answers them.
"""

import gzip
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import evalset, reranking
from bot.measuring import apart
from index.config import load
from index.opening import OpenIndex
from index.query import query
from training import net as nets
from training.crossencoder import CHECKPOINT

QUESTIONS = Path(__file__).with_name("questions.jsonl.gz")
# Of the likeliest sentences by cheap features so many first ones, and so many of the others: easy ones teach, too.
LIKELIEST, FIRST, OTHERS = 48, 14, 10


@click.command()
@click.argument("base", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("taught", type=click.Path(path_type=Path))
def main(base: Path, folder: Path, taught: Path) -> None:
    """Write the scored lists on the articles of FOLDER to TAUGHT."""
    import torch

    net = nets.make(base)
    net.load_state_dict(torch.load(CHECKPOINT))
    net.eval()
    with gzip.open(taught, "wt", encoding="utf-8") as lines, torch.inference_mode():
        for question, texts in _lists(folder):
            found = nets.scores(net, [(question, text) for text in texts]).tolist()
            lines.write(json.dumps({"q": question, "texts": texts, "scores": [round(s, 3) for s in found]}) + "\n")


def _lists(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each question with the sentences that are found for it, under their headlines."""
    chance, now = random.Random(nets.SEED), datetime.now(UTC)
    retriever = OpenIndex(apart(folder, evalset.load(folder).articles, load())).retriever
    with gzip.open(QUESTIONS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            hits = retriever.search(query(row["question"], now, row["asked_at"]))
            likely = list(map(reranking.headed, reranking.chosen(row["question"], hits, LIKELIEST)))
            rest = likely[FIRST:]
            yield row["question"], likely[:FIRST] + chance.sample(rest, min(OTHERS, len(rest)))


if __name__ == "__main__":
    main()
