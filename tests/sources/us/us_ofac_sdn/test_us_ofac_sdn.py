"""OFAC's SDN list: our sample, and every edition at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing
from proscribe.model.time import Moment
from proscribe.sources.us.us_ofac_sdn import SOURCE
from tests.sources.editions import as_text, by_id, read_edition

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, SAMPLE / "sdn.csv"))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("sdn.json", as_text(read_edition(SOURCE, SAMPLE / "sdn.csv")))


def test_the_full_stop_of_a_link_is_settled_by_the_names_in_the_file(
    sample: dict[str, Listing],
) -> None:
    assert [link.name for link in sample["us_ofac_sdn-90101"].links] == [
        "EXAMPLE HOLDING, S.A. DE C.V."
    ]
    assert [link.name for link in sample["us_ofac_sdn-90103"].links] == [
        "DOE, John",
        "EXAMPLE SHIPPING, S.A. DE C.V.",
    ]


def test_a_span_that_is_one_year_is_that_year_and_a_longer_one_no_date(
    sample: dict[str, Listing],
) -> None:
    person = sample["us_ofac_sdn-90103"]

    assert properties(person)["birthDate"] == ("1960",)
    assert person.remarks == (
        "DOB 1958 to 1960; Passport issued in Example Town; Telephone (99)(123456)"
    )


def test_a_vessel_and_an_aircraft_keep_what_identifies_them(sample: dict[str, Listing]) -> None:
    vessel, aircraft = sample["us_ofac_sdn-90105"], sample["us_ofac_sdn-90104"]

    assert (vessel.schema, aircraft.schema) == ("Vessel", "Airplane")
    assert properties(vessel)["imoNumber"] == ("9000015",)
    assert properties(vessel)["pastFlags"] == ("mt",)
    assert properties(aircraft)["serialNumber"] == ("9023409321", "9401")


def test_a_programme_of_a_directive_still_blocks_where_it_is_the_only_one(
    sample: dict[str, Listing],
) -> None:
    """Whoever is on the SDN list is blocked under one programme at least."""
    designations = sample["us_ofac_sdn-90106"].designations

    assert [each.directive for each in designations] == [None, "4"]


@pytest.mark.parametrize(
    ("day", "rows", "cut"),
    [("2021-04-25", 8890, "7"), ("2021-08-18", 9083, "5"), ("2022-02-17", 9056, "7")],
)
def test_every_csv_edition_reads_whole(shared: Path, day: str, rows: int, cut: str) -> None:
    folder = shared / "data" / "us_ofac_sdn" / day
    edition = read_edition(SOURCE, *sorted(folder.glob("*.csv")))

    assert (edition.records, edition.published, edition.warnings) == (rows, None, ())
    assert (
        dict(edition.extras)["remarks cut at 1,000 characters, for want of the spillover file"]
        == cut
    )


def test_spillover_of_another_day_is_reported_and_not_used(shared: Path) -> None:
    """The edition of 2019 lies beside a spillover file that names entries of 2022 and 2023."""
    folder = shared / "data" / "us_ofac_sdn" / "2019-01-15"
    edition = read_edition(SOURCE, *sorted(folder.glob("*.csv")))

    assert edition.records == 7379
    assert edition.warnings == (
        "spillover of no cut remark: the file is of another day than the others, 10 records",
    )
    cifuentes = by_id(edition)["us_ofac_sdn-12300"]
    assert {"PROMO RAIZ S.A.S.", "R D I S.A."} <= {link.name for link in cifuentes.links}


def test_a_cut_remark_is_read_up_to_its_last_whole_fragment(shared: Path) -> None:
    file = shared / "data" / "us_ofac_sdn" / "2019-01-15" / "sdn.csv"
    cifuentes = by_id(read_edition(SOURCE, file))["us_ofac_sdn-12300"]

    assert "PARQUES TEMATICOS S.A.S." in {link.name for link in cifuentes.links}
    assert cifuentes.remarks is not None
    assert cifuentes.remarks.endswith("Linked To: PROMO RAI")


def test_a_filtered_export_is_a_part_that_ends_nothing(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_enhanced_xml" / "2024-yemen-subset"
    edition = read_edition(SOURCE, folder / "yemen_sanctions.xml")

    assert (edition.records, edition.warnings) == (10, ())
    assert edition.published == Moment(day=date(2024, 5, 24))
    assert not edition.complete
    assert edition.note == "An export filtered by sanctionsPrograms YEMEN."


def test_enhanced_xml_adds_days_of_entry_and_names_in_their_own_script(shared: Path) -> None:
    data = shared / "data"
    folder = data / "us_ofac_enhanced_xml" / "2024-yemen-subset"
    enhanced = by_id(read_edition(SOURCE, folder / "yemen_sanctions.xml"))
    csv = by_id(read_edition(SOURCE, *sorted((data / "us_ofac_sdn" / "2021-04-25").glob("*.csv"))))
    newer, older = enhanced["us_ofac_sdn-31195"], csv["us_ofac_sdn-31195"]

    assert {name.text for name in newer.names} - {name.text for name in older.names} == {
        "أحمد الحمزي"
    }
    assert {name.text for name in older.names} < {name.text for name in newer.names}
    assert newer.properties == older.properties
    assert [each.listed_on for each in newer.designations] == [date(2021, 3, 2)]


def test_the_title_that_csv_repeats_in_the_remarks_is_said_once(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_sdn" / "2021-04-25"
    saleh = by_id(read_edition(SOURCE, folder / "sdn.csv"))["us_ofac_sdn-17387"]

    (position,) = dict(saleh.properties)["position"]
    assert set(position.split("; ")) == {
        "Former President of the Republic of Yemen",
        "President of Yemen's General People's Congress party",
    }
    assert saleh.remarks is None


def test_zhang_xiaoming_is_a_person(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_sdn" / "2022-02-17"
    zhang = by_id(read_edition(SOURCE, folder / "sdn.csv"))["us_ofac_sdn-29259"]

    assert (zhang.schema, zhang.caption) == ("Person", "Xiaoming ZHANG")


@pytest.mark.parametrize(
    ("file", "held", "claimed"),
    [("sdn.xml", 4, 5704), ("sample_ofac_sdn.zip", 8, 8197)],
)
def test_a_shortened_list_is_refused(shared: Path, file: str, held: int, claimed: int) -> None:
    with pytest.raises(QuarantineError, match=f"holds {held} entries but claims {claimed}"):
        read_edition(SOURCE, shared / "data" / "us_ofac_sdn" / "samples" / file)


def test_the_consolidated_list_is_refused_under_this_key(shared: Path) -> None:
    file = shared / "data" / "us_ofac_consolidated" / "2024-05-06" / "consolidated.xml"

    with pytest.raises(QuarantineError, match="this is not us_ofac_sdn"):
        read_edition(SOURCE, file)
