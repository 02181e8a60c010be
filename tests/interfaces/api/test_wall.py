"""Organisations of one store never see each other, whatever address they try."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.interfaces.api.doors import House, open_house

OURS = "Zyxomarkt Verladung"
# Lists on file are everybody's; that somebody watches a name on them is not.
LISTED = "Acme Trading"
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the first organisation left in the store."""

    job: str
    watch: int
    alert: int
    receipt: int


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Left]]:
    folder = tmp_path_factory.mktemp("wall")
    with open_house(folder) as house:
        yield house, leave(house, folder)


def leave(house: House, folder: Path) -> Left:
    """Have the first organisation ask, screen, watch and be alerted, each with its secret."""
    ours = house.analyst
    listed = folder / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Nobody\n")
    house.workspace.import_files("list", listed, published="2026-01-05")
    files = {"file": (f"{OURS}.csv", f"name\n{OURS}\n".encode())}
    job = ours.post("/v1/screen", files=files).json()["id"]
    assert house.workspace.jobs.run_pending() == 1
    asked = {"query": LISTED, "reason": OURS, "title": OURS}
    watch = ours.post("/v1/watches", json=asked).json()["id"]
    listed.write_text(f"id,schema,name\n1,Company,{LISTED}\n")
    house.workspace.import_files("list", listed, published="2026-01-06")
    (alert, *_) = ours.post("/v1/watches/run").json()["alerts"]
    answer = ours.get("/search/default", params={"q": OURS})
    receipt = int(answer.headers["x-proscribe-receipt"])
    return Left(job=job, watch=watch, alert=alert["id"], receipt=receipt)


def asked_of(document: dict[str, Any], left: Left) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every address of the document, with the ids of what the first organisation left."""
    ids = {
        "job_id": left.job,
        "report_format": "csv",
        "dataset": "default",
        "entity_id": "us_dod_1237-xiaomi",
        "key": "list",
    }
    for path, operations in document["paths"].items():
        numbers = {
            "/v1/watches": left.watch,
            "/v1/alerts": left.alert,
            "/v1/receipts": left.receipt,
        }
        number = next((one for begins, one in numbers.items() if path.startswith(begins)), 1)

        def fill(found: re.Match[str], number: int = number) -> str:
            return str(number if found[1] == "number" else ids.get(found[1], "name"))

        place = re.sub(r"\{(\w+)(?::\w+)?\}", fill, path)
        for method in METHODS:
            if method in operations:
                yield method, place, operations[method]


def ask(client: httpx.Client, method: str, place: str, left: Left) -> httpx.Response:
    """Ask with whatever could lead to what the other organisation left."""
    words: dict[str, Any] = {"reason": "curious", "all": "true", "limit": 100}
    if method != "post":
        return client.request(method, place, params=words)
    bodies: dict[str, dict[str, Any]] = {
        "/v1/watches": {"json": {"job": left.job, "reason": "curious"}},
        "/v1/watches/run": {"params": {"watch": left.watch}},
        "/v1/screen": {"files": {"file": ("a.csv", b"name\nApple\n")}},
        "/match/default": {
            "json": {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
        },
    }
    return client.post(place, **bodies.get(place, {"json": {"reason": "curious"}}))


@pytest.mark.parametrize("role", ["reader", "analyst", "administrator"])
def test_nothing_of_another_organisation_is_seen_at_any_address(
    walled: tuple[House, Left], role: str
) -> None:
    house, left = walled
    document = house.analyst.get("/openapi.json").json()
    tried = set()
    for method, place, operation in asked_of(document, left):
        answer = ask(house.there[role], method, place, left)
        tried.add((method, place))

        told = f"{answer.text} {answer.headers}"
        for trace in (OURS, left.job, "analyst of one"):
            # What is in the address comes back from nowhere but it.
            assert trace not in told.replace(place, ""), f"{method} {place}"
        if any(id_ in place for id_ in (left.job, f"/{left.watch}", f"/{left.alert}/")):
            assert answer.status_code in (403, 404), f"{method} {place}"
        if place == "/v1/alerts":
            assert answer.json() == {"alerts": []}
        assert answer.status_code < 500, f"{method} {place}: {operation['summary']}"

    assert {place for _, place in tried} >= {
        f"/v1/jobs/{left.job}", f"/v1/jobs/{left.job}/result.csv", "/v1/jobs", "/v1/watches",
        f"/v1/watches/{left.watch}", f"/v1/alerts/{left.alert}/acknowledge", "/v1/audit",
        f"/v1/receipts/{left.receipt}", "/metrics", "/v1/receipts/verify", "/v1/screen",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["/v1/jobs", "/v1/watches"])
def test_what_was_left_is_still_there_for_those_who_left_it(
    walled: tuple[House, Left], kind: str
) -> None:
    house, left = walled

    assert OURS in house.analyst.get(kind).text
    assert LISTED in house.analyst.get("/v1/alerts?all=true").text
    assert house.analyst.get(f"/v1/jobs/{left.job}").json()["state"] == "done"
    assert OURS in house.analyst.get(f"/v1/receipts/{left.receipt}").text


def test_a_list_of_the_other_organisation_goes_on_from_no_job_of_ours(
    walled: tuple[House, Left],
) -> None:
    house, left = walled

    assert house.there["analyst"].get("/v1/jobs", params={"before": left.job}).status_code == 404
