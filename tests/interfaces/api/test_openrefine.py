"""The server as OpenRefine uses it, step by step, with nothing but the address that a user pastes.

OpenRefine's pages run in a browser, whose origin is OpenRefine's: they ask for JSON, and where that
fails for a script. Its server sends the rows. It builds addresses out of the manifest by joining
texts, so these tests do the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import jsonschema
import pytest

from tests.interfaces.api import reconciliation as shapes
from tests.interfaces.api.running import KEY, XIAOMI, Document, Service

ORIGIN = "http://127.0.0.1:3333"
ROWS = ("Xiaomi Corp.", "小米集团", "Hangzhou Hikvision", "Nobody Of That Kind", "AT&T + Söhne")


@pytest.fixture(scope="module")
def address(service: Service) -> str:
    """What a user pastes into "Add standard service"."""
    return f"{service.url}/reconcile/default?api_key={KEY}"


@pytest.fixture(scope="module")
def manifest(address: str) -> Document:
    found = in_browser(address)
    jsonschema.validate(found, shapes.MANIFEST)
    return found


def in_browser(address: str, **more: str) -> Document:
    """Return the JSON at an address, which the browser lets another origin's page read."""
    answer = httpx.get(address, params=httpx.QueryParams(at(address)).merge(more),
                       headers={"origin": ORIGIN})  # fmt: skip
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] in ("*", ORIGIN)
    return answer.json()


def at(address: str) -> str:
    return str(httpx.URL(address).query, "ascii")


def as_script(address: str, **more: str) -> Document:
    """Return what a script of that address hands to the page's function."""
    name = "jQuery360_1764243"
    params = httpx.QueryParams(at(address)).merge({**more, "callback": name, "_": "1764243"})
    answer = httpx.get(address, params=params)
    assert answer.headers["content-type"].startswith("application/javascript")
    assert answer.text.startswith(f"/**/{name}(")
    return json.loads(answer.text.removeprefix(f"/**/{name}(").removesuffix(");"))


def send(address: str, queries: dict[str, Any]) -> Document:
    """Send a batch, as OpenRefine's server does."""
    jsonschema.validate(queries, shapes.QUERIES)
    answer = httpx.post(address, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    jsonschema.validate(found, shapes.RESULTS)
    assert found.keys() == queries.keys()
    return found


def place(part: Document) -> str:
    joined: str = part["service_url"] + part["service_path"]
    return joined


def test_the_manifest_is_the_same_as_a_script(address: str, manifest: Document) -> None:
    assert as_script(address) == manifest


def test_types_are_guessed_from_a_few_rows(address: str) -> None:
    found = send(address, {f"q{at}": {"query": row, "limit": 3} for at, row in enumerate(ROWS)})

    types = [one["type"][0] for each in found.values() for one in each["result"]]
    assert types
    assert all(one["id"] == "Company" and one["name"] for one in types)


def test_a_batch_of_the_announced_size_is_answered(address: str, manifest: Document) -> None:
    queries = {
        f"q{number}": {
            "query": ROWS[number % len(ROWS)], "type": "Company", "type_strict": "should",
            "properties": [{"pid": "country", "v": "China"}],
        }
        for number in range(manifest["batchSize"])
    }  # fmt: skip
    found = send(address, queries)

    assert found["q0"]["result"][0]["id"] == XIAOMI
    assert found["q3"]["result"] == []


def test_a_query_may_be_of_properties_alone(address: str) -> None:
    by_name = {"properties": [{"pid": "name", "v": {"id": "x", "name": "Xiaomi Corporation"}}]}

    assert send(address, {"q": by_name})["q"]["result"][0]["id"] == XIAOMI


@pytest.mark.parametrize("ask", [in_browser, as_script])
@pytest.mark.parametrize(
    ("kind", "typed"),
    [("entity", ("xiaom", XIAOMI)), ("property", ("birth d", "birthDate")),
     ("type", ("vess", "Vessel"))],
)  # fmt: skip
def test_what_is_typed_is_completed(
    manifest: Document, ask: Callable[..., Document], kind: str, typed: tuple[str, str]
) -> None:
    prefix, first = typed
    found = ask(place(manifest["suggest"][kind]), prefix=prefix)

    jsonschema.validate(found, shapes.suggested(notable=kind != "type"))
    assert found["result"][0]["id"] == first


def test_a_candidate_is_seen_in_a_frame_and_on_a_page(manifest: Document) -> None:
    for part in ("preview", "view"):
        answer = httpx.get(manifest[part]["url"].replace("{{id}}", XIAOMI))

        assert (answer.status_code, "Xiaomi" in answer.text) == (200, True)
        assert "x-frame-options" not in answer.headers
        assert "frame-ancestors" not in answer.headers.get("content-security-policy", "")


@pytest.mark.parametrize("ask", [in_browser, as_script])
def test_properties_are_proposed_where_openrefine_puts_the_type(
    manifest: Document, ask: Callable[..., Document]
) -> None:
    """It writes `?type=` behind the address, though this has parameters of its own."""
    asked = place(manifest["extend"]["propose_properties"]) + "?type=Vessel"
    found = ask(asked)

    jsonschema.validate(found, shapes.PROPOSED)
    assert found["type"] == "Vessel"
    assert "imoNumber" in {one["id"] for one in found["properties"]}


def test_properties_are_proposed_to_a_client_that_joins_parameters_well(manifest: Document) -> None:
    asked = place(manifest["extend"]["propose_properties"])

    assert in_browser(f"{asked}&type=Vessel")["type"] == "Vessel"
    assert in_browser(asked)["type"] == "LegalEntity"
    assert httpx.get(f"{asked}?type=Banana").status_code == 400


def test_matched_rows_are_extended(address: str) -> None:
    asked = {"ids": [XIAOMI], "properties": [{"id": "country"}, {"id": "parent"}]}
    answer = httpx.post(address, data={"extend": json.dumps(asked)})
    found = answer.json()

    jsonschema.validate(found, shapes.EXTENDED)
    assert [one["id"] for one in found["meta"]] == ["country", "parent"]
    assert found["meta"][1]["type"] == {"id": "LegalEntity", "name": "Legal entity"}
    assert {"str": "cn"} in found["rows"][XIAOMI]["country"]


@pytest.mark.parametrize("limit", ["9" * 5_000, "-1", "1.5", "x", [], {}, True])
def test_a_limit_that_is_none_leaves_all_values(address: str, limit: object) -> None:
    asked = {"ids": [XIAOMI], "properties": [{"id": "country", "settings": {"limit": limit}}]}
    found = httpx.post(address, data={"extend": json.dumps(asked)}).json()

    assert found["rows"][XIAOMI]["country"] == [{"str": "cn"}, {"str": "ky"}]


def test_without_a_key_the_browser_is_told_so_and_may_ask_before(service: Service) -> None:
    bare = f"{service.url}/reconcile/default"
    asked_before = httpx.options(
        bare, headers={"origin": ORIGIN, "access-control-request-method": "POST"}
    )
    refused = httpx.get(bare, headers={"origin": ORIGIN})

    assert asked_before.status_code == 200
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, "*")
