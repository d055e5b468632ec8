"""The collection as a LangChain retriever, for chains of other people's making."""

from datetime import UTC, datetime
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from index.query import query as parsed
from index.types import Hit


class DatelineRetriever(BaseRetriever):
    """Documents for a question, best first: a passage each, with its article's facts as metadata.

    ``index`` is anything with ``search(Query) -> tuple[Hit, ...]``, such as ``index.opening.open_index(config)``.
    """

    index: Any

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document(hit) for hit in self.index.search(parsed(query, datetime.now(UTC)))]


def document(hit: Hit) -> Document:
    """The hit as LangChain's form of a passage."""
    article, passage = hit.article, hit.passage
    facts = {"url": article.url, "title": article.title, "source": article.source, "published": article.published}
    found = {"article_id": article.id, "start": passage.start, "end": passage.end, "score": hit.score}
    return Document(passage.text, id=passage.id, metadata=facts | found)
