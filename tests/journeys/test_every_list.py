"""Every official list at hand: counts, nothing unreported, one subject across lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.workspace import Workspace, open_workspace

# Key, file below the data, day of publication where the file states none, records.
EDITIONS = [
    ("un_sc_sanctions", "un/2021-01-27/un-data.xml", None, 710 + 293),
    ("un_sc_sanctions", "un/2026-02-27/UN_consolidated.xml", None, 730 + 273),
    ("eu_fsf", "eu_fsf/2022-03-18/xmlFullSanctionsList_1_1.prefix.xml.gz", None, 1_044),
    ("gb_hmt_sanctions", "uk/2020-04-27/ConList.csv", None, 9_494 - 2),
    ("gb_fcdo_sanctions", "uk/2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods", None, 5_302),
    ("ca_dfatd_sema_sanctions", "ca_sema/2022-05-11/sema-lmes.xml", "2022-05-11", 2_606),
    (
        *("au_dfat_sanctions", "au_dfat/2022-05-05/regulation8_consolidated.xls.gz"),
        *("2022-05-05", 7_946 - 1),
    ),
    ("jp_mof_sanctions", "jp_mof/2026-03-05/shisantouketsu20260305.xlsx", None, 2_862),
    ("worldbank_debarred", "worldbank_debarred/2021-01-28/wb-data.json.gz", None, 1_261),
    ("us_trade_csl", "us_csl/2019-12-03/csl.csv", "2019-12-03", 116 - 1),
    ("us_trade_csl", "us_csl/2025-02-27/consolidated.csv.gz", "2025-02-27", 14_161 - 1),
    ("us_bis_denied", "us_bis_dpl/2022-09-07/dpl.txt", "2022-09-07", 582 - 1),
    ("us_state_isn", "us_state_isn/2021-05/isn.csv", "2021-05-22", 214 - 1),
    (
        *("us_ddtc_debarred", "us_state_dtc/2018-01-24/itar_debarred_party_list_01242018.csv"),
        *("2018-01-24", 516 - 1),
    ),
    ("us_ofac_sdn", "us_ofac_sdn/2022-02-17/sdn.csv", "2022-02-17", 9_056),
]


@pytest.fixture(scope="module")
def every_list(shared: Path) -> Iterator[Workspace]:
    """Packaged facts and one edition or two of every list."""
    with open_workspace("sqlite://") as workspace:
        for key, file, published, records in EDITIONS:
            found = workspace.import_files(key, shared / "data" / file, published=published)
            assert (found.state, found.edition.records) == ("recorded", records), file
            assert found.edition.warnings == (), file
        yield workspace


def test_every_list_reads_with_its_count_and_nothing_unreported(every_list: Workspace) -> None:
    newest = {status.key: status for status in every_list.sources()}

    assert {key for key, *_ in EDITIONS} <= {
        key for key, status in newest.items() if status.edition is not None
    }
    assert [key for key, status in newest.items() if status.state == "quarantined"] == []


def test_the_same_bytes_a_second_time_change_nothing(every_list: Workspace, shared: Path) -> None:
    before = len(every_list.sources(every=True))

    for key, file, published, _ in EDITIONS[4:8]:
        found = every_list.import_files(key, shared / "data" / file, published=published)
        assert found.state == "unchanged"

    assert len(every_list.sources(every=True)) == before


@pytest.mark.parametrize(
    ("query", "lists"),
    [
        # UN KPe.022, and entry 17067 of OFAC's list.
        (
            "CHONGCHONGANG SHIPPING COMPANY",
            {
                *("un_sc_sanctions", "us_ofac_sdn", "gb_hmt_sanctions", "gb_fcdo_sanctions"),
                *("jp_mof_sanctions", "au_dfat_sanctions", "us_trade_csl"),
            },
        ),
        # UN QDi.059; OFAC prints both 24 and 25 August 1962, the UN and the UK the first.
        (
            "us_ofac_sdn-7209",
            {
                *("un_sc_sanctions", "us_ofac_sdn", "gb_hmt_sanctions", "gb_fcdo_sanctions"),
                *("jp_mof_sanctions", "au_dfat_sanctions", "eu_fsf", "us_trade_csl"),
            },
        ),
        ("Hikvision", {"us_dod_1237", "us_dod_chinese_milcorps", "us_ofac_cons", "us_trade_csl"}),
    ],
)
def test_one_subject_stands_on_many_lists(
    every_list: Workspace, query: str, lists: set[str]
) -> None:
    subject = every_list.dossier(query).subject

    assert {referent.partition("-")[0] for referent in subject.referents} == lists


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Both print IMO 1991835 in OFAC's list; they are two shipping companies.
        ("us_ofac_sdn-19583", "us_ofac_sdn-23723"),
        # The old UK list prints the first one's UN reference in the remarks of the second.
        ("un_sc_sanctions-6908499", "gb_hmt_sanctions-13484"),
        ("un_sc_sanctions-6908552", "gb_fcdo_sanctions-DPR0148"),
        ("us_ofac_cons-30882", "us_ofac_cons-30939"),
    ],
)
def test_two_subjects_that_lists_seem_to_confuse_stay_two(
    every_list: Workspace, one: str, other: str
) -> None:
    assert other not in every_list.dossier(one).subject.referents


@pytest.mark.parametrize(
    "name",
    ["CONSTRUCTORA ROFI S A", "INMOBILIARIA ROFI S A", "OOO BITRIVER-B"],
)
def test_a_name_that_ends_like_a_share_class_is_found_as_printed(
    every_list: Workspace, name: str
) -> None:
    subject = every_list.dossier(name).subject

    assert name in {each.text for each in subject.names}


@pytest.mark.parametrize(
    ("query", "regime", "verdict"),
    [
        ("Hikvision", "NS-CMIC", "PROHIBITED"),
        ("AEROSUN", "NS-CMIC", "PROHIBITED"),
        ("Huawei", "NS-CMIC", "PROHIBITED"),
        ("Xiaomi", "CCMC", "ALLOWED"),
        ("140 Repair Plant JSC", "BIS-EL", "ALLOWED"),
    ],
)
def test_an_entry_of_another_list_makes_no_verdict_weaker(
    every_list: Workspace, query: str, regime: str, verdict: str
) -> None:
    found = every_list.check(query, regimes=[regime], as_of="2025-03-10", known_at="2025-03-10")

    assert found.verdict.outcome.value == verdict


def test_a_list_without_a_regime_is_named_beside_the_answer(every_list: Workspace) -> None:
    found = every_list.check("JIANGXI HUAWEI CONSTRUCTION MATERIALS CO. LTD.", as_of="2021-02-01")

    assert found.verdict.outcome.value == "ALLOWED"
    assert {one.source for one in found.named_elsewhere} == {"worldbank_debarred"}


def test_whom_the_unions_list_names_is_for_review_to_persons_of_the_union(
    every_list: Workspace,
) -> None:
    asked = {"as_of": "2022-03-20", "known_at": "2022-03-20", "regimes": ["EU-FREEZE"]}

    listed = every_list.check("eu_fsf-EU.27.28", investor="eu_person", **asked)  # type: ignore[arg-type]
    stranger = every_list.check("Example Bakery", investor="eu_person", **asked)  # type: ignore[arg-type]

    assert listed.verdict.outcome.value == "REVIEW"
    assert listed.verdict.reason.value == "RULE_UNCERTAIN"
    assert stranger.verdict.reason.value == "NOT_LISTED"


def test_whom_only_a_newer_copy_of_a_list_names_is_for_review(every_list: Workspace) -> None:
    """The SDN edition on file is of 2022-02-17; the copy of 2025 names whom it does not."""
    asked = {"as_of": "2025-03-01", "known_at": "2025-03-01", "regimes": ["SDN"]}

    # Sberbank stands in the copy as blocked and, under the same programme, with directives.
    for entity in ("us_trade_csl-35816", "us_trade_csl-17018"):
        found = every_list.check(entity, **asked)  # type: ignore[arg-type]

        assert found.verdict.outcome.value == "REVIEW"
        assert "us_trade_csl of 2025-02-27 repeats this list" in found.verdict.explanation


def likest(workspace: Workspace, query: str) -> set[str]:
    """Return the ids of whoever comes first of all who may be meant by a query."""
    found = workspace.check(query, as_of="2025-03-10", known_at="2025-03-10")
    candidates = [one.candidate for ruling in found.rulings for one in ruling.candidates]
    best = max((one.score for one in candidates), default=0)
    return {each for one in candidates if one.score == best for each in one.subject.referents}


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("LUKOIL OIL COMP", "us_trade_csl-d3fb79f9bda3"),
        ("GUANGZHOU HAIGE COMM GRP", "us_trade_csl-0d5ecc1d6ab9"),
        ("HIKVISION DIGITAL TECH-A", "us_ofac_cons-30946"),
        ("SEMICONDUCTOR MANUFACTURING IN", "us_ofac_cons-30951"),
        ("CHINA MOBILE LTD-SPON ADR", "us_ofac_cons-30923"),
        ("小米集团", "us_dod_1237-xiaomi"),
        ("Сяоми", "us_dod_1237-xiaomi"),
        ("Megvii Beijing", "us_dod_chinese_milcorps-megvii"),
        ("Oleg Deripaska", "us_ofac_sdn-24283"),
        ("Deripaska, O. V.", "us_ofac_sdn-24283"),
    ],
)
def test_a_name_as_custodians_and_newspapers_write_it_finds_its_entry(
    every_list: Workspace, query: str, entity: str
) -> None:
    assert entity in likest(every_list, query)


@pytest.mark.parametrize(
    "query",
    [
        *("China", "China Fund", "Example Bakery", "Samsung Electronics", "Toyota Motor Corp"),
        *("Apple Inc", "Nestle SA", "Oleg Derevenko", "Guangzhou Haizhu Bakery", "Lukas Foods"),
    ],
)
def test_generic_words_and_near_twins_are_nobody(every_list: Workspace, query: str) -> None:
    assert likest(every_list, query) == set()


def test_a_misspelt_name_is_for_review_and_says_which_names_met(every_list: Workspace) -> None:
    asked = {"as_of": "2025-03-10", "known_at": "2025-03-10", "regimes": ["NS-CMIC"]}
    exact = every_list.check("Hangzhou Hikvision Digital Technology", **asked)  # type: ignore[arg-type]
    misspelt = every_list.check("Hangzhou Hikvison Digital Technology", **asked)  # type: ignore[arg-type]

    assert exact.verdict.outcome.value == "PROHIBITED"
    assert (misspelt.verdict.outcome.value, misspelt.verdict.reason.value) == (
        *("REVIEW",),
        "IDENTITY_UNCERTAIN",
    )
    assert "“Hangzhou Hikvison Digital Technology” met “" in misspelt.verdict.explanation
    [ruling] = misspelt.rulings
    first = ruling.candidates[0].candidate
    assert (first.matched_by, first.certain) == ("similar name", False)
    assert "hikvison" in first.explanation
    assert first.explanation in json.dumps(misspelt.to_json(), ensure_ascii=False)
