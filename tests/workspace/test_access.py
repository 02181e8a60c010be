"""The desk of access: keys, users, sessions and the first start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from pathlib import Path

import pytest

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.operations import access as rules
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.access import AccessDesk, Role, Scope

GOOD = "correct horse battery"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    with open_workspace(settings=settings) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace) -> AccessDesk:
    return workspace.access


def test_a_key_lets_its_program_in(desk: AccessDesk) -> None:
    key, text = desk.create_key("payments", by="ana", role="analyst", scopes=["ask", "manage"])

    found = desk.authenticate(text)

    assert found is not None
    assert (found.organisation, found.name, found.role) == ("default", "payments", Role.ANALYST)
    assert (found.key_id, found.scopes) == (key.id, frozenset({Scope.ASK}))


def test_a_key_is_nowhere_but_with_its_owner(desk: AccessDesk, tmp_path: Path) -> None:
    key, text = desk.create_key("payments", by="ana")
    secret = text.rpartition(f"{key.id}_")[2]

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    assert key.id.encode() in kept
    assert secret.encode() not in kept
    assert secret not in repr(desk.keys())
    for given in (text, text.replace("psk_", "psk-")):
        with pytest.raises(UnknownNameError) as caught:
            desk.revoke(given, by="ana")
        assert secret not in str(caught.value)


def test_a_wrong_secret_lets_nobody_in(desk: AccessDesk) -> None:
    _, text = desk.create_key("payments", by="ana")
    last = "A" if text[-2] != "A" else "B"

    assert desk.authenticate(f"{text[:-2]}{last}{text[-1]}") is None
    assert desk.authenticate("") is None
    assert desk.authenticate(text) is not None


def test_secrets_are_compared_in_constant_time(
    desk: AccessDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the key exists or not, one comparison of equal length is made."""
    compared: list[tuple[bytes, bytes]] = []

    def watching(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr(rules, "compare_digest", watching)
    key, text = desk.create_key("payments", by="ana")
    absent = text.replace(key.id, "0" * 16)

    assert desk.authenticate(absent) is None
    assert desk.authenticate(text) is not None
    assert [(len(one), len(other)) for one, other in compared] == [(32, 32)] * 2


def test_a_revoked_key_lets_nobody_in_at_once(desk: AccessDesk) -> None:
    key, text = desk.create_key("payments", by="ana")
    assert desk.authenticate(text) is not None

    desk.revoke(key.id, by="ben")

    assert desk.authenticate(text) is None
    with pytest.raises(InputError, match="revoked before"):
        desk.revoke(key.id, by="ben")
    with pytest.raises(UnknownNameError, match="no valid key is called 'payments'"):
        desk.revoke("payments", by="ben")


def test_a_key_revoked_by_another_process_counts_for_a_second_only(
    desk: AccessDesk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("proscribe.workspace.access.monotonic", lambda: now[0])
    key, text = desk.create_key("payments", by="ana")
    assert desk.authenticate(text) is not None
    del workspace
    other = AccessDesk(desk._kept, Settings())  # noqa: SLF001 - as another process would

    other.revoke(key.id, by="ben")

    assert desk.authenticate(text) is not None
    now[0] += 1
    assert desk.authenticate(text) is None


def test_an_organisation_sees_and_revokes_its_own_keys_only(desk: AccessDesk) -> None:
    ours, _ = desk.create_key("a", by="ana", organisation="ours")
    theirs, _ = desk.create_key("b", by="eve", organisation="theirs")

    assert desk.keys("ours") == (ours,)
    with pytest.raises(UnknownNameError):
        desk.revoke(theirs.id, by="ana", organisation="ours")


def test_a_key_that_makes_no_sense_is_refused(desk: AccessDesk) -> None:
    past = datetime.now(UTC) - timedelta(days=1)

    with pytest.raises(InputError, match="void from the start"):
        desk.create_key("a", by="ana", expires_at=past)
    with pytest.raises(InputError, match="is no rate"):
        desk.create_key("a", by="ana", rate=0)
    with pytest.raises(InputError, match="may do nothing of that"):
        desk.create_key("a", by="ana", role="reader", scopes=["manage"])
    with pytest.raises(UnknownNameError, match="'king' is no role"):
        desk.create_key("a", by="ana", role="king")
    assert desk.keys() == ()


def test_a_key_is_answered_as_often_as_its_rate_says(desk: AccessDesk) -> None:
    _, slow = desk.create_key("slow", by="ana", rate=2)
    _, free = desk.create_key("free", by="ana")
    limited, unlimited = desk.authenticate(slow), desk.authenticate(free)
    assert limited is not None
    assert unlimited is not None

    waits = [desk.wait(limited) for _ in range(3)]

    assert waits[:2] == [0, 0]
    assert 0 < waits[2] <= 0.5
    assert [desk.wait(unlimited) for _ in range(100)] == [0] * 100


def test_a_user_logs_in_and_out(desk: AccessDesk) -> None:
    desk.add_user("ana", password=GOOD, by="root", role="approver")

    done = desk.login("ana", GOOD)

    assert done is not None
    principal, token = done
    assert (principal.name, principal.role, principal.key_id) == ("ana", Role.APPROVER, None)
    assert desk.authenticate(token) == principal
    desk.logout(token)
    assert desk.authenticate(token) is None


def test_nobody_logs_in_otherwise(desk: AccessDesk) -> None:
    desk.add_user("ana", password=GOOD, by="root")

    assert desk.login("ana", f"{GOOD}!") is None
    assert desk.login("eve", GOOD) is None
    assert desk.login("", "") is None


def test_a_disabled_user_is_out_at_once_and_can_be_let_in_again(desk: AccessDesk) -> None:
    desk.add_user("ana", password=GOOD, by="root")
    done = desk.login("ana", GOOD)
    assert done is not None

    desk.change_user("ana", by="root", enabled=False)
    assert desk.authenticate(done[1]) is None
    assert desk.login("ana", GOOD) is None
    desk.change_user("ana", by="root", enabled=True, role="analyst")

    again = desk.login("ana", GOOD)
    assert again is not None
    assert again[0].role is Role.ANALYST


def test_another_password_ends_sessions(desk: AccessDesk) -> None:
    desk.add_user("ana", password=GOOD, by="root")
    done = desk.login("ana", GOOD)
    assert done is not None

    desk.set_password("ana", "another good one")

    assert desk.authenticate(done[1]) is None
    assert desk.login("ana", GOOD) is None
    assert desk.login("ana", "another good one") is not None


def test_passwords_cannot_be_tried_without_end(
    desk: AccessDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a slow machine takes to compare: an attempt each ten seconds comes back.
    now = [1_000.0]
    monkeypatch.setattr("proscribe.workspace.buckets.monotonic", lambda: now[0])
    desk.add_user("ana", password=GOOD, by="root")
    desk.add_user("ben", password=GOOD, by="root")

    for _ in range(5):
        assert desk.login("ana", "wrong one, twelve") is None

    now[0] += 9.5
    assert desk.login("ana", GOOD) is None
    assert desk.login("ben", GOOD) is not None
    now[0] += 1
    assert desk.login("ana", GOOD) is not None


def test_the_password_is_kept_as_argon2id(desk: AccessDesk, tmp_path: Path) -> None:
    desk.add_user("ana", password=GOOD, by="root")

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    assert b"$argon2id$" in kept
    assert GOOD.encode() not in kept


def test_a_user_is_not_made_twice(desk: AccessDesk) -> None:
    desk.add_user("ana", password=GOOD, by="root")

    with pytest.raises(InputError, match="there is a user 'ana' already"):
        desk.add_user("ana", password=GOOD, by="root", organisation="other")


def test_a_user_whose_name_looks_like_another_is_refused(desk: AccessDesk) -> None:
    desk.add_user("reader", password=GOOD, by="root")

    for name in ("READER", "reader ", "reader\u3164"):
        with pytest.raises(InputError, match="there is a user 'reader', and"):
            desk.add_user(name, password=GOOD, by="root", organisation="other")

    assert [user.name for user in desk.users()] == ["reader"]


def test_the_first_start_makes_one_administrator_once(desk: AccessDesk) -> None:
    assert not desk.has_users()
    first, token = desk.first_start_token(), desk.first_start_token()
    assert first is not None
    assert token is not None
    assert desk.redeem(first) is None
    assert desk.authenticate(token) is None

    done = desk.redeem(token)

    assert done is not None
    assert done[0].role is Role.ADMINISTRATOR
    assert desk.authenticate(done[1]) == done[0]
    assert desk.redeem(token) is None
    assert desk.first_start_token() is None
    assert desk.has_users()


def test_the_first_user_has_no_password_until_one_is_set(desk: AccessDesk) -> None:
    token = desk.first_start_token()
    assert token is not None
    desk.redeem(token)

    assert desk.login("administrator", "") is None
    desk.set_password("administrator", GOOD)
    assert desk.login("administrator", GOOD) is not None


def test_a_session_ends_when_the_settings_say(tmp_path: Path) -> None:
    settings = Settings(db=f"sqlite:///{tmp_path / 'l.db'}", data=tmp_path, session_hours=1e-9)
    with open_workspace(settings=settings) as opened:
        opened.access.add_user("ana", password=GOOD, by="root")
        done = opened.access.login("ana", GOOD)

        assert done is not None
        assert opened.access.authenticate(done[1]) is None
        assert replace(done[0]) == done[0]
