"""nomenklatura's enricher for yente runs against this server unmodified."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.case import PEERS, peer_version
from tests.interfaces.api.running import KEY, XIAOMI, Document, Service

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        peer_version("nomenklatura") is None,
        reason="the peers are not installed; `make bench` installs them",
    ),
]
PROGRAM = Path(__file__).with_name("enricher.py")


def enrich(service: Service, *entities: Document, key: str = KEY) -> list[Document]:
    """Return what the enricher makes of entities."""
    command = [str(PEERS / "bin/python"), "-W", "ignore", str(PROGRAM), service.url, key]
    ran = subprocess.run(
        command, input=json.dumps(entities), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    told: list[Document] = json.loads(ran.stdout)
    return told


def company(id_: str, **properties: list[str]) -> Document:
    return {"id": id_, "schema": "Company", "properties": properties}


def test_a_company_is_matched_and_expanded_by_what_is_known_of_it(service: Service) -> None:
    xiaomi, nobody = enrich(
        service,
        company("ours-1", name=["Xiaomi Corp."], country=["cn"]),
        company("ours-2", name=["Nobody Of That Kind"]),
    )
    (found,) = xiaomi
    schemata = {one["id"]: one["schema"] for one in found["expanded"]}

    assert nobody == []
    assert found["match"]["id"] == XIAOMI
    assert found["match"]["properties"]["sourceUrl"] == [f"{service.url}/entities/{XIAOMI}"]
    assert "Xiaomi Corporation" in found["match"]["properties"]["name"]
    assert schemata[XIAOMI] == "Company"
    assert {"Sanction", "Security"} <= {*schemata.values()}


def test_with_a_wrong_key_it_stops(service: Service) -> None:
    with pytest.raises(AssertionError, match="EnrichmentAbort"):
        enrich(service, company("ours-1", name=["Xiaomi Corp."]), key="psk_none")
