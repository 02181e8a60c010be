"""What a person told apart is silent in every answer; nothing but that pair is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proscribe.model.verdict import Outcome
from proscribe.workspace import Workspace
from proscribe.workspace.matching import match_list
from proscribe.workspace.results import CheckResult

ISIN, LEI = "CNE100000PM8", "5493006MHB84DD0ZWV18"
LIST = f"""\
id,schema,name,country,isin,leiCode,birthDate
a,Company,Lantern Systems Ltd,CN,{ISIN},{LEI},
b,Company,Orchard Aviation Ltd,CN,,,
c,Company,Orchard Aviation Ltd,CN,,,
z,Person,Zhang Wei,,,,1962-01-01
"""
LANTERN, ORCHARD = "Lantern Systems Ltd", "Orchard Aviation Ltd"
CLEARED = "cleared by ana on"


@pytest.fixture
def listed(workspace: Workspace, tmp_path: Path) -> Workspace:
    record(workspace, tmp_path, LIST, "2026-01-01")
    return workspace


def record(workspace: Workspace, folder: Path, text: str, day: str) -> None:
    file = folder / f"list-{day}.csv"
    file.write_text(text, encoding="utf-8")
    workspace.import_files("list", file, published=day)


def clear(workspace: Workspace, name: str, subject: str, **given: str) -> None:
    schema = given.pop("schema", None)
    properties = {field: [value] for field, value in given.items()}
    workspace.clearances.clear(
        name, subject, reason="a lamp shop", by="ana", schema=schema, properties=properties
    )


def outcome(result: CheckResult) -> tuple[Outcome, list[bool]]:
    return result.verdict.outcome, [one.silent for one in result.recalled]


def screened(
    workspace: Workspace, folder: Path, *lines: str, private: str | None = None
) -> list[tuple[str, str]]:
    portfolio, house = folder / "p.csv", folder / "house.csv"
    portfolio.write_text("\n".join(("isin,name,location", *lines, "")), encoding="utf-8")
    house.write_text(private or "", encoding="utf-8")
    screening = workspace.screen(
        portfolio, actions=["buy"], private_list=None if private is None else house
    )
    return [(row["verdict"], row["explanation"]) for row in screening.to_polars().to_dicts()]


def matched(
    workspace: Workspace, folder: Path, *rows: str, limit: int = 10, known_at: str | None = None
) -> list[tuple[str, str, str]]:
    file = folder / "names.csv"
    file.write_text("\n".join(("id,schema,name,country,lei", *rows, "")), encoding="utf-8")
    found = workspace.match(file, limit=limit, known_at=known_at).to_polars()
    return [(row["query_id"], row["entity_id"], row["explanation"]) for row in found.to_dicts()]


def test_a_cleared_query_is_allowed_and_says_who_was_left_out(listed: Workspace) -> None:
    assert outcome(listed.check(LANTERN)) == (Outcome.PROHIBITED, [])
    clear(listed, LANTERN, "list-a")

    result = listed.check(f" {LANTERN.upper()} ")

    assert outcome(result) == (Outcome.ALLOWED, [True])
    (told,) = [one.to_json() for one in result.recalled]
    assert result.to_json()["clearances"] == [told]
    assert (told["state"], told["entity_id"], told["clearance"]) == ("silent", "list-a", 1)
    assert f"Lantern Systems Ltd (list-a): {CLEARED}" in result._repr_html_()


@pytest.mark.parametrize("query", [ISIN, LEI, "list-a", "Lantern Systems"])
def test_an_identifier_and_another_name_of_the_subject_are_raised(
    listed: Workspace, query: str
) -> None:
    clear(listed, LANTERN, "list-a")

    assert outcome(listed.check(query)) == (Outcome.PROHIBITED, [])


def test_an_identifier_is_raised_though_that_very_query_was_cleared(listed: Workspace) -> None:
    clear(listed, ISIN, "list-a")

    assert outcome(listed.check(ISIN)) == (Outcome.PROHIBITED, [])


def test_a_query_in_a_stated_place_is_raised_until_it_is_cleared_itself(listed: Workspace) -> None:
    clear(listed, LANTERN, "list-a")
    there = {"located_in": "CN"}

    assert outcome(listed.check(LANTERN, attributes=there)) == (Outcome.PROHIBITED, [False])

    clear(listed, LANTERN, "list-a", country="cn")
    assert outcome(listed.check(LANTERN, attributes=there))[1] == [True]


def test_another_subject_of_the_name_is_prohibited_as_ever(listed: Workspace) -> None:
    assert outcome(listed.check(ORCHARD)) == (Outcome.REVIEW, [])
    clear(listed, ORCHARD, "list-b")

    result = listed.check(ORCHARD)

    assert outcome(result) == (Outcome.PROHIBITED, [True])
    assert result.verdict.subject == "list-c"


def test_a_change_of_the_subject_wakes_the_pair_and_only_since_it_was_known(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed, LANTERN, "list-a")
    record(listed, tmp_path, LIST.replace("Ltd,CN,CNE", "Ltd,FR,CNE"), "2026-02-01")

    now, then = listed.check(LANTERN), listed.check(LANTERN, known_at="2026-01-15")

    assert outcome(now) == (Outcome.PROHIBITED, [False])
    assert "the subject's country: then cn, now fr" in str(now.recalled[0])
    assert outcome(then) == (Outcome.ALLOWED, [True])


def test_a_decision_on_what_came_later_is_none_on_what_was_known_before(
    listed: Workspace, tmp_path: Path
) -> None:
    record(listed, tmp_path, LIST.replace("Ltd,CN,CNE", "Ltd,FR,CNE"), "2026-02-01")
    clear(listed, LANTERN, "list-a")

    assert outcome(listed.check(LANTERN)) == (Outcome.ALLOWED, [True])
    then = listed.check(LANTERN, as_of="2026-01-15", known_at="2026-01-15")
    assert outcome(then) == (Outcome.PROHIBITED, [False])


def test_a_withdrawn_clearance_silences_nothing(listed: Workspace, tmp_path: Path) -> None:
    clear(listed, LANTERN, "list-a")
    clear(listed, "Zhang Wei", "list-z", schema="Person")
    for number in (1, 2):
        listed.clearances.withdraw(number, reason="it is the one", by="ben")

    assert outcome(listed.check(LANTERN)) == (Outcome.PROHIBITED, [])
    ((verdict, why),) = screened(listed, tmp_path, f",{LANTERN},")
    assert verdict == "PROHIBITED"
    assert CLEARED not in why
    assert [row[:2] for row in matched(listed, tmp_path, "1,Person,Zhang Wei,,")] == [
        ("1", "list-z")
    ]


def test_a_party_to_the_question_is_judged_whatever_was_cleared(listed: Workspace) -> None:
    clear(listed, LANTERN, "list-a")

    result = listed.check(LANTERN, attributes={"underlying": LANTERN})

    assert result.verdict.outcome is Outcome.PROHIBITED


def test_a_dossier_is_of_its_subject_by_whatever_name_it_is_asked(listed: Workspace) -> None:
    clear(listed, LANTERN, "list-a")

    dossier = listed.dossier(LANTERN)

    assert (dossier.subject.id, dossier.check.verdict.outcome) == ("list-a", Outcome.PROHIBITED)


def test_however_many_are_cleared_of_a_name_the_next_one_is_raised(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = "\n".join(f"n{number:02},Company,{LANTERN}" for number in range(44))
    record(workspace, tmp_path, f"id,schema,name\n{rows}\n", "2026-01-01")
    for number in range(43):
        clear(workspace, "Lantern Systms Ltd", f"list-n{number:02}")

    result = workspace.check("Lantern Systms Ltd")

    assert result.verdict.outcome is Outcome.REVIEW
    assert [each.candidate.subject.id for each in result.rulings[0].candidates] == ["list-n43"]
    assert screened(workspace, tmp_path, ",Lantern Systms Ltd,")[0][0] == "REVIEW"


def test_a_line_cleared_is_allowed_and_its_twins_are_not(listed: Workspace, tmp_path: Path) -> None:
    clear(listed, LANTERN, "list-a")
    lines = (
        f",{LANTERN},",
        f"{ISIN},{LANTERN},",
        f"US0378331005,{LANTERN},",
        f",{LANTERN},China",
        f",{LANTERN},Ruritania",
        f"US0378331006,{LANTERN},",
        ",Lantern Systems,",
    )

    rows = screened(listed, tmp_path, *lines)

    assert [verdict for verdict, _ in rows] == [
        "ALLOWED", "PROHIBITED", "PROHIBITED", "PROHIBITED", "PROHIBITED", "REVIEW", "PROHIBITED",
    ]  # fmt: skip
    assert f"{LANTERN} (list-a): {CLEARED}" in rows[0][1]
    assert [f"woken: {CLEARED}" in why for _, why in rows] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip


def test_a_line_cleared_with_what_it_prints_is_silent(listed: Workspace, tmp_path: Path) -> None:
    clear(listed, LANTERN, "list-a", country="CN", isin="US0378331005")

    (both, bare) = screened(listed, tmp_path, f"US0378331005,{LANTERN},China", f",{LANTERN},China")

    assert (both[0], bare[0]) == ("ALLOWED", "PROHIBITED")


def test_a_list_given_with_the_portfolio_is_asked_beside_what_was_cleared(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed, LANTERN, "list-a")
    line, other = f",{LANTERN},", "id,name\n1,Nobody Else Ltd\n"

    assert screened(listed, tmp_path, line, private=other)[0][0] == "ALLOWED"
    same = screened(listed, tmp_path, line, private=f"id,name\n1,{LANTERN}\n")
    assert same[0][0] == "PROHIBITED"


def test_a_cleared_row_matches_nobody_and_its_twins_do(listed: Workspace, tmp_path: Path) -> None:
    clear(listed, "Zhang Wei", "list-z", schema="Person", country="FR")
    rows = (
        "1,Person,ZHANG WEI,fr,",
        "2,Person,Zhang Wei,CN,",
        "3,Person,Zhang Wei,,",
        "4,LegalEntity,Zhang Wei,FR,",
        "5,Person,Zhang Wei,FR,5493001KJTIIGC8Y1R12",
    )

    found = matched(listed, tmp_path, *rows)

    assert [row[0] for row in found if row[1] == "list-z"] == ["2", "3", "4", "5"]
    assert all(f"woken: {CLEARED}" in row[2] for row in found)


def test_it_is_counted_how_many_were_silent_each_time_the_file_is_read(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed, "Zhang Wei", "list-z", schema="Person")
    file = tmp_path / "queries.csv"
    file.write_text(
        "id,schema,name\n1,Person,Zhang Wei\n2,Person,ZHANG WEI\n3,LegalEntity,Zhang Wei\n"
    )
    asked = listed.match(file)

    summaries = [asked.first(None)[1], asked.write(tmp_path / "matches.json")]

    assert [(one.queries, one.found, one.silenced) for one in summaries] == [(3, 1, 2)] * 2
    assert json.loads((tmp_path / "matches.json").read_bytes())["silenced"] == 2
    assert match_list([file], file).first(None)[1].silenced == 0


def test_a_row_with_the_identifier_of_the_subject_is_raised_though_it_was_cleared(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed, LANTERN, "list-a", schema="Company", lei=LEI)

    ((_, entity, why),) = matched(listed, tmp_path, f"1,Company,{LANTERN},,{LEI}")

    assert entity == "list-a"
    assert f"{CLEARED}" in why
    assert why.endswith("raised, since an identifier is equal")


def test_rows_that_share_an_id_are_silent_only_together(listed: Workspace, tmp_path: Path) -> None:
    clear(listed, LANTERN, "list-a", schema="Company")
    rows = (f"1,Company,{LANTERN},,", "2,Company,Nobody,,")

    assert matched(listed, tmp_path, *rows) == []
    for twin in (f"1,Company,{LANTERN},CN,", "1,Company,Lantern Systems,,"):
        found = {row[:2] for row in matched(listed, tmp_path, *rows, twin)}
        assert found == {("1", "list-a")}


def test_the_best_match_that_is_raised_takes_the_place_of_those_that_are_silent(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = "\n".join(f"n{number},Company,Orchard Aviation Ltd" for number in range(7))
    record(workspace, tmp_path, f"id,schema,name\n{rows}\n", "2026-01-01")
    for number in range(6):
        clear(workspace, ORCHARD, f"list-n{number}", schema="Company")

    found = matched(workspace, tmp_path, f"1,Company,{ORCHARD},,", limit=1)

    assert [row[:2] for row in found] == [("1", "list-n6")]


def test_a_row_is_weighed_against_the_subject_as_known_then(
    listed: Workspace, tmp_path: Path
) -> None:
    clear(listed, "Zhang Wei", "list-z", schema="Person")
    record(listed, tmp_path, LIST.replace("1962-01-01", "1963"), "2026-02-01")
    row = "1,Person,Zhang Wei,,"

    assert matched(listed, tmp_path, row, known_at="2026-01-15") == []
    assert [found[:2] for found in matched(listed, tmp_path, row)] == [("1", "list-z")]
