"""Errors in words, exit statuses, and JSON on one line."""

import errno
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import errors
from index.display import printable
from index.terminal import DONE, ERRORS, FAILED, PARTLY, USAGE, configured, emit, full, told

STATUSES = [
    (errors.InputError, USAGE),
    (errors.ConfigError, USAGE),
    (errors.NotFoundError, PARTLY),
    (errors.IndexMismatchError, FAILED),
    (errors.ModelError, FAILED),
    (errors.StorageError, FAILED),
    (errors.OwnerError, FAILED),
    (errors.DatelineError, FAILED),
]


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\u200b\u2028\ud800\ue000\n")))
def test_printable_text_is_one_line_without_what_controls_a_terminal(text: str) -> None:
    shown = printable(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert printable(shown) == shown == " ".join(shown.split())


@pytest.mark.parametrize("text", ["Plain words.", "Élan vital", "Что? 发生了什么", "🇸🇾 “5.6”—no"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_what_is_emitted_is_one_line_of_json(value: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("click.echo", printed.append)
        emit(value)
    assert "\n" not in printed[0]
    assert json.loads(printed[0]) == value


def test_half_a_surrogate_pair_is_emitted_as_a_question_mark(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"text": "a\ud800b"})
    assert capsys.readouterr().out == '{"text": "a?b"}\n'


def ended(error: BaseException) -> int:
    """The exit status with which the error ends a command."""
    with pytest.raises(SystemExit) as end, told():
        raise error
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize(("kind", "status"), STATUSES)
def test_each_error_is_told_on_standard_error_with_its_status(
    kind: type[errors.DatelineError], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(kind("It is broken. \x1b[31mMend it.")) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Mend it." in printed.err
    assert "\x1b" not in printed.err


def test_an_unknown_error_is_told_by_a_reference_and_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(RuntimeError("secret-token")) == FAILED
    printed = capsys.readouterr().err
    assert "RuntimeError, reference" in printed
    assert not {"secret-token", "Traceback"} & set(printed.split())


def test_an_unknown_error_is_kept_under_its_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    configured(None)
    assert ended(RuntimeError("what was wrong")) == FAILED
    told = capsys.readouterr().err
    kept = (tmp_path / ERRORS).read_text()
    assert ERRORS in told and "what was wrong" not in told
    assert re.search(r"reference (\w{8})", told)[1] in kept  # type: ignore[index]  # a match is what is asserted
    assert "Traceback" in kept and "RuntimeError: what was wrong" in kept


def test_an_error_that_cannot_be_kept_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ERRORS).mkdir()
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    configured(None)
    assert ended(RuntimeError("what was wrong")) == FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_interruption_is_done_in_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(KeyboardInterrupt()) == PARTLY
    assert "kept" in capsys.readouterr().err


def test_a_full_disk_is_told_as_such_however_deep(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise RuntimeError("write failed") from error
    except RuntimeError as error:
        assert full(error)
        assert ended(error) == FAILED
    assert "disk is full" in capsys.readouterr().err
    assert not full(RuntimeError("other"))
    assert not full(None)


def test_what_goes_well_is_left_alone() -> None:
    with told():
        assert (DONE, PARTLY, USAGE, FAILED) == (0, 1, 2, 3)
