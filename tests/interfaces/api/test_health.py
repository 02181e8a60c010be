from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from proscribe.interfaces.api.access import Caller, KeyHolder, OneKey
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.model.errors import StoreError
from proscribe.workspace import open_workspace
from proscribe.workspace.service.desk import ServiceDesk
from tests.interfaces.api.running import EDITIONS, KEY, open_service, serving


def cons(shared: Path, day: str) -> Path:
    return shared / "data/us_ofac_consolidated" / day / "consolidated.xml"


def test_an_update_takes_the_place_of_what_answered(shared: Path, tmp_path: Path) -> None:
    with open_service(tmp_path) as running:
        before = running.get("/catalog").json()
        edition = running.client.get("/healthz").headers["x-proscribe-edition"]
        assert (
            running.match("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", dataset="us_ofac_cons")
            == []
        )
        running.workspace.import_files("us_ofac_cons", cons(shared, EDITIONS[-1]))

        assert running.get("/catalog").json()["index_stale"] is True
        assert running.get("/catalog").json()["datasets"] != before["datasets"]
        assert running.client.post("/updatez", params={"sync": "true"}).json() == {"status": "ok"}

        after = running.get("/catalog").json()
        assert (after["index_stale"], after["outdated"]) == (False, [])
        assert running.client.get("/healthz").headers["x-proscribe-edition"] != edition
        assert (
            running.match("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", dataset="us_ofac_cons")
            != []
        )


def test_the_server_follows_the_ledger_by_itself(shared: Path, tmp_path: Path) -> None:
    with open_service(tmp_path, looks_seconds=0.05) as running:
        assert running.match("CHINA MOBILE LIMITED", dataset="us_ofac_cons") == []
        running.workspace.import_files("us_ofac_cons", cons(shared, EDITIONS[-1]))

        for _ in range(600):
            if running.match("CHINA MOBILE LIMITED", dataset="us_ofac_cons"):
                break
        assert running.match("CHINA MOBILE LIMITED", dataset="us_ofac_cons")


@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("POST", "/match/default?action=buy"),
        ("POST", "/match/default?as_of=2026-06-01"),
        ("GET", "/search/default?q=quorvex&action=buy"),
        ("GET", "/entities/list-1?action=buy"),
        ("GET", "/statements?canonical_id=list-1"),
    ],
)
def test_until_an_update_is_ready_answers_of_moments_are_of_what_was(
    tmp_path: Path, method: str, place: str
) -> None:
    query = {"q": {"schema": "Company", "properties": {"name": ["Quorvex Shipping"]}}}
    body = {"queries": query} if method == "POST" else None
    listed = tmp_path / "list.csv"
    with open_service(tmp_path) as running:

        def record(name: str, day: str) -> None:
            listed.write_text(f"id,schema,name\n1,Company,{name}\n")
            running.workspace.import_files("list", listed, published=day)

        def asked() -> str:
            return running.client.request(method, place, json=body).text

        record("Quorvex Shipping", "2026-01-05")
        running.client.post("/updatez", params={"sync": "true"})
        before = asked()
        record("Quorvex Navigation", "2026-02-05")
        assert "Quorvex Shipping" in before
        assert asked() == before

        running.client.post("/updatez", params={"sync": "true"})
        assert asked() != before


@dataclass(frozen=True, slots=True)
class Readers:
    def authenticate(self, token: str) -> Caller | None:
        return KeyHolder(role="reader") if token == KEY else None

    def has_users(self) -> bool:
        return True

    def wait(self, caller: Caller) -> float:
        del caller
        return 0.0


def test_only_an_administrator_has_the_server_follow(tmp_path: Path) -> None:
    with open_service(tmp_path, authenticator=Readers()) as running:
        assert running.client.post("/updatez").status_code == 403
        assert running.get("/updatez").status_code == 405


def test_the_token_of_yentes_operators_is_a_key(tmp_path: Path) -> None:
    with open_service(tmp_path) as running:
        assert httpx.post(f"{running.url}/updatez?token={KEY}").json() == {"status": "ok"}
        assert httpx.post(f"{running.url}/updatez?token=wrong").status_code == 401
        assert httpx.get(f"{running.url}/catalog?token={KEY}").status_code == 401


def test_before_anything_is_ready_readiness_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise StoreError("the disk is full.")

    monkeypatch.setattr(ServiceDesk, "follow", fail)
    with open_workspace(f"sqlite:///{tmp_path / 'ledger.db'}") as workspace:
        app = create_app(Shelf(workspace=workspace, desk=workspace.service()), OneKey(""))
        with serving(app) as url:
            assert httpx.get(f"{url}/healthz").status_code == 200
            answer = httpx.get(f"{url}/readyz")
            assert (answer.status_code, [*answer.json()]) == (503, ["detail"])


def test_while_the_store_is_away_readiness_says_so_and_names_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_service(tmp_path) as running:

        def away(*_: object) -> None:
            raise StoreError("no server at secret.example.")

        monkeypatch.setattr(ServiceDesk, "ping", away)
        answer = running.get("/readyz")

        assert answer.status_code == 503
        assert "secret" not in answer.text
        assert running.match("Xiaomi") != []
