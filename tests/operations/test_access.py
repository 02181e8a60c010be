"""Keys, roles and sessions: who is let in, and as whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from proscribe.model.errors import InputError
from proscribe.operations.access import (
    Ended,
    Key,
    Principal,
    Role,
    Scope,
    Session,
    User,
    admit,
    admit_session,
    check_name,
    check_password,
    is_session,
    parse_key,
    write_key,
    write_session,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ISSUED, DIGEST = write_key("00112233445566aa", bytes(range(32)))
KEY = Key(
    id="00112233445566aa",
    organisation="bank",
    name="payments",
    role=Role.ANALYST,
    scopes=frozenset({Scope.ASK}),
    rate=None,
    digest=DIGEST,
    created_at=NOW,
    created_by="ana",
    expires_at=NOW + timedelta(days=1),
    revoked=None,
)
ANA = User(
    name="ana", organisation="bank", role=Role.APPROVER, enabled=True, at=NOW, by="root"
)  # fmt: skip
SESSION = Session(digest=b"x" * 32, name="ana", expires_at=NOW + timedelta(hours=8))


def test_a_key_is_read_back_as_it_was_written() -> None:
    assert ISSUED == "psk_00112233445566aa_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    assert parse_key(ISSUED) == (KEY.id, DIGEST)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "psk_",
        ISSUED[:-1],
        ISSUED + "A",
        ISSUED + "\n",
        ISSUED.upper(),
        f" {ISSUED}",
        ISSUED.replace("0011", "٠٠١١"),
        "\udc80",
    ],
)
def test_what_only_resembles_a_key_is_none(token: str) -> None:
    assert parse_key(token) is None


def test_a_key_lets_in_whom_it_was_made_for() -> None:
    assert admit(KEY, DIGEST, NOW) == Principal(
        organisation="bank", name="payments", role=Role.ANALYST, key_id=KEY.id,
        scopes=frozenset({Scope.ASK}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "digest", "now"),
    [
        (None, DIGEST, NOW),
        (None, bytes(32), NOW),
        (KEY, DIGEST[::-1], NOW),
        (KEY, DIGEST, NOW + timedelta(days=1)),
        (replace(KEY, revoked=Ended(at=NOW, by="ben")), DIGEST, NOW),
    ],
)
def test_nobody_comes_in_otherwise(key: Key | None, digest: bytes, now: datetime) -> None:
    assert admit(key, digest, now) is None


def test_the_last_second_of_a_key_counts() -> None:
    assert admit(KEY, DIGEST, NOW + timedelta(hours=23, minutes=59, seconds=59)) is not None


def test_the_digest_of_a_secret_is_not_shown() -> None:
    assert "digest" not in repr(KEY)
    assert "digest" not in repr(SESSION)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.READER, {Scope.ASK}),
        (Role.ANALYST, {Scope.ASK, Scope.SCREEN, Scope.RECEIPTS}),
        (Role.APPROVER, {Scope.ASK, Scope.SCREEN, Scope.RECEIPTS, Scope.DECIDE}),
        (Role.ADMINISTRATOR, {*Scope}),
    ],
)
def test_each_role_may_what_those_before_it_may(role: Role, allowed: set[Scope]) -> None:
    asking = Principal(organisation="bank", name="ana", role=role, key_id=None)

    assert {scope for scope in Scope if asking.may(scope)} == allowed


def test_a_key_may_only_what_it_was_made_for() -> None:
    assert KEY.principal.may(Scope.ASK)
    assert not KEY.principal.may(Scope.SCREEN)


def test_a_scope_makes_no_more_of_a_role() -> None:
    key = replace(KEY, role=Role.READER, scopes=frozenset({Scope.MANAGE}))

    assert not key.principal.may(Scope.MANAGE)


def test_a_session_lasts_until_its_end_or_the_users() -> None:
    late = NOW + timedelta(hours=8)

    assert admit_session(SESSION, ANA, NOW) == ANA.principal
    assert admit_session(SESSION, ANA, late) is None
    assert admit_session(SESSION, replace(ANA, enabled=False), NOW) is None
    assert admit_session(SESSION, None, NOW) is None
    assert admit_session(None, ANA, NOW) is None


def test_a_session_is_told_from_a_key() -> None:
    assert is_session(write_session(bytes(32)))
    assert not is_session(ISSUED)


@pytest.mark.parametrize("name", ["ana", "ana.b@bank.example", "Équipe 7", "支付"])
def test_names_of_people_are_taken(name: str) -> None:
    assert check_name(name, "a user") == name


@pytest.mark.parametrize("name", ["", " ana", "a\nb", "a\x1b[31m", "a/b", "a" * 101, "ana\n"])
def test_names_that_would_not_read_well_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="is no name of a user"):
        check_name(name, "a user")


def test_a_short_password_is_refused_without_repeating_it() -> None:
    assert check_password("twelve signs") == "twelve signs"
    with pytest.raises(InputError) as caught:
        check_password("hunter2")

    assert "hunter2" not in str(caught.value)
