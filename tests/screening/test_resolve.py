"""Who is meant: pairs that must meet, near twins that must not, and doubts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.resolve import resolve, resolve_all
from proscribe.securities.queries import read_query
from proscribe.workspace.directory import LedgerDirectory
from tests.bounded import must_end

KNOWN = datetime(2026, 8, 1, tzinfo=UTC)
XIAOMI = "us_dod_1237-xiaomi"
HIKVISION = "us_ofac_cons-30946"
CHINA_MOBILE = "us_ofac_cons-30923"
CHINA_TELECOM = "us_ofac_cons-30882"
UNICOM_GROUP = "us_ofac_cons-30942"

Listed = Callable[[str], LedgerDirectory]


def by_name(directory: LedgerDirectory, name: str, country: str | None = None) -> Resolution:
    return resolve(Wanted(keys=(), name=name, country=country), directory, KNOWN).fitted()


def by_query(directory: LedgerDirectory, query: str, name: str = "") -> Resolution:
    return resolve(Wanted(keys=read_query(query).keys, name=name), directory, KNOWN).fitted()


def ids(resolution: Resolution) -> set[str]:
    return {one.subject.id for one in resolution.candidates}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Xiaomi", XIAOMI),
        ("XIAOMI CORP", XIAOMI),
        ("XIAOMI CORP-CLASS B", XIAOMI),
        ("小米集团", XIAOMI),
        ("HANGZHOU HIKVISION DIGITAL TECH-A", HIKVISION),
        ("CHINA COMMUNICATIONS CONSTRUCTION CO LTD H", "us_ofac_cons-30930"),
        ("COSTAR GROUP CO., LTD.", "us_ofac_cons-32107"),
        ("HUAWEI TECHNOLOGIES CO., LTD.", "us_ofac_cons-30947"),
    ],
)
def test_an_equal_name_is_its_bearer_for_certain(
    directory: LedgerDirectory, name: str, entity: str
) -> None:
    found = by_name(directory, name)

    assert found.certain
    assert ids(found) == {entity}


@pytest.mark.parametrize(
    "name",
    [
        "ZHANG Xiaoming",
        "JIANGXI HUAWEI CONSTRUCTION MATERIALS",
        "CHINA COMMUNICATIONS",
        "",
        " ",
        "X",
        "!!!",
        "CORP",
        "LTD",
        "Co., Ltd.",
        "The",
    ],
)
def test_a_near_twin_or_no_name_at_all_is_nobody(directory: LedgerDirectory, name: str) -> None:
    assert by_name(directory, name).candidates == ()


@pytest.mark.parametrize(
    ("name", "entity", "matched_by"),
    [
        ("COSTAR GROUP INC", "us_ofac_cons-32107", "similar name"),
        ("CHINA COMMUNICATIONS CONSTRUC", "us_ofac_cons-30930", "cut-off name"),
        ("HIKVISION DIGITAL TECH-A", HIKVISION, "part of a name"),
    ],
)
def test_a_name_that_may_be_meant_is_a_doubt(
    directory: LedgerDirectory, name: str, entity: str, matched_by: str
) -> None:
    found = by_name(directory, name)
    one = next(one for one in found.candidates if one.subject.id == entity)

    assert not found.certain
    assert found.sure is None
    assert (one.matched_by, one.certain, one.score) == (matched_by, False, 0.75)


def test_every_name_that_a_beginning_may_be_is_a_candidate(directory: LedgerDirectory) -> None:
    assert ids(by_name(directory, "CHINA COMMUNICATIONS CONSTRUC")) == {
        "us_ofac_cons-30930",
        "us_ofac_cons-32072",
    }


def test_a_contradicting_legal_form_stands_beside_the_equal_name_as_a_doubt(
    directory: LedgerDirectory,
) -> None:
    found = by_name(directory, "SenseTime Group Inc.")

    assert [(one.subject.id, one.certain) for one in found.candidates] == [
        ("us_dod_chinese_milcorps-sensetime-group-inc", True),
        ("us_ofac_cons-33114", False),
    ]
    assert not found.certain
    assert found.sure is found.candidates[0]


def test_a_name_two_companies_bear_has_both_as_candidates(directory: LedgerDirectory) -> None:
    found = by_name(directory, "CHINA TELECOM")

    assert ids(found) == {"us_ofac_cons-30939", CHINA_TELECOM}
    assert not found.certain


def test_the_identifier_settles_a_name_that_two_companies_bear(directory: LedgerDirectory) -> None:
    found = by_query(directory, "CNE1000002V2", "CHINA TELECOM")

    assert found.certain
    assert ids(found) == {CHINA_TELECOM}


@pytest.mark.parametrize(
    "query",
    [
        "HK0941009539",
        "hk0941009539",
        " HK 0941 009539 ",
        "16941M109",
        "US16941M1099",
        "0941.HK",
        "941 HK",
        "00941 HK",
        "HKEX:941",
        "CHL",
    ],
)
def test_every_identifier_of_every_line_leads_to_the_issuer(
    directory: LedgerDirectory, query: str
) -> None:
    found = by_query(directory, query)

    assert found.certain
    assert ids(found) == {CHINA_MOBILE}
    assert found.candidates[0].score == 1.0


@pytest.mark.parametrize("query", ["941 US", "941 CN", "HK0941009530", "US0378331005", "941.L"])
def test_a_wrong_market_or_a_wrong_digit_leads_to_nobody(
    directory: LedgerDirectory, query: str
) -> None:
    assert by_query(directory, query).candidates == ()


def test_an_identifier_against_an_equal_name_of_another_is_a_doubt(
    directory: LedgerDirectory,
) -> None:
    for name, entity in (
        ("China Mobile Limited", CHINA_MOBILE),
        ("HUAWEI TECHNOLOGIES", "us_ofac_cons-30947"),
    ):
        found = by_query(directory, "KYG9830T1067", name)

        assert not found.certain
        assert found.sure is None
        assert ids(found) >= {XIAOMI, entity}


def test_two_identifiers_of_two_companies_are_a_doubt(directory: LedgerDirectory) -> None:
    keys = (("isin", "KYG9830T1067"), ("ticker", "HK:941"))
    found = resolve(Wanted(keys=keys), directory, KNOWN)

    assert ids(found) == {XIAOMI, CHINA_MOBILE}
    assert not found.certain


def test_a_name_unknown_to_every_list_does_not_shake_an_identifier(
    directory: LedgerDirectory,
) -> None:
    found = by_query(directory, "KYG9830T1067", "Some Custodian Spelling")

    assert found.certain
    assert ids(found) == {XIAOMI}


def test_an_identifier_printed_under_one_programme_stands_for_that_one(
    directory: LedgerDirectory,
) -> None:
    [one] = by_query(directory, "600050 CN").candidates

    assert one.subject.id == UNICOM_GROUP
    assert one.programs == frozenset({"CCMC-EO13959"})


def test_an_identifier_with_the_equal_name_stands_for_the_issuer_itself(
    directory: LedgerDirectory,
) -> None:
    group = by_query(directory, "600050 CN").candidates[0].subject.names[0].text
    [one] = by_query(directory, "600050 CN", group).candidates

    assert one.programs is None


def test_an_entity_id_of_any_list_is_its_subject(directory: LedgerDirectory) -> None:
    for entity in (XIAOMI, "us_ofac_cons-33114"):
        found = resolve(Wanted(keys=(("entity", entity),)), directory, KNOWN)

        [one] = found.candidates
        assert entity in (one.subject.id, *one.subject.referents)
    assert resolve(Wanted(keys=(("entity", "us_nobody-1"),)), directory, KNOWN).candidates == ()


def test_a_name_in_another_country_is_a_doubt_and_a_doubtful_one_there_is_nobody(
    directory: LedgerDirectory,
) -> None:
    elsewhere = by_name(directory, "XIAOMI CORP", "US")

    assert not elsewhere.certain
    assert elsewhere.candidates[0].matched_by == "name in another country"
    assert by_name(directory, "COSTAR GROUP INC", "US").candidates == ()
    assert not by_name(directory, "CHINA COMMUNICATIONS CONSTRUC", "US").certain


@pytest.mark.parametrize("country", [None, "CN", "HK", "MO", "KY", "VG", "cn"])
def test_a_company_is_at_home_in_its_country_and_where_companies_are_registered(
    directory: LedgerDirectory, country: str | None
) -> None:
    assert by_name(directory, "XIAOMI CORP", country).certain


def test_a_person_is_found_in_either_order_only_where_people_are_meant(listed: Listed) -> None:
    directory = listed("id,schema,name\n1,Person,ZHANG Xiaoming\n2,Person,Ao Li\n3,Person,Carlos\n")

    for name in ("Xiaoming Zhang", "ZHANG, Xiaoming"):
        found = resolve(Wanted(keys=(), name=name, people=True), directory, KNOWN)
        assert (ids(found), found.certain) == ({"list-1"}, True)
    assert by_name(directory, "ZHANG Xiaoming").candidates == ()
    for other in ("Xiaomi", "ZHANG Xiulan", "Li", "Li Limited", "LI AB"):
        assert resolve(Wanted(keys=(), name=other, people=True), directory, KNOWN).candidates == ()


def test_a_single_word_is_never_surely_a_person(listed: Listed) -> None:
    directory = listed("id,schema,name\n3,Person,Carlos\n")
    found = resolve(Wanted(keys=(), name="CARLOS", people=True), directory, KNOWN)

    assert (ids(found), found.certain) == ({"list-3"}, False)


def test_a_lei_is_found_however_it_is_written_on_the_list(listed: Listed) -> None:
    directory = listed("id,name,lei\n1,Example,5299 00t8bm49aursdo 55\n")

    assert ids(by_query(directory, "529900T8BM49AURSDO55")) == {"list-1"}
    assert ids(by_query(directory, "lei 529900t8bm49aursdo55")) == {"list-1"}


def test_what_is_resolved_together_is_what_is_resolved_alone(directory: LedgerDirectory) -> None:
    names = ("Xiaomi", "CHINA TELECOM", "nobody known", "", "COSTAR GROUP INC")
    wanted = [Wanted(keys=(), name=name) for name in names]

    together = resolve_all(wanted, directory, KNOWN)

    assert together == tuple(resolve(one, directory, KNOWN) for one in wanted)
    assert resolve_all((), directory, KNOWN) == ()


def test_nobody_is_known_before_the_first_list(listed: Listed) -> None:
    directory = listed("id,name\n1,Huawei\n")
    before = datetime(2019, 12, 31, tzinfo=UTC)

    assert ids(by_name(directory, "Huawei")) == {"list-1"}
    assert resolve(Wanted(keys=(), name="Huawei"), directory, before).candidates == ()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=80))
def test_any_text_is_resolved(directory: LedgerDirectory, text: str) -> None:
    found = resolve(Wanted(keys=read_query(text).keys, name=text, people=True), directory, KNOWN)

    assert all(0 < one.score <= 1 for one in found.candidates)


@pytest.mark.parametrize("part", ["\ud800", "\x00", "A", "- ", "小米", "(A", "adr ", "'"])
def test_ten_thousand_characters_name_nobody(directory: LedgerDirectory, part: str) -> None:
    text = (part * 10_000)[:10_000]

    with must_end():
        wanted = Wanted(keys=read_query(text).keys, name=text, people=True)
        found = resolve(wanted, directory, KNOWN)

    assert found.candidates == ()


@pytest.mark.parametrize(
    ("name", "matched_by", "entity"),
    [
        ("XIAOMI GROUP HLDGS", "name with more words", XIAOMI),
        ("HIKVISION LOT 12 UBS", "name with more words", HIKVISION),
        ("CHINA MOBILE CALL 06/2022 CITI", "paper with that name", CHINA_MOBILE),
        ("XIAOMI BEST TIME INTL 3.375%", "paper with that name", XIAOMI),
        ("XIAOMI 3.375% 04/29/30", "name", XIAOMI),
    ],
)
def test_a_listed_name_beside_words_that_tell_nobody_apart_is_a_doubt(
    directory: LedgerDirectory, name: str, matched_by: str, entity: str
) -> None:
    found = by_name(directory, name)

    assert not found.certain
    assert {(one.matched_by, one.certain) for one in found.candidates} == {(matched_by, False)}
    assert entity in ids(found)


def test_a_bond_that_names_its_issuer_in_full_is_that_issuers(directory: LedgerDirectory) -> None:
    assert by_name(directory, "XIAOMI CORP 3.375% 04/29/30").certain


@pytest.mark.parametrize("name", ["XIAOMI FOOD", "CNOOC ENERGY TECHNOLOGY", "INSPUR INTERNATIONAL"])
def test_a_listed_name_in_that_of_another_company_is_nobodys(
    directory: LedgerDirectory, name: str
) -> None:
    assert by_name(directory, name).candidates == ()


def test_a_warrant_put_out_in_another_country_stays_a_doubt_and_a_company_there_does_not(
    directory: LedgerDirectory,
) -> None:
    assert ids(by_name(directory, "HIKVISION WARRANT CITI", "US")) == {HIKVISION}
    assert by_name(directory, "HIKVISION GROUP HLDGS", "US").candidates == ()


def test_a_number_given_with_a_name_that_is_none_of_its_issuer_is_noted(
    directory: LedgerDirectory,
) -> None:
    [other] = by_query(directory, "HK0883013259", "APPLE INC").candidates
    [same] = by_query(directory, "HK0883013259", "CNOOC LTD COMMON STOCK").candidates
    [alone] = by_query(directory, "HK0883013259").candidates

    assert "“APPLE INC”, is none on file of CNOOC LIMITED, whose ISIN HK0883013259" in other.how
    assert "none on file" not in same.how + alone.how


@pytest.mark.parametrize(
    ("name", "sure"),
    [("COMEC", True), ("COMEC CO LTD", True), ("COMEC INC", False), ("COMEC SPA", False)],
)
def test_a_short_name_with_a_legal_form_of_elsewhere_is_a_doubt(
    listed: Listed, name: str, *, sure: bool
) -> None:
    directory = listed("name,aliases\nCSSC Offshore & Marine Engineering Company Limited,COMEC\n")
    found = by_name(directory, name)

    assert len(found.candidates) == 1
    assert found.certain is sure


@pytest.mark.parametrize(
    "name", ["SENSE TIME GROUP", "CHINA RAIL CN-H", "CHINA MOBIL LTD HKD", "UNICOM"]
)
def test_a_listed_name_written_another_way_is_a_doubt(
    directory: LedgerDirectory, name: str
) -> None:
    found = by_name(directory, name)

    assert found.candidates
    assert not found.certain


def test_an_abbreviation_before_a_market_may_also_be_the_listed_company(
    directory: LedgerDirectory,
) -> None:
    resolved = resolve(Wanted(keys=(), name="SMIC HK"), directory, KNOWN)
    (sure,) = (one.subject for one in resolved.candidates if one.certain)
    found = resolved.among(lambda subject: subject.id != sure.id)

    assert sure.caption == "SMIC Hong Kong International Company Limited"
    assert {sure.id} < ids(found)
    assert not found.certain
