"""Organisations of one store never see each other, whatever address they try."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from proscribe.model.identity import Judgement
from tests.interfaces.api.doors import House, open_house

OURS = "Zyxomarkt Verladung"
# On the first organisation's own list.
LISTED = "Quibblethorpe Trading"
ENTRY = "list-quib-7"
# Of an id with a slash, as an address has it.
SLASHED = "list-quib%2F8%20b"
TITLE = "Ursula of one"
CLEARED = "Gwendolyn Farquharson"
SUBJECT = "us_dod_1237-xiaomi"
OF_ONE = (
    *("/entities/{}", "/entities/{}/adjacent", "/entities/{}/adjacent/sanctions"),
    *("/v1/subjects/{}", "/v1/subjects/{}/timeline", "/reconcile/default/preview/{}"),
)
METHODS = ("get", "post", "put", "patch", "delete")
# Every address there is. One that is added is added here, once it is tried across the wall.
KNOWN = {
    *("get /healthz", "get /readyz", "post /updatez", "get /metrics", "post /match/{dataset}"),
    *("get /search/{dataset}", "get /entities/{entity_id}", "get /entities/{entity_id}/adjacent"),
    *("get /entities/{entity_id}/adjacent/{prop}", "get /manifest", "get /catalog"),
    *("get /algorithms", "get /meta/programs.json", "get /statements"),
    *("get /reconcile/{dataset}", "post /reconcile/{dataset}"),
    *(f"get /reconcile/{{dataset}}/suggest/{kind}" for kind in ("entity", "property", "type")),
    *("get /reconcile/{dataset}/extend/property", "get /reconcile/{dataset}/preview/{entity_id}"),
    *("get /v1/check", "post /v1/check", "get /v1/subjects/{entity_id}"),
    *("get /v1/subjects/{entity_id}/timeline", "get /v1/sources", "get /v1/sources/{key}/diff"),
    *("post /v1/read", "post /v1/screen", "get /v1/jobs", "get /v1/jobs/{job_id}"),
    *("delete /v1/jobs/{job_id}", "get /v1/jobs/{job_id}/result.{report_format}"),
    *("get /v1/watches", "post /v1/watches", "delete /v1/watches/{number}"),
    *("post /v1/watches/run", "get /v1/alerts", "post /v1/alerts/{number}/acknowledge"),
    *("get /v1/cases", "get /v1/cases/{case_id}", "post /v1/cases/{case_id}"),
    *("get /v1/receipts/verify", "get /v1/receipts/{number}", "get /v1/audit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the first organisation left in the store."""

    job: str
    watch: int
    alert: int
    receipt: int
    case: str
    seen: str


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Left]]:
    folder = tmp_path_factory.mktemp("wall")
    with open_house(folder) as house:
        yield house, leave(house, folder)


def leave(house: House, folder: Path) -> Left:
    """Have the first organisation ask, screen, watch and be alerted, each with its secret."""
    ours = house.analyst
    listed, own = folder / "list.csv", house.workspace.of("one")
    listed.write_text("id,schema,name\nquib-7,Company,Nobody\n")
    own.import_files("list", listed, published="2026-01-05")
    own.clearances.clear(CLEARED, SUBJECT, reason=OURS, by="analyst of one")
    own.clearances.clear(
        f"{OURS} Farquharson", SUBJECT, reason=OURS, by="analyst of one", judgement=Judgement.UNSURE
    )
    (case,) = ours.get("/v1/cases", params={"kind": "unsure"}).json()["cases"]
    others = [one["id"] for one in ours.get("/search/default").json()["results"]]
    own.decide(SUBJECT, max({*others} - {SUBJECT}), "same", reason=OURS, by="analyst of one")
    house.workspace.access.add_user(
        "ursula", by="test", role="analyst", organisation="one", password=TITLE * 2
    )
    files = {"file": (f"{OURS}.csv", f"name\n{OURS}\n".encode())}
    job = ours.post("/v1/screen", files=files).json()["id"]
    assert house.workspace.jobs.run_pending() == 1
    asked = {"query": LISTED, "reason": OURS, "title": OURS}
    watch = ours.post("/v1/watches", json=asked).json()["id"]
    listed.write_text(f"id,schema,name\nquib-7,Company,{LISTED}\nquib/8 b,Company,Ownworld\n")
    own.import_files("list", listed, published="2026-01-06")
    house.here["administrator"].post("/updatez", params={"sync": "true"})
    (alert, *_) = ours.post("/v1/watches/run").json()["alerts"]
    answer = ours.get("/search/default", params={"q": OURS})
    receipt = int(answer.headers["x-proscribe-receipt"])
    return Left(
        job=job, watch=watch, alert=alert["id"], receipt=receipt, case=case["id"],
        seen=case["seen"],
    )  # fmt: skip


def asked_of(
    document: dict[str, Any], left: Left, entity: str
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every address of the document, with the ids of what the first organisation left."""
    ids = {
        "job_id": left.job,
        "case_id": left.case,
        "report_format": "csv",
        "dataset": "default",
        "entity_id": entity,
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


def ask(
    client: httpx.Client, method: str, place: str, left: Left, *, read: Collection[str]
) -> httpx.Response:
    """Ask with whatever could lead to what the other organisation left."""
    words: dict[str, Any] = {"reason": "curious", "all": "true", "limit": 100}
    if method != "post":
        named = {"query": LISTED, "q": LISTED, "prefix": LISTED[:8]} | words
        if place in ("/v1/check", "/search/default") or "/suggest/" in place:
            words = named
        told = {name: word for name, word in words.items() if name in read}
        return client.request(method, place, params=told)
    query = {"schema": "Company", "properties": {"name": [LISTED]}}
    bodies: dict[str, dict[str, Any]] = {
        "/v1/watches": {"json": {"job": left.job, "reason": "curious"}},
        "/v1/watches/run": {"params": {"watch": left.watch}},
        "/v1/screen": {"files": {"file": ("a.csv", b"name\nApple\n")}},
        "/match/default": {
            "json": {"queries": {"q": query, "r": query | {"schema": "LegalEntity"}}},
            "params": {"cutoff": 0, "threshold": 0, "limit": 50},
        },
        "/v1/check": {"json": {"query": LISTED}},
        f"/v1/cases/{left.case}": {
            "json": {"judgement": "same", "reason": "curious", "seen": left.seen}
        },
        "/v1/read": {"json": {"text": f"The house barred {LISTED} on 6 January 2026."}},
        "/reconcile/default": {"data": {"queries": f'{{"q": {{"query": "{LISTED}"}}}}'}},
    }
    return client.post(place, **bodies.get(place, {"json": {"reason": "curious"}}))


@pytest.mark.parametrize("entity", [SUBJECT, ENTRY, SLASHED])
@pytest.mark.parametrize("role", ["reader", "analyst", "administrator"])
def test_nothing_of_another_organisation_is_seen_at_any_address(
    walled: tuple[House, Left], role: str, entity: str
) -> None:
    house, left = walled
    document = house.analyst.get("/openapi.json").json()
    for method, place, operation in asked_of(document, left, entity):
        read = {one["name"] for one in operation.get("parameters", [])}
        answer = ask(house.there[role], method, place, left, read=read)

        told = f"{answer.text} {answer.headers}"
        # What is in the question comes back from nowhere but it.
        for said in (
            place,
            quote(LISTED),
            *(one for one in (ENTRY, SLASHED, unquote(SLASHED)) if entity in place),
        ):
            told = told.replace(said, "")
        asks = ("/v1/check", "/search/", "/match/", "/reconcile/", "/v1/read", "/v1/audit")
        traces = [OURS, left.job, "analyst of one", "ursula", CLEARED, "quib-7"]
        traces += [] if place.startswith(asks) else [LISTED]
        for trace in traces:
            assert trace not in told, f"{method} {place}"
        ours = (left.job, left.case, f"/{left.watch}", f"/{left.alert}/", ENTRY, SLASHED)
        if any(id_ in place for id_ in ours):
            assert answer.status_code in (403, 404), f"{method} {place}"
        if place == "/v1/alerts":
            assert answer.json() == {"alerts": []}
        if place.startswith("/match"):
            results = answer.json()["responses"]["q"]["results"]
            assert LISTED not in [result["caption"] for result in results]
        if place == "/v1/check" and answer.status_code == 200:
            assert answer.json()["verdict"] == "ALLOWED"
        assert answer.status_code < 500, f"{method} {place}: {operation['summary']}"


def test_every_address_there_is_was_tried(walled: tuple[House, Left]) -> None:
    house, _ = walled
    paths = house.analyst.get("/openapi.json").json()["paths"]

    assert {f"{m} {path}" for path, has in paths.items() for m in METHODS if m in has} == KNOWN


def test_an_own_list_and_a_clearance_count_for_those_who_have_them(
    walled: tuple[House, Left],
) -> None:
    house, _ = walled
    ours, theirs = house.analyst, house.there["analyst"]

    for place in (one.format(id_) for one in OF_ONE for id_ in (ENTRY, SLASHED)):
        assert ours.get(place).status_code == 200, place
        assert theirs.get(place).status_code == 404, place
    for id_ in (ENTRY, SLASHED):
        place = f"/statements?canonical_id={id_}"
        assert ours.get(place).json()["results"], place
        assert not theirs.get(place).json()["results"], place
    check = {"query": LISTED}
    assert ours.get("/v1/check", params=check).json()["verdict"] != "ALLOWED"
    assert theirs.get("/v1/check", params=check).json()["verdict"] == "ALLOWED"
    assert on_file(ours)["published"] == "2026-01-06"
    assert on_file(theirs)["published"] is None
    assert ours.get("/search/default", params={"q": LISTED}).json()["total"]["value"] == 1
    assert theirs.get("/search/default", params={"q": LISTED}).json()["total"]["value"] == 0


def on_file(client: httpx.Client) -> dict[str, Any]:
    """Return the newest edition of the own list, as its organisation sees it."""
    found = client.get("/v1/sources").json()["sources"]
    (own,) = [one for one in found if one["key"] == "list"]
    return dict(own)


@pytest.mark.parametrize("kind", ["/v1/jobs", "/v1/watches"])
def test_what_was_left_is_still_there_for_those_who_left_it(
    walled: tuple[House, Left], kind: str
) -> None:
    house, left = walled

    assert OURS in house.analyst.get(kind).text
    assert LISTED in house.analyst.get("/v1/alerts?all=true").text
    assert house.analyst.get(f"/v1/jobs/{left.job}").json()["state"] == "done"
    assert OURS in house.analyst.get(f"/v1/receipts/{left.receipt}").text
    assert OURS in house.analyst.get(f"/v1/cases/{left.case}").text


def test_a_list_of_the_other_organisation_goes_on_from_no_job_of_ours(
    walled: tuple[House, Left],
) -> None:
    house, left = walled

    assert house.there["analyst"].get("/v1/jobs", params={"before": left.job}).status_code == 404
