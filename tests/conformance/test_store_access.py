"""Keys, users and sessions are kept in every store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from proscribe.backends.stores.access import SqlAccess
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.operations.access import Ended, Role, Session
from tests.conformance.granting import ANA, KEY, NOW, OTHER

LATER = NOW + timedelta(hours=1)


def test_keys_are_returned_as_they_were_made(store: SqlStore) -> None:
    access = SqlAccess(store)

    access.add_key(KEY)
    access.add_key(OTHER)

    assert access.keys() == (KEY, OTHER)
    assert access.keys(OTHER.id) == (OTHER,)
    assert access.keys("0" * 16) == ()


def test_a_key_is_revoked_once_and_stays_on_file(store: SqlStore) -> None:
    access = SqlAccess(store)
    access.add_key(KEY)
    ended = Ended(at=NOW, by="ben")

    assert access.revoke_key(KEY.id, ended)
    assert not access.revoke_key(KEY.id, Ended(at=LATER, by="cem"))
    assert not access.revoke_key(OTHER.id, ended)

    assert access.keys() == (replace(KEY, revoked=ended),)


def test_the_last_word_on_a_user_counts(store: SqlStore) -> None:
    access = SqlAccess(store)
    ben = replace(ANA, name="ben")
    promoted = replace(ben, role=Role.ADMINISTRATOR, at=LATER)

    for user in (ben, ANA, promoted):
        access.put_user(user)

    assert access.users() == (ANA, promoted)
    assert access.users("ben") == (promoted,)
    assert access.users("cem") == ()


def test_a_new_password_replaces_the_old_and_ends_sessions(store: SqlStore) -> None:
    access = SqlAccess(store)
    session = Session(digest=b"1" * 32, name="ana", expires_at=LATER)

    access.put_password("ana", "one")
    access.add_session(session, now=NOW)
    assert (access.password("ana"), access.session(session.digest)) == ("one", session)
    access.put_password("ana", "two")

    assert (access.password("ana"), access.password("ben")) == ("two", None)
    assert access.session(session.digest) is None


def test_sessions_end_one_by_one_all_of_a_user_or_in_time(store: SqlStore) -> None:
    access = SqlAccess(store)
    one, two, bens = (
        Session(digest=sign * 32, name=name, expires_at=LATER)
        for sign, name in ((b"1", "ana"), (b"2", "ana"), (b"3", "ben"))
    )
    for session in (one, two, bens):
        access.add_session(session, now=NOW)

    access.end_sessions(digest=one.digest)
    assert (access.session(one.digest), access.session(two.digest)) == (None, two)
    access.end_sessions(name="ana")
    assert (access.session(two.digest), access.session(bens.digest)) == (None, bens)
    access.add_session(replace(one, expires_at=LATER + timedelta(hours=1)), now=LATER)
    assert access.session(bens.digest) is None


def test_who_may_not_log_in_is_logged_out(store: SqlStore) -> None:
    access = SqlAccess(store)
    access.put_user(ANA)
    access.add_session(Session(digest=b"1" * 32, name="ana", expires_at=LATER), now=NOW)

    access.put_user(replace(ANA, enabled=False))

    assert access.session(b"1" * 32) is None


def test_a_one_time_token_makes_one_user_however_many_try(address: str) -> None:
    with open_store(address) as store:
        access = SqlAccess(store)
        access.put_first(b"1" * 32, LATER)
        assert not access.redeem_first(b"2" * 32, ANA, NOW)

        with ThreadPoolExecutor(8) as threads:
            made = [*threads.map(lambda _: access.redeem_first(b"1" * 32, ANA, NOW), range(16))]

        assert sum(made) == 1
        assert access.users() == (ANA,)


def test_a_one_time_token_ends_and_the_next_replaces_it(store: SqlStore) -> None:
    access = SqlAccess(store)
    access.put_first(b"1" * 32, LATER)
    assert not access.redeem_first(b"1" * 32, ANA, LATER)

    access.put_first(b"2" * 32, LATER)

    assert not access.redeem_first(b"1" * 32, ANA, NOW)
    assert access.redeem_first(b"2" * 32, ANA, NOW)


def test_where_there_is_a_user_no_one_time_token_makes_another(store: SqlStore) -> None:
    access = SqlAccess(store)
    access.put_first(b"1" * 32, LATER)
    access.put_user(ANA)

    assert not access.redeem_first(b"1" * 32, replace(ANA, name="eve"), NOW)
