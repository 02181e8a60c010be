"""The index of a ledger's names: it follows the ledger, is shared, and never a reason to fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proscribe.backends.indexes import IndexFiles
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.matching import Index
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.resolve import resolve
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.given import with_given_list
from proscribe.workspace.naming import LedgerNames, find_similar
from tests.ledger.stories import Story, designation, listing

KNOWN = datetime(2026, 8, 1, tzinfo=UTC)
HUAWEI, MEGVII = "us_ofac_cons-1", "us_ofac_cons-2"


@pytest.fixture
def store() -> Iterator[SqlStore]:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> IndexFiles:
    return IndexFiles(tmp_path / "indexes")


@pytest.fixture
def no_building(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let building an index fail from now on."""

    def forbid() -> None:
        def fail(*_: object, **__: object) -> Index:
            pytest.fail("an index was built though one is kept")

        monkeypatch.setattr(Index, "build", fail)

    return forbid


def story() -> Story:
    told = Story()
    first = listing(HUAWEI, designation(), name="Huawei Technologies Co., Ltd.")
    told.publish("us_ofac_cons", "2021-01-01", first)
    return told


def grown() -> Story:
    told = story()
    new = listing(MEGVII, designation(), name="Beijing Megvii Technology Co., Ltd.")
    renamed = listing(HUAWEI, designation(), name="Futurewei Holdings Corporation")
    told.publish("us_ofac_cons", "2021-06-01", renamed, new)
    return told


def found(names: LedgerNames, name: str) -> set[str]:
    hits = find_similar([names], [name], people=False)
    return {one.entity_id for one in hits.get(name, ())}


def images(folder: Path) -> list[Path]:
    return sorted((folder / "indexes").iterdir())


def by_name(directory: LedgerDirectory, name: str, known: datetime = KNOWN) -> Resolution:
    return resolve(Wanted(keys=(), name=name), directory, known).fitted()


def test_a_misspelt_name_is_found_and_another_is_not(store: SqlStore) -> None:
    story().record_in(store)
    names = LedgerNames(store)

    assert found(names, "Huawei Tecnologies") == {HUAWEI}
    assert found(names, "Haier Smart Home") == set()
    assert find_similar([names], [], people=False) == {}


@pytest.mark.parametrize(
    ("on_file", "written", "twin"),
    [
        (
            "CNOOC Energy Technology & Services Limited",
            "CNOOC ENERGY TECH & SRVCES LTD",
            "CONOCOPHILLIPS ENERGY SRVCES LTD",
        ),
        ("Huawei Technologies Co., Ltd.", "Huawei Tecnologies", "Haier Technologies"),
        ("Beijing Megvii Technology Co., Ltd.", "BEIJING MEGVI TECH", "Beijing"),
    ],
)
def test_a_name_as_custodians_write_it_is_found_and_its_twin_is_not(
    store: SqlStore, on_file: str, written: str, twin: str
) -> None:
    told = Story()
    told.publish("us_ofac_cons", "2021-01-01", listing(HUAWEI, designation(), name=on_file))
    told.record_in(store)
    names = LedgerNames(store)

    assert found(names, written) == {HUAWEI}
    assert found(names, twin) == set()


def test_a_new_edition_is_in_the_index_and_old_names_stay_in_it(store: SqlStore) -> None:
    names = LedgerNames(store)
    story().record_in(store)
    before = names.index()
    grown().record_in(store)

    assert found(names, "Bejing Megvii Technology") == {MEGVII}
    assert found(names, "Huawei Tecnologies") == {HUAWEI}
    assert found(names, "Futurewei Holdngs Corp") == {HUAWEI}
    assert len(before) == 1
    assert names.index() is names.index()
    assert names.cores() is names.cores()


def test_another_process_maps_what_was_kept(
    store: SqlStore, files: IndexFiles, no_building: Callable[[], None]
) -> None:
    story().record_in(store)
    assert found(LedgerNames(store, files), "Huawei Tecnologies") == {HUAWEI}
    no_building()

    assert found(LedgerNames(store, files), "Huawei Tecnologies") == {HUAWEI}


def test_what_is_kept_of_an_earlier_state_is_followed_up(
    store: SqlStore, files: IndexFiles, tmp_path: Path
) -> None:
    story().record_in(store)
    reader = LedgerNames(store, files)
    old = reader.index()
    grown().record_in(store)
    told: list[int] = []

    LedgerNames(store, files).index(told.append)

    assert sum(told) == 2
    assert len(images(tmp_path)) == 2
    assert len(old) == 1
    assert found(reader, "Bejing Megvii Technology") == {MEGVII}


def test_a_damaged_file_is_made_anew(store: SqlStore, files: IndexFiles, tmp_path: Path) -> None:
    story().record_in(store)
    LedgerNames(store, files).index()
    [image] = images(tmp_path)
    whole = image.read_bytes()
    for damaged in (b"", whole[:100], b"no index at all" * 10, whole[:-1]):
        image.unlink()
        image.write_bytes(damaged)

        assert found(LedgerNames(store, files), "Huawei Tecnologies") == {HUAWEI}
        assert image.read_bytes() == whole


def test_an_image_that_is_no_index_is_made_anew(
    store: SqlStore, files: IndexFiles, tmp_path: Path
) -> None:
    from proscribe.backends.indexes import Image

    story().record_in(store)
    LedgerNames(store, files).index()
    [image] = images(tmp_path)
    files.keep(image.stem, Image(held=1, buffer=memoryview(b"whole, and of another kind")))

    assert found(LedgerNames(store, files), "Huawei Tecnologies") == {HUAWEI}


def test_where_no_file_can_be_written_the_index_is_in_memory(
    store: SqlStore, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    story().record_in(store)

    names = LedgerNames(store, IndexFiles(tmp_path / "file" / "indexes"))

    assert found(names, "Huawei Tecnologies") == {HUAWEI}


def test_two_ledgers_that_share_a_folder_do_not_mix(store: SqlStore, files: IndexFiles) -> None:
    story().record_in(store)
    with open_store("sqlite://") as other:
        grown().record_in(other)

        assert found(LedgerNames(store, files), "Bejing Megvii Technology") == set()
        assert found(LedgerNames(other, files), "Bejing Megvii Technology") == {MEGVII}
        assert found(LedgerNames(store, files), "Bejing Megvii Technology") == set()


def test_a_name_that_came_later_is_not_known_before(store: SqlStore) -> None:
    grown().record_in(store)
    directory = LedgerDirectory(store)
    before = datetime(2021, 3, 1, tzinfo=UTC)

    assert by_name(directory, "Bejing Megvii Technology").candidates[0].subject.id == MEGVII
    assert by_name(directory, "Bejing Megvii Technology", before).candidates == ()
    assert by_name(directory, "Futurewei Holdngs Corp").candidates[0].subject.id == HUAWEI
    assert by_name(directory, "Futurewei Holdngs Corp", before).candidates == ()
    [then] = by_name(directory, "Huawei Technologis", before).candidates
    assert then.found == "Huawei Technologies Co., Ltd."


def test_a_list_laid_over_the_ledger_is_searched_beside_it(store: SqlStore, tmp_path: Path) -> None:
    story().record_in(store)
    house = tmp_path / "house.csv"
    house.write_text("id,name\n1,Meridian Drone Works\n", encoding="utf-8")
    directory = LedgerDirectory(with_given_list(store, house), LedgerNames(store))

    hits = directory.similar(["Meridien Dron Works", "Huawei Tecnologies"], people=False)

    assert {name: {one.entity_id for one in found} for name, found in hits.items()} == {
        "Meridien Dron Works": {"given-1"},
        "Huawei Tecnologies": {HUAWEI},
    }


def test_what_is_asked_again_is_answered_alike(store: SqlStore) -> None:
    story().record_in(store)
    directory = LedgerDirectory(store)
    names = ["Huawei Tecnologies", "Haier", "Huawei Tecnologies"]

    once = directory.similar(names, people=False)

    assert directory.similar(names, people=False) == once
    assert directory.similar([*names, *map(str, range(1_500))], people=False) == once


def test_a_name_cut_off_is_found_by_whose_list_it_is_and_by_nobody_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    ours, theirs, own = workspace.of("ours"), workspace.of("theirs"), tmp_path / "own.csv"
    own.write_text("id,schema,name\n1,Company,Zhangbei Quuxotronics Engineering Holding\n")
    cut = "ZHANGBEI QUUXOTRONICS ENGIN"
    before = [house.check(cut).verdict.outcome for house in (ours, theirs)]
    ours.import_files("list", own, published="2021-01-01")

    assert before == ["ALLOWED", "ALLOWED"]
    (found,) = ours.check(cut).rulings[0].candidates
    assert found.candidate.matched_by == "cut-off name"
    assert theirs.check(cut).verdict.outcome == "ALLOWED"


def test_a_workspace_keeps_its_index_in_the_data_folder(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with open_workspace(settings=settings) as workspace:
        told: list[int] = []
        workspace.index_names(told.append)

    assert len(images(settings.data)) == 1
    assert sum(told) > 100


def test_a_workspace_in_memory_leaves_no_file(tmp_path: Path, workspace: Workspace) -> None:
    workspace.index_names()

    assert [*tmp_path.iterdir()] == []
