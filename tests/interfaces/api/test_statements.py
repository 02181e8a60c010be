from __future__ import annotations

from tests.interfaces.api.running import Service


def test_each_value_is_told_with_the_list_that_says_it(service: Service) -> None:
    found = service.get("/statements", canonical_id="us_dod_1237-xiaomi", prop="name").json()
    (name,) = found["results"]

    assert name["value"] == "Xiaomi Corporation"
    assert (name["dataset"], name["schema"], name["prop_type"]) == (
        "us_dod_1237",
        "Company",
        "name",
    )
    assert name["first_seen"] == "2021-01-14T00:00:00"
    assert found["total"] == {"value": 1, "relation": "eq"}


def test_the_entries_of_a_merged_subject_are_told_apart(service: Service) -> None:
    (hikvision, *_) = service.match("Hikvision")
    rows = service.get("/statements", canonical_id=hikvision["id"], limit=500).json()["results"]
    entries = {row["entity_id"] for row in rows}

    assert entries == {hikvision["id"], *hikvision["referents"]}
    (one, *_) = entries
    own = service.get("/statements", entity_id=one, limit=500).json()["results"]
    assert {row["entity_id"] for row in own} == {one}


def test_statements_come_page_by_page(service: Service) -> None:
    first = service.get("/statements", dataset="us_dod_1237", limit=5).json()
    second = service.get("/statements", dataset="us_dod_1237", limit=5, offset=5).json()
    both = service.get("/statements", dataset="us_dod_1237", limit=10).json()

    assert first["results"] + second["results"] == both["results"]
    assert first["total"]["relation"] == "gte"
    assert {row["dataset"] for row in both["results"]} == {"us_dod_1237"}


def test_a_value_is_found(service: Service) -> None:
    rows = service.get("/statements", value="小米集团").json()["results"]

    assert [row["entity_id"] for row in rows] == ["us_dod_1237-xiaomi"]


def test_nobodys_statements_are_none(service: Service) -> None:
    assert service.get("/statements", entity_id="nobody").json()["results"] == []
    assert service.get("/statements", dataset="banana").status_code == 404
    assert service.get("/statements", sort="banana").status_code == 400
