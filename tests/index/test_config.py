"""config.yaml is checked when it is read, and what is wrong is named."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from index.config import BESIDE, Config, load
from index.errors import ConfigError


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATELINE_CONFIG", "DATELINE_DATA"):
        monkeypatch.delenv(name, raising=False)


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_beside_the_packages_shows_every_default() -> None:
    assert load().model_dump(exclude={"data"}) == Config().model_dump(exclude={"data"})
    shown, known = yaml.safe_load(BESIDE.read_text(encoding="utf-8")), Config().model_dump()
    assert shown.keys() == known.keys()
    assert all(shown[name].keys() == known[name].keys() for name in known if isinstance(known[name], dict))


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(written(tmp_path, "")) == Config(data=tmp_path / "data")


def test_what_the_file_says_wins(tmp_path: Path) -> None:
    config = load(written(tmp_path, "retrieval:\n  hits: 5\nquotes: {threshold: 0.5}\n"))
    assert (config.retrieval.hits, config.quotes.threshold, config.retrieval.candidates) == (5, 0.5, 100)


@pytest.mark.parametrize(("given", "folder"), [("kept", "kept"), ("../kept", "../kept"), ("/srv/kept", "/srv/kept")])
def test_the_data_folder_is_meant_from_the_file(given: str, folder: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, f"data: {given}\n")).data == (tmp_path / folder).resolve()


def test_the_environment_names_the_data_folder_and_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CONFIG", str(written(tmp_path, "data: kept\nretrieval: {hits: 7}\n")))
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "elsewhere"))
    assert (load().data, load().retrieval.hits) == (tmp_path / "elsewhere", 7)


def test_a_file_that_is_given_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "none.yaml"))
    assert load(written(tmp_path, "retrieval: {hits: 7}")).retrieval.hits == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dta: x", "unknown key “dta”; did you mean “data”?"),
        ("quotes: {treshold: 0.5}", "unknown key “quotes.treshold”; did you mean “quotes.threshold”?"),
        ("retrieval: {hitz: 5}", "unknown key “retrieval.hitz”; did you mean “retrieval.hits”?"),
        ("zzz: 1", "unknown key “zzz”."),
        ("quotes: {threshold: 2}", "quotes.threshold: "),
        ("retrieval: {hits: many}", "retrieval.hits: "),
        ("retrieval: {half_life_days: 0}", "retrieval.half_life_days: "),
        ("chroma: {mode: remote}", "chroma.mode: "),
        ("chroma: {port: 70000}", "(it is 70000)"),
        ("llm: {key_env: sk-proj-secret}", "(the name of a variable is wanted)"),
        ("reader: oracle", "reader: "),
        ("quotes: 5", "quotes: "),
        ("1: 2", "1: "),
        ("[data]", "must hold keys and values"),
        ("data", "must hold keys and values"),
        ("data: [", "is not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(text: str, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        load(path)
    assert message in str(raised.value)
    assert str(raised.value).startswith(str(path))


def test_every_fault_is_told_in_a_line_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        load(written(tmp_path, "dta: x\nquotes: {threshold: 2, wrds: 5}"))
    assert len(str(raised.value).splitlines()) == 3


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"data: \xe9")
    for path, reason in ((tmp_path / "none.yaml", "cannot be read"), (tmp_path / "latin.yaml", "not UTF-8")):
        with pytest.raises(ConfigError, match=reason):
            load(path)


def test_a_configuration_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Config().reader = "quotes"
