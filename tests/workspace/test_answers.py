"""Questions asked through the workspace, and files of them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.errors import InputError, StoreError
from proscribe.model.verdict import Outcome
from proscribe.workspace import Workspace
from proscribe.workspace.answers import choose_regimes, wanted_of
from proscribe.workspace.results import CheckResult
from tests.workspace.ofac import company, person, write_list

DAY = "2022-06-06"


def answer(result: CheckResult) -> tuple[str, str]:
    return result.verdict.outcome.value, result.verdict.reason.value


def regimes_of(result: CheckResult) -> set[str]:
    return {ruling.verdict.regime for ruling in result.rulings}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "the query is empty"),
        ("  ", "the query is empty"),
        ("!!!", "'!!!' names nobody"),
        ("CORP", "'CORP' names nobody"),
        ("The Co., Ltd.", "names nobody"),
        ("CNE100000PM9", "fails its check digit"),
        ("1810", "is a ticker without its market"),
        ("us_dod_1237-nobody", "nothing on file has the id 'us_dod_1237-nobody'"),
    ],
)
def test_a_query_that_means_nobody_is_refused_with_what_to_do(
    packaged: Workspace, query: str, says: str
) -> None:
    with pytest.raises(InputError, match=says) as refused:
        packaged.check(query)

    assert refused.value.remedy


@pytest.mark.parametrize(
    "query",
    [
        "CNE100000PM8",
        "cne100000pm8",
        "CNE 1000 00PM8",
        "002415.SZ",
        "Hikvision",
        "us_dod_1237-hikvision",
    ],
)
def test_a_listed_issuer_is_barred_however_it_is_asked_for(packaged: Workspace, query: str) -> None:
    result = packaged.check(query, as_of=DAY, known_at=DAY)

    assert answer(result) == ("PROHIBITED", "EFFECTIVE_FIXED_DATE")
    assert result.verdict.subject is not None


def test_ids_of_candidates_can_be_asked_for(packaged: Workspace) -> None:
    doubtful = packaged.check("CHINA TELECOM", as_of=DAY)
    ids = {one.candidate.subject.id for ruling in doubtful.rulings for one in ruling.candidates}

    assert answer(doubtful) == ("REVIEW", "IDENTITY_UNCERTAIN")
    for entity in ids:
        assert packaged.check(entity, as_of=DAY).verdict.reason.value != "IDENTITY_UNCERTAIN"


def test_an_identifier_on_no_list_is_told_to_be_worth_little(packaged: Workspace) -> None:
    bare = packaged.check("US0378331005", as_of=DAY, known_at=DAY)
    named = packaged.check("Apple Inc", as_of=DAY, known_at=DAY)

    assert answer(bare) == answer(named) == ("ALLOWED", "NOT_LISTED")
    assert any("ask by its name too" in warning for warning in bare.warnings)
    assert named.warnings == ()


@pytest.mark.parametrize("query", ["Apple Inc", "CHINA TELECOM", "ZHANG Xiaoming"])
def test_a_regime_whose_list_is_missing_is_never_reported_as_free(
    packaged: Workspace, query: str
) -> None:
    result = packaged.check(query, as_of=DAY)

    assert "SDN" not in regimes_of(result)
    assert "no edition of us_ofac_sdn is on file" in dict(result.not_checked)["SDN"]
    assert answer(packaged.check(query, as_of=DAY, regimes=["SDN"])) == (
        "REVIEW",
        "IDENTITY_UNCERTAIN",
    )


def test_a_person_on_the_blocked_list_is_found_in_either_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    entries = [person(70001, "Xiaoming", "ZHANG"), person(70002, "Ao", "LI")]
    file = write_list(tmp_path / "sdn.xml", "06/01/2022", entries)
    assert workspace.import_files("us_ofac_sdn", file).state == "recorded"

    for query in ("ZHANG, Xiaoming", "Xiaoming Zhang"):
        result = workspace.check(query, as_of=DAY, known_at=DAY)
        assert (answer(result), result.verdict.regime) == (("PROHIBITED", "BLOCKED"), "SDN")
    for query in ("Zhang Xiaomi", "Xiaomi", "Li", "Li AB", "Li Limited"):
        ids = {
            one.candidate.subject.id
            for ruling in workspace.check(query, as_of=DAY, known_at=DAY).rulings
            for one in ruling.candidates
        }
        assert not any(entity.startswith("us_ofac_sdn") for entity in ids)


def test_regimes_are_strictest_first_and_those_that_do_not_bind_are_left_out(
    packaged: Workspace,
) -> None:
    result = packaged.check("Hikvision", as_of=DAY)

    assert result.rulings[0].verdict.regime == "NS-CMIC"
    severities = [ruling.verdict.outcome.severity for ruling in result.rulings]
    assert severities == sorted(severities)
    assert "EU-833-5" not in regimes_of(result)


def test_where_an_issuer_is_can_be_written_in_words(packaged: Workspace) -> None:
    unknown = packaged.check("Some Oil Ltd", as_of=DAY)
    russian = packaged.check("Some Oil Ltd", as_of=DAY, attributes={"located_in": "Russia"})

    assert "RU-INV" in dict(unknown.not_checked)
    assert (russian.verdict.regime, russian.verdict.outcome.value) == ("RU-INV", "PROHIBITED")


@pytest.mark.parametrize(
    "attributes", [{"located": "RU"}, {"issued": "2018"}, {"holds": "A:NaN"}, {"located_in": "x"}]
)
def test_an_attribute_that_would_change_nothing_is_refused(
    packaged: Workspace, attributes: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        packaged.check("Hikvision", attributes=attributes)


@pytest.mark.parametrize(
    "given",
    [
        {"action": "steal"},
        {"investor": "martian"},
        {"instrument": "nft"},
        {"purpose": "fun"},
        {"location": "Ruritania"},
        {"as_of": "yesterday"},
        {"known_at": "2021-03-06T10:00:00"},
        {"held_since": "2021"},
        {"regimes": ["NOPE"]},
    ],
)
def test_an_argument_that_cannot_be_read_is_refused(
    packaged: Workspace, given: dict[str, Any]
) -> None:
    with pytest.raises(InputError) as refused:
        packaged.check("Hikvision", **given)

    assert refused.value.remedy


@pytest.mark.parametrize(("known_at", "is_told"), [("2999-01-01", True), ("2021-03-06", False)])
def test_knowledge_of_a_day_to_come_is_told(
    packaged: Workspace, known_at: str, *, is_told: bool
) -> None:
    found = packaged.check("Xiaomi", as_of="2021-03-16", known_at=known_at)

    assert any("2999-01-01, by which" in one for one in found.warnings) == is_told


def test_two_moments_of_knowledge_have_two_answers(packaged: Workspace) -> None:
    before = packaged.check("Xiaomi", as_of="2021-03-16", known_at="2021-03-06")
    after = packaged.check("Xiaomi", as_of="2021-03-16", known_at="2026-01-01")

    assert answer(before) == ("PROHIBITED", "EFFECTIVE_60D")
    assert answer(after) == ("ALLOWED", "VACATED")


def test_regimes_are_chosen_by_key_or_all_of_them() -> None:
    assert [regime.key for regime in choose_regimes(["ns-cmic", "SDN"])] == ["NS-CMIC", "SDN"]
    assert len(choose_regimes(())) >= 13


def test_a_query_may_be_an_id_an_identifier_a_number_and_a_name() -> None:
    wanted = wanted_of("us_dod_1237-xiaomi")

    assert ("entity", "us_dod_1237-xiaomi") in wanted.keys
    assert ("id", "91110000710929113P") in wanted_of("91110000-710929113p").keys
    assert wanted_of("Xiaomi Corp").keys == ()


CASES = """id,regime,txn_at,known_at,investor,action,instrument,security_id,issuer,attributes,reason
1,NS-CMIC,2022-06-06,,us_person,buy,equity,CNE100000PM8,,,POISON
2,NS-CMIC,2022-06-06,,us_person,steal,equity,CNE100000PM8,,,
3,NOPE,2022-06-06,,us_person,buy,equity,CNE100000PM8,,,
4,NS-CMIC,,,us_person,buy,equity,CNE100000PM8,,,
5,NS-CMIC,2022-06-06,,us_person,buy,equity,CNE100000PM9,,,
6,NS-CMIC,2022-06-06,,us_person,buy,equity,CNE100000PM9,Hikvision,,
7,NS-CMIC,2022-06-06,,us_person,buy,equity,,,,
8,NS-CMIC,2022-06-06,,us_person,buy,equity,,Co. Ltd.,,
9,NS-CMIC,2022-06-06,,us_person,buy,equity,,Apple Inc,colour=red,
10,SDN,2022-06-06,,us_person,buy,equity,,Apple Inc,,
11,NS-CMIC,2022-06-06,,us_person,buy,equity,us_dod_1237-hikvision,,,
12,NS-CMIC,2022-06-06,,us_person,buy,equity,US0378331005,Apple Inc,,
"""


@pytest.fixture(scope="module")
def evaluated(
    packaged: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, dict[str, str]], tuple[str, ...], Path]:
    folder = tmp_path_factory.mktemp("cases")
    (folder / "cases.csv").write_text(CASES, encoding="utf-8")
    seen: list[int] = []
    result = packaged.evaluate(
        folder / "cases.csv", out=folder / "results.csv", progress=seen.append
    )
    assert sum(seen) == 12
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    return rows, result.problems, folder


@pytest.mark.parametrize(
    ("case", "verdict", "says"),
    [
        ("1", "PROHIBITED", "2021-08-02"),
        ("5", "REVIEW", "ISIN CNE100000PM9 fails its check digit"),
        ("6", "PROHIBITED", "About the security: ISIN CNE100000PM9 fails its check digit"),
        ("7", "REVIEW", "The case names neither a security nor an issuer"),
        ("8", "REVIEW", "The case names neither a security nor an issuer"),
        ("10", "REVIEW", "no edition of us_ofac_sdn is on file"),
        ("11", "PROHIBITED", ""),
        ("12", "ALLOWED", "not named under this regime"),
    ],
)
def test_a_case_is_answered(
    evaluated: tuple[dict[str, dict[str, str]], tuple[str, ...], Path],
    case: str,
    verdict: str,
    says: str,
) -> None:
    row = evaluated[0][case]

    assert row["verdict"] == verdict
    assert says in row["explanation"]
    assert "reason" not in row


def test_a_case_that_cannot_be_read_names_line_and_column_and_the_others_are_answered(
    evaluated: tuple[dict[str, dict[str, str]], tuple[str, ...], Path],
) -> None:
    rows, problems, folder = evaluated
    places = [problem.removeprefix(f"{folder / 'cases.csv'}, ") for problem in problems]

    assert [place.split(":")[0] for place in places] == [
        "line 3, column action",
        "line 4, column regime",
        "line 5, column txn_at",
        "line 10, column attributes",
    ]
    assert list(rows) == [str(number) for number in range(1, 13)]
    assert [rows[case]["verdict"] for case in ("2", "3", "4", "9")] == [""] * 4
    assert "'steal' is no act" in rows["2"]["explanation"]


def test_a_case_of_several_lines_is_named_by_its_first(packaged: Workspace, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        'regime,txn_at,action,facts\nNS-CMIC,2022-06-06,hold,"one\ntwo\nthree"\nNS-CMIC,,buy,\n'
    )

    [problem] = packaged.evaluate(tmp_path / "c.csv").problems

    assert ", line 5, column txn_at" in problem


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,regime\n1,SDN\n", "the column txn_at, action is missing"),
        (b"", "the column regime, txn_at, action is missing"),
        (b"regime,txn_at,action\n\xff\xfe,,\n", "the case file cannot be read"),
    ],
)
def test_a_file_that_is_no_case_file_is_refused(
    packaged: Workspace, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(content)

    with pytest.raises(InputError, match=says):
        packaged.evaluate(file)
    with pytest.raises(InputError, match="cannot be read"):
        packaged.evaluate(tmp_path / "absent.csv")


def test_answers_that_cannot_be_written_leave_nothing_behind(
    packaged: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("regime,txn_at,action\n")

    with pytest.raises(StoreError, match="cannot be written"):
        packaged.evaluate(file, out=tmp_path / "absent" / "out.csv")
    assert list(tmp_path.iterdir()) == [file]


def test_an_edition_is_known_from_the_day_it_was_published(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write_list(
        tmp_path / "cons.xml", "06/16/2021", [company(90101, "EXAMPLE LANTERN CO., LTD.")]
    )
    workspace.import_files("us_ofac_cons", file, accept=True)

    assert answer(workspace.check("Example Lantern", as_of=DAY, known_at=DAY))[0] == "PROHIBITED"
    assert (
        answer(workspace.check("Example Lantern", as_of=DAY, known_at="2021-06-15"))[0] == "ALLOWED"
    )


def test_answers_run_nothing_in_a_spreadsheet_and_ids_come_back_unchanged(
    packaged: Workspace, tmp_path: Path
) -> None:
    file, out = tmp_path / "cases.csv", tmp_path / "out.csv"
    header = CASES.splitlines()[0]
    case = "=1+1,NS-CMIC,2022-06-06,,us_person,buy,equity,,=HYPERLINK(1),,"
    file.write_text(f"{header}\n{case}\n", encoding="utf-8")

    packaged.evaluate(file, out=out)

    with out.open(encoding="utf-8", newline="") as answers:
        (row,) = csv.DictReader(answers)
    assert (row["id"], row["issuer"]) == ("=1+1", "'=HYPERLINK(1)")


@pytest.mark.parametrize("query", ["q" * 61, "a b " * 10_000 + "Hikvision"])
def test_a_query_too_long_to_be_read_whole_is_refused(packaged: Workspace, query: str) -> None:
    with pytest.raises(InputError, match="whom it names cannot be told"):
        packaged.check(query)


def test_a_name_in_a_long_query_is_a_doubt(packaged: Workspace) -> None:
    around = "the great and old and good house of all of our many friends and"
    hidden = "Hang\x1b[31mzhou Hikvision Digital Techno\u200blogy Co., Ltd."

    for query in (f"{around} Hangzhou Hikvision Digital Technology Co., Ltd.", hidden):
        found = packaged.check(query, as_of="2022-06-06", regimes=["NS-CMIC"])
        assert found.verdict.outcome in {Outcome.REVIEW, Outcome.PROHIBITED}
    nobody = packaged.check(f"{around} Haberdashers", as_of="2022-06-06", regimes=["NS-CMIC"])
    assert nobody.verdict.outcome is Outcome.ALLOWED
