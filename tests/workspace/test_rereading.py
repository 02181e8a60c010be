"""Editions are held against their files, sealed or not, wherever these are."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from proscribe.model.errors import StoreError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.backups import back_up, restore
from proscribe.workspace.proof import ReceiptDesk
from proscribe.workspace.rereading import Standing
from proscribe.workspace.verified import EditionStanding
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, Entry, write_list

SOURCE = "us_ofac_cons"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    return Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings=settings) as opened:
        yield opened


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write_list(tmp_path / "first.xml", "06/03/2021", LANTERN)


def last(workspace: Workspace, *, parse_all: bool = False) -> EditionStanding:
    return workspace.verify_sources(SOURCE, parse_all=parse_all).editions[-1]


def tamper(settings: Settings, *statements: str) -> None:
    with closing(sqlite3.connect(settings.store_url.removeprefix("sqlite:///"))) as store, store:
        guards = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        held = guards.fetchall()
        for name, _ in held:
            store.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert store.execute(statement).rowcount, statement
        # Whoever wants to hide puts them back.
        for _, made in held:
            store.execute(made)


def let_files_be_recorded_twice(settings: Settings) -> None:
    """Make the table of editions anew, without what keeps a file from being in it twice."""
    with closing(sqlite3.connect(settings.store_url.removeprefix("sqlite:///"))) as store, store:
        (made,) = store.execute("SELECT sql FROM sqlite_master WHERE name = 'edition'").fetchone()
        free, times = re.subn(r",[^,]*UNIQUE \(source, digest, state\)", "", made)
        assert times == 1
        store.execute("PRAGMA legacy_alter_table = ON")
        store.execute(free.replace("edition", "free", 1))
        store.executescript(
            "INSERT INTO free SELECT * FROM edition; DROP TABLE edition;"
            "ALTER TABLE free RENAME TO edition"
        )


def archived(settings: Settings, file: Path) -> Path:
    digest = sha256(file.read_bytes()).hexdigest()
    return Path(settings.archive_url) / digest[:2] / digest


def without_receipts(settings: Settings, listed: Path) -> None:
    """Record a list as a release did that kept no seals."""
    off = settings.model_copy(update={"receipts": False})
    with open_workspace(settings=off) as workspace:
        workspace.import_files(SOURCE, listed)
    tamper(settings, "DELETE FROM edition_file")


def test_a_file_that_is_gone_from_the_archive_is_told(
    workspace: Workspace, settings: Settings, listed: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    archived(settings, listed).unlink()

    found = last(workspace)

    assert found.standing is Standing.MISSING
    assert "first.xml" in found.why[0]


def test_a_file_that_was_changed_in_the_archive_is_told(
    workspace: Workspace, settings: Settings, listed: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    archived(settings, listed).write_text("other", encoding="utf-8")

    assert last(workspace).standing is Standing.CHANGED


def test_a_packed_file_is_known_by_its_name(workspace: Workspace, listed: Path) -> None:
    packed = listed.with_suffix(".xml.gz")
    packed.write_bytes(gzip.compress(listed.read_bytes()))
    workspace.import_files(SOURCE, packed)

    found = last(workspace, parse_all=True)

    assert (found.standing, found.why) == (Standing.SOUND, ())


def test_files_of_another_edition_speak_for_none(
    workspace: Workspace, settings: Settings, listed: Path, tmp_path: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    workspace.import_files(SOURCE, write_list(tmp_path / "b.xml", "06/16/2021", LANTERN, HARBOUR))
    tamper(
        settings,
        "UPDATE edition_file SET digest = (SELECT digest FROM edition_file WHERE edition_id = 10)",
    )

    found = last(workspace)

    assert found.standing is Standing.CHANGED
    assert found.why == ("the files noted for it are not those it was read from.",)


def test_an_auditor_without_the_archive_is_told_so(
    workspace: Workspace, settings: Settings, listed: Path, tmp_path: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    Path(settings.archive_url).rename(tmp_path / "elsewhere")

    found = workspace.verify_sources(SOURCE)

    assert found.holds
    assert found.editions[-1].standing is Standing.UNPROVEN
    assert found.editions[-1].why == ("the archive of files is not at hand.",)


def test_what_was_recorded_before_seals_were_kept_is_held_against_its_file(
    settings: Settings, listed: Path
) -> None:
    without_receipts(settings, listed)
    with open_workspace(settings=settings) as workspace:
        found = last(workspace)
        assert (found.standing, found.receipt) == (Standing.UNPROVEN, None)
        assert "its entries are those of its file" in found.why[0]

        tamper(settings, "UPDATE presence SET locator = 'x' WHERE edition_id = 10")
        changed = last(workspace)

    assert changed.standing is Standing.CHANGED
    assert [one.entity for one in changed.entries] == [f"{SOURCE}-{LANTERN.uid}"]


def test_it_is_sealed_as_it_is_found_with_the_next_list(
    settings: Settings, listed: Path, tmp_path: Path
) -> None:
    without_receipts(settings, listed)
    tamper(settings, "UPDATE presence SET locator = 'x' WHERE edition_id = 10")
    with open_workspace(settings=settings) as workspace:
        house = tmp_path / "house.csv"
        house.write_text("id,schema,name\n1,Company,Acme Trading\n")
        workspace.import_files("list", house, published="2026-02-01")
        found = last(workspace)
        assert (found.standing, found.receipt, found.is_late) == (Standing.SOUND, 1, True)

        # Whether it had been changed before that, its file tells.
        again = last(workspace, parse_all=True)

    assert again.standing is Standing.UNPROVEN
    assert [one.entity for one in again.entries] == [f"{SOURCE}-{LANTERN.uid}"]


def test_an_edition_whose_files_were_never_noted_is_told(settings: Settings, listed: Path) -> None:
    packed = listed.with_suffix(".xml.gz")
    packed.write_bytes(gzip.compress(listed.read_bytes()))
    without_receipts(settings, packed)

    with open_workspace(settings=settings) as workspace:
        found = workspace.verify_sources()

    assert found.holds
    assert found.editions[-1].standing is Standing.UNPROVEN
    assert "recorded before they were noted" in found.editions[-1].why[0]


def test_an_edition_whose_seal_was_taken_out_has_a_broken_chain(
    workspace: Workspace, settings: Settings, listed: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    workspace.import_files(SOURCE, write_list(listed, "06/16/2021", LANTERN, HARBOUR))
    tamper(settings, "DELETE FROM receipt WHERE number = 2")

    found = workspace.verify_sources(SOURCE)

    # Its receipt was taken out, which the chain tells; its file still speaks for it.
    assert not found.receipts.holds
    assert [one.receipt for one in found.editions] == [1, None]


def test_what_was_put_in_is_found_also_once_it_was_sealed(
    workspace: Workspace, settings: Settings, listed: Path
) -> None:
    """Whoever adds an edition and lets the next list seal it has no file that speaks for it."""
    workspace.import_files(SOURCE, listed)
    tamper(settings, "CREATE TABLE twin AS SELECT * FROM edition WHERE id = 10")
    tamper(
        settings,
        "UPDATE twin SET id = 11, published_day = '2021-06-20', digest = replace(digest, 'a', 'b')",
        "INSERT INTO edition SELECT * FROM twin",
    )
    workspace.import_files(SOURCE, write_list(listed, "06/16/2021", LANTERN, HARBOUR))

    found = workspace.verify_sources(SOURCE)

    assert [(one.standing, one.receipt, one.is_late) for one in found.editions] == [
        (Standing.SOUND, 1, False),
        (Standing.ADDED, 2, True),
        (Standing.SOUND, 2, False),
    ]


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing.ADDED, "its file is that of edition 10, and no file is recorded twice"),
        (Standing.UNPROVEN, "said to be of 2026-11-26, its file of 2021-06-16"),
    ],
)
def test_an_old_file_in_the_place_of_the_newest_is_told(
    workspace: Workspace,
    settings: Settings,
    listed: Path,
    *,
    is_sealed: bool,
    standing: Standing,
    why: str,
) -> None:
    """Its entries are those of its file, so only what is said of it tells."""
    workspace.import_files(SOURCE, listed)
    if standing is Standing.ADDED:
        tamper(settings, "CREATE TABLE twin AS SELECT * FROM edition WHERE id = 10")
        let_files_be_recorded_twice(settings)
        tamper(
            settings,
            "UPDATE twin SET id = 11, published_day = '2026-11-26'",
            "INSERT INTO edition SELECT * FROM twin",
            "INSERT INTO presence(edition_id, content_id, locator) "
            "SELECT 11, content_id, locator FROM presence WHERE edition_id = 10",
            "INSERT INTO edition_file SELECT 11, place, name, digest FROM edition_file "
            "WHERE edition_id = 10",
        )
    else:
        with open_workspace(settings=settings.model_copy(update={"receipts": False})) as unsealed:
            unsealed.import_files(SOURCE, write_list(listed, "06/16/2021", LANTERN, HARBOUR))
        tamper(settings, "UPDATE edition SET published_day = '2026-11-26' WHERE id = 11")
    if is_sealed:
        workspace.import_files(SOURCE, write_list(listed, "06/17/2021", LANTERN, HARBOUR))

    found = {one.id: one for one in workspace.verify_sources(SOURCE).editions}[11]

    assert found.standing is standing
    assert why in " ".join(found.why)


def test_a_list_whose_seal_could_not_be_written_is_sealed_by_the_next(
    workspace: Workspace, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.import_files(SOURCE, listed)
    second = write_list(listed, "06/16/2021", LANTERN, HARBOUR)

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(ReceiptDesk, "write", full)
        with pytest.raises(StoreError, match="full"):
            workspace.import_files(SOURCE, second)
    workspace.import_files(SOURCE, second)

    found = last(workspace)

    assert (found.standing, found.receipt, found.is_late) == (Standing.SOUND, 2, True)


def test_facts_that_were_replaced_before_they_were_sealed_are_told(
    workspace: Workspace, settings: Settings, listed: Path
) -> None:
    tamper(settings, "DELETE FROM citation WHERE edition_id = 4")
    workspace.import_files(SOURCE, listed)

    (found,) = workspace.verify_sources("us_dod_1237").editions

    assert (found.standing, found.receipt, found.is_late) == (Standing.CHANGED, 1, True)


def test_a_copy_put_back_is_whole_and_what_came_after_it_is_no_fault(
    settings: Settings, listed: Path, tmp_path: Path
) -> None:
    with open_workspace(settings=settings) as workspace:
        workspace.import_files(SOURCE, listed)
    back_up(tmp_path / "copy.db", settings=settings)
    second = write_list(tmp_path / "b.xml", "06/16/2021", LANTERN, HARBOUR)
    with open_workspace(settings=settings) as workspace:
        workspace.import_files(SOURCE, second)
    restore(tmp_path / "copy.db", by="ana", replace=True, settings=settings)

    with open_workspace(settings=settings) as workspace:
        assert workspace.verify_sources().holds
        workspace.import_files(SOURCE, second)
        found = workspace.verify_sources()

    assert found.holds
    assert [one.is_late for one in found.editions[-2:]] == [False, False]


def test_a_quarantined_edition_is_sealed_and_so_is_what_was_made_of_it(
    workspace: Workspace, listed: Path, tmp_path: Path
) -> None:
    many = [
        Entry(uid=number, name=f"EXAMPLE NUMBER {number} LIMITED", ticker=f"{number:05} HK")
        for number in range(1, 31)
    ]
    workspace.import_files(SOURCE, write_list(listed, "06/03/2021", *many))
    broken = tmp_path / "broken.xml"
    broken.write_bytes(listed.read_bytes()[:200])
    refused = workspace.import_files(SOURCE, broken)
    assert refused.state == "quarantined"
    torn = tmp_path / "torn.xml.gz"
    torn.write_bytes(gzip.compress(listed.read_bytes())[:-20])
    assert workspace.import_files(SOURCE, torn).state == "quarantined"
    smaller = workspace.import_files(SOURCE, write_list(listed, "06/16/2021", *many[:5]))
    assert smaller.state == "quarantined"
    workspace.quarantine.accept(smaller.edition.id, reason="right", by="ana")

    found = workspace.verify_sources(SOURCE)

    assert found.holds
    assert {one.standing for one in found.editions} == {Standing.SOUND}
    assert all(one.receipt is not None and not one.is_late for one in found.editions)


def test_the_own_list_of_an_organisation_is_sealed(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    house = tmp_path / "house.csv"
    house.write_text("id,schema,name\n1,Company,Acme Trading\n")
    workspace.of("acme").import_files("list", house, published="2026-02-01")
    assert workspace.verify_sources("list").holds
    tamper(settings, "UPDATE edition SET source = 'list@other' WHERE source = 'list@acme'")

    assert [one.standing for one in workspace.verify_sources("list").editions] == [Standing.CHANGED]


def test_a_list_that_is_recorded_meanwhile_is_no_fault(
    workspace: Workspace, listed: Path, tmp_path: Path
) -> None:
    workspace.import_files(SOURCE, listed)
    second = write_list(tmp_path / "b.xml", "06/16/2021", LANTERN, HARBOUR)
    done: list[int] = []

    def meanwhile(count: int) -> None:
        if not done:
            workspace.import_files(SOURCE, second)
        done.append(count)

    assert workspace.verify_sources(progress=meanwhile).holds
    assert workspace.verify_sources().holds
    assert done


def test_a_store_in_memory_is_held_against_what_is_packaged() -> None:
    with open_workspace("sqlite://") as workspace:
        found = workspace.verify_sources()

    assert found.holds
    assert {one.standing for one in found.editions} == {Standing.SOUND}
