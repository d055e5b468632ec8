"""The answerer as a LangChain runnable, for chains of one's own."""

from collections.abc import Callable
from datetime import datetime

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answerer import Answerer
from bot.types import Answer
from index.query import query


def answer_chain(answerer: Answerer, now: Callable[[], datetime]) -> Runnable[str, Answer]:
    """From a question to its answer, whoever reads: ``answer_chain(answerer, now).invoke("What did NATO say?")``.

    Raises what ``index.query.query`` and the answerer raise.
    """

    def ask(question: str) -> Answer:
        return answerer.ask(query(question, now()))

    return RunnableLambda(ask)
