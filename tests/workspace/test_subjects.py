"""The dossier and the time line of one subject."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import AbsentError, InputError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.dossiers import dossier_page
from proscribe.workspace.subjects import NotOnRecordError


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


@pytest.mark.parametrize("query", ["Xiaomi", "us_dod_1237-xiaomi", "KYG9830T1067"])
def test_who_was_not_on_record_yet_is_not_called_unknown(packaged: Workspace, query: str) -> None:
    with pytest.raises(NotOnRecordError) as refused:
        packaged.dossier(query, known_at="2020-01-01")

    later = refused.value.later
    assert (later.subject_id, later.since) == ("us_dod_1237-xiaomi", date(2021, 1, 14))
    told = str(refused.value)
    assert "nothing was on record of" in told
    assert "2021-01-14" in told
    # Who it is and since when: nothing of what became known of it later.
    assert "S1237" not in told
    assert "vacat" not in told
    assert packaged.timeline(query, known_at="2021-01-14").entries
    with pytest.raises(NotOnRecordError):
        packaged.timeline(query, known_at="2021-01-13")


def test_who_was_on_record_by_another_name_is_told_apart(tmp_path: Path) -> None:
    with open_workspace(settings=Settings(data=tmp_path)) as workspace:
        for day, name in (("2021-01-01", "Zyxel Mining"), ("2022-01-01", "Quorn Mining")):
            own = tmp_path / "own.csv"
            own.write_text(f"id,schema,name\nz,Company,{name}\n", encoding="utf-8")
            workspace.import_files("list", own, published=day)

        with pytest.raises(NotOnRecordError, match="by another name") as refused:
            workspace.timeline("Quorn Mining", known_at="2021-06-01")

        assert (refused.value.later.subject_id, refused.value.later.since) == ("list-z", None)
        assert "Zyxel" not in str(refused.value)


def test_several_that_came_later_are_told_without_choosing_one(packaged: Workspace) -> None:
    with pytest.raises(NotOnRecordError) as refused:
        packaged.dossier("CHINA TELECOM", known_at="2015-01-01")

    assert refused.value.later.subject_id is None


@pytest.mark.parametrize("known_at", [None, "2020-01-01", "2999-01-01"])
def test_who_is_on_no_record_at_all_is_unknown_at_every_moment(
    packaged: Workspace, known_at: str | None
) -> None:
    with pytest.raises(AbsentError, match="nothing on file is called") as refused:
        packaged.timeline("Nobody Known", known_at=known_at)

    assert not isinstance(refused.value, NotOnRecordError)


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


def test_a_dossier_names_no_document_that_was_to_come(packaged: Workspace) -> None:
    def keys(told: object) -> Iterator[str]:
        if isinstance(told, list):
            for one in told:
                yield from keys(one)
        elif isinstance(told, dict):
            yield from told.get("cite", ())
            yield from keys([*told.values()])

    early = packaged.dossier("Xiaomi", as_of="2021-03-06", known_at="2021-03-06").to_json()
    late = packaged.dossier("Xiaomi").to_json()

    for one in (early, late):
        assert isinstance(one["citations"], dict)
        assert {*keys([one["subject"], one["timeline"]])} == {*one["citations"]} != set()
    assert "thompson-hine-2021-03-17" in late["citations"]  # type: ignore[operator]
    told = json.dumps([early["citations"], *keys(early["subject"])])
    for word in ("final order", "opinion of 2021-03-12", "agrees to drop", "2021-03-17"):
        assert word not in told
