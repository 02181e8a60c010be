"""Topics of FollowTheMoney that the law and the lists give a subject at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.law.regime import CourtOrder, Effect, RegimeKind
from proscribe.model.authority import authority_zone
from proscribe.model.listing import Measure
from proscribe.model.verdict import Act, Reason
from proscribe.screening.cases import stands_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from proscribe.law.regime import Regime
    from proscribe.ledger.record import DesignationRecord, Subject
    from proscribe.model.time import Moment

SANCTION = "sanction"
LINKED = "sanction.linked"
_INVESTMENT_BAN = "invest.ban"

# What a list says a designation brings; what stands here for no topic brings none by itself.
_BY_MEASURE = {
    Measure.ASSET_FREEZE: SANCTION,
    Measure.TRAVEL_BAN: SANCTION,
    Measure.ARMS_EMBARGO: SANCTION,
    Measure.TRANSPORT_BAN: SANCTION,
    Measure.CORRESPONDENT_ACCOUNT_BAN: SANCTION,
    Measure.INVESTMENT_BAN: _INVESTMENT_BAN,
    Measure.DEBT_EQUITY_LIMITS: _INVESTMENT_BAN,
    Measure.EXPORT_CONTROL: "export.control",
    Measure.TRADE_RESTRICTION: "export.control",
    Measure.IMPORT_BAN: "export.risk",
    Measure.DEBARMENT: "debarment",
}
# Grounds of rules that freeze, and of those that leave open what a freeze does to a deal.
_FREEZES = frozenset({Reason.BLOCKED, Reason.RULE_UNCERTAIN})
# Regimes that forbid no investment, by what they do instead.
_BY_REGIME = {"BIS-EL": "export.control", "UFLPA": "forced.labor", "S1260H": "debarment"}


def in_force(record: DesignationRecord, as_of: Moment) -> bool:
    """Tell whether a designation binds at a moment, by the days its authority prints."""
    zone = authority_zone(record.designation.authority)
    if record.begins > as_of.day:
        return False
    return record.ended is None or record.ended.on.ends(zone) > as_of.closes(zone)


def topics_of(subject: Subject, regimes: Iterable[Regime], as_of: Moment) -> tuple[str, ...]:
    """Return the topics of a subject, sorted: of its own designations, not of those it is tied to.

    Args:
        subject: The subject.
        regimes: The law.
        as_of: The moment asked about.
    """
    known = [regime for regime in regimes if _binds(regime, subject, as_of)]
    found = {
        topic
        for record in subject.records
        if in_force(record, as_of)
        for topic in _topics(record, known, as_of)
    }
    return tuple(sorted(found))


def _binds(regime: Regime, subject: Subject, as_of: Moment) -> bool:
    """Tell whether a regime was still law then, and no court had vacated what it rests on."""
    at = as_of.closes(regime.zone)
    if regime.succession is not None and _is_in_force(regime, regime.succession.text, at):
        return False
    return not any(
        court.kind is CourtOrder.VACATUR
        and court.entity in subject.referents
        and court.on.ends(regime.zone) <= at
        for court in regime.courts
    )


def _is_in_force(regime: Regime, key: str, at: datetime) -> bool:
    text = regime.instruments[key]
    return (text.in_force or text.published).starts(regime.zone) <= at


def _topics(record: DesignationRecord, regimes: Iterable[Regime], as_of: Moment) -> Iterator[str]:
    for measure in record.designation.measures:
        if measure in _BY_MEASURE:
            yield _BY_MEASURE[measure]
    for regime in regimes:
        if any(stands_on(entry, record, regime) for entry in regime.lists):
            yield from _of_regime(regime, as_of)


def _of_regime(regime: Regime, as_of: Moment) -> Iterator[str]:
    if regime.kind is RegimeKind.NO_INVESTMENT_BAN:
        if regime.key in _BY_REGIME:
            yield _BY_REGIME[regime.key]
        return
    at = as_of.closes(regime.zone)
    buying = [
        rule
        for rule in regime.rules
        if Act.BUY in rule.acts
        and _is_in_force(regime, rule.text, at)
        and (rule.repealed_by is None or not _is_in_force(regime, rule.repealed_by, at))
    ]
    if any(rule.reason in _FREEZES for rule in buying):
        yield SANCTION
    elif any(rule.effect is Effect.PROHIBIT for rule in buying):
        yield _INVESTMENT_BAN
