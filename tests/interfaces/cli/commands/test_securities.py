"""``security`` and ``enrich``: whose a line is, and asking about a portfolio."""

from __future__ import annotations

from pathlib import Path

from tests.interfaces.cli.running import Command


def test_a_receipt_shows_its_issuer_and_every_other_line(proscribe: Command) -> None:
    run = proscribe("security", "XIACY", "--as-of", "2021-03-16", "--json")

    [issuer] = run.document["issuers"]
    numbers = {each["value"] for line in issuer["securities"] for each in line["identifiers"]}
    assert run.code == 0
    assert (issuer["entity_id"], issuer["certain"]) == ("us_dod_1237-xiaomi", True)
    assert {"US98421U1088", "98421U108", "US:XIACY", "KYG9830T1067", "BG0ZMJ9"} <= numbers


def test_a_line_that_has_ended_says_so_to_people_too(proscribe: Command) -> None:
    run = proscribe("security", "SMICY", "--as-of", "2024-06-01")

    assert run.code == 0
    assert "ticker US:SMICY ended on 2021-03-04; it is still a security of" in " ".join(
        run.out.split()
    )


def test_what_nobody_knows_is_refused_with_what_to_do(proscribe: Command) -> None:
    run = proscribe("security", "DE0007164600")

    assert run.code == 2
    assert "no source on file knows 'DE0007164600'" in run.err
    assert "proscribe enrich" in run.err


def test_offline_nothing_is_asked_and_that_is_said(proscribe: Command, folder: Path) -> None:
    (folder / "portfolio.csv").write_text("isin,name\nKYG9830T1067,X\n", encoding="utf-8")
    run = proscribe("enrich", "portfolio.csv", "--offline", "--json")

    assert run.code == 0
    assert run.document == {
        "questions": 1,
        "asked": 0,
        "answered": 0,
        "unknown": [],
        "not_asked": 1,
        "edition": None,
        "is_new": False,
    }
