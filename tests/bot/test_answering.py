"""The reader is the configured one, and the default one brings along nothing of the other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.answering import answering
from index.config import Config, Llm, Prompts
from index.errors import ConfigError
from index.query import query
from tests.conftest import NOW

ROOT = Path(__file__).parents[2]
FOREIGN = {"langchain", "langchain_core", "langchain_openai", "openai", "tenacity", "prompt_toolkit", "bot.llm.reader"}
ASKING = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot.answering import answering
from index.config import load
from index.query import query
with answering(load(Path(sys.argv[1]))) as answerer:
    answer = answerer.ask(query("What did Russia request about airspace and when did NATO protest?", datetime.now(UTC)))
print(answer.reader, answer.prompt_id, sorted(sys.modules.keys() & {FOREIGN!r}))
"""


def test_the_quotes_reader_loads_no_chat_model(tmp_path: Path, sample_config: Config) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(json.dumps({"data": str(sample_config.data)}), encoding="utf-8")
    words = [sys.executable, "-c", ASKING, str(path)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "quotes None []"


def test_the_one_who_opens_to_own_owns_before_the_first_question(sample_config: Config) -> None:
    with answering(sample_config, own=True) as answerer:
        assert answerer.ask(query("What did NATO say?", NOW)).hits


@pytest.mark.parametrize(
    ("llm", "message"),
    [
        (Llm(), "llm.model"),
        (Llm(model="groq:any"), "pip install langchain-groq"),
        (Llm(model="openai:any", prompts=Prompts(check="none")), "llm.prompts.check"),
    ],
)
def test_what_is_wrong_is_found_before_the_first_question(llm: Llm, message: str, config: Config) -> None:
    wrong = config.model_copy(update={"reader": "llm", "llm": llm})
    with pytest.raises(ConfigError, match=message), answering(wrong):
        pass
