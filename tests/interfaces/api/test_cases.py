"""Cases over HTTP: what waits for a person, decided by whom it may be, and proven before it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import pytest

from proscribe.backends.stores.sql import SqlStore
from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.rules import may_say
from proscribe.model.errors import StoreError
from proscribe.workspace.cases import CaseWord
from tests.interfaces.api.doors import House, open_house

# What JSON is, whose shape the assertions check.
Document: TypeAlias = Any
GIVEN = "Hangzhou Hikvisoin Digital Technology"
HIKVISION = "us_ofac_cons-30946"
BOOK = f"Name,Country,Market Value\n{GIVEN},CN,10\n".encode()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[House]:
    """A house of its own, since decisions stay."""
    with open_house(tmp_path) as house:
        yield house


@pytest.fixture
def careful(tmp_path: Path) -> Iterator[House]:
    """A house in which a decision takes two people."""
    with open_house(tmp_path, second_person=True) as house:
        yield house


def screened(house: House, client: httpx.Client | None = None) -> Document:
    """Have a line screened whose issuer is not certain; return its report's unresolved lines."""
    asker = client or house.analyst
    files = [("file", ("book.csv", BOOK))]
    job = asker.post("/v1/screen", files=files).json()["id"]
    assert house.workspace.jobs.run_pending() == 1
    return asker.get(f"/v1/jobs/{job}/result.json").json()["unresolved"]


def waiting(client: httpx.Client, **params: str | int) -> list[Document]:
    answer = client.get("/v1/cases", params=params)
    assert answer.status_code == 200, answer.text
    found: list[Document] = answer.json()["cases"]
    return found


def say(client: httpx.Client, case: Document, judgement: str, **more: str | None) -> httpx.Response:
    body = {"judgement": judgement, "reason": "two letters are swapped", "seen": case["seen"]}
    return client.post(f"/v1/cases/{case['id']}", json=body | more)


def second_approver(house: House) -> httpx.Client:
    _, secret = house.workspace.access.create_key(
        "ben", by="test", role="approver", organisation="one"
    )
    return httpx.Client(
        base_url=house.url, headers={"authorization": f"Bearer {secret}"}, timeout=60
    )


def test_a_line_that_may_mean_somebody_waits_with_what_a_person_needs(fresh: House) -> None:
    screened(fresh)
    (case,) = waiting(fresh.here["reader"], kind="line")

    job = fresh.analyst.get("/v1/jobs").json()["jobs"][0]["id"]
    assert (case["left"], case["right"], case["verdict"]) == (GIVEN, HIKVISION, "PROHIBITED")
    assert 0.8 < case["score"] < 0.95
    assert f"“{GIVEN}” met “Hangzhou Hikvision Digital Technology”" in case["explanation"]
    assert case["given"] == {"Name": GIVEN, "Country": "CN", "Market Value": "10"}
    raised = case["screening"]
    assert (raised["job"], raised["file"], raised["line"]) == (job, "book.csv", 2)
    assert (raised["investor"], raised["as_of"][:2]) == ("us_person", "20")
    assert case["words"] == ["same", "different", "unsure"]
    assert (case["earlier"], case["decision"]) == ([], None)
    alone = fresh.here["reader"].get(f"/v1/cases/{case['id']}")
    assert alone.json() == case
    assert alone.headers["x-proscribe-receipt"]
    # The pair is the same case, however often it is raised.
    screened(fresh)
    (again,) = waiting(fresh.analyst, kind="line")
    assert again["id"] == case["id"]
    assert again["seen"] != case["seen"]
    assert say(fresh.here["approver"], case, "different").status_code == 400


def test_cases_come_in_pages_and_by_kind(fresh: House) -> None:
    screened(fresh)
    every = fresh.analyst.get("/v1/cases", params={"limit": 500}).json()

    assert every["total"] == {"value": len(every["cases"]), "relation": "eq"}
    assert [one["kind"] for one in every["cases"]].count("link") > 2
    pages = [
        waiting(fresh.analyst, limit=2, offset=start)
        for start in range(0, len(every["cases"]) + 2, 2)
    ]
    assert [one for page in pages for one in page] == every["cases"]
    assert len({one["id"] for one in every["cases"]}) == len(every["cases"])
    first = fresh.analyst.get("/v1/cases", params={"limit": 1}).json()
    assert first["total"]["relation"] in ("eq", "gte")
    assert first["total"]["value"] >= 2
    links = waiting(fresh.analyst, kind="link")
    assert links == [one for one in every["cases"] if one["kind"] == "link"]
    for one in every["cases"]:
        assert fresh.analyst.get(f"/v1/cases/{one['id']}").json() == one


def test_a_line_told_apart_is_not_raised_again(fresh: House) -> None:
    assert screened(fresh)
    (case,) = waiting(fresh.analyst, kind="line")
    approver, tomorrow = fresh.here["approver"], datetime.now(UTC) + timedelta(days=1)

    answer = say(approver, case, "different", until=tomorrow.date().isoformat())

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["case"] == case
    said = told["said"]
    assert (said["judgement"], said["by"], said["reason"]) == (
        "different", "approver of one", "two letters are swapped",
    )  # fmt: skip
    assert (said["until"], said["waits"]) == (tomorrow.date().isoformat(), False)
    (kept,) = fresh.workspace.of("one").clearances.shown()
    assert (kept.clearance.id, kept.state.value) == (said["number"], "silent")
    assert kept.clearance.pair.given.properties == (("country", ("CN",)),)
    receipt = approver.get(f"/v1/receipts/{answer.headers['x-proscribe-receipt']}").json()
    assert receipt["answer"]["said"] == said | {"number": None}
    assert waiting(approver, kind="line") == []
    assert approver.get(f"/v1/cases/{case['id']}").status_code == 404
    late = say(approver, case, "same")
    assert late.status_code == 404
    assert "somebody has decided it" in late.json()["detail"]
    assert screened(fresh) == []


def test_an_analyst_is_unsure_and_an_approver_decides(fresh: House) -> None:
    screened(fresh)
    (case,) = waiting(fresh.analyst, kind="line")

    for role in ("reader", "analyst"):
        refused = say(fresh.here[role], case, "same")
        assert refused.status_code == 403
        assert "approver" in refused.json()["detail"]
    assert say(fresh.here["reader"], case, "unsure").status_code == 403
    assert waiting(fresh.analyst, kind="line") == [case]
    unsure = say(fresh.analyst, case, "unsure", reason="the custodian is asked")
    assert unsure.status_code == 200, unsure.text
    # What was said since it was seen is to be looked at first.
    stale = say(fresh.here["approver"], case, "different")
    assert stale.status_code == 400
    assert "analyst of one's: unsure, because the custodian is asked" in stale.json()["detail"]
    (now,) = waiting(fresh.analyst, kind="line")
    assert now["id"] == case["id"]
    assert [(one["judgement"], one["by"]) for one in now["earlier"]] == [
        ("unsure", "analyst of one")
    ]
    assert say(fresh.here["approver"], now, "same").status_code == 200
    assert screened(fresh) == []


@pytest.mark.parametrize(
    ("role", "scopes", "word", "may"),
    [
        ("approver", {"ask"}, "same", False),
        ("approver", {"ask", "screen"}, "same", False),
        ("approver", {"ask", "decide"}, "same", True),
        ("approver", {"ask", "decide"}, "unsure", True),
        ("analyst", {"ask", "decide"}, "confirm", False),
        ("analyst", {"ask"}, "unsure", False),
        ("analyst", {"ask", "screen"}, "unsure", True),
    ],
)
def test_a_key_says_what_it_was_made_for(
    role: str, scopes: set[str], word: str, *, may: bool
) -> None:
    assert may_say(role, scopes, CaseWord(word)) is may


def test_a_decision_that_woke_is_decided_with_all_that_was_given(
    fresh: House, tmp_path: Path
) -> None:
    own = fresh.workspace.of("one")

    def record(born: str, day: str) -> None:
        file = tmp_path / f"list-{day}.csv"
        file.write_text(f"id,schema,name,birthDate\nz,Person,Zhang Wei,{born}\n")
        own.import_files("list", file, published=day)

    record("1962", "2026-01-05")
    own.clearances.clear(
        "Zhang Wei", "list-z", reason="another passport", by="ana", schema="Person",
        properties={"nationality": ["fr"]},
    )  # fmt: skip
    assert waiting(fresh.analyst, kind="woken") == []
    record("1963", "2026-01-06")
    (case,) = waiting(fresh.analyst, kind="woken")
    assert case["explanation"] == "the subject's birthDate: then 1962, now 1963"
    assert (case["decision"]["by"], case["given"]) == ("ana", {"nationality": "fr"})

    assert say(fresh.here["approver"], case, "different").status_code == 200

    assert waiting(fresh.analyst, kind="woken") == []
    (kept,) = own.clearances.shown()
    assert (kept.state.value, kept.clearance.said.by) == ("silent", "approver of one")
    assert kept.clearance.pair.given.schema == "Person"
    assert kept.clearance.pair.given.properties == (("nationality", ("fr",)),)


def test_a_decision_takes_two_people_where_the_house_wants_it(careful: House) -> None:
    screened(careful)
    approver = careful.here["approver"]
    (case,) = waiting(approver, kind="line")
    early = say(approver, case, "confirm")
    assert early.status_code == 400
    assert early.json()["detail"].startswith("'confirm' cannot be said of this case: ")
    assert say(approver, case, "different").json()["said"]["waits"] is True
    assert screened(careful)
    (waits,) = waiting(approver, kind="confirm")
    assert waits["id"] == case["id"]
    assert waits["words"] == ["confirm", "refuse"]
    assert (waits["decision"]["by"], waits["decision"]["judgement"]) == (
        "approver of one", "different",
    )  # fmt: skip

    with second_approver(careful) as ben:
        own = say(approver, waits, "confirm")
        assert own.status_code == 400
        assert "only somebody else can confirm it" in own.json()["detail"]
        assert say(ben, waits, "same").status_code == 400
        assert say(careful.analyst, waits, "confirm").status_code == 403
        confirmed = say(ben, waits, "confirm", reason="seen the register")

        assert confirmed.status_code == 200, confirmed.text
        assert confirmed.json()["said"]["number"] == waits["decision"]["number"]
        assert say(ben, waits, "confirm").status_code == 404
    (kept,) = careful.workspace.of("one").clearances.shown()
    assert kept.state.value == "silent"
    assert kept.clearance.confirmed is not None
    assert kept.clearance.confirmed.by == "ben"
    assert screened(careful) == []


def test_two_entries_are_joined_by_two_people(careful: House) -> None:
    approver = careful.here["approver"]
    (link, *_) = waiting(approver, kind="link")
    ended = datetime.now(UTC).date().isoformat()
    assert say(approver, link, "same", until=ended).status_code == 400
    assert say(approver, link, "confirm").status_code == 400
    assert say(approver, link, "same").json()["said"]["waits"] is True
    (waits,) = waiting(approver, kind="confirm_link")
    assert waits["id"] == link["id"]
    assert say(approver, waits, "confirm").status_code == 400

    with second_approver(careful) as ben:
        assert say(ben, waits, "refuse").status_code == 200
        (again,) = [one for one in waiting(ben, kind="link") if one["id"] == link["id"]]
        assert say(ben, again, "different", reason="two registers").status_code == 200
        # What was seen of the first decision is no word on the second.
        assert say(approver, waits, "confirm").status_code == 400
        (waits,) = waiting(approver, kind="confirm_link")
        assert say(approver, waits, "confirm").status_code == 200
    kinds = {one["id"]: one["kind"] for one in waiting(approver, limit=500)}
    assert link["id"] not in kinds


def test_organisations_never_see_or_decide_each_others_cases(fresh: House) -> None:
    screened(fresh)
    (case,) = waiting(fresh.analyst, kind="line")

    for role, theirs in fresh.there.items():
        assert waiting(theirs, kind="line") == []
        assert theirs.get(f"/v1/cases/{case['id']}").status_code == 404
        decided = say(theirs, case, "different")
        assert decided.status_code == (404 if role in ("approver", "administrator") else 403)
        assert GIVEN not in decided.text
    assert waiting(fresh.analyst, kind="line") == [case]
    # Entries of the lists of authorities are everybody's, and what is said of them is not.
    (link, *_) = waiting(fresh.analyst, kind="link")
    assert say(fresh.here["approver"], link, "different").status_code == 200
    assert link in waiting(fresh.there["analyst"], kind="link")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"judgement": "perhaps"}, 422),
        ({"seen": None}, 422),
        ({"more": "x"}, 422),
        ({"until": "soon"}, 422),
        ({"reason": " "}, 400),
        ({"reason": "no\0text"}, 400),
        ({"reason": "x" * 10_001}, 422),
        ({"until": "2020-01-01"}, 400),
        ({"seen": "another"}, 400),
        ({"judgement": "confirm"}, 400),
        ({"judgement": "unsure", "reason": ""}, 400),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    house: House, body: dict[str, object], status: int
) -> None:
    if not waiting(house.analyst, kind="line"):
        screened(house)
    (case,) = waiting(house.analyst, kind="line")
    whole: dict[str, object] = {"judgement": "different", "reason": "why", "seen": case["seen"]}

    answer = house.here["approver"].post(
        f"/v1/cases/{case['id']}", json=whole | body if body else {}
    )

    assert answer.status_code == status, answer.text
    assert "detail" in answer.json()
    assert waiting(house.analyst, kind="line") == [case]


@pytest.mark.parametrize(
    "params", [{"known_at": "2021-03-06"}, {"as_of": "2021-03-06"}, {"kind": "x"}, {"limit": -1}]
)
def test_what_changes_nothing_in_the_address_is_refused(
    house: House, params: dict[str, str]
) -> None:
    answer = house.analyst.get("/v1/cases", params=params)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", next(iter(params))]


def test_a_case_that_is_none_is_not_there(house: House) -> None:
    for id_ in ("nobody", "0" * 32, "%00", "x" * 64):
        assert house.analyst.get(f"/v1/cases/{id_}").status_code == 404
    assert house.analyst.get(f"/v1/cases/{'x' * 65}").status_code == 422


def test_what_cannot_be_proven_is_not_decided(
    fresh: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    screened(fresh)
    before = waiting(fresh.analyst, limit=500)
    line, link = (next(one for one in before if one["kind"] == kind) for kind in ("line", "link"))

    async def away(*_: object, **__: object) -> str:
        raise StoreError("the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(ReceiptRecorder, "record", away)
        acts = [
            say(fresh.here["approver"], line, "same"),
            say(fresh.here["approver"], link, "same"),
            say(fresh.analyst, line, "unsure"),
        ]

    assert [act.status_code for act in acts] == [503] * 3
    assert waiting(fresh.analyst, limit=500) == before


def test_of_a_decision_that_fails_after_its_receipt_another_receipt_says_so(
    fresh: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (link, *_) = waiting(fresh.analyst, kind="link")

    def away(*_: object) -> None:
        raise StoreError("the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(SqlStore, "decide", away)
        assert say(fresh.here["approver"], link, "different").status_code == 503

    after, before = fresh.analyst.get("/v1/audit", params={"limit": 2}).json()["receipts"]
    assert before["kind"] == after["kind"] == "http_decide"
    told = [
        fresh.analyst.get(f"/v1/receipts/{one['number']}").json()["answer"]
        for one in (before, after)
    ]
    assert told[0]["said"]["judgement"] == "different"
    assert told[1]["not_done"] == str(before["number"])
    assert "disk" not in told[1]["detail"]
    assert link in waiting(fresh.analyst, kind="link")
