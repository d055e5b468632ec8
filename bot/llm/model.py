"""The only module that builds chat models: any that LangChain's ``init_chat_model`` knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.llm.prompts import Filled
from index.config import Llm
from index.errors import ChatModelError, ConfigError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Answers with which a server says that it may do better next time; so does every one from 500 on.
PASSING = frozenset({408, 409, 425, 429})
# Characters of a key at least. What is shorter stands in its place, for a server of one's own that wants none, and may
# be part of any word.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """What a model says next, and how many tokens it says that it has read and written (0: it does not say)."""

    text: str
    read: int = 0
    written: int = 0


class ChatModel:
    """A chat model that is asked once and says its answer piece by piece."""

    def __init__(self, name: str, model: "BaseChatModel", address: str = "") -> None:
        self.name, self.address, self._model = name, address, model
        self._keys = [value for value in map(_secret, vars(model).values()) if len(value) >= SHORTEST]

    def discreet(self, text: str) -> str:
        """The text without the model's keys, should a server ever send them back."""
        return reduce(lambda left, key: left.replace(key, "…"), self._keys, text)

    def stream(self, asked: Filled) -> Iterator[Piece]:
        """What the model says. Raises ChatModelError, without the provider's words, which may hold a key."""
        messages = [("system", asked.system)] if asked.system else []
        try:
            for chunk in self._model.stream([*messages, ("human", asked.user)]):
                usage: Mapping[str, Any] = getattr(chunk, "usage_metadata", None) or {}
                yield Piece(str(chunk.text), usage.get("input_tokens", 0), usage.get("output_tokens", 0))
        except Exception as error:  # every provider has errors of its own
            raise _fault(self.name, error) from None


def build(name: str, settings: Llm, environ: Mapping[str, str]) -> ChatModel:
    """The model of that name, "provider:model". Raises ConfigError where it cannot be built, saying what is missing."""
    try:
        from langchain.chat_models import init_chat_model

        model = init_chat_model(name, **_arguments(name, settings, environ))
        return ChatModel(name, model, environ.get(settings.base_url_env, ""))
    except ImportError as error:
        package = (getattr(error.__cause__ or error, "name", None) or "langchain").split(".")[0].replace("_", "-")
        raise ConfigError(
            f"The model “{name}” needs a package that is not installed. "
            f"Run: pip install {package} -c requirements-llm.txt"
        ) from None
    except ConfigError:
        raise
    except Exception as error:  # every provider has errors of its own, and they may hold a key
        raise ConfigError(
            f"The model “{name}” cannot be built ({type(error).__name__}). Check that llm.model is "
            "“provider:model” with a provider that LangChain knows, llm.options, and that the environment holds its "
            f"key{f' in {settings.key_env}' if settings.key_env else ''}."
        ) from None


def _arguments(name: str, settings: Llm, environ: Mapping[str, str]) -> dict[str, Any]:
    """What the provider's class is given. Retries are ours, since not every provider has them."""
    seconds, tokens = settings.answer_seconds, settings.answer_tokens
    if name.startswith("ollama:"):
        given: dict[str, Any] = {"num_predict": tokens, "client_kwargs": {"timeout": seconds}}
    else:
        given = {"max_tokens": tokens, "timeout": seconds, "max_retries": 0}
        if settings.key_env:
            given["api_key"] = _named(environ, settings.key_env, "key_env")
    if settings.base_url_env:
        given["base_url"] = _named(environ, settings.base_url_env, "base_url_env")
    given |= {"temperature": 0} | settings.options
    return {name: value for name, value in given.items() if value is not None}


def _named(environ: Mapping[str, str], name: str, key: str) -> str:
    if not environ.get(name):
        raise ConfigError(
            f"The environment variable {name}, which llm.{key} names, is not set. Set it, or name another."
        )
    return environ[name]


def _secret(value: Any) -> str:
    """The key that the field of a provider's class holds, empty where it holds none."""
    return str(value.get_secret_value()) if isinstance(value, SecretStr) else ""


def _fault(name: str, error: Exception) -> ChatModelError:
    status = getattr(error, "status_code", None)
    passing = status is None or status in PASSING or status >= 500
    what = f"{type(error).__name__}, status {status}" if status else type(error).__name__
    remedy = "" if passing else " Check llm.model, and the key in the environment."
    return ChatModelError(f"The model “{name}” failed ({what}).{remedy}", passing, _after(error))


def _after(error: Exception) -> float:
    """The seconds that the server asked to be left alone for; 0 where it did not ask, or named a date."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except (TypeError, ValueError):
        return 0.0
