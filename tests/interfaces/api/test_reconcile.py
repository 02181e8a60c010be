"""OpenRefine's protocol, against the shapes of its specification."""

from __future__ import annotations

import json

import httpx
import jsonschema
import pytest

from tests.interfaces.api import reconciliation as shapes
from tests.interfaces.api.running import KEY, Document, Service

XIAOMI = "us_dod_1237-xiaomi"


def reconcile(service: Service, queries: object, dataset: str = "default") -> Document:
    answer = service.client.post(f"/reconcile/{dataset}", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), shapes.RESULTS)
    return answer.json()


def test_the_manifest_is_as_the_specification_has_it(service: Service) -> None:
    found = httpx.get(f"{service.url}/reconcile/default?api_key={KEY}").json()

    jsonschema.validate(found, shapes.MANIFEST)
    assert found["batchSize"] == 50
    assert found["view"]["url"].startswith(service.url)
    assert found["extend"]["property_settings"] == found["extend"]["propose_settings"]


def test_the_addresses_of_the_manifest_keep_the_key(service: Service) -> None:
    found = httpx.get(f"{service.url}/reconcile/default?api_key={KEY}").json()
    entity = found["suggest"]["entity"]
    propose = found["extend"]["propose_properties"]

    suggested = httpx.get(f"{entity['service_url']}{entity['service_path']}&prefix=xiaom")
    assert [one["id"] for one in suggested.json()["result"]] == [XIAOMI]
    assert httpx.get(f"{propose['service_url']}{propose['service_path']}").status_code == 200
    for place in ("view", "preview"):
        shown = httpx.get(found[place]["url"].replace("{{id}}", XIAOMI))
        assert "Xiaomi Corporation" in shown.text


def test_rows_are_matched(service: Service) -> None:
    found = reconcile(
        service,
        {
            "q0": {"query": "Xiaomi Corp", "type": "Company", "limit": 2},
            "q1": {"query": "Nobody Of That Kind", "type": "Company"},
            "q2": {"query": "小米集团"},
        },
    )
    (xiaomi,) = found["q0"]["result"]

    assert (xiaomi["id"], xiaomi["match"], xiaomi["score"] > 70) == (XIAOMI, True, True)
    assert xiaomi["type"] == [{"id": "Company", "name": "Company"}]
    assert xiaomi["features"][0]["id"] == "name"
    assert found["q1"]["result"] == []
    assert found["q2"]["result"][0]["id"] == XIAOMI


@pytest.mark.parametrize("value", ["cn", ["cn", "hk"], {"id": "cn", "name": "China"}, 5, True])
def test_a_property_may_have_any_value_the_protocol_has(service: Service, value: object) -> None:
    query = {"query": "Xiaomi", "properties": [{"pid": "country", "v": value}]}

    assert reconcile(service, {"q0": query})["q0"]["result"][0]["id"] == XIAOMI


def test_a_property_tells_two_apart(service: Service) -> None:
    def score(country: str) -> float:
        query = {"query": "Xiaomi", "properties": [{"pid": "country", "v": country}]}
        found: float = reconcile(service, {"q": query})["q"]["result"][0]["score"]
        return found

    assert score("China") > score("Brazil")


def test_queries_may_stand_in_the_address(service: Service) -> None:
    queries = json.dumps({"q0": {"query": "Xiaomi"}})
    found = service.get("/reconcile/default", queries=queries).json()
    padded = service.get("/reconcile/default", queries=queries, callback="ready")

    assert found["q0"]["result"][0]["id"] == XIAOMI
    assert padded.headers["content-type"].startswith("application/javascript")
    assert json.loads(padded.text.removeprefix("/**/ready(").removesuffix(");")) == found
    assert service.get("/reconcile/default", callback="alert(1)//").status_code == 400


def test_only_the_asked_data_set_is_looked_in(service: Service) -> None:
    query = {"q0": {"query": "Xiaomi"}}

    assert reconcile(service, query, dataset="us_ofac_cons")["q0"]["result"] == []
    assert service.get("/reconcile/banana").status_code == 404


@pytest.mark.parametrize(
    ("kind", "prefix", "first"),
    [("entity", "xiaom", XIAOMI), ("property", "birth d", "birthDate"), ("type", "vess", "Vessel")],
)
def test_suggestions_begin_as_they_should(
    service: Service, kind: str, prefix: str, first: str
) -> None:
    found = service.get(f"/reconcile/default/suggest/{kind}", prefix=prefix).json()

    jsonschema.validate(found, shapes.suggested(notable=kind != "type"))
    assert found["result"][0]["id"] == first
    assert len(service.get(f"/reconcile/default/suggest/{kind}", limit=1).json()["result"]) <= 1


def test_rows_are_extended(service: Service) -> None:
    proposed = service.get("/reconcile/default/extend/property", type="Company").json()
    jsonschema.validate(proposed, shapes.PROPOSED)
    assert "country" in {one["id"] for one in proposed["properties"]}

    asked = {
        "ids": [XIAOMI, "nobody"],
        "properties": [{"id": "country"}, {"id": "alias", "settings": {"limit": 1}}],
    }
    found = service.client.post("/reconcile/default", data={"extend": json.dumps(asked)}).json()
    jsonschema.validate(found, shapes.EXTENDED)

    assert found["rows"][XIAOMI] == {
        "country": [{"str": "cn"}, {"str": "ky"}], "alias": [{"str": "Xiaomi"}],
    }  # fmt: skip
    assert found["rows"]["nobody"] == {"country": [], "alias": []}


def test_who_is_out_of_scope_is_not_extended(service: Service) -> None:
    asked = json.dumps({"ids": [XIAOMI], "properties": [{"id": "country"}]})
    found = service.client.post("/reconcile/us_ofac_cons", data={"extend": asked}).json()

    assert found["rows"][XIAOMI] == {"country": []}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"q": 1}'}, 400),
        ({"queries": '{"q": {"query": 1}}'}, 400),
        ({"queries": '{"q": {"query": "x", "type": "Banana"}}'}, 400),
        ({"queries": '{"q": {"query": "x", "properties": [1]}}'}, 400),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 400),
        ({"extend": "{}"}, 400),
        ({"extend": '{"ids": [1], "properties": []}'}, 400),
        ({"extend": '{"ids": [], "properties": [{"id": "banana"}]}'}, 400),
        ({"queries": "[" * 5_000}, 400),
    ],
)
def test_what_cannot_be_read_is_refused(
    service: Service, form: dict[str, str], status: int
) -> None:
    answer = service.client.post("/reconcile/default", data=form)

    assert (answer.status_code, [*answer.json()]) == (status, ["detail"])


def test_a_preview_runs_nothing(service: Service) -> None:
    answer = service.get(f"/reconcile/default/preview/{XIAOMI}")

    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert "<script" not in answer.text
