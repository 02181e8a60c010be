"""Operations: freshness, the ledger of receipts, users and keys, one's own password."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from proscribe.backends.anchors import Anchors
from proscribe.backends.signing import open_key
from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.web import mount_web
from proscribe.interfaces.web.doors import AccessDoor
from proscribe.model.errors import InputError
from proscribe.operations.receipts import Checkpoint, signer_of
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.running import KEY, Written, serving
from tests.interfaces.web.site import Site, Visitor, visiting

PASSWORD, OTHER = "correct horse battery", "another long password"
EVIL = "<img src=x onerror=alert(1)>"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A server that knows its users, as `proscribe serve` runs it."""

    site: Site
    workspace: Workspace
    browser: Browser

    def entered(self, name: str, password: str = PASSWORD) -> Iterator[Visitor]:
        with visiting(self.browser, self.site) as visitor:
            log_in(visitor, name, password)
            visitor.said.clear()
            yield visitor
            assert visitor.said == []
            assert visitor.elsewhere == []
            assert visitor.dialogs == []


def log_in(visitor: Visitor, name: str, password: str) -> None:
    page = visitor.go("/login")
    page.get_by_label("Name").fill(name)
    page.locator("#password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state()


@pytest.fixture
def house(browser: Browser, tmp_path: Path) -> Iterator[House]:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    with open_workspace(settings=settings) as workspace:
        for name, role in (("Ada", "administrator"), ("Ann", "analyst"), ("Rea", "reader")):
            workspace.access.add_user(name, password=PASSWORD, by="test", role=role)
        workspace.access.add_user(
            "Foreign", password=PASSWORD, by="test", organisation="another house"
        )
        desk = workspace.service()
        desk.follow()
        door = ServiceDoor(workspace, sha256(KEY.encode()).hexdigest())
        recorder = ReceiptRecorder(door)
        app = create_app(Shelf(workspace=workspace, desk=desk, looks_seconds=3_600), door, recorder)
        mount_web(app, workspace, AccessDoor(door, workspace.access), recorder)
        with serving(app) as url:
            site = Site(url=url, workspace=workspace, written=Written(), folder=tmp_path)
            yield House(site=site, workspace=workspace, browser=browser)


@pytest.fixture
def ada(house: House) -> Iterator[Visitor]:
    yield from house.entered("Ada")


@pytest.fixture
def ann(house: House) -> Iterator[Visitor]:
    yield from house.entered("Ann")


@pytest.fixture
def rea(house: House) -> Iterator[Visitor]:
    yield from house.entered("Rea")


def test_each_list_is_shown_with_its_state_its_check_and_its_warnings(
    ada: Visitor, tmp_path: Path
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f'id,schema,name\nx,Company,"{EVIL}"\n', encoding="utf-8")
    ada.site.workspace.import_files("list", own, published="2021-01-01")
    page = tmp_path / "page.html"
    page.write_text(f"<html>{EVIL} Access denied</html>", encoding="utf-8")
    ada.site.workspace.import_files("us_ofac_cons", page, published="2022-01-05")

    rows = ada.go("/operations").locator("section:has(> #freshness) tbody tr")

    row = rows.filter(has_text="us_dod_1237")
    assert "Fresh" in row.inner_text()
    assert "24 November 2026" in row.inner_text()
    mine = rows.filter(has=ada.page.locator("small", has_text=re.compile("^list$")))
    assert "1 January 2021" in mine.inner_text()
    refused = rows.filter(has_text="us_ofac_cons")
    assert "Quarantined" in refused.inner_text()
    warned = refused.locator("details").filter(has_text="1 warning")
    warned.locator("summary").press("Enter")
    assert warned.locator("li").first.is_visible()
    assert ada.faults() == []


def test_an_edition_in_quarantine_is_taken_or_turned_down_with_a_reason_in_the_audit(
    ada: Visitor, ann: Visitor, house: House, tmp_path: Path
) -> None:
    own, quarantine = house.workspace, house.workspace.quarantine
    for day, rows in (("2021-01-01", 40), ("2021-02-01", 2), ("2021-03-01", 1)):
        lines = [f"n{n},Company,Zyxomarkt {n}" for n in range(rows)]
        content = "\n".join(["id,schema,name", *lines, ""]).encode()
        # What is taken in the end came packed.
        file = tmp_path / "own.csv.gz"
        file.write_bytes(gzip.compress(content) if rows == 1 else content)
        own.import_files("list", file, published=day)
    later, earlier = (one.edition.id for one in quarantine.waiting())
    page = ann.go("/operations")
    assert "records" in page.locator("section:has(> #quarantine)").inner_text()
    assert page.get_by_role("button", name="Accept").count() == 0
    sent: dict[str, str | float | bool] = {
        "act": "judge_edition", "edition": str(later), "verdict": "accept", "reason": "me",
        "form_token": page.locator("input[name=form_token]").first.input_value(),
    }  # fmt: skip
    assert page.request.post(f"{ann.site.url}/operations", form=sent).status == 403

    page = ada.go("/operations")
    assert ada.faults() == []
    assert page.get_by_role("button", name="Accept").all_inner_texts() == ["Accept", "Accept"]
    page.fill(f"#edition-{later}", "most of the names were deleted on purpose")
    ada.tab_to("Accept")
    ada.press("Enter")
    page.wait_for_url("**done=accepted**")
    page.fill(f"#edition-{earlier}", "cut off on the way")
    page.get_by_role("button", name="Reject").click()
    page.wait_for_url("**done=rejected**")

    assert page.locator("#quarantine").count() == 0
    lists = [one for one in own.editions() if one.source == "list"]
    accepted = [str(one.published) for one in lists if one.why is None]
    assert accepted == ["2021-01-01", "2021-03-01"]
    assert "manage" in page.locator("section:has(> #ledger)").inner_text()
    for act in (quarantine.accept, quarantine.reject):
        with pytest.raises(InputError, match="no edition of that number waits"):
            act(earlier, reason="again", by="Ada")


def test_what_cannot_be_read_is_not_taken_and_lists_of_all_are_not_decided_by_others(
    ada: Visitor, house: House, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>Access denied</html>", encoding="utf-8")
    house.workspace.import_files("us_ofac_cons", page, published="2022-01-05")
    (found,) = house.workspace.quarantine.waiting()
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(b"id,schema,name\n1,Company,Nobody\n")[:-9])
    house.workspace.import_files("list", cut, published="2022-01-05")
    waiting = house.workspace.quarantine.waiting()
    broken = next(one for one in waiting if one.edition.source == "list")
    with pytest.raises(InputError, match="cannot be read, whoever accepts it"):
        house.workspace.quarantine.accept(broken.edition.id, reason="try it", by="Ada")
    house.workspace.quarantine.reject(broken.edition.id, reason="cut off", by="Ada")

    shown = ada.go("/operations")
    shown.fill(f"#edition-{found.edition.id}", "try it")
    shown.get_by_role("button", name="Accept").click()
    shown.wait_for_selector(".notice.bad")

    assert "cannot be read, whoever accepts it" in shown.locator(".notice.bad").inner_text()
    assert len(house.workspace.quarantine.waiting()) == 1
    assert house.workspace.of("another house").quarantine.waiting() == ()
    ada.said.clear()


def test_the_chain_of_receipts_is_verified_by_keyboard(ann: Visitor) -> None:
    ann.go("/?q=Xiaomi")
    page = ann.go("/operations")
    kinds = page.locator("section:has(> #ledger) tbody tr").all_inner_texts()
    assert any("http_check" in row or "Ann" in row for row in kinds)

    ann.tab_to("Verify")
    ann.press("Enter")
    page.wait_for_selector("#verified")

    told = page.locator("#verified").inner_text()
    assert "The chain holds." in told
    assert f"{len(kinds)} receipt" in told
    assert ann.faults() == []


def test_a_store_that_is_a_copy_is_called_one(ann: Visitor, tmp_path: Path) -> None:
    ann.go("/?q=Xiaomi")
    with sqlite3.connect(tmp_path / "ledger.db") as store:
        (first,) = store.execute("SELECT hash FROM receipt WHERE number = 1").fetchone()
    store.close()
    key = open_key(tmp_path / "data")
    farther = Checkpoint(
        number=99, hash="f" * 64, at=datetime.now(UTC), signer=signer_of(key.public_key),
        signature=b"",
    )  # fmt: skip
    Anchors(tmp_path / "data", "sqlite:////srv/store.db").put(farther, first)

    page = ann.go("/operations")
    page.get_by_role("button", name="Verify").click()
    page.wait_for_selector("#verified")

    told = page.locator("#verified").inner_text()
    assert "This is a copy" in told
    assert "to receipt 99 in sqlite:////srv/store.db" in told


def test_a_receipt_that_was_changed_breaks_the_chain(ann: Visitor, tmp_path: Path) -> None:
    ann.go("/?q=Xiaomi")
    with sqlite3.connect(tmp_path / "ledger.db") as store:
        for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            store.execute(f"DROP TRIGGER {name}")
        store.execute("UPDATE receipt SET by = 'somebody else' WHERE number = 1")
    store.close()

    page = ann.go("/operations")
    page.get_by_role("button", name="Verify").click()
    page.wait_for_selector("#verified")

    assert "does not hold" in page.locator("#verified").inner_text()


def test_an_administrator_adds_a_user_who_then_comes_in(ada: Visitor, house: House) -> None:
    page = ada.go("/operations")
    page.locator("summary", has_text="Add a user").click()
    page.fill("#user-name", "Noa")
    page.select_option("#user-role", "analyst")
    page.fill("#user-password", OTHER)
    page.get_by_role("button", name="Add a user").click()
    page.wait_for_url("**done=user**")

    users = page.locator("section:has(> #users)").inner_text()
    assert "Noa" in users
    assert "Foreign" not in users
    for noa in house.entered("Noa", OTHER):
        assert "Noa" in noa.go("/operations").locator("footer").inner_text()
    page.get_by_role("button", name="Lock out: Noa").click()
    page.wait_for_url("**done=changed**")
    assert house.workspace.access.login("Noa", OTHER) is None
    assert house.workspace.receipts.verify().holds


def test_a_user_who_is_there_already_is_refused_in_words(ada: Visitor) -> None:
    page = ada.go("/operations")
    page.locator("summary", has_text="Add a user").click()
    page.fill("#user-name", "Ann")
    page.fill("#user-password", OTHER)
    page.get_by_role("button", name="Add a user").click()
    page.wait_for_selector(".notice.bad")

    assert "already" in page.locator(".notice.bad").inner_text()
    ada.said.clear()


def test_a_key_is_told_once_works_and_is_revoked(ada: Visitor, house: House) -> None:
    page = ada.go("/operations")
    page.locator("summary", has_text="Make a key").click()
    page.fill("#key-name", "nightly job")
    page.get_by_role("button", name="Make a key").click()
    secret = page.locator("#secret").inner_text()
    assert ada.faults() == []

    assert house.workspace.access.authenticate(secret) is not None
    assert secret not in ada.go("/operations").content()
    assert "nightly job" in page.locator("section:has(> #keys)").inner_text()
    page.get_by_role("button", name="Revoke: nightly job").click()
    page.wait_for_url("**done=revoked**")
    assert house.workspace.access.authenticate(secret) is None
    assert "revoked" in page.locator("section:has(> #keys)").inner_text()


def test_ones_own_password_is_changed_and_one_stays_logged_in(rea: Visitor, house: House) -> None:
    page = rea.go("/operations")
    page.fill("#current", PASSWORD)
    page.fill("#new", OTHER)
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_url("**done=password**")

    assert "is changed" in page.locator(".notice.good").inner_text()
    assert house.workspace.access.login("Rea", PASSWORD) is None
    assert house.workspace.access.login("Rea", OTHER) is not None


def test_a_wrong_current_password_changes_nothing(rea: Visitor, house: House) -> None:
    page = rea.go("/operations")
    page.fill("#current", "not my password")
    page.fill("#new", OTHER)
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_selector(".notice.bad")

    assert "does not fit" in page.locator(".notice.bad").inner_text()
    assert house.workspace.access.login("Rea", PASSWORD) is not None
    rea.said.clear()


def test_who_is_no_administrator_neither_sees_nor_changes_users_and_keys(
    ann: Visitor, rea: Visitor, house: House
) -> None:
    for visitor in (ann, rea):
        page = visitor.go("/operations")
        assert page.locator("#users, #keys").count() == 0
        token = page.locator("input[name=form_token]").first.get_attribute("value") or ""
        data = page.request.get(f"{visitor.site.url}/operations?format=json").json()
        assert "users" not in data
        for act in ("add_user", "change_user", "create_key", "revoke_key"):
            sent: dict[str, str | float | bool] = {
                "act": act, "form_token": token, "name": "Rea", "role": "administrator",
                "password": OTHER,
            }  # fmt: skip
            assert page.request.post(f"{visitor.site.url}/operations", form=sent).status == 403
    assert rea.go("/operations").locator("#ledger").count() == 0
    assert house.workspace.access.user("Rea").role == "reader"
    assert house.workspace.access.keys() == ()


@pytest.mark.parametrize("name", ["Foreign", "Ada", "Nobody"])
def test_users_of_others_and_oneself_are_not_changed(ada: Visitor, house: House, name: str) -> None:
    page = ada.go("/operations")
    token = page.locator("input[name=form_token]").first.get_attribute("value") or ""
    sent: dict[str, str | float | bool] = {
        "act": "change_user", "form_token": token, "name": name, "enabled": "no",
    }  # fmt: skip

    answer = page.request.post(f"{ada.site.url}/operations", form=sent)

    assert answer.status == 400
    assert all(user.enabled for user in house.workspace.access.users())


def test_an_analyst_is_unsure_of_a_pair_and_an_approver_decides(ann: Visitor, ada: Visitor) -> None:
    page = ann.go("/review")
    assert page.get_by_role("button", name="Different").count() == 0
    page.fill("#reason", "the publisher is asked")
    page.get_by_role("button", name="Unsure").click()
    page.wait_for_url("**done=unsure**")
    page.evaluate("document.querySelector('button[data-key=u]').value = 'different'")
    page.get_by_role("button", name="Unsure").click()
    page.wait_for_load_state()

    assert "approver" in page.locator("main").inner_text()
    assert ada.go("/review").get_by_role("button", name="Different").count() == 1
    ann.said.clear()


def test_whoever_may_only_read_is_not_asked_for_a_portfolio(rea: Visitor, ann: Visitor) -> None:
    page = rea.go("/portfolios")
    assert page.locator("#files").count() == 0
    assert "it takes the role “analyst”" in page.locator("main").inner_text()
    assert ann.go("/portfolios").locator("#files").count() == 1
