from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from proscribe import workspace
from proscribe.model.errors import InternalError
from proscribe.version import VERSION
from tests.interfaces.cli.running import Command

PROGRAM = (sys.executable, "-m", "proscribe")
LIGHT = """\
import sys
from proscribe.interfaces.cli.main import main
code = main(sys.argv[1:])
heavy = {"proscribe.workspace", "proscribe.settings", "sqlalchemy", "polars", "followthemoney"}
sys.exit(sorted(heavy & sys.modules.keys()) or code)
"""
OPENED = """\
import sys
from proscribe.workspace import open_workspace
with open_workspace("sqlite://"):
    pass
sys.exit(sorted({"numpy", "scipy", "polars", "followthemoney"} & sys.modules.keys()) or 0)
"""


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_url: str | None) -> None:
        raise error

    monkeypatch.setattr(workspace, "open_workspace", fail)


def test_the_version_is_one_line(proscribe: Command) -> None:
    run = proscribe("--version")

    assert (run.code, run.out) == (0, f"proscribe {VERSION}\n")


def test_nothing_asked_is_answered_with_help(proscribe: Command) -> None:
    run = proscribe()

    assert run.code == 0
    assert "Usage: proscribe" in run.out
    for command in ("check", "screen", "evaluate", "demo", "sources", "update", "import"):
        assert command in run.out


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("check", "--help")])
def test_what_needs_no_store_loads_no_library_of_the_store(arguments: tuple[str, ...]) -> None:
    run = subprocess.run(
        (sys.executable, "-c", LIGHT, *arguments), capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stderr) == (0, "")


def test_what_only_opens_a_store_loads_no_library_of_numbers() -> None:
    run = subprocess.run(
        (sys.executable, "-c", OPENED), capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chekc", "Xiaomi"), "No such command 'chekc'"),
        (("check",), "Missing argument 'QUERY'"),
        (("check", "Xiaomi", "--acton", "buy"), "No such option"),
        (("check", "Xiaomi", "Corp"), "unexpected extra argument"),
    ],
)
def test_a_mistake_in_usage_ends_with_2_and_leads_to_the_help(
    proscribe: Command, arguments: tuple[str, ...], told: str
) -> None:
    run = proscribe(*arguments)

    assert run.code == 2
    assert told in run.err
    assert re.search(r"See `proscribe( check)? --help`\.", run.err)
    assert run.out == ""


def test_with_json_an_error_is_a_document_on_standard_output_too(proscribe: Command) -> None:
    run = proscribe("check", "Xiaomi", "--regime", "CMCC", "--json")

    assert run.code == 2
    assert {*run.document} == {"error"}
    assert run.document["error"]["what"] == "there is no regime 'CMCC'."
    assert run.document["error"]["remedy"].startswith("Choose one of ")
    assert "there is no regime 'CMCC'" in run.err


def test_with_json_a_mistake_in_usage_is_a_document_too(proscribe: Command) -> None:
    run = proscribe("check", "--json")

    assert run.code == 2
    assert run.document["error"]["where"] == "proscribe check"


def test_an_argument_that_only_looks_like_the_option_asks_for_no_json(
    proscribe: Command,
) -> None:
    assert proscribe("timeline", "--", "--json").out == ""


def test_a_store_that_is_no_database_ends_with_3(proscribe: Command, folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear Sir or Madam, this is no database. " * 50)

    run = proscribe("sources", "--db", f"sqlite:///{folder / 'letter.txt'}")

    assert run.code == 3
    assert "letter.txt" in run.err
    assert "Traceback" not in run.err


def test_a_defect_ends_with_4_and_shows_no_trace_by_default(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(ZeroDivisionError("division by zero"), monkeypatch)

    run = proscribe("sources")

    assert run.code == 4
    assert "this is a defect of Proscribe: ZeroDivisionError: division by zero" in run.err
    assert "PROSCRIBE_DEBUG=1" in run.err
    assert "Traceback" not in run.err


def test_a_state_that_cannot_be_ends_with_4(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(InternalError("a sum of lines is no number."), monkeypatch)

    assert proscribe("sources").code == 4


def test_the_trace_of_a_defect_is_shown_where_it_is_asked_for(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(ZeroDivisionError("division by zero"), monkeypatch)
    monkeypatch.setenv("PROSCRIBE_DEBUG", "1")

    assert "Traceback" in proscribe("sources").err


def test_an_interruption_ends_with_130_and_no_trace(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)

    run = proscribe("sources")

    assert (run.code, run.out, run.err) == (130, "", "Interrupted.\n")


def test_a_full_disk_ends_with_3_and_names_the_file(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(OSError(28, "No space left on device", "report.csv"), monkeypatch)

    run = proscribe("sources")

    assert run.code == 3
    assert "report.csv: reading or writing failed: No space left on device" in run.err


@pytest.mark.parametrize("arguments", [("timeline", "Xiaomi"), ("timeline", "Xiaomi", "--json")])
@pytest.mark.usefixtures("folder")
def test_a_reader_who_goes_away_ends_the_command_in_silence(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)

    run = subprocess.run(
        (*PROGRAM, *arguments), stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )

    os.close(write)
    assert (run.returncode, run.stderr) == (141, "")


def on_terminal(*arguments: str, **variables: str) -> str:
    """Run a command whose standard output is a terminal; return what it showed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **variables}
    with subprocess.Popen((*PROGRAM, *arguments), stdout=theirs, env=environment) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            parts.append(part)
    os.close(ours)
    assert process.returncode == 0
    return b"".join(parts).decode()


TRADE = ("check", "Xiaomi", "--as-of", "2021-03-16", "--known-at", "2021-03-06")
RED = "\x1b[1;31m"


@pytest.mark.usefixtures("folder")
def test_a_terminal_gets_colour_and_its_width() -> None:
    shown = on_terminal(*TRADE)

    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert f"{RED}PROHIBITED" in shown
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_a_terminal_gets_no_colour_where_none_is_wanted() -> None:
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", on_terminal(*TRADE, NO_COLOR="1"))


def test_a_pipe_gets_plain_lines_however_long(proscribe: Command) -> None:
    run = proscribe(*TRADE)

    assert "\x1b" not in run.out
    (row,) = [line for line in run.out.splitlines() if line.startswith("CCMC  ")]
    assert row.endswith("EO 13959 s.1(a)(ii), 85 FR 73185")
