"""The scripted server speaks the API, and its faults are what a client sees of real ones."""

import json

import pytest
from openai import APIConnectionError, APITimeoutError, InternalServerError, OpenAI, RateLimitError

from tests.llm.scripted import Reply, Scripted

TEXT = "Moscow asked for it, said Kirby [1]."


def client(scripted: Scripted, timeout: float = 10.0) -> OpenAI:
    return OpenAI(base_url=scripted.url, api_key="sk-any", max_retries=0, timeout=timeout)


def streamed(scripted: Scripted, timeout: float = 10.0) -> list[str]:
    """The pieces that a client receives, or what it raises."""
    chunks = client(scripted, timeout).chat.completions.create(
        model="any", messages=[{"role": "user", "content": "Who asked?"}], stream=True
    )
    return [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]


def test_a_stream_has_the_text_in_pieces(scripted: Scripted) -> None:
    scripted.play(Reply(TEXT))
    pieces = streamed(scripted)
    assert "".join(pieces) == TEXT and len(pieces) > 3


def test_without_streaming_the_text_comes_whole(scripted: Scripted) -> None:
    scripted.play(Reply(TEXT))
    whole = client(scripted).chat.completions.create(model="any", messages=[{"role": "user", "content": "Who?"}])
    assert whole.choices[0].message.content == TEXT
    assert [request.prompt for request in scripted.requests] == ["Who?"]


def test_replies_are_played_in_their_order_and_the_last_for_good(scripted: Scripted) -> None:
    scripted.play(Reply("a"), lambda request: Reply(request.headers["authorization"]))
    assert ["".join(streamed(scripted)) for _ in range(3)] == ["a", "Bearer sk-any", "Bearer sk-any"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(TEXT, cut=20), APIConnectionError),
        (Reply(TEXT, wait_s=5), APITimeoutError),
        (Reply("busy", status=429), RateLimitError),
        (Reply("broken", status=500), InternalServerError),
        (Reply(raw=b'data: {"choi\n\n', headers={"content-type": "text/event-stream"}), json.JSONDecodeError),
    ],
    ids=["cut", "slow", "429", "500", "invalid"],
)
def test_a_fault_reaches_the_client(reply: Reply, error: type[Exception], scripted: Scripted) -> None:
    scripted.play(reply)
    with pytest.raises(error):
        streamed(scripted, timeout=0.2 if reply.wait_s else 10.0)


def test_a_stream_that_ends_early_without_an_error_is_that(scripted: Scripted) -> None:
    scripted.play(Reply(raw=b"", headers={"content-type": "text/event-stream"}))
    assert streamed(scripted) == []
