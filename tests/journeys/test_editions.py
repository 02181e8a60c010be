"""All OFAC editions at hand: counts, identities across editions, dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.workspace import Workspace, open_workspace

from .conftest import import_editions

_CONSOLIDATED = {
    "2020-03-17/cons_advanced.xml": 375,
    "2020-03-17/consolidated.xml": 375,
    "2020-12-14/consolidated.xml": 376,
    "2021-01-08/consolidated.xml": 415,
    "2021-06-03/consolidated.xml": 446,
    "2021-06-16/consolidated.xml": 446,
    "2021-12-16/consolidated.xml": 441,
    "2024-05-06/consolidated.xml": 443,
    "2025-06-30/consolidated.xml": 443,
    "2025-12-19/cons_add.csv": 442,
}


def test_every_consolidated_edition_holds_the_records_its_provenance_states(shared: Path) -> None:
    with open_workspace("sqlite://") as workspace:
        found = import_editions(workspace, "us_ofac_cons", shared / "data" / "us_ofac_consolidated")

    assert found == _CONSOLIDATED


def test_a_company_keeps_its_identity_while_its_name_changes(every_edition: Workspace) -> None:
    for early, late, entity in (
        ("SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP. (SMIC)", "981.HK", "us_ofac_cons-30951"),
        ("HUAWEI", "HUAWEI TECHNOLOGIES CO., LTD.", "us_ofac_cons-30947"),
    ):
        for query in (early, late):
            subject = every_edition.dossier(query, known_at="2021-02-01").subject
            assert entity in (subject.id, *subject.referents)
            subject = every_edition.dossier(query).subject
            assert entity in (subject.id, *subject.referents)


def test_a_company_that_left_and_came_back_is_one_subject_with_both_periods(
    every_edition: Workspace,
) -> None:
    subject = every_edition.dossier("Dawning Information Industry").subject

    periods = {
        (record.entity_id, record.designation.program, record.ended is None)
        for record in subject.records
    }
    assert ("us_ofac_cons-30945", "CCMC-EO13959", False) in periods
    assert ("us_ofac_cons-33113", "CMIC-EO13959", True) in periods


@pytest.mark.parametrize("query", ["XIAOMI", "Xiaomi Corporation", "1810.HK", "XIACY", "小米集团"])
def test_xiaomi_is_xiaomi_and_not_a_person_of_a_similar_name(
    every_edition: Workspace, query: str
) -> None:
    result = every_edition.check(query, as_of="2021-03-16", known_at="2021-03-06")

    named = {one.candidate.subject.id for ruling in result.rulings for one in ruling.candidates}
    assert named == {"us_dod_1237-xiaomi"}
    assert result.verdict.outcome.value == "PROHIBITED"


def test_a_name_two_companies_share_is_for_review_with_both(every_edition: Workspace) -> None:
    result = every_edition.check("CHINA TELECOM", as_of="2022-06-06")

    assert result.verdict.outcome.value == "REVIEW"
    assert {one.candidate.subject.id for one in result.rulings[0].candidates} == {
        "us_ofac_cons-30882",
        "us_ofac_cons-30939",
    }


def test_an_edition_without_the_file_of_other_names_takes_no_name_away(
    every_edition: Workspace,
) -> None:
    later = every_edition.check(
        "SALAMI, Hoseyn", regimes=["SDN"], as_of="2021-09-01", known_at="2021-09-01"
    )

    assert later.verdict.outcome.value == "PROHIBITED"
    assert {one.candidate.subject.id for one in later.rulings[0].candidates} == {
        "us_ofac_sdn-10584"
    }


def test_a_list_that_is_years_old_does_not_clear_anyone(every_edition: Workspace) -> None:
    asked = every_edition.check("Example Bakery", as_of="2026-05-05", known_at="2026-05-05")

    assert "SDN" in dict(asked.not_checked)
    assert "SDN" not in {ruling.verdict.regime for ruling in asked.rulings}
