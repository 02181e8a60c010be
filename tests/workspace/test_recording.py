"""Editions recorded whole or refused whole, and the keys under which entries are found."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.model.listing import Listing, Name, NameKind, SecurityLine, SecurityType
from proscribe.workspace import Workspace
from proscribe.workspace.recording import listing_keys
from tests.workspace.ofac import company, write_list

KEY = "us_ofac_cons"
NAMES = [
    f"EXAMPLE {word} CO., LTD." for word in ("LANTERN", "HARBOUR", "ORCHARD", "MEADOW", "MILL")
]


def entries(count: int = 5) -> list[str]:
    return [company(90101 + number, name) for number, name in enumerate(NAMES[:count])]


def verdict(workspace: Workspace, name: str) -> str:
    result = workspace.check(name, as_of="2022-06-06", regimes=["NS-CMIC"])
    return result.verdict.outcome.value


@pytest.fixture
def whole(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace in which an edition of five companies is recorded."""
    file = write_list(tmp_path / "whole.xml", "06/03/2021", entries())
    assert workspace.import_files(KEY, file).state == "recorded"
    assert verdict(workspace, "EXAMPLE MILL") == "PROHIBITED"
    return workspace


def test_the_same_bytes_a_second_time_change_nothing(whole: Workspace, tmp_path: Path) -> None:
    zipped = tmp_path / "whole.xml.gz"
    zipped.write_bytes(gzip.compress((tmp_path / "whole.xml").read_bytes()))

    again = whole.import_files(KEY, tmp_path / "whole.xml")
    packed = whole.import_files(KEY, zipped)

    assert (again.state, packed.state) == ("unchanged", "unchanged")
    assert again.edition.id == packed.edition.id


def test_one_removal_ends_one_designation(whole: Workspace, tmp_path: Path) -> None:
    file = write_list(tmp_path / "later.xml", "06/16/2021", entries(4))

    assert whole.import_files(KEY, file).state == "recorded"
    assert verdict(whole, "EXAMPLE MILL") == "ALLOWED"
    assert verdict(whole, "EXAMPLE LANTERN") == "PROHIBITED"


@pytest.mark.parametrize(
    "damaged",
    [
        b"<html><body>Access denied</body></html>",
        b"<?xml version='1.0'?><sdnList xmlns='http://tempuri.org/sdnList.xsd'><sdnEntry><uid>1",
        b"<?xml version='1.0'?><other/>",
        b"\x00\x01\x02",
    ],
)
def test_a_damaged_file_is_refused_whole_and_delists_nobody(
    whole: Workspace, tmp_path: Path, damaged: bytes
) -> None:
    file = tmp_path / "damaged.xml"
    file.write_bytes(damaged)

    imported = whole.import_files(KEY, file, published="2021-07-01")

    assert imported.state == "quarantined"
    assert imported.edition.why
    assert [verdict(whole, name) for name in NAMES] == ["PROHIBITED"] * 5


def test_an_empty_file_is_refused_and_delists_nobody(whole: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "empty.xml"
    file.write_bytes(b"")

    imported = whole.import_files(KEY, file, published="2021-07-01")

    assert imported.state == "quarantined"
    assert "empty.xml: the file is empty" in (imported.edition.why or "")
    assert [verdict(whole, name) for name in NAMES] == ["PROHIBITED"] * 5


def test_a_damaged_file_that_is_accepted_is_damaged_still(whole: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "damaged.xml"
    file.write_bytes(b"<html></html>")

    assert whole.import_files(KEY, file, accept=True).state == "quarantined"


def test_far_fewer_records_are_refused_until_they_are_accepted(
    whole: Workspace, tmp_path: Path
) -> None:
    file = write_list(tmp_path / "cut.xml", "06/16/2021", entries(2))

    refused = whole.import_files(KEY, file)
    still = whole.import_files(KEY, file)
    assert (refused.state, still.state) == ("quarantined", "quarantined")
    assert "holds 2 records, the edition of 2021-06-03 held 5" in (refused.edition.why or "")
    assert verdict(whole, "EXAMPLE MILL") == "PROHIBITED"

    accepted = whole.import_files(KEY, file, accept=True)
    assert accepted.state == "recorded"
    assert verdict(whole, "EXAMPLE MILL") == "ALLOWED"


def test_three_of_five_records_are_not_far_fewer(whole: Workspace, tmp_path: Path) -> None:
    file = write_list(tmp_path / "less.xml", "06/16/2021", entries(3))

    assert whole.import_files(KEY, file).state == "recorded"


def test_an_earlier_edition_with_few_records_is_no_cut_off_one(
    whole: Workspace, tmp_path: Path
) -> None:
    file = write_list(tmp_path / "earlier.xml", "06/01/2021", entries(1))

    assert whole.import_files(KEY, file).state == "recorded"
    assert verdict(whole, "EXAMPLE MILL") == "PROHIBITED"


def test_fewer_records_than_the_file_itself_states_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write_list(tmp_path / "cut.xml", "06/03/2021", entries(2), count=5)

    imported = workspace.import_files(KEY, file)

    assert imported.state == "quarantined"
    assert "5" in (imported.edition.why or "")


def test_a_list_without_a_record_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("name,isin\n")

    assert workspace.import_files("list", file).state == "quarantined"


def test_a_file_without_a_date_counts_from_when_it_was_fetched_and_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("name\nExample Ltd\n")

    undated = workspace.import_files("list", file).edition

    assert not undated.published_is_stated
    assert undated.published.instant == undated.fetched_at
    assert any("states no date" in warning for warning in undated.warnings)


def test_a_day_to_come_is_no_day_of_publication(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("name\nExample Ltd\n")

    with pytest.raises(InputError, match="2999-01-01 is still to come"):
        workspace.import_files("list", file, published="2999-01-01")


def listing(schema: str, *names: str, **properties: str) -> Listing:
    return Listing(
        id="list-1",
        schema=schema,
        names=tuple(Name(text=name, kind=NameKind.ALIAS) for name in names),
        properties=tuple((name, (value,)) for name, value in properties.items()),
        securities=(SecurityLine(type=SecurityType.EQUITY, isin="KYG9830T1067"),),
    )


def test_a_company_is_found_by_names_identifiers_and_numbers() -> None:
    keys = listing_keys(
        listing(
            "Company",
            "Hangzhou Hikvision Digital Technology Co., Ltd.",
            "CORP",
            leiCode="529900 t8bm49aursdo55",
            uscCode="9111 0000-abc",
            website="https://example.org",
        )
    )

    assert set(keys) == {
        ("core", "hangzhou hikvision digital technology"),
        ("tail", "hikvision digital technology"),
        ("isin", "KYG9830T1067"),
        ("lei", "529900T8BM49AURSDO55"),
        ("id", "91110000ABC"),
        ("mark", "leiCode:529900T8BM49AURSDO55"),
        ("mark", "register:91110000ABC"),
    }


def test_a_person_is_found_by_the_whole_name_alone() -> None:
    keys = listing_keys(listing("Person", "LI, Ao", "!"))

    assert [key for key in keys if key[0] != "isin"] == [("person", "jsc li")]


def test_a_file_that_cannot_be_opened_does_not_keep_the_next_edition_out(
    whole: Workspace, tmp_path: Path
) -> None:
    for day, content in (("2021-06-14", b""), ("2021-06-15", b"\x1f\x8b\x08cut off")):
        folder = tmp_path / "in" / KEY / day
        folder.mkdir(parents=True)
        (folder / "list.xml").write_bytes(content)
    good = tmp_path / "in" / KEY / "2021-06-16"
    good.mkdir()
    write_list(good / "list.xml", "06/16/2021", entries(5))

    found = whole.update_from(tmp_path / "in")

    assert [imported.state for imported in found] == ["quarantined", "quarantined", "recorded"]


def test_an_edition_that_says_it_is_still_to_come_counts_from_now_once_accepted(
    whole: Workspace, tmp_path: Path
) -> None:
    file = write_list(tmp_path / "later.xml", "06/16/2091", entries())

    refused = whole.import_files(KEY, file)
    accepted = whole.import_files(KEY, file, accept=True)

    assert refused.state == "quarantined"
    assert "of 2091-06-16, which is still to come" in (refused.edition.why or "")
    assert accepted.state == "recorded"
    assert accepted.edition.published.instant == accepted.edition.fetched_at
    assert "its fetch time counts" in accepted.edition.warnings[-1]


def test_one_designation_far_in_the_future_is_told_of_and_many_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    far = [company(90200 + number, "EXAMPLE", listed="03 Jun 2091") for number in range(2)]
    near = [company(90300 + number, "EXAMPLE") for number in range(15)]
    few = write_list(tmp_path / "few.xml", "06/03/2021", [*far[:1], *near])
    many = write_list(tmp_path / "many.xml", "06/04/2021", [*far, *near])

    taken, refused = workspace.import_files(KEY, few), workspace.import_files(KEY, many)

    assert taken.state == "recorded"
    assert taken.edition.warnings[-1] == (
        "designations of more than a year after the edition: 1, the last of 2091-06-03"
    )
    assert "2 of 17 designations" in (refused.edition.why or "")


def test_an_old_edition_imported_later_is_no_old_copy(whole: Workspace, tmp_path: Path) -> None:
    file = write_list(tmp_path / "earlier.xml", "05/01/2021", entries(4))

    assert whole.import_files(KEY, file).state == "recorded"


def test_what_was_refused_is_judged_anew(workspace: Workspace, tmp_path: Path) -> None:
    late = write_list(tmp_path / "late.xml", "06/16/2021", entries(2))
    early = write_list(tmp_path / "early.xml", "06/03/2021", entries(5))
    workspace.import_files(KEY, early)
    assert workspace.import_files(KEY, late).state == "quarantined"

    between = write_list(tmp_path / "between.xml", "06/10/2021", entries(3))
    assert workspace.import_files(KEY, between).state == "recorded"
    assert workspace.import_files(KEY, late).state == "recorded"
