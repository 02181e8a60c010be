from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from proscribe.workspace import Workspace
from tests.interfaces.api.running import KEY, Service, open_service

XIAOMI = "us_dod_1237-xiaomi"


def test_an_entity_is_nested_with_what_it_is_tied_to(service: Service) -> None:
    found = service.get(f"/entities/{XIAOMI}").json()
    (sanction,) = found["properties"]["sanctions"]

    assert found["caption"] == "Xiaomi Corporation"
    assert sanction["schema"] == "Sanction"
    assert sanction["properties"]["listingDate"] == ["2021-01-14"]
    assert sanction["properties"]["entity"] == [XIAOMI]
    isins = {isin for one in found["properties"]["securities"] for isin in
             one["properties"].get("isin", ())}  # fmt: skip
    assert "KYG9830T1067" in isins


@pytest.mark.parametrize("ending", ["adjacent", "adjacent/name", "timeline"])
def test_an_id_that_ends_like_an_address_is_an_id_where_its_slashes_are_escaped(
    tmp_path: Path, ending: str
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(f"id,schema,name\n7/{ending},Company,Slash Holdings\n")

    def prepare(workspace: Workspace) -> None:
        workspace.import_files("list", listed, published="2026-02-03")

    with open_service(tmp_path, prepare=prepare) as service:
        (found,) = service.get("/search/default", q="slash").json()["results"]
        id_ = quote(found["id"], safe="")

        assert found["id"].endswith(f"7/{ending}")
        assert service.get(f"/entities/{id_}").json()["caption"] == "Slash Holdings"
        assert service.get(f"/entities/{id_}/adjacent").json()["entity"]["id"] == found["id"]
        assert "query" not in service.get(f"/v1/subjects/{id_}/timeline").json()
        assert service.get(f"/v1/subjects/{id_}").status_code == 200


def test_an_entity_is_flat_where_that_is_asked(service: Service) -> None:
    found = service.get(f"/entities/{XIAOMI}", nested="false").json()

    assert "sanctions" not in found["properties"]


def test_a_designation_is_an_entity_with_its_subject_in_it(service: Service) -> None:
    nested = service.get(f"/entities/{XIAOMI}").json()["properties"]["sanctions"][0]
    found = service.get(f"/entities/{nested['id']}").json()

    assert found["schema"] == "Sanction"
    assert found["properties"]["entity"][0]["caption"] == "Xiaomi Corporation"


def test_a_former_id_leads_to_the_one_of_now(service: Service) -> None:
    (hikvision, *_) = service.match("Hikvision")
    former = hikvision["referents"][0]
    answer = httpx.get(f"{service.url}/entities/{former}?nested=false&api_key={KEY}")

    assert answer.status_code == 308
    assert answer.headers["location"] == (f"/entities/{hikvision['id']}?nested=false&api_key={KEY}")
    followed = service.client.get(f"/entities/{former}", follow_redirects=True)
    assert followed.json()["id"] == hikvision["id"]
    adjacent = service.client.get(f"/entities/{former}/adjacent/sanctions", follow_redirects=True)
    assert adjacent.json()["total"]["value"] > 0


@pytest.mark.parametrize("path", ["", "/adjacent", "/adjacent/sanctions"])
def test_an_entity_that_is_not_there_is_not_found(service: Service, path: str) -> None:
    answer = service.get(f"/entities/nobody{path}")

    assert (answer.status_code, [*answer.json()]) == (404, ["detail"])


def test_those_an_entity_is_tied_to_come_page_by_page(service: Service) -> None:
    found = service.get(f"/entities/{XIAOMI}/adjacent", limit=1).json()

    assert found["entity"]["id"] == XIAOMI
    securities = found["adjacent"]["securities"]
    assert (len(securities["results"]), securities["limit"], securities["offset"]) == (1, 1, 0)
    every = service.get(f"/entities/{XIAOMI}/adjacent/securities").json()
    assert every["total"]["value"] == len(every["results"]) == securities["total"]["value"] > 1
    down = service.get(f"/entities/{XIAOMI}/adjacent/securities", sort="caption:desc").json()
    captions = [one["caption"] for one in down["results"]]
    assert captions == sorted(captions, reverse=True)


def test_a_property_that_ties_nobody_is_not_found(service: Service) -> None:
    assert service.get(f"/entities/{XIAOMI}/adjacent/name").status_code == 404
    assert service.get(f"/entities/{XIAOMI}/adjacent/banana").status_code == 404
    assert service.get(f"/entities/{XIAOMI}/adjacent/directors").status_code in {200, 404}


def test_an_entity_is_shown_as_it_was_known_then(service: Service) -> None:
    moment = {"as_of": "2021-03-16", "known_at": "2021-03-06"}
    then = service.get(f"/entities/{XIAOMI}", **moment).json()
    before = service.get(f"/entities/{XIAOMI}", known_at="2021-01-01")

    assert then["target"] is True
    assert then["properties"]["sanctions"][0]["properties"].get("endDate") is None
    assert then["verdict"]["verdict"] == "PROHIBITED"
    assert before.status_code == 404


def test_a_strange_id_is_only_not_found(service: Service) -> None:
    for id_ in ("a%2Fb", "%00", "..%2f..%2fetc", "😀", "a'b\"c--"):
        assert service.client.get(f"/entities/{id_}").status_code == 404
