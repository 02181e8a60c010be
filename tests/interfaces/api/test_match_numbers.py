"""Numbers, parts of names and securities by which ``/match`` finds somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from proscribe.workspace import Workspace
from tests.interfaces.api.running import Document, Service, open_service

SAMPLE = Path(__file__).parents[2] / "sources/us/us_ofac_sdn/sample/sdn.csv"
SHIP, OWNER, TRADER, MINISTER = (f"us_ofac_sdn-{id_}" for id_ in (90105, 90101, 90106, 90103))
LATER, EARLIER = "2031-01-01", "2001-01-01"


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server on packaged facts and a few lines of OFAC's list."""

    def prepare(workspace: Workspace) -> None:
        workspace.import_files("us_ofac_sdn", SAMPLE)

    with open_service(tmp_path_factory.mktemp("listed"), prepare=prepare) as running:
        yield running


def ids(
    service: Service, schema: str, properties: Mapping[str, object], **params: object
) -> list[str]:
    return [one["id"] for one in results(service, schema, properties, **params)]


def results(
    service: Service, schema: str, properties: Mapping[str, object], **params: object
) -> list[Document]:
    body = {"queries": {"q": {"schema": schema, "properties": properties}}}
    answer = service.client.post("/match/default", json=body, params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: list[Document] = answer.json()["responses"]["q"]["results"]
    return found


@pytest.mark.parametrize(
    "written",
    [
        "9000015",
        9000015,
        "IMO 9000015",
        "IMO9000015",
        "imo9000015",
        "IMO No. 9000015",
        "imo: 9000015",
        9000015.0,
        "9000015.0",
        "9000015.00",
        "9000015 / 9000027",
        "IMO 9000027; IMO 9000015",
        "9000027,9000015",
        "9000027 and 9000015",
        "9000027 9000015",
        "9000027  9000015",
        "9000027\t9000015",
        "9000027\r\n9000015",
        "IMO 9000027 IMO 9000015",
        "IMO 9000 015",
        ", ".join([*(str(number) for number in range(9100000, 9100040)), "9000015"]),
    ],
)
def test_a_ship_is_found_by_its_number_however_it_is_written(
    listed: Service, written: object
) -> None:
    assert ids(listed, "Vessel", {"imoNumber": written}) == [SHIP]
    assert ids(listed, "Vessel", {"imoNumber": written, "name": "Anything else"}) == [SHIP]


@pytest.mark.parametrize(
    ("prop", "written", "found"),
    [
        ("mmsi", "MMSI 999-000-001", SHIP),
        ("callSign", "ex-9b", SHIP),
        ("taxNumber", "exa 900101 ab1", OWNER),
        ("vatCode", "EX9000001", TRADER),
    ],
)
def test_other_numbers_are_found_however_they_are_written(
    listed: Service, prop: str, written: str, found: str
) -> None:
    schema = "Vessel" if found == SHIP else "Company"

    assert ids(listed, schema, {prop: written}) == [found]
    assert ids(listed, schema, {prop: f"{written}7"}) == []


def test_a_number_is_found_as_of_another_moment_too(listed: Service) -> None:
    ship = {"imoNumber": "IMO 9000015"}

    assert ids(listed, "Vessel", ship, as_of=LATER) == [SHIP]
    assert ids(listed, "Vessel", ship, known_at=EARLIER) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"firstName": "Richard", "lastName": "Roe"},
        {"firstName": ["Richard"], "middleName": "Q.", "lastName": ["Roe"]},
        {"firstName": ["Dick", "Richard"], "fatherName": "Pyotrovich", "lastName": "ROE"},
        {"name": "Mr. J Doe", "firstName": "Richard", "lastName": "Roe"},
    ],
)
def test_a_person_is_found_by_the_parts_of_the_name(
    listed: Service, parts: Mapping[str, object]
) -> None:
    assert ids(listed, "Person", parts) == [MINISTER]
    assert ids(listed, "Person", parts, as_of=LATER) == [MINISTER]


SMIC = {"name": "Semiconductor Manufacturing International Corp"}
SMIC_ISIN = "KYG8020E1199"


@pytest.mark.parametrize(
    ("schema", "properties"),
    [
        ("Company", {"isinCode": SMIC_ISIN}),
        ("Security", {"isin": f"ISIN: {SMIC_ISIN.lower()}"}),
        ("Security", {"isin": SMIC_ISIN, "name": "SMIC H"}),
        ("Company", {"isinCode": f"US0378331005 / {SMIC_ISIN}"}),
        ("Company", {"isinCode": f"US0378331005 {SMIC_ISIN}"}),
        ("Company", {"isinCode": f"US0378331005  {SMIC_ISIN}"}),
        ("Company", {"isinCode": f"US0378331005\n{SMIC_ISIN}"}),
        ("Company", {"isinCode": f"US0378331005\t{SMIC_ISIN}"}),
        ("Company", {"isinCode": "KY G802 0E11 99"}),
        ("Company", {"isinCode": " ".join(["US0378331005"] * 20 + [SMIC_ISIN])}),
        ("Company", {"ticker": "981.HK", "name": "Anything else"}),
        ("Company", {"ticker": "AAPL; 981 HK"}),
        ("Company", {"ticker": "AAPL, 981 HK"}),
        ("Company", {"ticker": "AAPL 981 HK"}),
        ("Company", {"ticker": "AAPL,0981.HK"}),
        ("Company", {"ticker": "0001.HK\n0981.HK"}),
    ],
)
def test_a_security_leads_to_its_issuer(
    service: Service, schema: str, properties: Mapping[str, object]
) -> None:
    (smic, *_) = ids(service, "Company", {**SMIC})
    (found, *_) = results(service, schema, properties)

    assert found["id"] == smic
    assert (found["score"], found["match"]) == (0.98, True)
    assert [*found["explanations"]] == ["identifier"]
    told = found["explanations"]["identifier"]
    assert told["candidate"] == found["caption"]
    assert found["caption"] in told["detail"]


def test_a_wrong_or_unknown_security_leads_to_nobody(service: Service) -> None:
    assert ids(service, "Company", {"isinCode": "KYG8020E1190"}) == []
    assert ids(service, "Company", {"isinCode": "US0378331005"}) == []


def test_a_ticker_without_a_market_is_no_certainty(service: Service) -> None:
    (found,) = results(service, "Company", {"ticker": "XIACY"})

    assert (found["id"], found["score"]) == ("us_dod_1237-xiaomi", 0.75)
    assert ids(service, "Company", {"ticker": "XIACY"}, threshold=0.8, cutoff=0.8) == []


@pytest.mark.parametrize("written", ["AAPL; XIACY", "AAPL, XIACY", "AAPL XIACY", "AAPL / XIACY"])
def test_each_of_several_tickers_is_looked_for(service: Service, written: str) -> None:
    (found,) = results(service, "Company", {"ticker": written})

    assert (found["id"], found["score"]) == ("us_dod_1237-xiaomi", 0.75)


SBERBANK = "SABRRUMM"


@pytest.mark.parametrize(
    "written",
    [
        *("SABRRUMM012", "sabrrumm 012", "SABRRUMMXXX", "BIC: SABRRUMM012", "SABRRUMM"),
        *("DEUTDEFF500, SABRRUMM012", "DEUTDEFF SABRRUMM"),
    ],
)
@pytest.mark.parametrize("beside", [{}, {"name": "Anything else"}])
def test_a_bank_is_found_by_the_code_of_a_branch(
    service: Service, written: str, beside: Mapping[str, object]
) -> None:
    (bank,) = results(service, "Company", {"swiftBic": SBERBANK})
    (found,) = results(service, "Company", {"swiftBic": written, **beside})

    assert bank["caption"] == "SBERBANK OF RUSSIA"
    assert (found["id"], found["score"]) == (bank["id"], 0.98)
    assert ids(service, "Company", {"swiftBic": written, **beside}, known_at=EARLIER) == []


def test_a_branch_is_told_from_its_bank(service: Service) -> None:
    (found,) = results(service, "Company", {"swiftBic": "SABRRUMM012"})

    told = found["explanations"]["identifier"]
    assert told["query"] == "SABRRUMM012"
    assert told["detail"] == (
        "SABRRUMM012 is a branch of SABRRUMM, whose BIC is that of SBERBANK OF RUSSIA on record: "
        "the first eight characters name the institution (ISO 9362)"
    )
    assert ids(service, "Company", {"swiftBic": "SABRRUM1"}) == []
    assert ids(service, "Company", {"swiftBic": "SABRRUMM0"}) == []


def test_so_many_numbers_are_read_in_one_value_and_no_more(listed: Service) -> None:
    def asked(count: int) -> int:
        several = " ".join(str(9_100_000 + number) for number in range(count))
        body = {"queries": {"q": {"schema": "Vessel", "properties": {"imoNumber": several}}}}
        answer = listed.client.post("/match/default", json=body)
        if answer.status_code != 200:
            assert "200 numbers" in answer.json()["detail"]
        return answer.status_code

    assert [asked(200), asked(201)] == [200, 400]


def test_several_numbers_are_found_as_check_finds_them(service: Service) -> None:
    several = f"US0378331005 {SMIC_ISIN}"
    asked = service.get("/v1/check", query=several)
    (found, *_) = results(service, "Company", {"isinCode": several})

    assert asked.json()["verdict"] == "PROHIBITED"
    assert found["id"] in asked.text


def test_a_security_is_looked_for_within_the_scope_and_as_known_at_the_moment(
    service: Service,
) -> None:
    (found, *_) = results(service, "Company", {"isinCode": SMIC_ISIN})
    asked = {"isinCode": SMIC_ISIN}

    assert "us_dod_1237" in found["datasets"]
    assert ids(service, "Company", asked, include_dataset="us_dod_1237") == [found["id"]]
    assert ids(service, "Company", asked, include_dataset="eu_fsf") == []
    assert ids(service, "Company", asked, as_of=LATER) == [found["id"]]
    assert ids(service, "Company", asked, known_at=EARLIER) == []


def test_the_features_of_explanations_are_those_of_the_algorithm(service: Service) -> None:
    (algorithm,) = service.client.get("/algorithms").json()["algorithms"]

    assert {*algorithm["features"]} == {"name", "identifier"}
