"""The lexical index: BM25 over headline and passage (Robertson and Zaragoza 2009), by tantivy."""

import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.types import Entry, Scope

# Half of a passage's: all passages of an article share the headline, so that it says less of each.
TITLE_BOOST = 0.5
# Memory for indexing, in bytes: tantivy's least for one thread is 15 MB; 50 MB keeps segments few.
WRITER_MEMORY = 50_000_000


class Lexical:
    """BM25 over the passages of a folder. One process at a time may have it open for writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open()

    def _open(self) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", tokenizer_name="news")
        builder.add_text_field("text", tokenizer_name="news")
        builder.add_text_field("source", tokenizer_name="raw")
        builder.add_integer_field("day", indexed=True, fast=True)
        self._schema = builder.build()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(40))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.stopword("english"))
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )
        self._index.register_tokenizer("news", self._analyzer)
        self._writer: Any = None

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._index.searcher().num_docs)

    def write(self, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Take out the removed passages, put in the entries; an entry replaces one of the same id."""
        import tantivy

        if self._writer is None:
            self._writer = self._index.writer(WRITER_MEMORY, 1)
        for passage_id in removed:
            self._writer.delete_documents("id", passage_id)
        for entry in entries:
            self._writer.delete_documents("id", entry.passage_id)
            self._writer.add_document(
                tantivy.Document(
                    id=entry.passage_id, title=entry.title, text=entry.text, source=entry.source, day=entry.day
                )
            )
        self._writer.commit()
        self._index.reload()

    def search(self, question: str, scope: Scope, k: int) -> list[tuple[str, float]]:
        """The ``k`` best passage ids with their BM25 scores, best first."""
        # Lower case and bare words: nothing a person types is read as query syntax.
        words = " ".join(re.findall(r"\w+", question.lower()))
        if not self._analyzer.analyze(words):
            return []
        query = self._query(words, scope)
        searcher = self._index.searcher()
        return [(searcher.doc(at)["id"][0], score) for score, at in searcher.search(query, k, count=False).hits]

    def _query(self, words: str, scope: Scope) -> Any:
        import tantivy

        asked, _ = self._index.parse_query_lenient(
            words, default_field_names=["title", "text"], field_boosts={"title": TITLE_BOOST}
        )
        must = [(tantivy.Occur.Must, asked)]
        must += [(tantivy.Occur.Must, tantivy.Query.const_score_query(q, 0.0)) for q in self._filters(scope)]
        return tantivy.Query.boolean_query(must)

    def _filters(self, scope: Scope) -> Sequence[Any]:
        import tantivy

        filters = []
        if scope.days:
            kind = tantivy.FieldType.Integer
            filters.append(tantivy.Query.range_query(self._schema, "day", kind, *scope.days))
        if scope.sources:
            filters.append(tantivy.Query.term_set_query(self._schema, "source", list(scope.sources)))
        return filters

    def reset(self) -> None:
        """Forget everything."""
        self.close()
        shutil.rmtree(self._folder)
        self._open()

    def close(self) -> None:
        """Let go of the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
