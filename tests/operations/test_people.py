"""Who is one person: names that look alike, and keys that speak for whoever made them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from proscribe.model.errors import InputError
from proscribe.operations.access import Key, Role, Scope, User
from proscribe.operations.people import plain_name, refuse_alike, refuse_own

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def user(name: str) -> User:
    return User(
        name=name, organisation="one", role=Role.APPROVER, enabled=True, at=NOW, by="root"
    )  # fmt: skip


def key(name: str, by: str) -> Key:
    return Key(
        id="0" * 16, organisation="one", name=name, role=Role.APPROVER, scopes=frozenset(Scope),
        rate=None, digest=bytes(32), created_at=NOW, created_by=by, expires_at=None, revoked=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        *("READER", "Reader", "reader ", "re\u200bader", "reader\u3164", "rea\u00adder"),
        *("\uff52\uff45\uff41\uff44\uff45\uff52", "rea\uffa0der"),
    ],
)
def test_a_name_that_cannot_be_told_from_anothers_is_refused(name: str) -> None:
    assert plain_name(name) == "reader"
    with pytest.raises(InputError, match="differs by capitals, blanks or signs"):
        refuse_alike(name, [user("ana"), user("reader")])


@pytest.mark.parametrize("name", ["readers", "re ader", "r\u00e9ader", "reader2", "re-ader"])
def test_a_name_that_is_seen_to_be_another_is_taken(name: str) -> None:
    refuse_alike(name, [user("ana"), user("reader")])


def test_letters_that_are_written_in_two_ways_are_the_same() -> None:
    assert plain_name("stra\u00dfe") == plain_name("STRASSE")
    assert plain_name("Jose\u0301") == plain_name("jos\u00e9")


KEYS = (
    *(key("bot of ana", "ana"), key("robot of ana", "Ana"), key("bot of ben", "ben")),
    *(key("payments", "root"), key("orders", "root")),
)
USERS = (user("ana"), user("ben"))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        *(("ana", "ana"), ("ana", "ANA"), ("ana", "an\u200ba"), ("ana ", "ana")),
        *(("ana", "bot of ana"), ("bot of ana", "ana"), ("bot of ana", "ANA")),
        ("bot of ana", "robot of ana"),
        *(("root", "payments"), ("payments", "root")),
    ],
)
def test_nobody_confirms_their_own_word_under_another_name(made: str, said: str) -> None:
    with pytest.raises(InputError):
        refuse_own(made, said, KEYS, USERS)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        *(("ana", "ben"), ("bot of ana", "ben"), ("ana", "bot of ben")),
        *(("bot of ana", "bot of ben"), ("ana", "payments"), ("payments", "orders")),
    ],
)
def test_two_people_are_two(made: str, said: str) -> None:
    refuse_own(made, said, KEYS, USERS)


def test_a_key_that_bears_the_name_of_somebody_else_is_still_its_makers() -> None:
    with pytest.raises(InputError, match="a key counts as whoever made it"):
        refuse_own("ana", "ben", [key("ben", "ana")], USERS)
