"""What was answered over HTTP is answered again, byte for byte, of the lists as they were."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from proscribe.interfaces.api.replaying import register
from tests.interfaces.api.doors import House

XIAOMI = "us_dod_1237-xiaomi"
QUERIES = {
    "z": {"schema": "Company", "properties": {"name": ["Xiaomi Corp"], "country": "cn"}},
    "a": {"schema": "Person", "properties": {"name": "Nobody Of It", "birthDate": "1970"}},
}
# In an order that is not the alphabet's.
ROWS = {"z": {"query": "Xiaomi Corp", "type": "Company"}, "a": {"query": "Nobody Of It"}}
EXTENDED = {"ids": [XIAOMI], "properties": [{"id": "topics"}, {"id": "country"}]}
ARTICLE = {"text": "The Treasury Department sanctioned Xiaomi on 14 January 2021."}
ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("post", "/match/default", {"json": {"queries": QUERIES}}),
    ("post", "/match/default?action=buy&limit=3", {"json": {"queries": QUERIES}}),
    ("post", "/match/default?as_of=2021-03-16", {"json": {"queries": QUERIES}}),
    ("get", "/search/default?q=xiaomi&facets=topics&facets=countries", {}),
    ("get", "/search/default?q=xiaomi&investor=us_person", {}),
    ("get", f"/entities/{XIAOMI}", {}),
    ("get", f"/entities/{XIAOMI}?action=hold", {}),
    ("get", f"/entities/{XIAOMI}/adjacent", {}),
    ("get", "/entities/nobody", {}),
    ("get", f"/entities/{XIAOMI}/adjacent/name", {}),
    ("post", "/reconcile/default", {"data": {"queries": json.dumps(ROWS)}}),
    ("get", f"/reconcile/default?queries={quote(json.dumps(ROWS))}&callback=told", {}),
    ("post", "/reconcile/default", {"data": {"extend": json.dumps(EXTENDED)}}),
    ("get", "/reconcile/default/suggest/entity?prefix=xiao&callback=told", {}),
    ("get", "/reconcile/default/extend/property?type=Company", {}),
    ("get", f"/reconcile/default/preview/{XIAOMI}", {}),
    ("get", "/v1/check?query=Xiaomi", {}),
    ("get", "/v1/check?query=Xiaomi&as_of=2021-03-16&known_at=2021-03-06", {}),
    ("post", "/v1/check", {"json": {"query": "Xiaomi", "action": "sell"}}),
    ("get", f"/v1/subjects/{XIAOMI}", {}),
    ("get", f"/v1/subjects/{XIAOMI}/timeline", {}),
    ("get", "/v1/subjects/nobody", {}),
    ("post", "/v1/read", {"json": ARTICLE}),
)


def number_of(answer: httpx.Response) -> int:
    assert answer.status_code in {200, 404}, answer.text
    return int(answer.headers["x-proscribe-receipt"])


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one[1])
def test_an_answer_is_given_again_byte_for_byte(
    house: House, tmp_path: Path, asked: tuple[str, str, dict[str, Any]]
) -> None:
    method, place, more = asked
    number = number_of(house.analyst.request(method, place, **more))
    listed = tmp_path / "list.csv"
    listed.write_text(f"id,schema,name\n1,Company,Xiaomi {number}\n")
    house.workspace.import_files("list", listed, published="2026-02-01")
    assert house.here["administrator"].post("/updatez?sync=true").status_code == 200
    register(house.workspace)

    found = house.workspace.receipts.replay(house.workspace.local_user("test", "one"), number)

    assert (found.same, found.why) == (True, ""), (found.given, found.again)


def test_what_was_answered_while_newer_lists_were_made_ready_is_given_again(
    house: House, tmp_path: Path
) -> None:
    register(house.workspace)
    # Editions are told apart by the second.
    time.sleep(1.1)
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Xiaomi of another name\n")
    house.workspace.of("one").import_files("list", listed, published="2026-02-02")
    number = number_of(house.analyst.get("/search/default?q=xiaomi"))

    found = house.workspace.receipts.replay(house.workspace.local_user("test", "one"), number)
    house.here["administrator"].post("/updatez?sync=true")

    assert found.same, found.why


def test_a_clearance_counts_in_what_is_asked_again(house: House) -> None:
    register(house.workspace)
    ours = house.workspace.of("one")
    asked = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi Corp"]}}}}
    before = number_of(house.analyst.post("/match/default", json=asked))
    ours.clearances.clear("Xiaomi Corp", XIAOMI, reason="another", by="ana")
    # For half a second what was decided of names is believed as it was read.
    time.sleep(0.6)
    after = number_of(house.analyst.post("/match/default", json=asked))

    who = house.workspace.local_user("test", "one")
    for number in (before, after):
        found = house.workspace.receipts.replay(who, number)
        assert (found.same, found.why) == (True, ""), (found.given, found.again)


def test_what_depends_on_more_than_lists_and_law_is_not_asked_again(house: House) -> None:
    register(house.workspace)
    who = house.workspace.local_user("test", "one")

    for place in ("/catalog", "/v1/sources"):
        found = house.workspace.receipts.replay(who, number_of(house.analyst.get(place)))
        assert found.same is None
        assert "nothing that can be asked again" in found.why


def test_an_id_with_a_slash_is_asked_for_again(house: House, tmp_path: Path) -> None:
    register(house.workspace)
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n7/adjacent,Company,Slash Holdings\n")
    house.workspace.of("one").import_files("list", listed, published="2026-02-03")
    house.here["administrator"].post("/updatez?sync=true")
    answer = house.analyst.get("/entities/list-7%2Fadjacent")
    assert answer.json()["caption"] == "Slash Holdings"

    who = house.workspace.local_user("test", "one")
    found = house.workspace.receipts.replay(who, number_of(answer))

    assert (found.same, found.why) == (True, ""), (found.given, found.again)


def test_an_article_that_was_a_file_is_not_on_file(house: House) -> None:
    register(house.workspace)
    answer = house.analyst.post(
        "/v1/read", content=b"The EU listed Acme.", headers={"content-type": "text/plain"}
    )

    who = house.workspace.local_user("test", "one")
    found = house.workspace.receipts.replay(who, number_of(answer))

    assert found.same is None
    assert "not on file" in found.why
