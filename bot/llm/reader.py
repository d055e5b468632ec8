"""The language-model reader: a chat model words the answer, and only what the passages support of it is let through."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.asking import Asking
from bot.judging import fold
from bot.judging import markers as numbers_in
from bot.llm import markers
from bot.llm.calling import Calls
from bot.llm.cutting import sentences
from bot.llm.fencing import fence, fenced, head
from bot.llm.fitting import fit, length
from bot.llm.prompts import Filled, Prompt
from bot.llm.worded import Worded
from bot.parts import Part
from bot.plain import TURNED, has_link, plain
from bot.support.aligning import Encode
from bot.support.check import check, remembering
from bot.types import Reading
from bot.wanted import echoes
from bot.words import foreign
from index.config import Llm
from index.errors import DatelineError
from index.passages import in_words
from index.types import Hit, Query

# What the prompt tells the model to write where the passages do not answer; and how long a sentence with it may be to
# say nothing else.
REFUSAL, REFUSAL_WORDS = "the articles do not say", 12
# How a model that checks agrees.
YES = re.compile(r"\W*yes\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Support:
    """The stretch of a hit's article, ``article.text[start:end]``, that supports a sentence."""

    hit: Hit
    start: int
    end: int


class Dropped(Exception):  # noqa: N818  # it is no error: it carries a reason from the check to the note
    """A sentence is left out, and why."""


class LlmReader:
    """Reads with a chat model. ``encode`` turns texts into unit vectors; ``checker``, if there is one, has the last
    word on every sentence that the rules find possible."""

    def __init__(
        self, calls: Calls, prompt: Prompt, encode: Encode, settings: Llm, checker: "Checker | None" = None
    ) -> None:
        self._calls, self._prompt, self._encode = calls, prompt, encode
        self._settings, self._checker = settings, checker

    @property
    def prompt_id(self) -> str:
        """The prompt's name and content."""
        return self._prompt.id

    @property
    def seconds(self) -> float:
        """The seconds within which every question has its answer."""
        return self._settings.answer_seconds

    def read(self, query: Query, parts: Sequence[Part], asking: Asking) -> Reading | None:
        """What the model says that the hits support, each sentence told as soon as that is known.

        No text where nothing holds; None where the model says that the articles do not say. Raises ChatModelError
        where the model does not answer, StorageError where its calls cannot be counted; what held before counts.
        """
        asking = replace(asking, note=self._calls.discreet(asking.note))
        hits = fit([part.hits for part in parts], self._settings.passage_tokens)
        encode, worded = remembering(self._encode), Worded(_answers(parts, self._settings.near), asking.told)
        said: list[str] = []
        heard: list[str] = []
        try:
            for sentence in sentences(self._raw(self._asked(query, hits), asking, heard)):
                said.append(sentence)
                self._take(sentence, hits, encode, worded, asking)
        except DatelineError as error:
            asking.note("fault", str(error))
            if not worded.text:
                raise
        if worded.waiting:
            asking.note("dropped", f"{worded.waiting}\nit holds, but is beside the point")
        asking.note("answer", worded.text or "(nothing that holds)")
        if all(map(refuses, said or ["".join(heard)])):
            return None
        return Reading(worded.text, worded.citations, min(part.reading.confidence for part in parts))

    def _asked(self, query: Query, hits: Sequence[Hit]) -> Filled:
        texts = [query.question, *(f"{head(hit.article)}\n{hit.passage.text}" for hit in hits)]
        code, day = fence(texts), in_words(query.asked_at.date().isoformat())
        return self._prompt.filled(question=plain(query.question), passages=fenced(hits, code), fence=code, day=day)

    def _raw(self, asked: Filled, asking: Asking, heard: list[str]) -> Iterator[str]:
        """What the model says as it comes, added to what was heard, and noted in the end."""
        asking.note("prompt", f"{self._prompt.id}, about {length(asked.system + asked.user)} tokens")
        asking.note("system", asked.system)
        asking.note("user", asked.user)
        try:
            for text in self._calls.stream(asked, asking):
                heard.append(text)
                yield text
        finally:
            asking.note("raw output", "".join(heard))

    def _take(self, sentence: str, hits: Sequence[Hit], encode: Encode, worded: Worded, asking: Asking) -> None:
        """Add the sentence to the answer, or note why not."""
        try:
            text, support = self._supported(sentence, hits, encode, asking)
        except Dropped as reason:
            asking.note("dropped", f"{sentence}\n{reason}")
            return
        worded.add(text, support.hit.article, support.start, support.end)

    def _supported(self, sentence: str, hits: Sequence[Hit], encode: Encode, asking: Asking) -> tuple[str, Support]:
        """The sentence without its markers, and what supports it. Raises Dropped."""
        marked = markers.read(plain(sentence), len(hits))
        if has_link(marked.text) or TURNED.search(sentence):
            raise Dropped("it has a link, a picture, a mention or letters that hide what they say")
        if numbers_in(marked.text) or not any(map(str.isalpha, marked.text)):
            raise Dropped("it has no words, or a marker that cannot be read")
        if foreign(marked.text):
            raise Dropped("it is in a language that the check cannot read")
        chosen = [hits[number - 1] for number in marked.cited] or hits
        passages, heads = [hit.passage.text for hit in chosen], [head(hit.article) for hit in chosen]
        verdict = check(marked.text, passages, encode, heads)
        if verdict.passage is None:
            raise Dropped(verdict.reason)
        hit, reason = chosen[verdict.passage], verdict.reason
        if self._checker and verdict.possible:
            reason = self._checker.reason(marked.text, hit, asking, reason)
        if reason:
            raise Dropped(reason)
        return marked.text, Support(hit, hit.passage.start + verdict.start, hit.passage.start + verdict.end)


class Checker:
    """A chat model that is asked whether a passage says what a sentence says."""

    def __init__(self, calls: Calls, prompt: Prompt) -> None:
        self._calls, self._prompt = calls, prompt

    def reason(self, sentence: str, hit: Hit, asking: Asking, rules: str) -> str:
        """Why the hit does not say what the sentence says, empty if it does; what the rules say of it where the model
        does not answer."""
        passage = f"{plain(head(hit.article))}\n{plain(hit.passage.text)}"
        code = fence([sentence, passage])
        asked = self._prompt.filled(sentence=sentence, passage=passage, fence=code)
        try:
            found = YES.match(self._calls.text(asked, asking))
        except DatelineError as error:
            asking.note("check", str(error))
            return rules
        return "" if found else "the model that checks does not find it in the passage"


def refuses(sentence: str) -> bool:
    """Whether the sentence only says that the articles do not say."""
    return REFUSAL in fold(sentence) and len(sentence.split()) <= REFUSAL_WORDS


def _answers(parts: Sequence[Part], near: float) -> Callable[[str, str], bool]:
    """Whether a sentence says more than the questions, and its quotation holds a sentence that is ``near`` times as
    likely to answer a part as the likeliest."""
    asked, likely = " ".join(part.question for part in parts), set[str]()
    for part in parts:
        found = zip(part.read.sentences, part.read.chances, strict=True)
        likely |= {sentence.text for sentence, chance in found if chance >= near * part.read.chances[0]}
    return lambda sentence, quote: not echoes(sentence, asked) and (near == 0 or any(text in quote for text in likely))
