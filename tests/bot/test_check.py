"""Everything that answering needs is looked at, and what is wrong comes with a remedy."""

from collections.abc import Callable

import pytest

from bot.check import Finding, findings
from index.config import Chroma, Config, Reranking
from index.opening import open_index
from index.types import Article

NAMES = ["Python", "configuration", "data folder", "reader", "embedding model", "cross-encoder", "collection", "index"]


def test_where_all_is_ready_nothing_has_a_remedy(sample_config: Config) -> None:
    found = list(findings(sample_config))
    assert [finding.what for finding in found] == NAMES
    assert all(finding.ready for finding in found)
    assert "44 articles of 2015-09-15 to 2015-11-09" in found[6].state


def test_an_empty_collection_is_told_and_ends_the_look(config: Config) -> None:
    *others, last = findings(config)
    assert [finding.what for finding in (*others, last)] == NAMES[:7]
    assert all(finding.ready for finding in others)
    assert "python -m index add" in last.remedy


def test_a_data_folder_that_cannot_be_made_is_told(config: Config) -> None:
    (config.data / "file").touch()
    last = list(findings(config.model_copy(update={"data": config.data / "file" / "data"})))[-1]
    assert not last.ready
    assert "DATELINE_DATA" in last.remedy


def test_a_catalog_that_is_none_is_told(config: Config) -> None:
    (config.data / "catalog.sqlite3").write_bytes(b"no database " * 1_000)
    assert not list(findings(config))[-1].ready


def test_a_cross_encoder_that_is_not_there_is_told(config: Config) -> None:
    elsewhere = config.model_copy(update={"reranking": Reranking(model=str(config.data / "none"))})
    last = list(findings(elsewhere))[-1]
    assert not last.ready and "none" in last.remedy


def test_a_chroma_server_that_is_not_there_is_told(config: Config, article: Callable[..., Article]) -> None:
    with open_index(config) as index:
        index.add((article(),))
    # Nothing listens at the port of "discard".
    unheard = config.model_copy(update={"chroma": Chroma(mode="server", port=9)})
    assert not list(findings(unheard))[-1].ready


@pytest.mark.parametrize(("remedy", "ready"), [("", True), ("Do it.", False)])
def test_what_has_a_remedy_is_not_ready(remedy: str, ready: bool) -> None:
    assert Finding("what", "state", remedy).ready is ready
