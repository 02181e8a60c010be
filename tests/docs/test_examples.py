"""Every `console` and `python` example of the pages runs, and prints what the page shows."""

from __future__ import annotations

import runpy
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.interfaces.cli.main import main
from tests.docs.markdown import ROOT, Example, examples, fences, pages, shows

# Published editions that a page speaks of, by the name it gives them.
EDITIONS = {
    "consolidated-2021-06-03.xml": "us_ofac_consolidated/2021-06-03/consolidated.xml",
    "consolidated-2021-06-16.xml": "us_ofac_consolidated/2021-06-16/consolidated.xml",
    "sdn.csv": "us_ofac_sdn/2021-04-25/sdn.csv",
    "add.csv": "us_ofac_sdn/2021-04-25/add.csv",
    "alt.csv": "us_ofac_sdn/2021-04-25/alt.csv",
    "1810.HK.csv": "prices_hk/2020-2025/1810.HK.csv",
    "0941.HK.csv": "prices_hk/2020-2025/0941.HK.csv",
    "story.txt": "../seeds/000_42d38826c64e1787.txt",
    "fails.psv": "sec_ftd/extract-2020-09_2021-06/ftd_chinese_names.psv",
}
FOLDERS = {
    "--from editions": (
        ("editions/us_ofac_cons/2021-06-03/consolidated.xml", "consolidated-2021-06-03.xml"),
        ("editions/us_ofac_cons/2021-06-16/consolidated.xml", "consolidated-2021-06-16.xml"),
    )
}
SERVER = "postgresql://proscribe:secret@db.example.org/proscribe"
RUN = [page for page in pages() if {"console", "python"} & {one.kind for one in fences(page)}]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder from which modules can be imported; as on a new machine, no data yet."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("PROSCRIBE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("PROSCRIBE_DB", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(work)
    monkeypatch.syspath_prepend(work)
    before = {*sys.modules}
    yield work
    for name in {*sys.modules} - before:
        if getattr(sys.modules[name], "__file__", None) in {str(p) for p in work.glob("*.py")}:
            del sys.modules[name]


def test_pages_with_examples_are_found() -> None:
    assert {page.name for page in RUN} >= {"README.md", "first-portfolio.md", "import-a-list.md"}


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_of_the_page_runs(
    page: Path,
    folder: Path,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = page.read_text(encoding="utf-8")
    lay_out(text, folder, request)
    environment: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    server = request.getfixturevalue("postgres_database") if SERVER in text else ""
    names: dict[str, object] = {}
    for fence in fences(page):
        place = f"{page.relative_to(ROOT)}:{fence.line}"
        if fence.file is not None:
            (folder / fence.file).write_text(fence.text, encoding="utf-8")
        if fence.kind == "python":
            code = folder / "example.py"
            code.write_text(fence.text, encoding="utf-8")
            names |= runpy.run_path(str(code), init_globals=names)
        if fence.kind == "console":
            for example in examples(fence):
                run(example, place, environment, server)
                printed = capsys.readouterr().out
                assert shows(example.printed, printed), f"{place}: {example.command}\n{printed}"


def run(example: Example, place: str, environment: pytest.MonkeyPatch, server: str) -> None:
    """Run a command: one of ours, or the setting of a variable."""
    program, *arguments = shlex.split(example.command.replace(SERVER, server))
    if program == "export":
        name, _, value = arguments[0].partition("=")
        environment.setenv(name, value)
        return
    assert program == "proscribe", f"{place}: only our own commands are run"
    assert main(arguments) == 0, f"{place}: {example.command}"


def lay_out(text: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """Put the published editions that a page speaks of where it expects them."""
    wanted = {name: name for name in EDITIONS if f" {name}" in text}
    for words, files in FOLDERS.items():
        wanted |= dict(files) if words in text else {}
    for place, name in wanted.items():
        shared: Path = request.getfixturevalue("shared")
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shared / "data" / EDITIONS[name], folder / place)
