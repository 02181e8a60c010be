"""Watches and alerts over HTTP: set up, asked again, acknowledged, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.model.errors import StoreError
from tests.interfaces.api.doors import House

HEAD = "id,schema,name\n"


def record(house: House, folder: Path, name: str, day: str) -> None:
    """Record an edition of the first organisation's own list."""
    path = folder / f"list-{day}.csv"
    path.write_text(f"{HEAD}1,Company,{name}\n")
    house.workspace.of("one").import_files("list", path, published=day)


def test_a_name_that_comes_onto_a_list_raises_an_alert_that_is_acknowledged(
    house: House, tmp_path: Path
) -> None:
    record(house, tmp_path, "Somebody Else", "2026-01-05")
    asked = {"query": "Acme Trading", "reason": "a customer", "actions": ["buy"]}
    made = house.analyst.post("/v1/watches", json=asked)
    assert made.status_code == 201, made.text
    watch = made.json()
    assert watch["set_up"]["by"] == "analyst of one"
    assert house.analyst.post("/v1/watches/run").json() == {"alerts": []}

    record(house, tmp_path, "Acme Trading", "2026-01-06")
    (alert,) = house.analyst.post("/v1/watches/run", params={"watch": watch["id"]}).json()["alerts"]

    assert alert["changes"] == [{"action": "buy", "old": "ALLOWED", "new": "PROHIBITED"}]
    assert house.analyst.get("/v1/alerts").json() == {"alerts": [alert]}
    place = f"/v1/alerts/{alert['id']}/acknowledge"
    seen = house.analyst.post(place, json={"reason": "sold"})
    assert seen.json()["acknowledged"]["by"] == "analyst of one"
    assert house.analyst.post(place, json={"reason": "sold"}).status_code == 404
    assert house.analyst.get("/v1/alerts").json() == {"alerts": []}
    assert len(house.analyst.get("/v1/alerts", params={"all": True}).json()["alerts"]) == 1


def test_the_portfolios_of_a_job_are_watched_line_by_line(house: House) -> None:
    job = house.screened(actions="buy", formats="csv")

    made = house.analyst.post("/v1/watches", json={"job": job, "reason": "held"})

    assert made.status_code == 201, made.text
    assert [one["name"] for one in made.json()["files"]] == ["depot.csv"]
    assert made.json() in house.analyst.get("/v1/watches").json()["watches"]


def test_what_is_watched_no_longer_is_gone(house: House) -> None:
    made = house.analyst.post("/v1/watches", json={"query": "Apple", "reason": "held"}).json()
    place = f"/v1/watches/{made['id']}"

    assert house.analyst.delete(place).status_code == 422
    gone = house.analyst.delete(place, params={"reason": "sold"})

    assert gone.json()["removed"]["reason"] == "sold"
    numbers = [one["id"] for one in house.analyst.get("/v1/watches").json()["watches"]]
    assert made["id"] not in numbers
    assert house.analyst.delete(place, params={"reason": "sold"}).status_code == 404
    assert house.analyst.post("/v1/watches/run", params={"watch": made["id"]}).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"reason": "x"}, 422),
        ({"query": "a", "job": "b", "reason": "x"}, 422),
        ({"query": "Apple"}, 422),
        ({"query": "Apple", "reason": " "}, 400),
        ({"query": "Apple", "reason": "x", "actions": ["steal"]}, 422),
        ({"query": "Apple", "reason": "x", "regimes": ["nowhere"]}, 400),
        ({"query": "App\0le", "reason": "x"}, 400),
        ({"job": "nobody", "reason": "x"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(house: House, body: dict[str, object], status: int) -> None:
    before = house.analyst.get("/v1/watches").json()

    answer = house.analyst.post("/v1/watches", json=body)

    assert answer.status_code == status, answer.text
    assert house.analyst.get("/v1/watches").json() == before


def test_a_reader_sees_watches_and_changes_none(house: House) -> None:
    reader = house.here["reader"]
    asked = {"query": "Apple", "reason": "held"}

    assert reader.get("/v1/watches").status_code == 200
    assert reader.get("/v1/alerts").status_code == 200
    assert reader.post("/v1/watches", json=asked).status_code == 403
    assert reader.post("/v1/watches/run").status_code == 403
    assert reader.delete("/v1/watches/1", params={"reason": "x"}).status_code == 403
    assert reader.post("/v1/alerts/1/acknowledge", json={"reason": "x"}).status_code == 403


def test_what_cannot_be_proven_is_not_done(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(house, tmp_path, "Somebody Else", "2026-02-05")
    asked = {"query": "Nordlicht Shipping", "reason": "a customer", "actions": ["buy"]}
    watch = house.analyst.post("/v1/watches", json=asked).json()["id"]
    record(house, tmp_path, "Nordlicht Shipping", "2026-02-06")
    (alert,) = house.analyst.post("/v1/watches/run", params={"watch": watch}).json()["alerts"]
    watched = house.analyst.get("/v1/watches").json()
    files = {"file": ("depot.csv", b"name\nApple\n")}
    job = house.analyst.post("/v1/screen", files=files).json()["id"]

    async def away(*_: object, **__: object) -> str:
        raise StoreError("the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(ReceiptRecorder, "record", away)
        acts = [
            house.analyst.post("/v1/watches", json=asked),
            house.analyst.delete(f"/v1/watches/{watch}", params={"reason": "sold"}),
            house.analyst.post(f"/v1/alerts/{alert['id']}/acknowledge", json={"reason": "sold"}),
            house.analyst.delete(f"/v1/jobs/{job}"),
            house.analyst.post("/v1/watches/run", params={"watch": watch}),
        ]

    assert [act.status_code for act in acts] == [503] * 5
    # None of them was asked again, either: it would say of how many runs it is.
    assert house.analyst.get("/v1/watches").json() == watched
    assert alert in house.analyst.get("/v1/alerts").json()["alerts"]
    assert house.analyst.get(f"/v1/jobs/{job}").json()["cancelled_by"] is None
    gone = house.analyst.delete(f"/v1/jobs/{job}")
    assert gone.json()["state"] == "cancelled"
    assert gone.headers["x-proscribe-receipt"]
