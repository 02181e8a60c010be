"""Answers leave receipts that verify, and are asked again with the same result."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.interfaces.api.replaying import register
from proscribe.model.errors import InputError, StoreError, UnknownNameError
from proscribe.operations.access import Principal, Role
from proscribe.operations.receipts import Basis, Receipt, canonical
from proscribe.operations.verifying import Fault
from proscribe.settings import Settings
from proscribe.workspace import LineTerms, Workspace, open_workspace
from proscribe.workspace.proof import ReceiptDesk
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, write_list

ANA = Principal(organisation="bank", name="ana", role=Role.ANALYST, key_id=None)
EVE = Principal(organisation="other", name="eve", role=Role.ADMINISTRATOR, key_id=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data", organisation="bank"
    )


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    settings.data.mkdir()
    with open_workspace(settings=settings) as opened:
        yield opened


def leave(desk: ReceiptDesk, number: int = 1, who: Principal = ANA) -> Receipt:
    return desk.write(
        who, "search", {"q": f"Zhang Wei {number}"}, b"{}", basis=desk.basis(), settings={}
    )


def test_a_check_that_finds_nobody_leaves_a_receipt(workspace: Workspace) -> None:
    result, receipt = workspace.proven("ana").check("Zzyzx")

    assert receipt is not None
    shown = workspace.receipts.get(ANA, receipt.number)
    assert shown.content is not None
    assert shown.content.answer == canonical(result.to_json())
    assert (receipt.number, receipt.by, receipt.kind) == (1, "ana", "check")
    told = shown.to_json()
    assert told["question"]["query"] == "Zzyzx"  # type: ignore[index]
    assert "Zzyzx" not in repr(shown.receipt)
    assert workspace.receipts.verify().holds


def test_an_answer_is_the_same_with_and_without_a_receipt(workspace: Workspace) -> None:
    asked, moment = workspace.proven("ana"), "2021-03-16"
    result, _ = asked.check("Xiaomi", as_of=moment, known_at=moment, action="sell")

    assert result == workspace.check("Xiaomi", as_of=moment, known_at=moment, action="sell")


def test_an_entry_changed_by_hand_gives_another_answer(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Acme Trading\n")
    workspace.import_files("list", listed, published="2026-02-01")
    _, receipt = workspace.proven("ana").check("Acme Trading")
    assert receipt is not None
    workspace.close()
    with closing(sqlite3.connect(settings.store_url.removeprefix("sqlite:///"))) as store, store:
        store.execute("DROP TRIGGER content_no_update")
        changed = store.execute("UPDATE content SET body = replace(body, 'Acme', 'Apex')").rowcount
    assert changed

    with open_workspace(settings=settings) as opened:
        assert opened.receipts.verify().holds
        found = opened.receipts.replay(ANA, receipt.number)

    assert found.same is False
    assert "what the store holds of them was changed" in found.why


def test_receipts_can_be_turned_off(settings: Settings) -> None:
    settings.data.mkdir()
    off = settings.model_copy(update={"receipts": False})
    with open_workspace(settings=off) as opened:
        result, receipt = opened.proven("ana").check("Xiaomi")

        assert (result.query, receipt) == ("Xiaomi", None)
        assert opened.receipts.newest(ANA, 5) == ()
    assert not (settings.data / "receipts.key").exists()


def test_a_question_is_asked_again_of_the_lists_as_they_were(
    workspace: Workspace, tmp_path: Path
) -> None:
    """An older edition that is recorded later, a clearance and a decision change the answer now."""
    new = write_list(tmp_path / "new.xml", "06/16/2021", LANTERN, HARBOUR)
    old = write_list(tmp_path / "old.xml", "06/03/2021", LANTERN)
    workspace.import_files("us_ofac_cons", new)
    asked = workspace.proven("ana")
    asked.check("Lantern", as_of="2021-08-05", known_at="2021-06-10")
    asked.check("Harbour", as_of="2021-08-05")
    asked.check("Harbour")
    asked.timeline("Example Harbour Machinery Limited")
    asked.dossier("Xiaomi", as_of="2021-03-05", known_at="2021-03-06", action="hold")
    asked.dossier("Xiaomi", claims=[claimed(workspace, tmp_path)])
    cases = tmp_path / "cases.csv"
    cases.write_text("regime,action,txn_at,issuer\nCCMC,buy,2021-03-16,Lantern\nCCMC,buy,?,X\n")
    answered = asked.evaluate(cases, out=tmp_path / "answers.csv")[0]
    assert [row["verdict"] != "" for row in answered.rows] == [True, False]

    workspace.import_files("us_ofac_cons", old)
    subject = next(iter(workspace.check("Harbour").rulings[0].candidates), None)
    if subject is not None:
        found = subject.candidate.subject.id
        workspace.clearances.clear("Harbour", found, reason="another", by="ana")

    now = canonical(workspace.check("Lantern", as_of="2021-08-05", known_at="2021-06-10").to_json())
    then = workspace.receipts.get(ANA, 1).content
    assert then is not None
    assert now != then.answer
    again = [*workspace.receipts.replay_all(ANA)]
    assert [(one.same, one.why) for one in again] == [(True, "")] * 7


def claimed(workspace: Workspace, folder: Path) -> Path:
    """Return a file of what an article claims."""
    article, claims = folder / "article.txt", folder / "claims.json"
    article.write_text("OFAC sanctioned Xiaomi on 14 January 2021.", encoding="utf-8")
    claims.write_bytes(canonical(workspace.read(article, published="2021-01-15").to_json()))
    return claims


def test_reports_are_asked_again_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    portfolio, names = tmp_path / "portfolio.csv", tmp_path / "names.csv"
    own, accounts = tmp_path / "own.csv", tmp_path / "accounts.csv"
    portfolio.write_text(
        "name,isin,quantity,account\nXiaomi,KYG9830T1067,10,A\nLantern,,3,B\n", encoding="utf-8"
    )
    names.write_text("id,schema,name\n1,Company,Xiaomi\n", encoding="utf-8")
    own.write_text("id,name\n1,Lantern\n", encoding="utf-8")
    accounts.write_text("account,investor\nA,eu_person\n", encoding="utf-8")
    asked = workspace.proven("ana")
    for ending in ("csv", "json", "html", "xlsx", "parquet"):
        report, plan = tmp_path / f"report.{ending}", tmp_path / "plan.ics"
        screening, leaving = asked.screen(
            portfolio, out=report, plans=[plan], private_list=own, as_of="2021-03-16",
            terms=LineTerms(accounts=accounts),
        )  # fmt: skip
        summary = screening.write(report)
        screening.write_plans([plan])
        assert leaving.written([report, plan], summary) is not None
        if ending == "html":
            continue
        matches = tmp_path / f"matches.{ending}"
        matching, leaving = asked.match(names, out=matches, shown=None)
        assert leaving.matched(matches, [], matching.write(matches)) is not None
    shown, leaving = asked.match(names, out=None, shown=5)
    leaving.matched(None, *shown.first(5))

    found = [*workspace.receipts.replay_all(ANA)]

    assert [(one.same, one.why) for one in found] == [(True, "")] * 10


def test_an_article_is_read_again(workspace: Workspace, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("OFAC sanctioned Xiaomi on 14 January 2021.", encoding="utf-8")
    workspace.proven("ana").read(article)
    workspace.proven("ana").read(article, published="2021-03-06", check=False)

    assert [one.same for one in workspace.receipts.replay_all(ANA)] == [True, True]


def test_a_file_that_changed_or_went_is_told_and_not_asked_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("OFAC sanctioned Xiaomi.", encoding="utf-8")
    workspace.proven("ana").read(article)

    article.write_text("OFAC sanctioned Huawei.", encoding="utf-8")
    changed = workspace.receipts.replay(ANA, 1)
    article.unlink()
    gone = workspace.receipts.replay(ANA, 1)

    assert (changed.same, gone.same) == (None, None)
    assert "is not the one that was given" in changed.why
    assert "is not there any more" in gone.why


def test_a_false_answer_is_found_by_asking_again(workspace: Workspace) -> None:
    desk = workspace.receipts
    question = {"query": "Xiaomi", "as_of": "2021-03-16", "known_at": "2021-03-16"}
    desk.write(ANA, "check", question, b'{"verdict":"ALLOWED"}', basis=desk.basis())

    replay = desk.replay(ANA, 1)

    assert replay.same is False
    assert "although program, law and editions are the same" in replay.why


def test_an_answer_of_another_release_says_so(workspace: Workspace) -> None:
    desk = workspace.receipts
    now = desk.basis()
    then = Basis(
        position=now.position, editions=now.editions, law=now.law, index=now.index, program="0.0.9"
    )
    question = {"query": "Xiaomi", "as_of": "2021-03-16", "known_at": "2021-03-16"}
    desk.write(ANA, "check", question, b"{}", basis=then)

    assert "given by version 0.0.9" in desk.replay(ANA, 1).why


def test_nobody_sees_forgets_or_repeats_what_is_anothers(workspace: Workspace) -> None:
    desk = workspace.receipts
    leave(desk)

    for ask in (desk.get, desk.replay):
        with pytest.raises(UnknownNameError, match="there is no receipt 1"):
            ask(EVE, 1)
    with pytest.raises(UnknownNameError):
        desk.forget(EVE, numbers=[1])
    assert desk.newest(EVE, 10) == ()
    assert [*desk.replay_all(EVE)] == []
    assert desk.forget(EVE, before=datetime.now(UTC) + timedelta(days=1))[1] == 0
    assert desk.get(ANA, 1).content is not None


def test_what_is_forgotten_is_gone_from_the_file_too(workspace: Workspace, tmp_path: Path) -> None:
    desk = workspace.receipts
    for number in range(3):
        leave(desk, number)
    name = b"Zhang Wei 1"
    workspace.close()
    assert name in (tmp_path / "ledger.db").read_bytes()

    # Others go on using the store, so that its log is not emptied by closing it.
    assert desk.get(ANA, 2).content is not None
    receipt, gone = desk.forget(ANA, numbers=[2])

    assert (receipt.number, receipt.kind, gone) == (4, "forget", 1)
    assert all(name not in file.read_bytes() for file in tmp_path.glob("ledger.db*"))
    assert desk.get(ANA, 2).content is None
    assert desk.verify().holds
    assert "forgotten" in desk.replay(ANA, 2).why


def test_the_retention_setting_forgets_by_itself(settings: Settings, workspace: Workspace) -> None:
    leave(workspace.receipts)
    with open_workspace(settings=settings.model_copy(update={"receipts_keep_days": 30})) as later:
        leave(later.receipts, 2)
        assert later.receipts.get(ANA, 1).content is not None
    kept = SqlReceipts(workspace._store)  # noqa: SLF001
    assert kept.holding(datetime.now(UTC) - timedelta(days=30)) == ()
    assert kept.holding(datetime.now(UTC) + timedelta(days=1)) == ("bank",)


def test_old_questions_are_forgotten_when_due(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(workspace.receipts)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return super().now(tz) + timedelta(days=31)

    monkeypatch.setattr("proscribe.workspace.proof.datetime", Later)
    with open_workspace(settings=settings.model_copy(update={"receipts_keep_days": 30})) as later:
        leave(later.receipts, 2)

        assert later.receipts.get(ANA, 1).content is None
        assert later.receipts.get(ANA, 2).content is not None
        assert [one.kind for one in later.receipts.newest(ANA, 3)] == ["forget", "search", "search"]
        assert later.receipts.verify().holds


def test_the_private_key_is_its_owners_alone(workspace: Workspace, settings: Settings) -> None:
    leave(workspace.receipts)
    key, public = settings.data / "receipts.key", settings.data / "receipts.pub"

    assert (key.stat().st_mode & 0o777, public.stat().st_mode & 0o777) == (0o600, 0o644)
    key.chmod(0o644)
    with (
        pytest.raises(StoreError, match="others may read the key"),
        open_workspace(settings=settings) as other,
    ):
        leave(other.receipts, 2)


def test_whoever_verifies_elsewhere_names_the_public_key(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    leave(workspace.receipts)
    elsewhere = settings.model_copy(update={"data": tmp_path / "elsewhere"})
    (tmp_path / "elsewhere").mkdir()
    with open_workspace(settings=elsewhere) as auditor:
        assert auditor.receipts.verify([settings.data / "receipts.pub"]).holds
        assert not (tmp_path / "elsewhere" / "receipts.key").exists()
        with pytest.raises(InputError, match="no public key"):
            auditor.receipts.verify([settings.data / "receipts.key.missing"])
        assert {one.fault for one in auditor.receipts.verify().findings} == {
            Fault.FORGED, Fault.UNSIGNED,
        }  # fmt: skip


def test_an_interface_repeats_its_own_kinds(workspace: Workspace) -> None:
    desk = workspace.receipts
    leave(desk)
    assert "nothing that can be asked again" in desk.replay(ANA, 1).why

    desk.kinds["search"] = lambda past, question: canonical(
        {} if question["q"] == "Zhang Wei 1" and past.receipts.newest(ANA, 1) else None
    )

    assert desk.replay(ANA, 1).same


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("http_manage", "proves that something was done"),
        ("http_decide", "proves that something was done"),
        ("http_catalog", "depends on more than lists"),
    ],
)
def test_what_is_not_asked_again_says_why(workspace: Workspace, kind: str, why: str) -> None:
    desk = workspace.receipts
    desk.write(ANA, kind, {}, b"{}", basis=desk.basis(), settings={})

    found = desk.replay(ANA, 1)

    assert found.same is None
    assert why in found.why


def test_an_answer_of_a_page_is_not_asked_again(workspace: Workspace) -> None:
    register(workspace)
    desk = workspace.receipts
    page = {"method": "GET", "path": "/", "query": [["q", "Xiaomi"]], "edition": "", "at": ""}
    desk.write(ANA, "http_check", page, b"{}", basis=desk.basis(), settings={})

    assert "shown as a page" in desk.replay(ANA, 1).why
