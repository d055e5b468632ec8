"""A data folder that cannot be used is told at once, in one line with its remedy."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.__main__ import main
from index.config import CATALOG, Config
from index.errors import StorageError
from index.opening import make_folder, open_catalog, open_index, rebuild
from index.owner import LOCK

WAYS: list[Callable[[Config], object]] = [make_folder, open_catalog, open_index, rebuild]


@pytest.fixture(params=[".", CATALOG, LOCK])
def unwritable(request: pytest.FixtureRequest, config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A configuration whose data folder, or a file in it, may be read alone; whoever tests may be root."""
    open_catalog(config).close()
    (config.data / LOCK).touch()
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != config.data / request.param)
    return config


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_that_cannot_be_written_is_named_with_its_remedy(
    way: Callable[[Config], object], unwritable: Config
) -> None:
    with pytest.raises(StorageError) as told:
        way(unwritable)
    message = str(told.value)
    assert message.startswith(f"The data folder {unwritable.data} cannot be written")
    assert "DATELINE_DATA" in message and "\n" not in message and "damaged" not in message


@pytest.mark.parametrize("words", [["stats"], ["list"], ["search", "What fell?"], ["add", __file__], ["rebuild"]])
def test_every_command_says_so(words: list[str], unwritable: Config, config_file: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(config_file), *words])
    assert result.exit_code == 3
    assert "cannot be written" in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_the_right_to_write_is_told(locked: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        make_folder(Config(data=locked))
    with pytest.raises(StorageError, match="cannot be made"):
        make_folder(Config(data=locked / "data"))


@pytest.mark.parametrize("place", ["file", "file/data"])
def test_a_folder_that_cannot_be_made_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=f"{place} cannot be made .*DATELINE_DATA"):
        make_folder(Config(data=tmp_path / place))


def test_a_folder_is_made_for_its_user_alone(tmp_path: Path) -> None:
    make_folder(Config(data=tmp_path / "some" / "data"))
    assert (tmp_path / "some" / "data").stat().st_mode & 0o777 == 0o700
