"""A server goes on looking for what is new, whatever befell it while it looked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.workspace.service.standing import Standing, Standings
from tests.interfaces.api.running import open_service

PATIENCE = 60.0


def test_a_defect_while_lists_are_made_ready_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow, fails = Standings.follow, [False]

    def failing(self: Standings, progress: Callable[[int], None] = lambda _: None) -> Standing:
        if any(fails):
            fails.clear()
            raise KeyError(17)
        return follow(self, progress)

    monkeypatch.setattr(Standings, "follow", failing)
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Quorvex Shipping\n")
    with open_service(tmp_path, looks_seconds=0.1) as service:
        before = service.client.get("/catalog").headers["x-proscribe-edition"]
        fails[0] = True
        service.workspace.import_files("list", listed, published="2026-02-01")
        until = time.monotonic() + PATIENCE
        while service.client.get("/catalog").headers["x-proscribe-edition"] == before:
            assert time.monotonic() < until, "the new list never counted"
            time.sleep(0.05)

        assert fails == []
        found = service.client.get("/search/default", params={"q": "Quorvex"}).json()
        assert found["total"]["value"] == 1


def test_an_answer_from_the_ledger_names_the_edition_it_rests_on(tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Quorvex Shipping\n")
    with open_service(tmp_path) as service:
        asked = {"query": "Quorvex Shipping"}
        before = service.client.get("/v1/check", params=asked)
        service.workspace.import_files("list", listed, published="2026-02-01")
        # It looks for what is new an hour later.
        ready = service.client.get("/catalog").headers["x-proscribe-edition"]
        after = service.client.get("/v1/check", params=asked)
        written = service.written.answers[-1][2]["edition"]
        service.client.post("/updatez", params={"sync": "true"})
        then = service.client.get("/catalog").headers["x-proscribe-edition"]
        again = service.client.get("/v1/check", params=asked)

    assert before.headers["x-proscribe-edition"] == ready
    assert after.json()["verdict"] != before.json()["verdict"]
    assert ready != then
    assert {one.headers["x-proscribe-edition"] for one in (after, again)} == {then} == {written}
