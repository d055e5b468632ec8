"""From a query to its answer: retrieve, read, and say so when the articles do not say."""

import time

from bot import quotes
from bot.types import Answer, Timings
from index.config import Quotes
from index.owner import Index
from index.types import Query

READER = "quotes"
NOTHING = "The articles do not say."


class Answerer:
    """Answers from an index."""

    def __init__(self, index: Index, settings: Quotes) -> None:
        self._index, self._settings = index, settings

    def ask(self, query: Query) -> Answer:
        """The answer, with the hits it rests on. With no hits nothing is read."""
        start = time.perf_counter()
        hits = self._index.search(query)
        found = time.perf_counter()
        reading = quotes.read(query.question, hits, self._settings)
        timings = Timings(1000 * (found - start), 1000 * (time.perf_counter() - found))
        if reading.confidence < self._settings.threshold or not reading.citations:
            return Answer(query, "no_answer", NOTHING, (), hits, reading.confidence, READER, None, timings)
        text, citations, confidence = reading.text, reading.citations, reading.confidence
        return Answer(query, "answered", text, citations, hits, confidence, READER, None, timings)
