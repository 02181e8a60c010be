"""Units and the container file name commands, files and options that exist."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from proscribe.interfaces.cli.app import COMMANDS, app

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
CONTAINER = ROOT / "deploy" / "Containerfile"
PROGRAM = "/opt/proscribe/bin/proscribe"


def commands() -> dict[str, list[str]]:
    """What each unit and the container run, by file."""
    found = {}
    for unit in UNITS:
        lines = re.findall(r"^ExecStart=-?(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        found[unit.name] = lines
    text = CONTAINER.read_text(encoding="utf-8")
    (entry,) = re.findall(r"^ENTRYPOINT (\[.+\])$", text, re.MULTILINE)
    (given,) = re.findall(r"^CMD (\[.+\])$", text, re.MULTILINE)
    told = re.findall(r"^# +podman run .* proscribe (\w+)$", text, re.MULTILINE)
    found[CONTAINER.name] = [shlex.join(json.loads(entry) + json.loads(given))] + [
        f"{PROGRAM} {each}" for each in told
    ]
    return found


def why_not(line: str) -> str | None:
    """Return what of a command line does not exist; None where all does."""
    program, *words = shlex.split(line)
    if program != PROGRAM:
        return f"{program} is another program"
    found: object = get_group(app)
    while isinstance(found, TyperGroup):
        if not words or words[0] not in found.commands:
            return f"there is no command {' '.join(words[:1])}"
        found = found.commands[words.pop(0)]
    assert isinstance(found, TyperCommand)
    spelt = {opt for option in found.params for opt in option.opts}
    unknown = [word for word in words if word.startswith("--") and word not in spelt]
    return f"there is no option {unknown}" if unknown else None


@pytest.mark.parametrize("name", [*(unit.name for unit in UNITS), CONTAINER.name])
def test_what_is_run_exists(name: str) -> None:
    lines = commands()[name]

    assert lines
    whys = {why for line in lines if (why := why_not(line)) is not None}
    if "serve" not in {name for name, *_ in COMMANDS}:
        whys.discard("there is no command serve")  # a build without the service
    assert whys == set()


@pytest.mark.parametrize(
    "line", ["nothing", "worker --none", "watch", "watch sit", "watch run --x"]
)
def test_what_does_not_exist_is_found(line: str) -> None:
    assert why_not(f"{PROGRAM} {line}") is not None


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: str(unit.name))
def test_each_unit_runs_as_a_user_of_its_own_and_writes_only_its_data(unit: Path) -> None:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(unit)
    service = parsed["Service"]

    assert service["User"] == "proscribe"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "true"
    assert service["StateDirectory"] == "proscribe"
    assert service["UMask"] == "0077"


def test_each_timer_has_its_service() -> None:
    timers = (ROOT / "deploy" / "systemd").glob("*.timer")

    assert all(timer.with_suffix(".service") in UNITS for timer in timers)


def test_the_container_copies_what_there_is_and_runs_as_nobody_much() -> None:
    text = CONTAINER.read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)

    assert [each for line in copied for each in line.split() if not (ROOT / each).exists()] == []
    assert re.search(r"^USER proscribe$", text, re.MULTILINE)


def test_the_page_names_every_unit() -> None:
    page = (ROOT / "docs" / "how-to" / "run-a-server.md").read_text(encoding="utf-8")

    for unit in (*UNITS, ROOT / "deploy" / "systemd" / "proscribe-update.timer"):
        assert unit.name in page or unit.with_suffix(".timer").name in page
