from __future__ import annotations

import json
from math import nan
from typing import Any

import pytest

from tests.interfaces.api.running import Document, Service

LUOKUNG = {"schema": "Company", "properties": {"name": ["Luokung Technology Corp"]}}
ENTITY = {
    *("id", "caption", "schema", "properties", "datasets", "referents", "target"),
    *("first_seen", "last_seen", "last_change"),
}


def post(service: Service, body: object, dataset: str = "default", **params: object) -> Document:
    sent = json.dumps(body)
    return service.client.post(f"/match/{dataset}", content=sent, params=params)  # type: ignore[arg-type]


def test_a_company_is_found_by_its_name_as_custodians_write_it(service: Service) -> None:
    (found,) = service.match("XIAOMI CORP")

    assert found["id"] == "us_dod_1237-xiaomi"
    assert found["match"] is True
    assert found.keys() == ENTITY | {"score", "match", "explanations"}
    assert found["explanations"]["name"]["candidate"] == "Xiaomi Corporation"


@pytest.mark.parametrize("place", [{"country": "us"}, {"country": "ru"}, {"jurisdiction": "us"}])
@pytest.mark.parametrize("name", ["Xiaomi Corporation", "XIAOMI CORP", "Hikvision"])
def test_an_equal_name_is_found_whatever_country_a_custodian_gives(
    service: Service, name: str, place: dict[str, str]
) -> None:
    (without, *_) = service.match(name)
    asked = {"schema": "Company", "properties": {"name": name, **place}}
    for params in ({}, {"as_of": "2031-01-01"}):
        answer = post(service, {"queries": {"q": asked}}, **params).json()
        (found, *_) = answer["responses"]["q"]["results"]

        assert (found["id"], found["match"]) == (without["id"], True)
        assert found["score"] == pytest.approx(min(without["score"], 0.75), abs=1e-3)


@pytest.mark.parametrize("name", ["XIAOMI CORP-CLASS B", "XIAOMI CORP UNSPON ADR", "XIAOMI ADR"])
def test_a_share_is_found_by_the_name_of_its_issuer(service: Service, name: str) -> None:
    (found,) = service.match(name)

    assert found["id"] == "us_dod_1237-xiaomi"
    assert found["explanations"]["name"]["query"] == name


def test_another_company_of_a_like_name_is_not(service: Service) -> None:
    assert service.match("Xiamen Tungsten Corp") == []


def test_each_query_is_answered_by_its_key_and_echoed_clean(service: Service) -> None:
    body = {
        "queries": {
            "a": {"id": "mine", **LUOKUNG},
            "b": {
                "schema": "Person",
                "properties": {"name": "Nobody At  All", "country": "Russia", "unknown": "x"},
            },
        },
        "weights": {"name": 1.0},
        "config": {},
    }
    answer = post(service, body)

    assert answer.headers["x-batch-size"] == "2"
    assert answer.json()["limit"] == 5
    a, b = answer.json()["responses"]["a"], answer.json()["responses"]["b"]
    assert (a["status"], a["results"][0]["id"]) == (200, "us_dod_1237-luokung")
    assert (a["query"]["id"], b["query"]["id"]) == ("mine", None)
    assert b["query"]["properties"] == {"name": ["Nobody At All"], "country": ["ru"]}
    assert b["results"] == []
    assert b["total"] == {"value": 0, "relation": "eq"}


def test_times_have_no_zone_and_no_fraction(service: Service) -> None:
    (found,) = service.match("Xiaomi Corporation")

    for field in ("first_seen", "last_seen", "last_change"):
        assert len(str(found[field])) == len("2021-01-14T00:00:00")
    assert found["first_seen"] == "2021-01-14T00:00:00"


def test_the_total_counts_before_the_limit(service: Service) -> None:
    body = {
        "queries": {"q": {"schema": "Company", "properties": {"name": ["Huawei Technologies"]}}}
    }
    wide = post(service, body, limit=100, threshold=0.01).json()["responses"]["q"]
    narrow = post(service, body, limit=1, threshold=0.01).json()["responses"]["q"]

    assert len(narrow["results"]) == 1
    assert narrow["total"] == wide["total"]
    assert wide["total"]["value"] == len(wide["results"]) > 1
    scores = [one["score"] for one in wide["results"]]
    assert scores == sorted(scores, reverse=True)


def test_below_the_threshold_a_result_is_no_match(service: Service) -> None:
    found = service.match("Xiaomi Holdings", threshold=1.0, cutoff=0.1)

    assert [one["id"] for one in found] == ["us_dod_1237-xiaomi"]
    assert not any(one["match"] for one in found)


def test_only_greater_scores_than_the_cutoff_are_returned(service: Service) -> None:
    assert service.match("Xiaomi Corporation", cutoff=1.0, threshold=1.0) == []


def test_an_answer_is_the_same_whatever_is_asked_beside_it(service: Service) -> None:
    many = {
        f"q{place}": {"schema": "Company", "properties": {"name": [name]}}
        for place, name in enumerate(["Huawei", "China Mobile", "SMIC", "Gazprom", "Norinco"] * 6)
    }
    alone = post(service, {"queries": {"q": LUOKUNG}}).json()["responses"]["q"]
    beside = post(service, {"queries": {**many, "q": LUOKUNG}}).json()["responses"]["q"]

    assert alone == beside


def test_only_the_asked_data_set_is_looked_in(service: Service) -> None:
    assert service.match("Xiaomi Corporation", dataset="us_ofac_cons") == []
    assert service.match("Xiaomi Corporation", include_dataset="us_ofac_cons") == []
    assert service.match("Xiaomi Corporation", dataset="us_dod_1237") != []
    assert service.match("Xiaomi Corporation", exclude_dataset="us_dod_1237") == []


def test_who_is_in_two_data_sets_is_found_though_one_is_excluded(service: Service) -> None:
    (found, *_) = service.match("Hikvision", exclude_dataset="us_dod_1237")

    assert "us_dod_1237" in found["datasets"]
    assert found["datasets"] != ["us_dod_1237"]


def test_what_is_excluded_wins_over_what_is_included(service: Service) -> None:
    found = service.match("Xiaomi", include_dataset="us_dod_1237", exclude_dataset="us_dod_1237")

    assert found == []


def test_a_subject_is_excluded_by_any_of_its_ids(service: Service) -> None:
    (hikvision, *_) = service.match("Hikvision")
    referents = hikvision["referents"]
    assert isinstance(referents, list)
    assert referents

    assert service.match("Hikvision", exclude_entity_ids=referents[0]) == []


def test_topics_and_schemata_narrow(service: Service) -> None:
    assert service.match("Hikvision", topics="invest.ban") != []
    assert service.match("Xiaomi", topics="invest.ban") == []
    assert service.match("Hikvision", exclude_schema="LegalEntity") == []


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/json"])
def test_the_type_of_the_body_does_not_matter(service: Service, content_type: str | None) -> None:
    body = b'{"queries":{"q":{"schema":"Company","properties":{"name":"Xiaomi"}}}}'
    headers = {} if content_type is None else {"content-type": content_type}
    answer = service.client.post("/match/default?fuzzy=false", content=body, headers=headers)

    assert answer.json()["responses"]["q"]["results"][0]["id"] == "us_dod_1237-xiaomi"


def test_a_number_may_stand_for_a_value(service: Service) -> None:
    properties = {"name": ["Xiaomi"], "registrationNumber": 12345, "incorporationDate": [2010]}
    body = {"queries": {"q": {"schema": "Company", "properties": properties}}}

    echo = post(service, body).json()["responses"]["q"]["query"]["properties"]
    assert echo["registrationNumber"] == ["12345"]
    assert echo["incorporationDate"] == ["2010"]


@pytest.mark.parametrize(
    ("body", "params", "status"),
    [
        ({"queries": {"q": {"schema": "Banana", "properties": {}}}}, {}, 400),
        ({"queries": {"q": {"schema": "Sanction", "properties": {}}}}, {}, 400),
        ({"queries": {"a": LUOKUNG, "b": {"schema": "Banana", "properties": {}}}}, {}, 400),
        ({"queries": {}}, {}, 400),
        ({"queries": {str(n): LUOKUNG for n in range(101)}}, {}, 400),
        ({"queries": {"q": LUOKUNG}}, {"algorithm": "logic-v2"}, 400),
        ({"queries": {"q": LUOKUNG}, "config": {"nm_number_mismatch": 1}}, {}, 400),
        ({"queries": {"q": LUOKUNG}, "weights": {"country_mismatch": 0.0}}, {}, 400),
        ({"queries": {"q": LUOKUNG}, "weights": {"name": 0.5}}, {}, 400),
        ({"queries": {"q": {"properties": {"name": ["x"]}}}}, {}, 422),
        ({"queries": {"q": {"schema": "Company", "properties": []}}}, {}, 422),
        ({"queries": {"q": {"schema": "Company", "properties": {"name": [nan]}}}}, {}, 422),
        ({}, {}, 422),
        ([], {}, 422),
        ({"queries": {"q": LUOKUNG}}, {"limit": 501}, 422),
        ({"queries": {"q": LUOKUNG}}, {"limit": "many"}, 422),
        ({"queries": {"q": LUOKUNG}}, {"threshold": 1.1}, 422),
        ({"queries": {"q": LUOKUNG}}, {"include_dataset": "banana"}, 404),
        ({"queries": {"q": LUOKUNG}}, {"changed_since": "yesterday"}, 400),
        ({"queries": {"q": LUOKUNG}}, {"as_of": "some day"}, 400),
        ({"queries": {"q": LUOKUNG}}, {"investor": "banana"}, 422),
        ({"queries": {"q": LUOKUNG}}, {"exclude_entity_ids": ["x"] * 51}, 400),
    ],
)
def test_what_cannot_be_read_is_refused(
    service: Service, body: object, params: dict[str, Any], status: int
) -> None:
    answer = post(service, body, **params)

    assert (answer.status_code, [*answer.json()]) == (status, ["detail"])


def test_an_unknown_data_set_is_not_found(service: Service) -> None:
    assert post(service, {"queries": {"q": LUOKUNG}}, dataset="banana").status_code == 404


def test_a_data_set_whose_name_is_too_long_is_refused(service: Service) -> None:
    answer = post(service, {"queries": {"q": LUOKUNG}}, dataset="b" * 201)

    assert answer.status_code == 422
    assert answer.json() == {
        "detail": [
            {
                "loc": ["path", "dataset"],
                "msg": "String should have at most 200 characters",
                "type": "string_too_long",
            }
        ]
    }
    assert post(service, {"queries": {"q": LUOKUNG}}, dataset="b" * 200).status_code == 404


def test_only_questions_are_sent_to_be_matched(service: Service) -> None:
    answer = service.get("/match/default")

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert [*answer.json()] == ["detail"]


def test_what_was_asked_is_not_told_back_in_an_error(service: Service) -> None:
    body = {"queries": {"q": {"schema": ["Jane Secret"], "properties": {"name": {"x": "Doe"}}}}}

    assert "Secret" not in post(service, body).text


def test_a_hundred_queries_are_answered(service: Service) -> None:
    answer = post(service, {"queries": {str(n): LUOKUNG for n in range(100)}})

    assert len(answer.json()["responses"]) == 100


def test_a_verdict_stands_beside_a_match_where_it_is_asked_for(service: Service) -> None:
    (then,) = service.match("Xiaomi", as_of="2021-03-16", known_at="2021-03-06", action="buy")
    (now,) = service.match("Xiaomi", action="buy")

    assert then["verdict"]["verdict"] == "PROHIBITED"
    assert then["verdict"]["reason_code"] == "EFFECTIVE_60D"
    assert then["properties"]["topics"] == ["invest.ban"]
    assert now["verdict"]["verdict"] == "ALLOWED"
    assert "topics" not in now["properties"]


def test_who_was_not_known_yet_is_not_found(service: Service) -> None:
    assert service.match("Xiaomi Corporation", known_at="2021-01-13") == []
    assert service.match("Xiaomi Corporation", known_at="2021-01-15") != []


def test_so_many_names_are_compared_in_one_request_and_no_more(service: Service) -> None:
    def asked(queries: int, names: int) -> Document:
        properties = {"name": [f"Zzz {number}" for number in range(names)]}
        one = {"schema": "Company", "properties": properties}
        return post(service, {"queries": {f"q{number}": one for number in range(queries)}})

    refused = asked(11, 200)
    assert refused.status_code == 400
    assert refused.json()["detail"].startswith("the queries have 2,200 names together")
    assert "several requests" in refused.json()["detail"]
    assert asked(2, 200).status_code == 200
