"""State Department nonproliferation sanctions: our sample, and the edition at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition
from proscribe.sources.us.us_state_isn import SOURCE
from tests.sources.editions import as_text, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
TEXT = (SAMPLE / "isn.csv").read_text()


@pytest.fixture(scope="module")
def edition(shared: Path) -> ParsedEdition:
    return read_edition(SOURCE, shared / "data" / "us_state_isn" / "2021-05" / "isn.csv")


def parse(text: str | bytes) -> ParsedEdition:
    content = text.encode() if isinstance(text, str) else text
    return SOURCE.parse(snapshot_from(content, "isn.csv"))


def called(edition: ParsedEdition, name: str) -> Listing:
    [found] = [listing for listing, _ in edition.listings if listing.caption == name]
    return found


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("isn.json", as_text(read_edition(SOURCE, SAMPLE / "isn.csv")))


def test_every_row_of_the_edition_at_hand_is_read(edition: ParsedEdition) -> None:
    assert (edition.records, edition.warnings) == (213, ())


def test_determinations_of_one_day_are_one_designation_with_each_statute(
    edition: ParsedEdition,
) -> None:
    [designation] = called(edition, "Abdul Qadeer Khan").designations

    assert (designation.authority, designation.program) == ("us-state", "ISN")
    assert designation.listed_on == date(2009, 1, 9)
    assert designation.legal_basis == (
        "E.O. 13382",
        "Vol. 74, No. 11, 01/16/09",
        "Export-Import Bank Act",
        "Nuclear Proliferation Prevention Act",
    )


def test_determinations_of_different_days_are_kept_apart(edition: ParsedEdition) -> None:
    days = [each.listed_on for each in called(edition, "Government of Syria").designations]

    assert days == [date(2013, 8, 2), date(2013, 9, 10)] or len(days) == 2


def test_other_and_former_names_are_told_apart(edition: ParsedEdition) -> None:
    names = {
        name.text: name.kind
        for name in called(edition, "Center for Innovation and Technology Cooperation").names
    }

    assert names["CITC"] is NameKind.ALIAS
    assert (
        names["Presidency Office of Scientific and Industrial Studies (POSIS)"] is NameKind.FORMER
    )


def test_a_firms_suffix_stays_with_its_name() -> None:
    names = [name.text for name in called(parse(TEXT), "Example Works").names]

    assert names == ["Example Works", "EW", "Example Works Co., Ltd.", "Works"]


def test_misspelt_statutes_and_countries_are_put_right() -> None:
    works = called(parse(TEXT), "Example Works")

    assert works.designations[0].legal_basis[0] == "INKSNA"
    assert dict(works.properties)["country"] == ("hk",)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (TEXT[: TEXT.index("Works [") + 8], "cut off"),
        ("<html></html>", "web page"),
        ("a,b\n", "is missing"),
        (TEXT.splitlines()[0] + "\n", "empty"),
        (TEXT.replace("Example Works [also known as EW]", ""), "no name"),
    ],
)
def test_a_damaged_edition_is_refused(text: str, match: str) -> None:
    with pytest.raises(QuarantineError, match=match):
        parse(text)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("Export-Import Bank Act", "Example Act", "unknown statute 'Example Act', 1 record"),
        ("6/28/2016", "28/28/2016", "unread date '28/28/2016', 1 record"),
        ("Kong Kong", "Atlantis", "unknown country 'Atlantis', 1 record"),
        ("Remarks/Notes", "Risk", "unread column risk, 1 record"),
    ],
)
def test_what_is_not_known_is_warned_of(old: str, new: str, warning: str) -> None:
    assert parse(TEXT.replace(old, new)).warnings == (warning,)
