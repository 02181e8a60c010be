"""Receipts over HTTP: shown to their own organisation, and verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.backups import back_up
from tests.interfaces.api.doors import House, open_house


def test_a_receipt_shows_the_question_and_the_answer(house: House) -> None:
    answer = house.analyst.get("/v1/check", params={"query": "Xiaomi", "as_of": "2021-03-16"})

    number = answer.headers["x-proscribe-receipt"]
    shown = house.analyst.get(f"/v1/receipts/{number}").json()

    assert (shown["kind"], shown["by"]) == ("http_check", "analyst of one")
    assert shown["question"]["query"] == [["query", "Xiaomi"], ["as_of", "2021-03-16"]]
    assert shown["answer"] == answer.json()
    assert shown["forgotten"] is False


def test_the_receipt_of_a_receipt_keeps_nothing_that_is_to_be_forgotten(house: House) -> None:
    asked = house.analyst.get("/search/default", params={"q": "Jane Q Secret"})
    number = int(asked.headers["x-proscribe-receipt"])
    shown = house.analyst.get(f"/v1/receipts/{number}")
    assert "Jane Q Secret" in shown.text

    who = house.workspace.local_user("test", "one")
    house.workspace.receipts.forget(who, numbers=[number])

    again = house.analyst.get(f"/v1/receipts/{shown.headers['x-proscribe-receipt']}")
    assert "Jane Q Secret" not in again.text
    assert "Jane Q Secret" not in house.analyst.get(f"/v1/receipts/{number}").text
    assert house.here["administrator"].get("/v1/receipts/verify").json()["holds"] is True


def test_the_audit_says_who_asked_what_kind_of_question(house: House) -> None:
    house.here["reader"].get("/search/default", params={"q": "Jane Q Secret"})

    newest = house.analyst.get("/v1/audit", params={"limit": 1}).json()["receipts"]

    assert [(one["by"], one["kind"]) for one in newest] == [("reader of one", "http_search")]
    assert "Secret" not in repr(newest)


def test_a_store_that_is_a_copy_is_called_one(tmp_path: Path) -> None:
    older = Settings(db=f"sqlite:///{tmp_path / 'older.db'}", data=tmp_path / "data")
    older.data.mkdir()
    with open_workspace(settings=older) as workspace:
        workspace.proven("ana").check("Zzyzx")
        back_up(tmp_path / "ledger.db", settings=older)
        for _ in range(2):
            workspace.proven("ana").check("Zzyzx")

    with open_house(tmp_path) as house:
        told = house.here["administrator"].get("/v1/receipts/verify").json()

    place = f"sqlite:///{(tmp_path / 'older.db').resolve()}"
    assert (told["holds"], told["elsewhere"]) == (True, {"number": 3, "store": place})


def test_a_receipt_that_is_not_there_is_not_found(house: House) -> None:
    assert house.analyst.get("/v1/receipts/999999").status_code == 404
    assert house.analyst.get("/v1/receipts/0").status_code == 422


@pytest.mark.parametrize("place", ["receipts/verify", "receipts/1", "audit", "jobs"])
@pytest.mark.parametrize("name", ["as_of", "known_at", "investor", "action"])
def test_what_would_change_nothing_is_refused(house: House, place: str, name: str) -> None:
    house.analyst.get("/v1/check", params={"query": "Xiaomi"})
    answer = house.here["administrator"].get(f"/v1/{place}", params={name: "2021-03-16"})

    assert answer.status_code == 422
    assert [one["loc"] for one in answer.json()["detail"]] == [["query", name]]


def test_proof_is_for_analysts_and_its_verification_for_administrators(house: House) -> None:
    reader, approver = house.here["reader"], house.here["approver"]

    assert reader.get("/v1/receipts/1").status_code == 403
    assert reader.get("/v1/audit").status_code == 403
    assert approver.get("/v1/audit").status_code == 200
    assert approver.get("/v1/receipts/verify").status_code == 403
    assert house.here["administrator"].get("/v1/receipts/verify").status_code == 200


def test_a_receipt_names_the_editions_of_what_answered(tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("name\nAcme Trading\n")
    with open_house(tmp_path) as house:

        def days(place: str) -> list[str]:
            asked = "query" if place.startswith("/v1/") else "q"
            answer = house.analyst.get(place, params={asked: "Acme"})
            number = answer.headers["x-proscribe-receipt"]
            basis = house.here["administrator"].get(f"/v1/receipts/{number}").json()["basis"]
            return [day for source, _, day in basis["editions"] if source == "list"]

        own = house.workspace.of("one")
        own.import_files("list", listed, published="2026-01-05")
        assert days("/search/default") == ["2026-01-05"]
        own.import_files("list", listed, published="2026-01-05")
        listed.write_text("name\nAcme Trading\nAcme Shipping\n")
        own.import_files("list", listed, published="2026-01-06")

        # Not ready yet: names are still searched in what was.
        assert days("/search/default") == ["2026-01-05"]
        assert days("/v1/check") == ["2026-01-06"]

        house.here["administrator"].post("/updatez", params={"sync": "true"})
        assert days("/search/default") == ["2026-01-06"]
        theirs = house.there["analyst"].get("/search/default").headers["x-proscribe-receipt"]
        told = house.there["administrator"].get(f"/v1/receipts/{theirs}").json()["basis"]
        assert "list" not in [source for source, _, _ in told["editions"]]
