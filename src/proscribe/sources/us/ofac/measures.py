"""What OFAC's lists say a designation brings, in every format alike.

It follows from the list, the programme and the directive; a menu of sanctions is
printed with the party. What no other word fits (transactions that
are to be rejected, credit, services) is ``other``.
"""

from __future__ import annotations

from proscribe.model.listing import Measure
from proscribe.sources.us.ofac.programs import of_order
from proscribe.sources.us.ofac.record import Record

_OF_PROGRAM = {
    "561-Related": Measure.CORRESPONDENT_ACCOUNT_BAN,
    "CCMC-EO13959": Measure.INVESTMENT_BAN,
    "CMIC-EO13959": Measure.INVESTMENT_BAN,
    **dict.fromkeys(("FSE-IR", "FSE-SY", "FSE-WMD", "NS-ISA", "NS-PLC"), Measure.OTHER),
}
_OF_DIRECTIVE = {
    **{("UKRAINE-EO13662", number): Measure.DEBT_EQUITY_LIMITS for number in "123"},
    ("UKRAINE-EO13662", "4"): Measure.TRADE_RESTRICTION,
    **{("RUSSIA-EO14024", each): Measure.DEBT_EQUITY_LIMITS for each in ("1", "1A", "3")},
    ("RUSSIA-EO14024", "2"): Measure.CORRESPONDENT_ACCOUNT_BAN,
    ("RUSSIA-EO14024", "4"): Measure.OTHER,
    ("BELARUS-EO14038", "1"): Measure.DEBT_EQUITY_LIMITS,
    ("BURMA-EO14014", "1"): Measure.OTHER,
}
# Labels of the menus, and the programme each is of where no order is named.
_MENUS = {"CAATSA Section 235 Information:": "CAATSA - RUSSIA", "PEESA Information:": "PEESA"}
_ORDER_MENU = ("Executive Order ", " information:")
_OF_CHOICE = {
    "blocked": Measure.ASSET_FREEZE,
    "blocking property": Measure.ASSET_FREEZE,
    "equity or debt": Measure.INVESTMENT_BAN,
    "exclusion of corporate officers": Measure.TRAVEL_BAN,
    "export sanctions": Measure.EXPORT_CONTROL,
}


def menus_of(record: Record, programs: list[str]) -> dict[str, set[Measure]]:
    """Return what the menus printed with a party choose, by programme."""
    chosen: dict[str, set[Measure]] = {}
    for fact in record.facts:
        start, end = _ORDER_MENU
        program = _MENUS.get(fact.label)
        if fact.label.startswith(start) and fact.label.lower().endswith(end):
            program = of_order(fact.label[len(start) : -len(end)], programs)
        if program is not None:
            found = {held for word, held in _OF_CHOICE.items() if word in fact.value.lower()}
            chosen.setdefault(program, set()).update(found or {Measure.OTHER})
    return chosen


def measures_of(
    program: str, directive: str | None, chosen: dict[str, set[Measure]], *, blocked: bool
) -> tuple[Measure, ...]:
    """Return what one designation brings; empty where the list does not tell.

    Args:
        program: Its programme, canonical.
        directive: Its directive.
        chosen: What menus choose, by programme.
        blocked: Whether the party is blocked under this programme, if nothing narrower is told.
    """
    if directive is not None:
        found = _OF_DIRECTIVE.get((program, directive))
        return () if found is None else (found,)
    if program in chosen:
        return tuple(sorted(chosen[program]))
    if program in _OF_PROGRAM:
        return (_OF_PROGRAM[program],)
    return (Measure.ASSET_FREEZE,) if blocked else ()
