"""Real editions of which half is gone: nobody is delisted, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from proscribe.workspace import Workspace


def half_of_legacy(content: bytes) -> bytes:
    entries = re.findall(rb"(?s)<sdnEntry>.*?</sdnEntry>", content)
    kept = entries[: len(entries) // 2]
    count = rb"<Record_Count>%d<" % len(kept)
    start, end = content.index(b"<sdnEntry>"), content.rindex(b"</sdnEntry>") + len(b"</sdnEntry>")
    whole = content[:start] + b"\n".join(kept) + content[end:]
    return re.sub(rb"<Record_Count>\d+<", count, whole)


def half_of_advanced(content: bytes) -> bytes:
    """Drop every other party, and leave its ties, papers and entries."""
    parties = re.compile(rb"(?s)<DistinctParty .*?</DistinctParty>")
    seen: list[bytes] = []

    def every_other(match: re.Match[bytes]) -> bytes:
        seen.append(match.group())
        return match.group() if len(seen) % 2 else b""

    return parties.sub(every_other, content)


def half_of_table(content: bytes) -> bytes:
    rows = content.splitlines(keepends=True)
    return b"".join(rows[: len(rows) // 2])


@dataclass(frozen=True, slots=True)
class Halved:
    """A real edition, how half of it goes missing, how many entries stay, and its other files."""

    path: str
    halve: Callable[[bytes], bytes]
    records: int
    beside: tuple[str, ...] = ()


EDITIONS = (
    Halved("2025-06-30/consolidated.xml", half_of_legacy, 221),
    Halved("2020-03-17/cons_advanced.xml", half_of_advanced, 188),
    Halved("2025-12-19/cons_prim.csv", half_of_table, 221, ("cons_alt.csv", "cons_add.csv")),
)


@pytest.mark.parametrize("halved", EDITIONS, ids=lambda halved: halved.path)
def test_an_edition_of_half_the_entries_is_refused_and_delists_nobody(
    workspace: Workspace, tmp_path: Path, shared: Path, halved: Halved
) -> None:
    whole = shared / "data" / "us_ofac_consolidated" / halved.path
    half = tmp_path / whole.name
    half.write_bytes(halved.halve(whole.read_bytes()))
    beside = [whole.with_name(name) for name in halved.beside]
    recorded = workspace.import_files("us_ofac_cons", whole, *beside, published="2026-01-02")
    before = in_force(workspace)

    refused = workspace.import_files("us_ofac_cons", half, *beside, published="2026-01-09")

    assert (recorded.state, refused.state) == ("recorded", "quarantined")
    told = f"the file holds {halved.records} records, the edition of 2026-01-02 held "
    assert str(refused.edition.why).startswith(told)
    assert before[1] == recorded.edition.entities
    assert in_force(workspace) == before


def in_force(workspace: Workspace) -> tuple[str, int]:
    """Return the day and the entities of the edition that counts."""
    (status,) = [each for each in workspace.sources() if each.key == "us_ofac_cons"]
    assert status.edition is not None
    return str(status.edition.published), status.edition.entities
