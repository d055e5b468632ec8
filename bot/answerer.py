"""From a query to its answer: understand, retrieve, read, and say so when the articles do not say."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import followup, quotes, story
from bot.asking import TERMINAL, Asking, Note, Told, unnoted, untold
from bot.followup import Turn
from bot.parts import Part, joined, merged
from bot.reranking import Reranker
from bot.types import Answer, Reading, Timings
from bot.understanding import Rules, Understanding
from index.config import Quotes
from index.errors import DatelineError
from index.line import Index
from index.types import Hit, Query

if TYPE_CHECKING:  # the default reader does without it
    from bot.llm.reader import LlmReader

NOTHING = "The articles do not say."
# A model that finds no answer is believed, unless the quotes reader is surer than not that it has found one.
SURE = 0.5
# Of the time for an answer, this much is kept for what comes after the model's last word.
AFTER, AFTER_S = 0.1, 0.5


class Answerer:
    """Answers from an index. ``clock`` gives seconds that never go back."""

    def __init__(
        self,
        index: Index,
        reranker: Reranker,
        settings: Quotes,
        llm: "LlmReader | None" = None,
        understanding: Understanding | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._index, self._reranker, self._settings = index, reranker, settings
        self._llm, self._clock = llm, clock
        self._understanding = understanding or Rules()

    def ask(
        self,
        query: Query,
        earlier: Sequence[Turn] = (),
        told: Told | None = None,
        *,
        server: str = TERMINAL,
        note: Note = unnoted,
    ) -> Answer:
        """The answer, with the hits it rests on. With no hits nothing is read.

        ``earlier`` are the turns that the question may lean on, the latest last. A language model's sentences are
        ``told`` one by one, as soon as they hold; its calls are on the account of ``server``. ``note`` is told each
        step.
        """
        start = self._clock()
        asking = Asking(server, self._due(start), note, told or untold)
        alone = replace(query, question=self._understanding.alone(query.question, earlier, asking))
        questions = self._understanding.parts(alone.question, asking)
        self._reranker.prepare()  # beside the search, which opens the index when it is the first
        found = [self._index.search(replace(alone, question=question)) for question in questions]
        after = self._clock()
        parts = [
            self._part(question, followup.itself(question, query.question) if earlier else question, hits, earlier)
            for question, hits in zip(questions, found, strict=True)
        ]
        self._explain(alone, parts, asking)
        answer = self._answered(alone, parts, asking)
        return replace(answer, timings=Timings(1000 * (after - start), 1000 * (self._clock() - after)))

    def _part(self, question: str, itself: str, hits: Sequence[Hit], earlier: Sequence[Turn]) -> Part:
        """The question with what is read for it; ``itself`` is what a sentence has to answer."""
        read = story.kept(self._reranker.read(itself, hits), earlier)
        return Part(question, read, quotes.read(itself, read, self._settings))

    def _due(self, start: float) -> float:
        seconds = self._llm.seconds if self._llm else 0.0
        return start + seconds - max(AFTER * seconds, AFTER_S)

    def _answered(self, query: Query, parts: Sequence[Part], asking: Asking) -> Answer:
        """The answer from the parts that have one; no model is called where none has."""
        hits, untimed = merged([part.hits for part in parts]), Timings(0, 0)
        known = [part for part in parts if self._says(part)]
        if not known:
            confidence = max(part.reading.confidence for part in parts)
            return Answer(query, "no_answer", NOTHING, (), hits, confidence, "quotes", None, untimed)
        left = [f"{NOTHING[:-1]}: “{part.question}”" for part in parts if not self._says(part)]
        reading, prompt_id, why = self._read(query, known, asking)
        return Answer(
            query,
            "answered" if reading.text else "no_answer",
            reading.text or NOTHING,
            reading.citations,
            hits,
            reading.confidence,
            "llm" if prompt_id else "quotes",
            prompt_id,
            untimed,
            " ".join(filter(None, [why, *left])),
        )

    def _says(self, part: Part) -> bool:
        return bool(part.reading.citations) and part.reading.confidence >= self._settings.threshold

    def _read(self, query: Query, parts: Sequence[Part], asking: Asking) -> tuple[Reading, str | None, str]:
        """What is read, the prompt where the language model has read it, and why it has not where it should have.

        No text means that it finds no answer.
        """
        quoted = joined(parts)
        if not self._llm:
            return quoted, None, ""
        try:
            reading = self._llm.read(query, parts, asking)
        except DatelineError as error:
            return quoted, None, f"Quoted instead. {error}"
        if reading is None and quoted.confidence < SURE:
            return Reading("", (), quoted.confidence), self._llm.prompt_id, ""
        if reading is None:
            return quoted, None, "Quoted instead. The model found no answer."
        if not reading.text:
            return quoted, None, "Quoted instead. Nothing that the model wrote is supported and to the point."
        return reading, self._llm.prompt_id, ""

    def _explain(self, query: Query, parts: Sequence[Part], asking: Asking) -> None:
        asking.note("question", query.question)
        for part in parts:
            hits = "\n".join(
                f"{hit.rank}. {hit.score:.3f} {hit.article.title} · {hit.article.source or '–'} · "
                f"{hit.article.published or 'undated'} · {hit.passage.id}"
                for hit in part.hits
            )
            asking.note(f"hits for “{part.question}”", f"{hits}\nconfidence {part.reading.confidence:.2f}")
