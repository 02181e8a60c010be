"""Parameters that an endpoint does not know: refused under ``/v1``, passed over at the root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import httpx
import pytest

from tests.interfaces.api.doors import House
from tests.interfaces.api.running import Service

METHODS = ("get", "post", "put", "patch", "delete")
STRAY = {"nonsense": "1"}
Pairs: TypeAlias = list[tuple[str, str | int | float | bool | None]]


def places(client: httpx.Client) -> Iterator[tuple[str, str]]:
    """Yield every address of the OpenAPI document with its methods."""
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in METHODS:
            if method in operations:
                yield method, path


def test_no_endpoint_of_ours_passes_over_a_parameter_it_does_not_know(house: House) -> None:
    client = house.here["administrator"]
    ours = [(method, path) for method, path in places(client) if path.startswith("/v1/")]
    assert len(ours) > 20

    for method, path in ours:
        place = re.sub(r"\{[^}]+\}", "1", path)
        answer = client.request(method, place, params=STRAY)

        assert answer.status_code == 422, f"{method} {path}"
        assert [one["loc"] for one in answer.json()["detail"]] == [["query", "nonsense"]], path


def test_a_misspelt_parameter_answers_no_question_that_was_not_asked(house: House) -> None:
    analyst = house.analyst

    assert analyst.get("/v1/alerts", params={"all": "true"}).status_code == 200
    assert analyst.get("/v1/alerts", params={"al": "true"}).status_code == 422
    assert analyst.post("/v1/watches/run", params={"watches": 1}).status_code == 422
    assert analyst.get("/v1/watches", params={"api_key": "is shown in the header"}).is_success


def test_the_endpoints_of_yente_pass_over_what_they_do_not_know(service: Service) -> None:
    named = {"dataset": "default", "entity_id": "us_dod_1237-xiaomi", "prop": "sanctions"}
    asked = {"q": "Xiaomi", "prefix": "Xia"}
    found = []
    for method, path in places(service.client):
        if method != "get" or path.startswith("/v1/"):
            continue
        place = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: named[part[1]], path)
        bare = service.client.get(place, params=asked)
        answer = service.client.get(place, params=asked | STRAY)

        assert answer.status_code == bare.status_code, path
        found.append(answer.status_code)
    assert found.count(200) > 10
    body = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
    assert service.client.post("/match/default", json=body, params=STRAY).status_code == 200


def test_what_is_read_once_is_refused_where_it_is_given_twice(house: House) -> None:
    client = house.here["administrator"]
    paths = client.get("/openapi.json").json()["paths"]
    asked = 0
    for method, path in places(client):
        if path.startswith("/reconcile/"):  # OpenRefine adds its own to those of the address
            continue
        for one in paths[path][method].get("parameters", ()):
            if one["in"] != "query" or one["schema"].get("type") == "array":
                continue
            place = re.sub(r"\{[^}]+\}", "1", path).replace("/1", "/default", 1)
            twice: Pairs = [(one["name"], "1"), (one["name"], "2")]
            answer = client.request(method, place, params=twice)
            asked += 1

            assert answer.status_code == 422, f"{method} {path} {one['name']}"
            assert ["query", one["name"]] in [each["loc"] for each in answer.json()["detail"]]
    assert asked > 50


def test_what_may_be_given_several_times_stays(service: Service) -> None:
    several: Pairs = [("query", "Xiaomi"), ("regime", "CCMC"), ("regime", "NS-CMIC")]
    attributes: Pairs = [("attribute", "issued=2020-01-01"), ("attribute", "venue=secondary")]
    other: Pairs = [*attributes, ("attribute", "issued=2021-01-01")]

    assert service.client.get("/v1/check", params=several).status_code == 200
    assert service.client.get("/v1/check", params=several + attributes).status_code == 200
    assert service.client.get("/v1/check", params=several + other).status_code == 400
    body = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
    topics: Pairs = [
        ("topics", "invest.ban"),
        ("topics", "sanction"),
        ("stray", "1"),
        ("stray", "2"),
    ]
    assert service.client.post("/match/default", json=body, params=topics).status_code == 200


def test_an_empty_moment_is_not_taken_for_now(service: Service) -> None:
    body = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
    for name in ("as_of", "known_at"):
        empty = {name: ""}

        assert (
            service.client.get("/v1/check", params={"query": "Xiaomi", **empty}).status_code == 422
        )
        assert (
            service.client.post("/v1/check", json={"query": "Xiaomi", **empty}).status_code == 422
        )
        assert service.client.get("/search/default", params=empty).status_code == 422
        assert service.client.post("/match/default", json=body, params=empty).status_code == 422
    assert service.client.get("/v1/sources", params={"known_at": ""}).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "0002-01-01", "9998-12-31", "9999-12-31"])
@pytest.mark.parametrize("name", ["issued", "matures", "listed"])
def test_days_at_the_edge_of_the_calendar_are_answered_or_refused(
    service: Service, name: str, day: str
) -> None:
    asked = {"query": "xiaomi", "attributes": {name: day}}
    read = service.client.post(
        "/v1/read", params={"published": day}, json={"text": "The U.S. barred Xiaomi on Jan. 5."}
    )

    for instrument in ("equity", "debt"):
        answer = service.client.post("/v1/check", json={**asked, "instrument": instrument})
        assert answer.status_code in (200, 400), answer.text
        assert answer.is_success or "out of reach" in answer.json()["detail"]
    assert read.status_code == (400 if day in ("0001-01-01", "9999-12-31") else 200)
