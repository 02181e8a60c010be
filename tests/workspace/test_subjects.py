"""The dossier and the time line of one subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace
from proscribe.workspace.dossiers import dossier_page


def test_a_dossier_holds_names_designations_securities_and_what_is_cited(
    packaged: Workspace,
) -> None:
    page = dossier_page(packaged.dossier("Xiaomi", as_of="2021-03-16"))

    assert (page.caption, page.entity_id) == ("Xiaomi Corporation", "us_dod_1237-xiaomi")
    assert any(name == "小米集团" for _, name in page.names)
    assert {security.isin for security in page.securities} >= {"KYG9830T1067", "US98421U1088"}
    [designation] = page.designations
    assert (designation.program, designation.listed, designation.ended) == (
        "S1237",
        "2021-01-14",
        "2021-06-03",
    )
    assert designation.provenance
    cited = {key for entry in page.timeline for key in entry.cite}
    assert cited <= {citation.key for citation in page.citations}
    assert {verdict.regime for verdict in page.verdicts} >= {"CCMC", "NS-CMIC"}


def test_a_dossier_holds_only_what_was_known(packaged: Workspace) -> None:
    early = packaged.dossier("Xiaomi", as_of="2021-03-16", known_at="2021-03-06")
    late = packaged.dossier("Xiaomi", as_of="2021-03-16")

    assert early.subject.records[0].ended is None
    assert late.subject.records[0].ended is not None
    assert len(early.timeline.entries) < len(late.timeline.entries)
    with pytest.raises(InputError, match="nothing on file is called 'Xiaomi'"):
        packaged.dossier("Xiaomi", known_at="2020-01-01")


def test_a_time_line_is_in_order_of_time(packaged: Workspace) -> None:
    line = packaged.timeline("1810.HK")
    days = [entry.on.day for entry in line.entries]

    assert days == sorted(days)
    told = line.to_json()
    assert (told["subject"], told["caption"]) == ("us_dod_1237-xiaomi", "Xiaomi Corporation")


def test_a_query_that_fits_several_names_their_ids_and_an_id_is_an_answer(
    packaged: Workspace,
) -> None:
    with pytest.raises(InputError, match="fits several subjects") as refused:
        packaged.dossier("CHINA TELECOM")

    for entity in ("us_ofac_cons-30939", "us_ofac_cons-30882"):
        assert entity in str(refused.value)
        assert entity in packaged.dossier(entity).subject.referents


def test_a_name_that_is_only_near_is_no_answer(packaged: Workspace) -> None:
    with pytest.raises(InputError, match=r"near it comes COSTAR GROUP CO\., LTD\.") as refused:
        packaged.timeline("COSTAR GROUP INC")

    assert "us_ofac_cons-32107" in str(refused.value)


@pytest.mark.parametrize("query", ["", "Nobody Known", "JIANGXI HUAWEI CONSTRUCTION MATERIALS"])
def test_nobody_has_no_dossier(packaged: Workspace, query: str) -> None:
    with pytest.raises(InputError):
        packaged.dossier(query)


def test_a_dossier_is_written_as_one_page_and_as_json(packaged: Workspace, tmp_path: Path) -> None:
    dossier = packaged.dossier("Hikvision")
    page = dossier.to_html(tmp_path / "h.html").read_text(encoding="utf-8")

    assert "Hangzhou Hikvision Digital Technology Co., Ltd." in page
    assert "<script src=" not in page
    told = dossier.to_json()
    assert set(told) == {"subject", "status", "timeline", "citations"}
