from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.backends.rosters import Draft, Entity, Roster, RosterFiles, Wanted
from proscribe.model.errors import StoreError


def draft(id_: str, *names: str, topics: tuple[str, ...] = (), referent: str = "") -> Draft:
    entity = Entity(
        id=id_, is_subject=True, caption=names[0], schema="Company", datasets=("a",),
        referents=(referent,) if referent else (), names=names, topics=topics,
        changed="2021-01-01T00:00:00", body=b'{"id":"x"',
    )  # fmt: skip
    traits = (("datasets", "a"), *(("topics", topic) for topic in topics))
    return Draft(entity=entity, ties=(), traits=traits, words="")


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    drafts = [
        draft("x", "Xiaomi Corporation", "Xiaomi", referent="old-x"),
        draft("h", "Huawei Corporation"),
        draft("h", "Huawei Corporation", topics=("sanction",)),
    ]
    return RosterFiles(tmp_path).keep("one", drafts, ())


def test_entities_are_found_by_any_of_their_ids(roster: Roster) -> None:
    assert roster.bearers(["old-x", "x", "nobody"]) == {"old-x": "x", "x": "x"}
    assert roster.entities(["x"])["x"].names == ("Xiaomi Corporation", "Xiaomi")
    assert roster.entities(["old-x"]) == {}


def test_what_is_written_again_takes_the_place_of_the_first(roster: Roster) -> None:
    total, found = roster.search(Wanted(words='"huawei"'))

    assert (total, [one.topics for one in found]) == (1, [("sanction",)])


def test_a_phrase_does_not_reach_into_the_next_name(roster: Roster) -> None:
    assert roster.search(Wanted(words='"xiaomi corporation"'))[0] == 1
    assert roster.search(Wanted(words='"corporation xiaomi"'))[0] == 0


def test_nobody_is_found_among_no_ids(roster: Roster) -> None:
    assert roster.search(Wanted(ids=()))[0] == 0
    assert roster.search(Wanted(ids=("x",)))[0] == 1
    assert roster.search(Wanted())[0] == 2


def test_who_is_excluded_by_a_former_id_is_not_found(roster: Roster) -> None:
    assert [one.id for one in roster.search(Wanted(excluded=("old-x",)))[1]] == ["h"]


def test_values_are_counted(roster: Roster) -> None:
    assert roster.count(Wanted(), "datasets", 10) == [("a", 2)]
    assert roster.count(Wanted(words='"xiaomi"'), "topics", 10) == []


def test_an_open_roster_outlives_its_file(roster: Roster, tmp_path: Path) -> None:
    files = RosterFiles(tmp_path)
    for place in range(5):
        files.keep(f"later-{place}", [draft("y", "Other")], ())

    assert files.load("one") is None
    assert roster.search(Wanted())[0] == 2


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.roster").write_bytes(b"no database at all" * 100)

    with pytest.raises(StoreError, match="cannot be read"):
        RosterFiles(tmp_path).load("bad")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be written"):
        RosterFiles(tmp_path / "file").keep("one", [], ())
