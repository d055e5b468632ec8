"""The collection as a LangChain retriever."""

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from index.langchain import DatelineRetriever, document
from index.owner import SharedIndex
from index.query import query
from tests.conftest import NOW


def test_it_returns_the_passages_as_documents(sample_index: SharedIndex) -> None:
    retriever = DatelineRetriever(index=sample_index)
    documents = retriever.invoke("What did Russia request about airspace?")
    assert isinstance(retriever, BaseRetriever)
    assert all(isinstance(found, Document) for found in documents)
    assert "airspace" in documents[0].page_content
    assert len({found.id for found in documents}) == 20


def test_a_document_has_the_facts_of_its_article(sample_index: SharedIndex) -> None:
    hit = sample_index.search(query("What did NATO say?", NOW))[0]
    made = document(hit)
    assert (made.page_content, made.id) == (hit.passage.text, hit.passage.id)
    assert made.metadata == {
        "url": hit.article.url,
        "title": hit.article.title,
        "source": hit.article.source,
        "published": hit.article.published,
        "article_id": hit.article.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score,
    }
