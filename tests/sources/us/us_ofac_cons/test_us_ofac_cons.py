"""OFAC's consolidated list: our samples in each format, and every edition at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.us.us_ofac_cons import SOURCE
from tests.sources.editions import as_text, by_id, read_edition
from tests.sources.us.us_ofac_cons.published import NEWEST_CSV, real, real_advanced

SAMPLE = Path(__file__).parent / "sample"
CSV_PARTS = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv")
SMIC, HUAWEI = "us_ofac_cons-30951", "us_ofac_cons-30947"

# Day of the edition, entries, and entries under CCMC-EO13959 and CMIC-EO13959.
LEGACY = [
    ("2020-03-17", 375, (0, 0)),
    ("2020-12-14", 376, (0, 0)),
    ("2021-01-08", 415, (39, 0)),
    ("2021-06-03", 446, (0, 59)),
    ("2021-06-16", 446, (0, 59)),
    ("2021-12-16", 441, (0, 68)),
    ("2024-05-06", 443, (0, 68)),
    ("2025-06-30", 443, (0, 68)),
]


def of_program(edition: ParsedEdition, program: str) -> list[Listing]:
    return [
        listing
        for listing, _ in edition.listings
        if any(designation.program == program for designation in listing.designations)
    ]


def tickers(listing: Listing) -> list[str]:
    return [line.ticker for line in listing.securities if line.ticker is not None]


def isins(listing: Listing) -> list[str]:
    return [line.isin for line in listing.securities if line.isin is not None]


def dates(listing: Listing) -> tuple[date | None, date | None, date | None]:
    (designation,) = listing.designations
    return designation.listed_on, designation.effective_on, designation.divest_on


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("consolidated.json", as_text(read_edition(SOURCE, SAMPLE / "consolidated.xml")))


def test_each_part_beside_the_primary_file_may_be_missing() -> None:
    edition = read_edition(SOURCE, SAMPLE / "cons_prim.csv")

    telecom = by_id(edition)["us_ofac_cons-90001"]
    assert [name.kind for name in telecom.names] == [
        NameKind.PRIMARY,
        NameKind.WEAK,
        NameKind.ISSUER,
    ]
    assert edition.extras == (("parts", "primary"),)
    assert not edition.complete
    assert "the file of other names (ALT) was not given" in str(edition.note)


def test_a_locator_names_the_entry_in_its_file() -> None:
    xml = read_edition(SOURCE, SAMPLE / "consolidated.xml")
    csv = read_edition(SOURCE, SAMPLE / "cons_prim.csv")
    advanced = read_edition(SOURCE, SAMPLE / "cons_advanced.xml")
    enhanced = read_edition(SOURCE, SAMPLE / "cons_enhanced.xml")

    assert [edition.listings[1][1] for edition in (xml, csv, advanced, enhanced)] == [
        "sdnEntry uid=90002",
        "cons_prim.csv line 2",
        "DistinctParty FixedRef=90002",
        "entity id=90002",
    ]


@pytest.mark.parametrize(("day", "entries", "counts"), LEGACY)
def test_every_legacy_edition_reads_whole(
    shared: Path, day: str, entries: int, counts: tuple[int, int]
) -> None:
    edition = real(shared, day)

    assert (edition.records, edition.stated_records) == (entries, entries)
    assert edition.published == Moment(day=date.fromisoformat(day))
    assert edition.warnings == ()
    found = [len(of_program(edition, each)) for each in ("CCMC-EO13959", "CMIC-EO13959")]
    assert tuple(found) == counts


def test_the_advanced_edition_reads_whole(shared: Path) -> None:
    edition = real_advanced(shared)

    assert (edition.records, edition.published) == (375, Moment(day=date(2020, 3, 17)))
    assert edition.warnings == ()


def test_the_csv_edition_reads_whole(shared: Path) -> None:
    edition = real(shared, NEWEST_CSV)

    assert (edition.records, edition.published, edition.warnings) == (442, None, ())
    assert edition.complete
    assert edition.extras == (("parts", "addresses aliases primary spillover"),)


def test_the_ccmc_edition_has_49_tickers_and_no_isin(shared: Path) -> None:
    ccmc = of_program(real(shared, "2021-01-08"), "CCMC-EO13959")

    assert sum(len(tickers(listing)) for listing in ccmc) == 49
    assert sum(len(isins(listing)) for listing in ccmc) == 0


def test_the_ccmc_edition_prints_three_sets_of_dates(shared: Path) -> None:
    ccmc = of_program(real(shared, "2021-01-08"), "CCMC-EO13959")

    assert Counter(dates(listing) for listing in ccmc) == {
        (date(2020, 11, 12), date(2021, 1, 11), date(2021, 11, 12)): 31,
        (date(2020, 12, 3), date(2021, 2, 1), date(2021, 12, 3)): 4,
        (date(2021, 1, 8), date(2021, 3, 9), date(2022, 1, 8)): 4,
    }


@pytest.mark.parametrize("day", ["2024-05-06", "2025-06-30", NEWEST_CSV])
def test_the_cmic_editions_have_69_tickers_and_165_printed_isins(shared: Path, day: str) -> None:
    folder = shared / "data" / "us_ofac_consolidated" / day
    if day == NEWEST_CSV:
        printed = re.findall(rb"(?<= )ISIN \w{11,12}", (folder / "cons_prim.csv").read_bytes())
    else:
        printed = re.findall(rb"<idType>ISIN</idType>", (folder / "consolidated.xml").read_bytes())
    cmic = of_program(real(shared, day), "CMIC-EO13959")

    assert len(cmic) == 68
    assert sum(len(tickers(listing)) for listing in cmic) == 69
    # Two stand twice in their entry.
    assert len(printed) == 165
    assert sum(len(isins(listing)) for listing in cmic) == 163


@pytest.mark.parametrize("day", ["2024-05-06", "2025-06-30", NEWEST_CSV])
def test_the_68_cmic_entries_print_three_sets_of_dates(shared: Path, day: str) -> None:
    cmic = of_program(real(shared, day), "CMIC-EO13959")

    assert Counter(dates(listing) for listing in cmic) == {
        (date(2021, 6, 3), date(2021, 8, 2), date(2022, 6, 3)): 59,
        (date(2021, 12, 10), date(2022, 2, 8), date(2022, 12, 10)): 1,
        (date(2021, 12, 16), date(2022, 2, 14), date(2022, 12, 16)): 8,
    }


def test_every_date_of_every_cmic_entry_is_the_one_printed_beside_its_number(shared: Path) -> None:
    """Read here with regular expressions from the bytes, not by the parser under test."""
    folder = shared / "data" / "us_ofac_consolidated" / "2025-06-30"
    text = (folder / "consolidated.xml").read_text(encoding="utf-8")
    labels = ("Listing Date", "Effective Date", "Purchase/Sales For Divestment Date")
    read = {
        listing.id: [day and f"{day:%d %b %Y}" for day in dates(listing)]
        for listing in of_program(real(shared, "2025-06-30"), "CMIC-EO13959")
    }
    printed = {
        f"us_ofac_cons-{uid}": [
            found
            for label in labels
            for found in re.findall(rf"{label} \(CMIC\):?</idType>\s*<idNumber>([^<]+)", entry)
        ]
        for uid, entry in re.findall(
            r"<sdnEntry>\s*<uid>(\d+)</uid>(.*?)</sdnEntry>", text, re.DOTALL
        )
        if "<program>CMIC-EO13959</program>" in entry
    }

    assert len(printed) == 68
    assert read == printed


def test_the_first_programme_code_of_the_cmic_list_is_read_as_the_later_one(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_consolidated" / "2021-06-03"
    printed = (folder / "consolidated.xml").read_bytes()

    assert printed.count(b"<program>CMIC-EO</program>") == 59
    first = of_program(real(shared, "2021-06-03"), "CMIC-EO13959")
    later = of_program(real(shared, "2021-06-16"), "CMIC-EO13959")
    assert {listing.id for listing in first} == {listing.id for listing in later}


def test_smic_and_huawei_keep_their_numbers_under_changed_names(shared: Path) -> None:
    days = ("2021-01-08", "2021-06-03", "2025-06-30")
    editions = [by_id(real(shared, day)) for day in days]

    assert [held[SMIC].caption for held in editions] == [
        "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP. (SMIC)",
        "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION",
        "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION",
    ]
    assert [held[HUAWEI].caption for held in editions] == [
        "HUAWEI",
        "HUAWEI TECHNOLOGIES CO., LTD.",
        "HUAWEI TECHNOLOGIES CO., LTD.",
    ]
    assert [tickers(held[SMIC])[:2] for held in editions] == [
        ["688981 CN", "981 HK"],
        ["00981 HK", "688981 CN"],
        ["00981 HK", "688981 CN"],
    ]


def test_dawning_left_and_came_back_under_another_number(shared: Path) -> None:
    left, back = "us_ofac_cons-30945", "us_ofac_cons-33113"
    held = {day: by_id(real(shared, day)).keys() for day, *_ in LEGACY}

    assert [day for day in held if left in held[day]] == ["2021-01-08"]
    assert [day for day in held if back in held[day]] == ["2021-12-16", "2024-05-06", "2025-06-30"]


def test_a_ticker_without_its_blank_is_read_as_one_with_it(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_consolidated" / "2025-06-30"
    dawning = by_id(real(shared, "2025-06-30"))["us_ofac_cons-33113"]

    assert b"<idNumber>603019CN</idNumber>" in (folder / "consolidated.xml").read_bytes()
    assert tickers(dawning) == ["603019 CN"]


def test_the_misprinted_ticker_of_cnooc_stands_in_one_edition_only(shared: Path) -> None:
    cnooc = [
        listing
        for day in ("2021-06-03", "2021-06-16")
        for listing in of_program(real(shared, day), "CMIC-EO13959")
        if listing.caption == "CNOOC LIMITED"
    ]

    assert [tickers(listing) for listing in cnooc] == [
        ["00083 HK", "CEO US", "CNU CA", "NC2B DE"],
        ["00883 HK", "CEO US", "CNU CA", "NC2B DE"],
    ]


def test_no_edition_names_xiaomi(shared: Path) -> None:
    names = {
        name.text.upper()
        for day, *_ in LEGACY
        for listing, _ in real(shared, day).listings
        for name in listing.names
    }

    assert not [name for name in names if "XIAOMI" in name]


def test_a_directive_is_a_designation_with_its_own_dates(shared: Path) -> None:
    sberbank = by_id(real(shared, "2025-06-30"))["us_ofac_cons-17018"]

    assert [
        (each.program, each.directive, each.listed_on, each.effective_on)
        for each in sberbank.designations
    ] == [
        ("RUSSIA-EO14024", "2", date(2022, 2, 24), date(2022, 3, 26)),
        ("RUSSIA-EO14024", "3", date(2022, 2, 24), date(2022, 3, 26)),
        ("UKRAINE-EO13662", "1", None, None),
    ]


def test_a_party_that_is_also_blocked_points_to_its_entry_on_the_sdn_list(shared: Path) -> None:
    """Checked against the SDN list of 2022-02-17, which has these six numbers and no other."""
    edition = by_id(real(shared, "2021-12-16"))

    assert sorted(each for listing in edition.values() for each in listing.same_as) == [
        f"us_ofac_sdn-{number}" for number in (17526, 17527, 18299, 18782, 28603, 9659)
    ]


def test_the_sdn_list_is_refused_under_this_key(shared: Path) -> None:
    file = shared / "data" / "us_ofac_sdn" / "2022-02-17" / "sdn.csv"

    with pytest.raises(QuarantineError, match="this is not us_ofac_cons"):
        read_edition(SOURCE, file)
