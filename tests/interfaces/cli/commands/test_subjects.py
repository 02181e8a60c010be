from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.ofac import LANTERN, write_list
from tests.interfaces.cli.running import Command


def test_a_time_line_is_dated_and_says_since_when_each_fact_is_public(proscribe: Command) -> None:
    run = proscribe("timeline", "Xiaomi")

    lines = [line.split(maxsplit=3) for line in run.out.splitlines()]
    assert run.out.startswith("Xiaomi Corporation  us_dod_1237-xiaomi\n")
    assert [
        "2021-01-14",
        "2021-01-14",
        "us_dod_1237",
        "designated under S1237 (US Department of Defense)",
    ] in lines


def test_a_time_line_known_earlier_is_shorter(proscribe: Command) -> None:
    run = proscribe("timeline", "XIACY", "--known-at", "2021-03-06", "--json")

    kinds = [entry["what"].split(":")[0] for entry in run.document["entries"]]
    assert run.document["subject"] == "us_dod_1237-xiaomi"
    assert "lawsuit" in kinds
    assert "injunction" not in kinds


def test_a_dossier_tells_status_designations_securities_and_documents(
    proscribe: Command,
) -> None:
    run = proscribe("dossier", "Xiaomi", "--as-of", "2021-03-16", "--known-at", "2021-03-06")

    assert run.code == 0
    for heading in ("Status", "Designations", "Securities", "Time line", "Documents"):
        assert f"\n{heading}\n" in run.out
    assert "PROHIBITED: A US person may not buy Xiaomi" in run.out
    assert "KYG9830T1067" in run.out
    assert "because: The award 'Outstanding Builder of Socialism" in run.out


def test_a_dossier_as_json_holds_the_status_at_the_moment_asked(proscribe: Command) -> None:
    run = proscribe("dossier", "Xiaomi", "--known-at", "2021-03-15", "--json")

    assert run.document["status"]["known_at"] == "2021-03-15"
    assert run.document["subject"]["id"] == "us_dod_1237-xiaomi"


def test_a_dossier_is_written_as_a_page(proscribe: Command, folder: Path) -> None:
    run = proscribe("dossier", "Xiaomi", "--out", "xiaomi.html")

    assert run.code == 0
    assert run.out == "The dossier written to xiaomi.html\n"
    assert "Xiaomi Corporation" in (folder / "xiaomi.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["timeline", "dossier"])
def test_a_subject_that_is_not_on_file_ends_with_2(proscribe: Command, command: str) -> None:
    run = proscribe(command, "Nobody Knows This Company")

    assert run.code == 2
    assert "nothing on file is called 'Nobody Knows This Company'" in run.err


def test_an_export_holds_entities_their_sanctions_and_securities(
    proscribe: Command, folder: Path
) -> None:
    proscribe("import", "us_ofac_cons", write_list(folder / "list.xml", "06/03/2021", LANTERN))

    run = proscribe("export", "--format", "ftm", "--out", "entities.json", "--json")

    text = (folder / "entities.json").read_text(encoding="utf-8")
    entities = [json.loads(line) for line in text.splitlines()]
    own = [one for one in entities if one["id"].startswith("us_ofac_cons-90101")]
    assert run.document == {"out": "entities.json", "format": "ftm", "entities": len(entities)}
    assert {one["schema"] for one in own} >= {"Sanction", "Security"}
    (listed,) = [one for one in own if one["schema"] == "Sanction"]
    assert listed["properties"]["listingDate"] == ["2021-06-03"]


def test_an_unknown_format_ends_with_2(proscribe: Command) -> None:
    run = proscribe("export", "--format", "rdf", "--out", "entities.json")

    assert run.code == 2
    assert "'rdf' is not one of 'ftm'" in run.err


STORY = (
    "On January 14, 2021, the U.S. Department of Defense blacklisted Xiaomi. According to a court "
    "filing, Xiaomi was blacklisted because of an award to its founder Lei Jun.\n"
)


@pytest.fixture
def claims(proscribe: Command, folder: Path) -> str:
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    proscribe("read", "story.txt", "--published", "2021-03-06", "--out", "story.json")
    return "story.json"


def test_a_time_line_marks_what_articles_claim(proscribe: Command, claims: str) -> None:
    run = proscribe("timeline", "Xiaomi", "--claims", claims)
    told = proscribe("timeline", "Xiaomi", "--claims", claims, "--json").document
    plain = proscribe("timeline", "Xiaomi", "--json").document

    rows = [line.split() for line in run.out.splitlines()]
    assert ["fact", "2021-01-14", "2021-01-14", "us_dod_1237"] in [row[:4] for row in rows]
    assert ["claim", "2021-01-14", "2021-03-06", "story"] in [row[:4] for row in rows]
    assert told["entries"] == plain["entries"]
    assert {one["kind"] for one in told["claims"]} == {"claim"}
    assert "claims" not in plain


def test_a_dossier_tells_what_articles_claim_and_the_reasons_they_give(
    proscribe: Command, claims: str
) -> None:
    run = proscribe("dossier", "Xiaomi", "--claims", claims)

    assert "\nWhat articles claim\nNo official fact, and no verdict rests on it.\n" in run.out
    reasons = run.out.split("\nReasons that articles give\n")[1]
    assert reasons.startswith("    an award to its founder Lei Jun")
    assert "What articles claim" not in proscribe("dossier", "Xiaomi").out


@pytest.mark.parametrize("command", ["timeline", "dossier"])
def test_a_file_that_holds_no_claims_ends_with_2(
    proscribe: Command, folder: Path, command: str
) -> None:
    (folder / "no.json").write_text("<html>", encoding="utf-8")

    run = proscribe(command, "Xiaomi", "--claims", "no.json")

    assert run.code == 2
    assert "no.json: this is no file of claims: it is not JSON" in run.err
