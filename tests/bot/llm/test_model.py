"""A chat model is built from the configuration, or a ConfigError says what is missing, and never tells a key."""

from typing import Any

import pytest

from bot.llm.model import build
from index.config import Llm
from index.errors import ConfigError

KEY = "sk-very-secret-0123456789"
ENVIRON = {"MY_KEY": KEY, "MY_URL": "http://127.0.0.1:9/v1"}


def built(name: str, **keys: Any) -> Any:
    """What LangChain made of it."""
    return build(name, Llm(model=name, **keys), ENVIRON)._model


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def test_key_and_address_come_from_the_variables_that_are_named() -> None:
    model = built("openai:any", key_env="MY_KEY", base_url_env="MY_URL")
    assert model.openai_api_key.get_secret_value() == KEY
    assert model.openai_api_base == ENVIRON["MY_URL"]
    assert KEY not in repr(model)


def test_limits_reach_the_provider_and_retries_are_left_to_us() -> None:
    model = built("openai:any", key_env="MY_KEY", answer_seconds=7, answer_tokens=50)
    assert (model.request_timeout, model.max_tokens, model.max_retries) == (7, 50, 0)


def test_options_win_over_what_is_set_and_null_takes_it_away() -> None:
    model = built("openai:any", key_env="MY_KEY", options={"temperature": None, "top_p": 0.5})
    assert (model.temperature, model.top_p) == (None, 0.5)


@pytest.mark.parametrize(
    ("name", "keys", "message"),
    [
        ("groq:any", {}, "pip install langchain-groq -c requirements-llm.txt"),
        ("nobody:any", {}, "provider that LangChain knows"),
        ("openai:any", {}, "OpenAIError"),
        ("openai:any", {"key_env": "NO_KEY"}, "NO_KEY, which llm.key_env names"),
        ("openai:any", {"key_env": "MY_KEY", "base_url_env": "NO_URL"}, "NO_URL, which llm.base_url_env names"),
        ("openai:any", {"key_env": "MY_KEY", "options": {"temperature": "hot"}}, "llm.options"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy_and_without_the_key(
    name: str, keys: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError, match=message) as told:
        built(name, **keys)
    assert KEY not in str(told.value)
    assert told.value.__suppress_context__ or told.value.__context__ is None


def test_a_key_is_blotted_out_wherever_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for settings in (Llm(model="openai:any"), Llm(model="openai:any", key_env="MY_KEY")):
        assert build("openai:any", settings, ENVIRON).discreet(f"Bad key {KEY}.") == "Bad key …."


@pytest.mark.parametrize(("key", "left"), [("x", "x"), ("example", "example"), ("examples", "…")])
def test_what_is_too_short_for_a_key_is_not_blotted_out(key: str, left: str) -> None:
    model = build("openai:any", Llm(model="openai:any", key_env="MY_KEY"), ENVIRON | {"MY_KEY": key})
    assert model.discreet(f"An excerpt of {key}.") == f"An excerpt of {left}."
