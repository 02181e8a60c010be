"""``token`` and ``user``: keys and people from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command


def test_a_key_is_shown_once_and_listed_without_its_secret(proscribe: Command) -> None:
    made = proscribe("token", "create", "payments", "--role", "analyst", "--scope", "ask", "--json")
    key = made.document["key"]

    listed = proscribe("token", "list", "--json")

    assert key.startswith(f"psk_{made.document['id']}_")
    (shown,) = listed.document["keys"]
    assert (shown["name"], shown["role"], shown["scopes"]) == ("payments", "analyst", ["ask"])
    assert shown["state"] == "valid"
    assert key.rpartition("_")[2] not in listed.out + proscribe("token", "list").out


def test_a_key_is_revoked_by_id_or_name(proscribe: Command) -> None:
    first = proscribe("token", "create", "a", "--json").document["id"]
    proscribe("token", "create", "b")

    assert proscribe("token", "revoke", first, "--json").document["state"] == "revoked"
    assert proscribe("token", "revoke", "b", "--json").document["state"] == "revoked"
    assert proscribe("token", "revoke", "b").code == 2


def test_a_whole_key_that_was_pasted_is_not_repeated(proscribe: Command) -> None:
    key = proscribe("token", "create", "a", "--json").document["key"]

    told = proscribe("token", "revoke", f"{key}")

    assert told.code == 2
    assert key[21:] not in told.err + told.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--role", "king"),
        ("--scope", "everything"),
        ("--expires", "2001-01-01"),
        ("--rate", "-1"),
        ("--organisation", "a\nb"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(
    proscribe: Command, arguments: tuple[str, str]
) -> None:
    assert proscribe("token", "create", "a", *arguments).code == 2
    assert proscribe("token", "list", "--json").document == {"keys": []}


def test_people_are_let_in_and_out(
    proscribe: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert proscribe("user", "add", "ana", "--role", "analyst").code == 0
    (folder / "password.txt").write_text("another horse battery\n", encoding="utf-8")
    assert proscribe("user", "password", "ana", "--password-file", "password.txt").code == 0
    assert proscribe("user", "disable", "ana").code == 0
    (user,) = proscribe("user", "list", "--json").document["users"]
    assert (user["name"], user["role"], user["enabled"]) == ("ana", "analyst", False)
    assert proscribe("user", "enable", "ana", "--role", "approver").code == 0
    (user,) = proscribe("user", "list", "--json").document["users"]
    assert (user["role"], user["enabled"]) == ("approver", True)


def test_a_short_password_is_refused_and_not_repeated(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hunter2\n"))

    told = proscribe("user", "add", "ana")

    assert told.code == 2
    assert "hunter2" not in told.err
    assert proscribe("user", "list", "--json").document == {"users": []}
    assert proscribe("user", "disable", "ana").code == 2
