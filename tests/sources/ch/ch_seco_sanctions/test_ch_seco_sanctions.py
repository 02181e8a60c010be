"""SECO's consolidated list, in a sample of the structure SECO publishes.

No official edition is at hand: what is checked by hand is the reading of each element as its
schema and the readers of others describe it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Ending, EndKind, Link, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.ch.ch_seco_sanctions import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample" / "consolidated-list.xml"
CONTENT = SAMPLE.read_bytes()
ORDINANCE = (
    "Ordinance of 15 June 2016 on measures against Utopia (SR 946.231.999.9), annexes 13 and 14"
)


def parse(content: bytes) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, "consolidated-list.xml"))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def names(listing: Listing, kind: NameKind) -> set[str]:
    return {name.text for name in listing.names if name.kind is kind}


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(parse(CONTENT))


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("consolidated-list.json", as_text(parse(CONTENT)))


def test_the_list_states_its_day_and_its_targets_are_its_records() -> None:
    edition = parse(CONTENT)

    assert edition.published == Moment(day=date(2025, 7, 1))
    assert (edition.records, edition.warnings, edition.complete) == (3, (), True)


def test_the_copies_in_a_target_s_history_are_no_targets(sample: dict[str, Listing]) -> None:
    assert sample.keys() == {f"ch_seco_sanctions-{number}" for number in (10001, 10100, 10200)}
    vasko = sample["ch_seco_sanctions-10001"]
    assert not any("Copy of the state" in name.text for name in vasko.names)


def test_a_name_is_put_together_in_the_order_of_its_parts(sample: dict[str, Listing]) -> None:
    vasko = sample["ch_seco_sanctions-10001"]

    assert vasko.caption == "Vasko Tamsin Orelevna"
    assert names(vasko, NameKind.FORMER) == {"Tamsin Lampe", "Тамсин Лампе"}
    assert names(vasko, NameKind.ALIAS) == {"Vas'ko Tamsin Orelevna", "Ilse Beispiel"}
    assert properties(vasko)["title"] == ("Dr.",)


def test_a_name_that_is_not_whole_in_a_script_is_weak(sample: dict[str, Listing]) -> None:
    """The father's name has no Cyrillic spelling."""
    weak = names(sample["ch_seco_sanctions-10001"], NameKind.WEAK)

    assert weak == {"The Lantern", "Васько Тамсин"}


def test_a_date_is_never_more_exact_than_printed(sample: dict[str, Listing]) -> None:
    vasko = sample["ch_seco_sanctions-10001"]

    assert properties(vasko)["birthDate"] == ("1964-03-09", "1965-09")
    assert vasko.remarks is not None
    assert "birthDate 1966 (quality low)" in vasko.remarks


def test_a_target_listed_anew_has_a_designation_for_each_time(
    sample: dict[str, Listing],
) -> None:
    first, second = (
        each for each in sample["ch_seco_sanctions-10100"].designations if each.directive == "4300"
    )

    assert (first.listed_on, first.effective_on) == (date(2016, 6, 15), date(2016, 6, 17))
    assert first.published == Moment(day=date(2016, 6, 16))
    assert first.ended == Ending(
        on=Moment(day=date(2018, 3, 2)),
        published=Moment(day=date(2018, 3, 1)),
        kind=EndKind.REMOVED,
    )
    assert (second.listed_on, second.ended) == (date(2024, 8, 20), None)


def test_the_day_decides_what_came_last_not_the_place_in_the_file(
    sample: dict[str, Listing],
) -> None:
    """The amendment of 3 June stands before the de-listing of 20 June."""
    (designation,) = sample["ch_seco_sanctions-10200"].designations

    assert designation.ended is not None
    assert designation.ended.on == Moment(day=date(2025, 6, 22))


def test_each_set_of_measures_is_a_directive_of_its_programme(
    sample: dict[str, Listing],
) -> None:
    in_force = [
        each for each in sample["ch_seco_sanctions-10100"].designations if each.ended is None
    ]

    assert [(each.program, each.directive, each.measures) for each in in_force] == [
        ("Utopia", "4300", (Measure.ASSET_FREEZE, Measure.TRAVEL_BAN)),
        ("Utopia", "4301", (Measure.DEBT_EQUITY_LIMITS,)),
    ]
    assert in_force[1].legal_basis == (
        ORDINANCE,
        "article 16 and 17 (Restrictions on the money and capital market), annexe 14",
    )


def test_a_programme_without_an_english_name_keeps_its_own(sample: dict[str, Listing]) -> None:
    (designation,) = sample["ch_seco_sanctions-10200"].designations

    assert designation.program == "Lampenmeer"


def test_only_a_un_number_is_a_un_number(sample: dict[str, Listing]) -> None:
    bank = sample["ch_seco_sanctions-10100"]

    assert properties(sample["ch_seco_sanctions-10001"])["unscId"] == ("QDi.901",)
    assert "unscId" not in properties(bank)
    assert bank.remarks is not None
    assert "Foreign identifier EU.99.28" in bank.remarks


def test_a_tie_to_who_is_not_in_the_list_is_a_remark(sample: dict[str, Listing]) -> None:
    vasko = sample["ch_seco_sanctions-10001"]

    assert vasko.links == (
        Link(relation="related", id="ch_seco_sanctions-10100", role="related-to"),
    )
    assert vasko.remarks is not None
    assert "related-to target 77777" in vasko.remarks


@pytest.mark.parametrize(
    ("text", "prop", "value"),
    [
        ("Registration number: ОГРН 1027700999999", "registrationNumber", None),
        ("ОГРН/main registration number: 1027700999999", "ogrnCode", ("1027700999999",)),
        ("Taxpayer Identification Number: 7799999999.", "taxNumber", ("7799999999",)),
        ("INN: 7799999999", "innCode", ("7799999999",)),
        ("LEI code: 5299009EXAMPLE000017", "leiCode", ("5299009EXAMPLE000017",)),
        ("LEI code: 529900", "leiCode", None),
        ("E-mail: a@lamp.example; b@lamp.example", "email", ("a@lamp.example", "b@lamp.example")),
        ("E-mail: to be had at the post office", "email", None),
        ("Date of registration: 1.2.1994/6.3.2000", "incorporationDate", None),
        ("UN reference number: QDe.901", "unscId", ("QDe.901",)),
        ("IMO number of the vessel: 9387803", "imoNumber", None),
    ],
)
def test_a_statement_gives_a_property_only_where_its_form_leaves_no_doubt(
    text: str, prop: str, value: tuple[str, ...] | None
) -> None:
    changed = (
        CONTENT.replace(b"SWIFT/BIC: EXMPUTPP", text.encode())
        .replace(b"Registration number: 1027700999999", b"Seat: Lantern City")
        .replace(b"Date of registration: 22.7.1992", b"Seat: Lantern City")
    )
    bank = by_id(parse(changed))["ch_seco_sanctions-10100"]

    assert properties(bank).get(prop) == value
    assert bank.remarks is not None
    assert text in bank.remarks


@pytest.mark.parametrize(
    ("was", "becomes", "warning"),
    [
        (b"<justification ssid", b"<risk>9</risk><justification ssid", "unread field risk"),
        (b'sex="female"', b'sex="f"', "unknown sex 'f', 1 record"),
        (b'name-type="alias"', b'name-type="nickname"', "unknown name-type 'nickname'"),
        (b'quality="low"><name', b'quality="poor"><name', "unknown quality 'poor'"),
        (b'type="father-name"', b'type="clan"', "unknown name-part-type 'clan'"),
        (b'"passport"', b'"visa"', "unknown document-type 'visa'"),
        (b'type="related-to"', b'type="rival-of"', "unknown relation-type 'rival-of'"),
        (b'object-type="vessel"', b'object-type="crate"', "unknown object-type 'crate'"),
        (b'modification-type="amended"', b'modification-type="frozen"', "'frozen'"),
        (b'place-id="90002"', b'place-id="90009"', "unknown place 90009"),
        (b"set-id>4301<", b"set-id>4309<", "unknown sanctions set 4309"),
        (b'iso-code="CH">Switzerland', b'iso-code="QX">Atlantis', "unknown country 'Atlantis'"),
        (b'day="9" month="3"', b'day="9" month="23"', "unread date '1964-23-09'"),
        (b'effective-date="2016-06-17"', b'effective-date="June"', "unread date 'June'"),
        (b'<place ssid="90001">', b'<ship/><place ssid="90001">', "unread element ship"),
        (b"<sanctions-set-id>4300</sanctions-set-id>", b"", "no sanctions set"),
    ],
)
def test_what_is_not_understood_is_reported(was: bytes, becomes: bytes, warning: str) -> None:
    assert was in CONTENT
    warnings = parse(CONTENT.replace(was, becomes, 1)).warnings

    assert len(warnings) == 1
    assert warning in warnings[0]


def test_a_target_amended_after_its_end_counts_as_in_force_and_is_reported() -> None:
    changed = CONTENT.replace(
        b'"2025-06-03" effective-date="2025-06-03"', b'"" effective-date="2025-07-01"'
    )
    edition = parse(changed)

    assert edition.warnings == ("amended after it was de-listed, 1 record",)
    designations = by_id(edition)["ch_seco_sanctions-10200"].designations
    assert [each.ended is None for each in designations] == [True, False]


def test_an_end_without_a_day_leaves_nothing_in_force_and_is_reported() -> None:
    changed = CONTENT.replace(
        b'"de-listed" enactment-date="2025-06-20" publication-date="2025-06-21" '
        b'effective-date="2025-06-22"',
        b'"de-listed"',
    ).replace(
        b'<modification modification-type="amended" enactment-date="2025-06-03" '
        b'publication-date="2025-06-03" effective-date="2025-06-03"/>',
        b"",
    )
    edition = parse(changed)

    assert edition.warnings == ("de-listed without a day, 1 record",)


def test_a_list_of_changes_is_a_part_and_ends_nothing() -> None:
    edition = parse(CONTENT.replace(b"whole-list", b"delta-list"))

    assert not edition.complete
    assert edition.note == "SECO calls the file delta-list, not whole-list."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!DOCTYPE html><html><body>Wartung</body></html>", "a web page"),
        (b"nothing", "not well formed"),
        (CONTENT[: len(CONTENT) // 2], "breaks off"),
        (CONTENT.replace(b"swiss-sanctions-list", b"sdnList"), "not SECO's sanctions list"),
        (CONTENT.replace(b'<target ssid="10200"', b'<target ssid="10100"'), "stands twice"),
        (CONTENT.replace(b'<target ssid="10200"', b"<target"), "no number"),
        (CONTENT.replace(b'<place ssid="90002"', b"<place"), "no number"),
        (CONTENT.replace(b'<sanctions-program ssid="30"', b"<sanctions-program"), "no number"),
        (
            CONTENT.replace(b"Example Lantern Bank JSC", b"").replace(b"Lantern Bank", b""),
            "no name",
        ),
        (CONTENT.replace(b"<entity>", b"<entity/><entity>"), "has 2 individuals"),
        (CONTENT.replace(b'date="2025-07-01"', b'date="today"'), "no day"),
        (CONTENT.replace(b'date="2025-07-01"', b'date="0001-01-01T00:00:00+05:00"'), "no day"),
        (b'<swiss-sanctions-list list-type="whole-list" date="2025-07-01"/>', "no target"),
        (
            CONTENT.replace(
                b"<swiss-sanctions-list",
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><swiss-sanctions-list',
            ),
            "document type",
        ),
        (CONTENT.replace(b"Lantern Club", b"&lantern;"), "not well formed|lantern"),
    ],
)
def test_a_damaged_or_other_file_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(QuarantineError, match=why):
        parse(content)


def test_two_files_given_as_one_edition_are_refused() -> None:
    with pytest.raises(QuarantineError, match="2 files"):
        read_edition(SOURCE, SAMPLE, SAMPLE)


@given(at=st.integers(0, len(CONTENT) - 1), lost=st.integers(0, 80), put=st.binary(max_size=8))
def test_a_file_with_bytes_lost_or_changed_is_read_or_refused(
    at: int, lost: int, put: bytes
) -> None:
    try:
        edition = parse(CONTENT[:at] + put + CONTENT[at + lost :])
    except QuarantineError:
        return
    assert edition.records == len(edition.listings) > 0
