"""Dateline's speed beside the plain LangChain and Chroma way, on the same articles, in one run.

    python -m bench.speed ARTICLES.jsonl[.gz] QUESTIONS.jsonl [--plain-python PYTHON]

Every figure is wall time seen from outside: of a whole process, or between the lines that one prints. What is
done once in a collection's life, like exporting the embedding model, is done before the clock starts. The
plain way needs bench/requirements.txt.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import cycle, islice, pairwise
from pathlib import Path
from statistics import median, quantiles

import click

from bench.plain import read

# New processes whose median is the cold start: enough that one with a cold file cache does not count.
COLD_STARTS = 5


@dataclass(frozen=True, slots=True)
class Way:
    """The commands of a way, to be followed by a file of articles (``add``), a question (``ask``), a file of
    questions (``batch``); ``stats`` prints JSON with the number of "passages".
    """

    name: str
    add: tuple[str, ...]
    ask: tuple[str, ...]
    batch: tuple[str, ...]
    stats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speed:
    """Articles and passages added a second, seconds of a process that answers one question (``cold_s``), and
    milliseconds between the answers of one that answers many.
    """

    way: str
    passages: int
    articles_per_s: float
    passages_per_s: float
    cold_s: float
    warm_ms_p50: float
    warm_ms_p95: float


@click.command()
@click.argument("articles", type=click.Path(path_type=Path, exists=True))
@click.argument("questions", type=click.Path(path_type=Path, exists=True))
@click.option("--plain-python", default=sys.executable, help="The Python that has bench/requirements.txt.")
def main(articles: Path, questions: Path, plain_python: str) -> None:
    """Print both ways' speed as one JSON object, and then as a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        speeds = [measure(way, articles, questions, Path(folder)) for way in ways(Path(folder), plain_python)]
    click.echo(json.dumps({speed.way: asdict(speed) for speed in speeds}))
    click.echo(markdown(speeds))


def ways(folder: Path, plain_python: str) -> tuple[Way, Way]:
    """Dateline and the plain way, each with a place of its own in the folder."""
    index, ask = (sys.executable, "-m", "index"), (sys.executable, "-m", "bot", "ask", "--json")
    plain = (plain_python, "-m", "bench.plain", str(folder / "plain"))
    return (
        Way("Dateline", (*index, "add"), ask, (*ask, "--batch"), (*index, "stats", "--json")),
        Way("plain", (*plain, "add"), (*plain, "ask"), (*plain, "batch"), (*plain, "stats")),
    )


def measure(way: Way, articles: Path, questions: Path, folder: Path) -> Speed:
    """The speed of a way that keeps all in the folder; one article is added before the clock starts."""
    env = {**os.environ, "DATELINE_DATA": str(folder / "dateline"), "HF_HUB_OFFLINE": "1"}
    offered, asked = read(articles), [question["question"] for question in read(questions)]
    first = folder / "first.jsonl"
    first.write_text(json.dumps(offered[0]) + "\n", "utf-8")
    seconds([*way.add, str(first)], env)
    adding = seconds([*way.add, str(articles)], env)
    passages = json.loads(subprocess.check_output(way.stats, env=env))["passages"]
    cold = [seconds([*way.ask, question], env) for question in islice(cycle(asked), COLD_STARTS)]
    warm = [1000 * gap for gap in gaps([*way.batch, str(questions)], env)]
    return Speed(
        way=way.name,
        passages=passages,
        articles_per_s=round(len(offered) / adding, 2),
        passages_per_s=round(passages / adding, 1),
        cold_s=round(median(cold), 2),
        warm_ms_p50=round(median(warm), 1),
        warm_ms_p95=round(quantiles(warm, n=20)[-1], 1),
    )


def seconds(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Wall time of a process from start to end. Raises ClickException where it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE)
    spent = time.perf_counter() - start
    _check(command, done.returncode, bool(done.stdout))
    return spent


def gaps(command: Sequence[str], env: Mapping[str, str]) -> list[float]:
    """Seconds between the lines that a process prints. Raises ClickException where it fails."""
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as process:
        arrived = [time.perf_counter() for _ in process.stdout or ()]
    _check(command, process.returncode, bool(arrived))
    return [later - earlier for earlier, later in pairwise(arrived)]


def _check(command: Sequence[str], status: int, printed: bool) -> None:
    # 1 with something printed is "no answer" or "done in part"; with nothing it is a crash.
    if status > 1 or status < 0 or (status == 1 and not printed):
        raise click.ClickException(f"{shlex.join(command)} failed with status {status}; see its message above.")


def markdown(speeds: Sequence[Speed]) -> str:
    """The table, a row a way."""
    names = [field.name for field in fields(Speed)]
    rows = [names, ["---"] * len(names), *([str(getattr(s, name)) for name in names] for s in speeds)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()
