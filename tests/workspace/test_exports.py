"""The ledger as FollowTheMoney: read back by that library itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy

from proscribe.model.errors import StoreError
from proscribe.workspace import Workspace


def read(path: Path) -> dict[str, EntityProxy]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entity = model.get_proxy(json.loads(line))
        assert entity.id is not None
        assert entity.id not in found
        found[entity.id] = entity
    return found


@pytest.fixture(scope="module")
def exported(
    packaged: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, EntityProxy]:
    path = tmp_path_factory.mktemp("export") / "all.ftm.json"
    told: list[int] = []
    written = packaged.export(path, progress=told.append)
    found = read(path)
    assert written == len(found)
    assert sum(told) > 0
    return found


def test_entities_designations_and_securities_are_all_there(
    exported: dict[str, EntityProxy],
) -> None:
    kinds = Counter(entity.schema.name for entity in exported.values())

    assert set(kinds) == {
        "Company", "Organization", "Ownership", "PublicBody", "Sanction", "Security", "UnknownLink",
    }  # fmt: skip
    assert min(kinds.values()) >= 1


def test_a_company_has_its_names_by_kind(exported: dict[str, EntityProxy]) -> None:
    xiaomi = exported["us_dod_1237-xiaomi"]

    assert xiaomi.schema.name == "Company"
    assert "Xiaomi Corporation" in xiaomi.get("name")


def test_designations_and_securities_point_at_their_subject(
    exported: dict[str, EntityProxy],
) -> None:
    for entity in exported.values():
        for prop in {"Sanction": ("entity",), "Security": ("issuer",)}.get(entity.schema.name, ()):
            [target] = entity.get(prop)
            assert exported[target].schema.is_a("LegalEntity")


def test_a_designation_says_who_what_and_until_when(exported: dict[str, EntityProxy]) -> None:
    [sanction] = [
        entity
        for entity in exported.values()
        if entity.schema.name == "Sanction" and entity.get("entity") == ["us_dod_1237-xiaomi"]
    ]

    assert sanction.get("program") == ["S1237"]
    assert sanction.get("authority") == ["us-dod"]
    assert sanction.get("listingDate") == ["2021-01-14"]
    assert sanction.get("endDate") == ["2021-06-03"]


def test_a_tie_names_both_ends_by_an_id_of_theirs(exported: dict[str, EntityProxy]) -> None:
    known = {
        referent
        for entity in exported.values()
        for referent in (entity.id, *entity.context.get("referents", ()))
    }
    ties = [entity for entity in exported.values() if entity.schema.name == "Ownership"]

    assert ties
    for tie in ties:
        assert {*tie.get("owner"), *tie.get("asset")} <= known


def test_a_security_has_its_identifiers(exported: dict[str, EntityProxy]) -> None:
    isins = {
        isin
        for entity in exported.values()
        if entity.get("issuer", quiet=True) == ["us_dod_1237-xiaomi"]
        for isin in entity.get("isin")
    }

    assert {"KYG9830T1067", "US98421U1088"} <= isins


def test_only_what_was_known_is_exported(packaged: Workspace, tmp_path: Path) -> None:
    packaged.export(tmp_path / "early.json", known_at="2020-07-01")
    early = read(tmp_path / "early.json")

    assert "us_dod_1237-hikvision" in early
    assert "us_dod_1237-xiaomi" not in early


def test_an_export_that_cannot_be_written_leaves_nothing_behind(
    packaged: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="the export cannot be written"):
        packaged.export(tmp_path / "absent" / "x.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError):
        packaged.export(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
