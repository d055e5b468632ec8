"""The answerer is a link of LangChain's chains."""

from langchain_core.runnables import RunnableLambda

from bot.answerer import Answerer
from bot.langchain import answer_chain
from tests.conftest import NOW


def test_a_chain_goes_from_a_question_to_its_answer(answerer: Answerer) -> None:
    chain = answer_chain(answerer, lambda: NOW) | RunnableLambda(lambda answer: answer.citations[0].quote)
    first, second = chain.batch(["What did Russia request about airspace?", "What did NATO say about the violations?"])
    assert "avoid Syrian airspace" in first
    assert first != second
