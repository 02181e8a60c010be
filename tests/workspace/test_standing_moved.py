"""What a server answers from is of one moment, whatever is recorded while it is made ready."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from proscribe.backends.rosters import Draft
from proscribe.ledger.record import Subject
from proscribe.matching.named import Named
from proscribe.model.time import Moment
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.entities import Seen, drafts_of
from proscribe.workspace.service import standing as making
from proscribe.workspace.service.desk import ServiceDesk

HEAD = "id,schema,name\n"
FIRST = "".join(f"{number},Company,Acme Trading {number}\n" for number in range(4))
# One goes, one is changed, one comes.
SECOND = FIRST.replace("0,Company,Acme Trading 0\n", "").replace("Trading 3", "Metals 3")


BEFORE = {"Acme Trading 0", "Acme Trading 1", "Acme Trading 2", "Acme Trading 3"}
AFTER = BEFORE - {"Acme Trading 3"} | {"Acme Metals 3", "Acme Shipping"}


@pytest.mark.parametrize("moment", [0, 1, 3])
def test_an_edition_that_is_recorded_meanwhile_is_in_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    waits = [f"Acme Trading {moment}"]
    listed = tmp_path / "list.csv"
    listed.write_text(HEAD + FIRST)
    data = tmp_path / "data"

    with open_workspace(settings=Settings(data=data)) as workspace:
        workspace.import_files("list", listed, published="2026-02-01")

        def recording(subject: Subject, as_of: Moment, **more: Seen | list[str]) -> Iterator[Draft]:
            if subject.caption in waits:
                waits.clear()
                listed.write_text(HEAD + SECOND + "9,Company,Acme Shipping\n")
                workspace.import_files("list", listed, published="2026-03-01")
            return drafts_of(subject, as_of, **more)  # type: ignore[arg-type]  # handed on

        monkeypatch.setattr(making, "_BATCH", 1)
        monkeypatch.setattr(making, "drafts_of", recording)
        desk = workspace.service()
        desk.follow()

        # It is not waited for: lists may come faster than they are made ready.
        assert waits == []
        assert desk.is_stale()
        assert (held_by(desk, data), named_by(desk)) == (BEFORE, BEFORE)
        desk.follow()
        assert not desk.is_stale()
        assert held_by(desk, data) == AFTER
        assert named_by(desk) == BEFORE | AFTER


def held_by(desk: ServiceDesk, data: Path) -> set[str]:
    """Return whom the roster holds that is answered from."""
    (path,) = data.rglob(f"{desk.standing.name}.roster")
    return held(path)


def named_by(desk: ServiceDesk) -> set[str]:
    """Return the names that are searched: those of all times."""
    asked = [Named(id=name, schema="Company", names=(name,)) for name in BEFORE | AFTER]
    found = desk.standing.index.search(asked, limit=20, threshold=0.9)
    return {match.matched_name for match in found}


def held(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as reader:
        found = reader.execute("SELECT caption FROM entity WHERE caption LIKE 'Acme%'")
        return {str(row[0]) for row in found}
