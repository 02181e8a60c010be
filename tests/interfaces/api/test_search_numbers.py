"""Numbers by which ``/search`` finds somebody, as ``/match`` does."""

from __future__ import annotations

import pytest

from tests.interfaces.api.running import Document, Service

SMIC, XIAOMI, SBERBANK = "us_ofac_cons-30951", "us_dod_1237-xiaomi", "us_ofac_cons-17018"
EARLIER, THEN = "2001-01-01", "2021-07-01"


def search(service: Service, **params: object) -> Document:
    answer = service.get("/search/default", **params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(service: Service, **params: object) -> list[str]:
    found = search(service, **params)
    assert found["total"]["value"] == len(found["results"])
    return [one["id"] for one in found["results"]]


@pytest.mark.parametrize("known_at", [{}, {"known_at": THEN}, {"as_of": THEN}])
@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("KYG8020E1199", SMIC),
        ("kyg8020e1199", SMIC),
        ("ISIN: KYG8020E1199", SMIC),
        ("KY G802 0E11 99", SMIC),
        ("0981.HK", SMIC),
        ("981 HK Equity", SMIC),
        ("HKEX:0981", SMIC),
        ("XIACY", XIAOMI),
        ("US:XIACY", XIAOMI),
        ("7707083893", SBERBANK),
        ("SABRRUMM012", SBERBANK),
    ],
)
def test_whom_a_number_leads_to_is_found(
    service: Service, number: str, found: str, known_at: dict[str, str]
) -> None:
    assert ids(service, q=number, **known_at) == [found]
    assert ids(service, q=number, **known_at, facets="countries", schema="Person") == []


@pytest.mark.parametrize("number", ["KYG8020E1199", "0981.HK", "XIACY", "SABRRUMM012"])
def test_nobody_is_led_to_by_what_was_not_known_then(service: Service, number: str) -> None:
    assert ids(service, q=number, known_at=EARLIER) == []


def test_a_number_finds_whom_match_finds_within_the_scope(service: Service) -> None:
    assert ids(service, q="KYG8020E1199", include_dataset="us_dod_1237") == [SMIC]
    assert ids(service, q="KYG8020E1199", include_dataset="eu_fsf") == []
    assert ids(service, q="KYG8020E1199", topics="no.such") == []
    facets = search(service, q="KYG8020E1199")["facets"]
    assert {one["name"] for one in facets["countries"]["values"]} >= {"cn"}


def test_words_are_no_numbers_where_they_fit_somebody(service: Service) -> None:
    plain = ids(service, q="smic", limit=100)

    assert SMIC in plain
    assert ids(service, q="KYG8020E1190") == []
    assert ids(service, q="US0378331005") == []
    assert service.get("/search/default", q="banana:KYG8020E1190").status_code == 400


@pytest.mark.parametrize("moment", [{}, {"known_at": THEN, "q": "smic"}])
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["identifiers:KYG8020E1199"], [SMIC]),
        (["identifiers:kyg8020e1199"], [SMIC]),
        (["properties.isinCode:KYG8020E1199"], [SMIC]),
        (["properties.ticker:0981.HK"], [SMIC]),
        (["identifiers:KYG8020E1199", "identifiers:US0378331005"], [SMIC]),
        (["properties.leiCode:KYG8020E1199"], []),
        (["identifiers:US0378331005"], []),
        (["properties.isinCode:US0378331005"], []),
    ],
)
def test_a_filter_reads_numbers_of_securities(
    service: Service, wanted: list[str], found: list[str], moment: dict[str, str]
) -> None:
    assert ids(service, filter_=wanted, **moment) == found


def test_filters_of_numbers_are_any_of_them_or_all(service: Service) -> None:
    both = ["identifiers:KYG8020E1199", "identifiers:7707083893"]

    assert {*ids(service, filter_=both)} == {SMIC, SBERBANK}
    assert ids(service, filter_=both, filter_op="AND") == []
    assert ids(service, filter_=[both[0], "countries:ru"]) == []
    assert ids(service, filter_=[both[1], "countries:ru"]) == [SBERBANK]


def test_programmes_are_counted_as_no_identifiers(service: Service) -> None:
    (facet,) = search(service, q="7707083893", facets="identifiers")["facets"].values()
    counted = {one["name"] for one in facet["values"]}
    programme = "properties.programId:UKRAINE-EO13662"

    assert "7707083893" in counted
    assert not any("EO1" in one for one in counted)
    assert ids(service, q="7707083893", filter_=programme) == [SBERBANK]
    assert ids(service, filter_="identifiers:UKRAINE-EO13662") == []
