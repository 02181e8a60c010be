"""What is done at the pages is done once its receipt is written, and not where none can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.backends.stores.sql import SqlStore
from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.model.errors import InputError, StoreError
from proscribe.workspace.jobs import ScreenOptions
from tests.interfaces.api.doors import PORTFOLIO, House, open_house
from tests.interfaces.web.test_wall import Visitor

ADMINISTRATOR = "administrator"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, pages=True) as running:
        yield running


@pytest.fixture
def visitor(house: House) -> Iterator[Visitor]:
    visitor = Visitor(house.here[ADMINISTRATOR], house.url)
    yield visitor
    visitor.close()


def test_what_cannot_be_proven_is_not_done(
    house: House, visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, access = house.workspace.of("one"), house.workspace.access
    (link, *_) = own.cases.list(kind="link", limit=1).cases
    access.add_user(
        "ana", by="test", role="reader", organisation="one", password="long enough " * 2
    )
    keys, users = access.keys("one"), access.users("one")
    book = tmp_path / "book.csv"
    book.write_bytes(PORTFOLIO)
    run = own.page_desk().screenings.submit("one", "ana", [book], ScreenOptions())
    acts = [
        ("/review", {"kind": "link", "left": link.pair.left, "right": link.pair.right,
                     "judgement": "same", "reason": "why"}),
        (f"/portfolios/{run}", {}),
        ("/operations", {"act": "add_user", "name": "ben", "role": "reader",
                         "password": "long enough " * 2}),
        ("/operations", {"act": "change_user", "name": "ana", "role": "approver"}),
        ("/operations", {"act": "create_key", "name": "new", "role": "reader"}),
        ("/operations", {"act": "revoke_key", "key": keys[0].id}),
    ]  # fmt: skip

    async def away(*_: object, **__: object) -> str:
        raise StoreError("the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(ReceiptRecorder, "record", away)
        answers = [visitor.post(path, files=None, **fields) for path, fields in acts]

    assert [answer.status_code for answer in answers] == [503] * len(acts)
    assert own.cases.get(link.id).seen == link.seen
    assert house.workspace.jobs.get(run, organisation="one").cancel_by is None
    assert (access.keys("one"), access.users("one")) == (keys, users)
    # With their receipts all of them are done.
    done = [visitor.post(path, files=None, **fields) for path, fields in acts]
    assert [answer.status_code for answer in done] == [303, 303, 303, 303, 200, 303]
    receipts = house.here[ADMINISTRATOR].get("/v1/audit", params={"limit": len(acts)}).json()
    kinds = [one["kind"] for one in reversed(receipts["receipts"])]
    assert kinds == [f"http_{kind}" for kind in ("decide", "cancel", *["manage"] * 4)]


def test_of_an_act_that_fails_after_its_receipt_another_receipt_says_so(
    house: House, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    (link, *_) = house.workspace.of("one").cases.list(kind="link", limit=1).cases
    fields = {"kind": "link", "left": link.pair.left, "right": link.pair.right}

    def meanwhile(*_: object) -> None:
        raise InputError("somebody was first.")

    with monkeypatch.context() as broken:
        broken.setattr(SqlStore, "decide", meanwhile)
        refused = visitor.post("/review", files=None, **fields, judgement="same", reason="why")

    assert refused.status_code == 400
    client = house.here[ADMINISTRATOR]
    after, before = client.get("/v1/audit", params={"limit": 2}).json()["receipts"]
    told = client.get(f"/v1/receipts/{after['number']}").json()["answer"]
    assert told == {"detail": "somebody was first.", "not_done": str(before["number"])}
