"""The pinned packages: complete, hashed, free of index addresses, and each with its reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PINNED = ("run.txt", "dev.txt", "bench.txt")
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)(?:\[\S+\])?==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE
)


def read(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def pins(name: str) -> set[tuple[str, str, str | None]]:
    return {(m["name"], m["version"], m["marker"]) for m in PIN.finditer(read(name))}


def asked_for(lines: list[str]) -> set[str]:
    """Return the requirements among the lines, without comments and options, in lower case."""
    return {line.strip().lower() for line in lines if re.match(r"[A-Za-z]", line)}


def bare_name(requirement: str) -> str:
    return re.split(r"[^a-z0-9-]", requirement)[0]


@pytest.mark.parametrize("name", PINNED)
def test_pins_name_no_index_and_no_folder(name: str) -> None:
    assert re.findall(r"https?://|file://|--(?:\w+-)*(?:index|find-links)\S*", read(name)) == []


@pytest.mark.parametrize("name", PINNED)
def test_every_pin_has_a_hash(name: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", read(name), flags=re.MULTILINE)[1:]

    assert len(entries) == len(pins(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", PINNED)
def test_icu_comes_compiled(name: str) -> None:
    names = {pinned for pinned, _, _ in pins(name)}

    assert {"pyicu", "pyicu-wheels"} & names == {"pyicu-wheels"}


def test_developers_have_the_very_versions_that_users_have() -> None:
    assert pins("run.txt") - pins("dev.txt") == set()


def test_the_package_asks_for_what_is_pinned_but_for_icu() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    in_file = asked_for(read("run.in").splitlines())

    assert {each for each in in_file if bare_name(each) != "pyicu-wheels"} == asked_for(
        project["dependencies"]
    )


def test_each_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    explained = {name.strip() for row in rows for name in row.split(",")}
    asked = asked_for(
        [line for part in ("run.in", "dev.in", "bench.in") for line in read(part).splitlines()]
    )

    assert {bare_name(each) for each in asked} - explained == set()
