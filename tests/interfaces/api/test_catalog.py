from __future__ import annotations

import re
from datetime import datetime

from tests.interfaces.api.running import Service


def test_the_data_set_default_holds_everything(service: Service) -> None:
    found = service.get("/catalog").json()
    by_name = {one["name"]: one for one in found["datasets"]}
    default = by_name["default"]

    assert re.fullmatch(r"\d{14}-[0-9a-z]+", default["index_version"])
    assert datetime.strptime(default["index_version"][:14], "%Y%m%d%H%M%S").year >= 2020  # noqa: DTZ007
    assert {*default["children"]} == by_name.keys() - {"default"}
    assert by_name["us_dod_1237"]["entity_count"] == 44
    assert (
        default["entity_count"] == service.get("/search/default", limit=0).json()["total"]["value"]
    )
    assert found["index_stale"] is False
    assert (found["outdated"], "default" in found["current"]) == ([], True)


def test_a_catalogue_that_did_not_change_is_not_sent_again(service: Service) -> None:
    first = service.get("/catalog")
    again = service.client.get("/catalog", headers={"if-none-match": first.headers["etag"]})
    other = service.client.get("/catalog", headers={"if-none-match": '"other"'})

    assert first.headers["cache-control"] == "public, max-age=300"
    assert {"authorization"} <= {*first.headers["vary"].lower().split(", ")}
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


def test_the_manifest_is_the_catalogue(service: Service) -> None:
    assert service.get("/manifest").json() == service.get("/catalog").json()


def test_our_algorithm_is_the_best(service: Service) -> None:
    found = service.get("/algorithms").json()

    assert (found["default"], found["best"]) == ("proscribe", "proscribe")
    assert [one["name"] for one in found["algorithms"]] == ["proscribe"]


def test_programmes_are_told_as_clients_read_them(service: Service) -> None:
    found = {one["key"]: one for one in service.get("/meta/programs.json").json()["data"]}

    assert found["CMIC-EO13959"]["issuer"]["name"] == "US Treasury, OFAC"
