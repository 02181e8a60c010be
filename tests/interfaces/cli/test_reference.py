from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from proscribe.interfaces.cli.app import COMMANDS
from proscribe.interfaces.cli.errors import EXIT_CODES
from proscribe.interfaces.cli.reference import reference
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, write_list
from tests.interfaces.cli.running import Command

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "cli.md"
EXAMPLES = [example for *_, example in COMMANDS]
# A server answers until it is stopped; its own tests start one.
ENDING = [example for example in EXAMPLES if not example.startswith("proscribe serve ")]


def test_the_page_is_what_the_commands_say_now() -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == reference(), (
        "the page is stale: python -m proscribe.interfaces.cli.reference > docs/reference/cli.md"
    )


def test_every_exit_code_is_explained() -> None:
    page = reference()

    assert all(f"\n| {code} | " in page for _, code in EXIT_CODES)


@pytest.mark.parametrize("example", ENDING)
def test_every_example_runs(
    proscribe: Command, folder: Path, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = folder / "editions" / "us_ofac_cons"
    write_list(editions / "2021-06-03" / "consolidated.xml", "06/03/2021", LANTERN)
    file = write_list(folder / "consolidated.xml", "06/16/2021", LANTERN, HARBOUR)
    if " diff " in example:
        proscribe("update", "--from", "editions")
        proscribe("import", "us_ofac_cons", file)
    (folder / "portfolio.csv").write_text("ISIN,Quantity\nKYG9830T1067,100\n", encoding="utf-8")
    (folder / "cases.csv").write_text(
        "regime,txn_at,action,issuer\nCCMC,2021-03-16,buy,Xiaomi\n", encoding="utf-8"
    )
    (folder / "1810.HK.csv").write_text(
        "date,close\n2021-01-14,32.65\n2021-01-15,29.3\n2021-03-05,24.45\n", encoding="utf-8"
    )
    (folder / "article.txt").write_text("OFAC sanctioned Xiaomi.", encoding="utf-8")
    (folder / "names.csv").write_text("id,name\n1,Xiaomi\n", encoding="utf-8")

    monkeypatch.setenv("PROSCRIBE_SECOND_PERSON", str(" confirm " in example))
    if {"withdraw", "confirm"} & {*example.split()}:
        proscribe("clear", "Xiao Mi", "us_dod_1237-xiaomi", "--because", "a restaurant")

    (folder / "password.txt").write_text("correct horse battery\n", encoding="utf-8")
    if " restore " in example:
        proscribe("backup", "copy.db")
    if " receipts " in example:
        proscribe("check", "Xiaomi", "--as-of", "2021-03-16")
    if " revoke " in example:
        proscribe("token", "create", "payments")
    if " ben" in example:
        proscribe("user", "add", "ben", "--password-file", "password.txt")
    if " watch remove " in example:
        proscribe("watch", "add", "Xiaomi", "--because", "a customer")
    if " acknowledge " in example:
        house = folder / "house.csv"
        for day, name in (("2026-01-05", "Nobody"), ("2026-01-06", "Acme Trading")):
            house.write_text(f"id,schema,name\n1,Company,{name}\n", encoding="utf-8")
            proscribe("import", "list", house, "--published", day)
            proscribe("watch", "add", "Acme Trading", "--because", "a customer")
            proscribe("watch", "run")

    program, *arguments = shlex.split(example)

    assert program == "proscribe"
    assert proscribe(*arguments).code == 0


def test_the_examples_name_every_command_once() -> None:
    named = [name.split() for name, *_ in COMMANDS]

    assert [
        shlex.split(example)[1 : 1 + len(name)]
        for name, example in zip(named, EXAMPLES, strict=True)
    ] == named
