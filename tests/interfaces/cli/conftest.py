"""A command line with a store, a data folder and a working folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proscribe.interfaces.cli.main import main
from tests.interfaces.cli.running import Command, Run


@pytest.fixture(scope="session")
def packaged_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the packaged facts and nothing else."""
    path = tmp_path_factory.mktemp("store") / "packaged.db"
    assert main(["sources", "--db", f"sqlite:///{path}"]) == 0
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packaged_store: Path) -> Path:
    """The working folder of a command, with its store in `proscribe.db`."""
    shutil.copy(packaged_store, tmp_path / "proscribe.db")
    monkeypatch.setenv("PROSCRIBE_DB", f"sqlite:///{tmp_path / 'proscribe.db'}")
    monkeypatch.setenv("PROSCRIBE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def proscribe(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in `folder`."""
    del folder

    def run(*arguments: str | Path) -> Run:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Run(code=code, out=out, err=err)

    return run
