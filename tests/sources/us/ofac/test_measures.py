from __future__ import annotations

import pytest

from proscribe.model.listing import Measure
from proscribe.sources.us.ofac.measures import measures_of, menus_of
from proscribe.sources.us.ofac.record import Fact, Party, PrintedName, Record


def record(*facts: Fact) -> Record:
    return Record(
        uid="7", locator="line 1", party=Party.ENTITY, name=PrintedName("X"), facts=[*facts]
    )


@pytest.mark.parametrize(
    ("program", "directive", "measure"),
    [
        ("CCMC-EO13959", None, Measure.INVESTMENT_BAN),
        ("CMIC-EO13959", None, Measure.INVESTMENT_BAN),
        ("561-Related", None, Measure.CORRESPONDENT_ACCOUNT_BAN),
        ("NS-PLC", None, Measure.OTHER),
        ("UKRAINE-EO13662", "1", Measure.DEBT_EQUITY_LIMITS),
        ("UKRAINE-EO13662", "4", Measure.TRADE_RESTRICTION),
        ("RUSSIA-EO14024", "1A", Measure.DEBT_EQUITY_LIMITS),
        ("RUSSIA-EO14024", "2", Measure.CORRESPONDENT_ACCOUNT_BAN),
    ],
)
def test_programme_and_directive_say_what_a_designation_brings(
    program: str, directive: str | None, measure: Measure
) -> None:
    assert measures_of(program, directive, {}, blocked=True) == (measure,)


def test_whoever_is_blocked_has_assets_frozen_and_no_other_measure_is_guessed() -> None:
    assert measures_of("SDGT", None, {}, blocked=True) == (Measure.ASSET_FREEZE,)
    assert measures_of("SDGT", None, {}, blocked=False) == ()
    assert measures_of("RUSSIA-EO14024", "9", {}, blocked=True) == ()


def test_a_menu_printed_with_the_party_says_which_measures_were_chosen() -> None:
    caatsa, peesa = "CAATSA Section 235 Information:", "PEESA Information:"
    order = "Executive Order 14059 information:"
    chosen = menus_of(
        record(
            Fact(caatsa, "EXPORT SANCTIONS Sec. 235(a)(2)"),
            Fact(caatsa, "LOANS FROM UNITED STATES FINANCIAL INSTITUTIONS. Sec. 235(a)(3)"),
            Fact(peesa, "Property and Interests in Property Blocked"),
            Fact(order, "Prohibition on investing in or purchasing equity or debt instruments"),
        ),
        ["ILLICIT-DRUGS-EO14059"],
    )

    assert measures_of("CAATSA - RUSSIA", None, chosen, blocked=False) == (
        Measure.EXPORT_CONTROL,
        Measure.OTHER,
    )
    assert measures_of("PEESA", None, chosen, blocked=False) == (Measure.ASSET_FREEZE,)
    assert chosen["ILLICIT-DRUGS-EO14059"] == {Measure.INVESTMENT_BAN}
