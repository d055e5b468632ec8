"""What is meant for one provider reaches no other."""

import pytest

from bot.llm.reading import own
from index.config import Llm

SETTINGS = Llm(model="openai:large", key_env="MY_KEY", base_url_env="MY_URL", options={"top_p": 0.5})


def test_a_checker_of_the_same_provider_has_the_same_settings() -> None:
    assert own("openai:small", SETTINGS) == SETTINGS


@pytest.mark.parametrize("name", ["anthropic:any", "ollama:any"])
def test_a_checker_of_another_provider_has_neither_key_nor_address_nor_options(name: str) -> None:
    given = own(name, SETTINGS)
    assert (given.key_env, given.base_url_env, given.options) == ("", "", {})
