"""Two states of a list compared."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from proscribe.ledger.diff import Changed, FieldChange, diff_listings
from proscribe.model.listing import (
    Event,
    Link,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    SecurityType,
    StatedReason,
)
from tests.ledger.stories import (
    CNOOC,
    HUAWEI,
    designation,
    ending,
    listing,
    moment,
    ofac_story,
    ticker,
)
from tests.ledger.strategies import listings

A = "list-1"


def held(number: int) -> list[Listing]:
    """Return what an edition of OFAC's story holds."""
    return [each for each, _ in ofac_story().drafts[number][1]]


def changes(before: Listing, after: Listing) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    (changed,) = diff_listings([before], [after]).changed
    return [(change.field, change.before, change.after) for change in changed.changes]


def test_the_correction_of_2021_06_16_is_one_ticker() -> None:
    found = diff_listings(held(1), held(2))

    assert (found.began, found.ended) == ((), ())
    assert found.changed == (
        Changed(
            id=CNOOC,
            caption="CNOOC LIMITED",
            changes=(
                FieldChange(field="security ticker 00083 HK", before=("equity",), after=()),
                FieldChange(field="security ticker 00883 HK", before=(), after=("equity",)),
            ),
        ),
    )


def test_a_new_name_and_a_new_programme_are_named_field_by_field() -> None:
    _, huawei, _ = diff_listings(held(0), held(1)).changed

    assert huawei.id == HUAWEI
    assert [(each.field, each.before, each.after) for each in huawei.changes] == [
        ("names", ("HUAWEI",), ("HUAWEI TECHNOLOGIES CO., LTD.",)),
        ("designation CCMC-EO13959", ("us-ofac",), ()),
        ("designation CCMC-EO13959 listed_on", ("2020-11-12",), ()),
        ("designation CCMC-EO13959 effective_on", ("2021-01-11",), ()),
        ("designation CCMC-EO13959 divest_on", ("2021-11-12",), ()),
        ("security ticker KMCACZ CN", ("equity",), ()),
        ("designation CMIC-EO13959", (), ("us-ofac",)),
        ("designation CMIC-EO13959 listed_on", (), ("2021-06-03",)),
        ("designation CMIC-EO13959 effective_on", (), ("2021-08-02",)),
        ("designation CMIC-EO13959 divest_on", (), ("2022-06-03",)),
    ]


def test_entries_begin_and_end_by_id() -> None:
    found = diff_listings([listing("b"), listing("a")], [listing("b"), listing("d"), listing("c")])

    assert [each.id for each in found.began] == ["c", "d"]
    assert [each.id for each in found.ended] == ["a"]
    assert found.changed == ()


def test_the_order_of_values_is_no_change() -> None:
    one = listing(
        A, designation("A"), designation("B"), securities=(ticker("1 HK"), ticker("2 HK"))
    )
    other = replace(
        one,
        designations=tuple(reversed(one.designations)),
        securities=tuple(reversed(one.securities)),
    )

    assert diff_listings([one], [other]).changed == ()


def test_several_entries_of_one_id_count_as_one() -> None:
    one, two = listing(A, designation("A")), listing(A, designation("B"))

    assert diff_listings([one, two], [two, one]).changed == ()
    assert [change[0] for change in changes(one, two)] == ["designation A", "designation B"]


def test_a_line_is_called_by_its_best_identifier() -> None:
    line = SecurityLine(type=SecurityType.ADR, isin="US98421U1088", ticker="XIACY")
    before, after = (
        listing(A, securities=(line,)),
        listing(A, securities=(replace(line, ticker="XIACF"),)),
    )

    assert changes(before, after) == [
        ("security ISIN US98421U1088 ticker", ("XIACY",), ("XIACF",)),
    ]


def test_the_same_line_twice_is_told_apart_by_number() -> None:
    line = SecurityLine(type=SecurityType.EQUITY, isin="HK0883013259")
    before, after = listing(A, securities=(line,)), listing(A, securities=(line, line))

    assert changes(before, after) == [("security ISIN HK0883013259 (2)", (), ("equity",))]


def test_every_other_field_is_named_in_words() -> None:
    before = listing(A, designation("P", directive="1"))
    reason = StatedReason(text="makes chips", said_by="Department of Defense")
    named = replace(
        designation("P", directive="1", ended=ending("2021-06-03", "2021-06-04")),
        reasons=(reason,),
        cite=("eo",),
    )
    after = Listing(
        id=A,
        schema="Organization",
        names=(
            Name(text=A, kind=NameKind.PRIMARY),
            Name(text="小米", kind=NameKind.ALIAS, lang="zho"),
        ),
        properties=(("country", ("cn",)),),
        designations=(named,),
        links=(Link(relation="parent", id="list-2"), Link(relation="parent", name="MIIT")),
        same_as=("other-1",),
        events=(
            Event(
                on=moment("2021-03-12"),
                published=moment("2021-03-12"),
                kind="injunction",
                text="granted",
                said_by="D.D.C.",
            ),
        ),
        remarks="see also",
    )

    assert changes(before, after) == [
        ("schema", ("Company",), ("Organization",)),
        ("names", (), ("小米 (alias, zho)",)),
        ("property country", (), ("cn",)),
        (
            "designation P directive 1 ended",
            (),
            ("removed on 2021-06-03, published 2021-06-04",),
        ),
        ("designation P directive 1 reason", (), ("makes chips (Department of Defense)",)),
        ("link parent", (), ("list-2", "MIIT")),
        ("same_as", (), ("other-1",)),
        ("event injunction 2021-03-12", (), ("granted (D.D.C.), published 2021-03-12",)),
        ("remarks", (), ("see also",)),
        ("citations", (), ("eo",)),
    ]


@given(listings())
def test_an_entry_differs_from_itself_in_nothing(entry: Listing) -> None:
    assert diff_listings([entry], [entry]).changed == ()


@given(listings(), listings())
def test_a_comparison_the_other_way_round_swaps_before_and_after(
    one: Listing, two: Listing
) -> None:
    other = replace(two, id=one.id)
    forwards, backwards = diff_listings([one], [other]), diff_listings([other], [one])

    there = {(c.field, c.before, c.after) for each in forwards.changed for c in each.changes}
    back = {(c.field, c.after, c.before) for each in backwards.changed for c in each.changes}
    assert there == back
