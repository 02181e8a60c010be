"""When a subject was seen is told alike, whether a moment of knowledge is named or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.interfaces.api.running import Service, open_service

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.workspace import Workspace

HEAD = "id,schema,name,country\n"
NOW = datetime.now(UTC)
EDITIONS = {
    -30: "1,Company,Acme Shipping,ir\n2,Company,Borealis Metals,ru\n",
    -10: "1,Company,Acme Shipping,iq\n2,Company,Borealis Metals,ru\n",
    -1: "1,Company,Acme Shipping,iq\n2,Company,Borealis Metals,ru\n3,Company,Cygnus Oil,sy\n",
}


def day(days: int) -> str:
    return (NOW + timedelta(days=days)).date().isoformat()


SEEN = {
    "Acme Shipping": (-30, -1, -10),
    "Borealis Metals": (-30, -1, -30),
    "Cygnus Oil": (-1, -1, -1),
}


def test_it_is_the_same_by_what_is_ready_and_by_the_ledger(tmp_path: Path) -> None:
    def record(workspace: Workspace) -> None:
        for days, lines in EDITIONS.items():
            listed = tmp_path / f"list{days}.csv"
            listed.write_text(HEAD + lines)
            workspace.import_files("list", listed, published=day(days))

    with open_service(tmp_path, prepare=record) as service:
        ready = {name: seen(service, name) for name in SEEN}
        known = {name: seen(service, name, known_at=NOW.isoformat()) for name in SEEN}

    assert ready == known == {name: [day(each) for each in days] for name, days in SEEN.items()}


def seen(service: Service, name: str, **params: str) -> list[str]:
    (found,) = [one for one in service.match(name, **params) if one["caption"] == name]
    return [str(found[field])[:10] for field in ("first_seen", "last_seen", "last_change")]
