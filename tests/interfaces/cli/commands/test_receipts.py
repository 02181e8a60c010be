"""``receipts``: answers are proven, asked again and forgotten from the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.interfaces.cli.running import Command

ASKED = ("check", "Xiaomi", "--as-of", "2021-03-16", "--known-at", "2021-03-06")


def tamper(folder: Path, *statements: str) -> None:
    with sqlite3.connect(folder / "proscribe.db") as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in named.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_answer_names_its_receipt(proscribe: Command) -> None:
    told = proscribe(*ASKED)
    document = proscribe(*ASKED, "--json").document

    assert told.err.startswith("Receipt 1, hash ")
    assert "Receipt" not in told.out
    assert document["receipt"]["number"] == 2
    assert (
        proscribe("receipts", "show", "2", "--json").document["hash"]
        == (document["receipt"]["hash"])
    )


def test_the_answer_on_file_is_the_one_that_was_shown(proscribe: Command) -> None:
    shown = proscribe(*ASKED, "--json").document
    del shown["receipt"]

    kept = proscribe("receipts", "show", "1", "--json").document

    assert kept["answer"] == shown
    assert kept["question"]["query"] == "Xiaomi"
    assert kept["settings"]["as_of"] == "2021-03-16"
    assert "query" not in kept["settings"]


def test_a_chain_that_was_touched_ends_with_1_and_names_the_entry(
    proscribe: Command, folder: Path
) -> None:
    for _ in range(3):
        proscribe(*ASKED)
    assert proscribe("receipts", "verify").code == 0

    tamper(folder, "UPDATE receipt SET \"by\" = 'somebody' WHERE number = 2")
    found = proscribe("receipts", "verify", "--json")
    told = proscribe("receipts", "verify")

    assert found.code == told.code == 1
    assert [(one["number"], one["fault"]) for one in found.document["findings"]] == [(2, "changed")]
    assert "Receipt 2: changed: what it says is not what was written." in told.out
    assert "The chain does not hold." in told.out


def test_a_false_answer_ends_with_1_when_it_is_asked_again(
    proscribe: Command, folder: Path
) -> None:
    proscribe(*ASKED)
    assert proscribe("receipts", "replay", "1").code == 0
    proscribe("check", "Huawei")
    other = "(SELECT answer FROM receipt_content WHERE number = 2)"
    change = f"UPDATE receipt_content SET answer = {other} WHERE number = 1"  # noqa: S608
    tamper(folder, change)

    done = proscribe("receipts", "replay", "--all", "--json")

    assert done.code == 1
    assert [one["same"] for one in done.document["replays"]] == [False, True]


def test_what_is_asked_of_no_receipt_is_refused(proscribe: Command) -> None:
    assert proscribe("receipts", "replay").code == 2
    assert proscribe("receipts", "replay", "1", "--all").code == 2
    assert "there is no receipt 7" in proscribe("receipts", "show", "7").err
    assert proscribe("receipts", "forget", "7").code == 2


def test_another_organisation_sees_nothing(proscribe: Command) -> None:
    proscribe(*ASKED)

    assert proscribe("receipts", "show", "1", "--organisation", "other").code == 2
    listed = proscribe("receipts", "list", "--organisation", "other", "--json")
    assert listed.document == {"receipts": []}
    assert proscribe("receipts", "list", "--organisation", "a/b").code == 2


def test_without_receipts_the_answer_is_the_same(proscribe: Command, folder: Path) -> None:
    with_one = proscribe(*ASKED, "--json").document
    del with_one["receipt"]
    (folder / "proscribe.toml").write_text("receipts = false\n", encoding="utf-8")

    assert proscribe(*ASKED, "--json").document == with_one
    assert proscribe("receipts", "list", "--json").document["receipts"][0]["number"] == 1


def test_no_answer_is_shown_where_its_receipt_cannot_be_written(
    proscribe: Command, folder: Path
) -> None:
    proscribe(*ASKED)
    (folder / "data" / "receipts.key").write_text("no key", encoding="utf-8")

    done = proscribe(*ASKED)

    assert (done.code, done.out) == (3, "")
    assert "the key that signs receipts is damaged" in done.err


def test_a_store_is_copied_and_put_back(proscribe: Command) -> None:
    proscribe(*ASKED)
    copied = proscribe("backup", "copy.db", "--json").document
    proscribe(*ASKED)

    assert proscribe("restore", "copy.db").code == 2
    done = proscribe("restore", "copy.db", "--replace", "--json")

    assert (copied["receipts"], done.code) == (1, 0)
    assert done.document["before"]["receipts"] == 2
    assert done.document["receipts"]["holds"]
    listed = proscribe("receipts", "list", "--json").document["receipts"]
    assert [one["kind"] for one in listed] == ["restore", "check"]
