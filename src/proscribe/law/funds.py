"""Funds: from what part held in forbidden issuers their own shares are barred."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from proscribe.law import conditions, grounds, prohibition
from proscribe.law.inquiry import Finding, Inquiry, allowed, review, strictest_finding
from proscribe.law.regime import OwnershipMode, RegimeKind
from proscribe.model.verdict import OF_UNKNOWN, Instrument, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from proscribe.law.case import Holding
    from proscribe.law.regime import FundRule

_FUNDS = (Instrument.ETF, Instrument.FUND)
_UNDERLYING = (
    "An option, future or other derivative is barred where the security it derives from is, and "
    "what underlies this one is not known: ask about the issuer of its underlying."
)
_REST = frozenset({"other", "others", "rest", "remainder", "cash", "other issuers"})
_NAMED = 5
_SHOWN = Decimal("0.0001")
_LITTLE = Decimal("0.00005")
_OUTSIDE = ("non-", "non ", "not ", "ex-", "ex ")


def find(inquiry: Inquiry, at: datetime) -> Finding | None:
    """Return what the regime says of a fund by what it holds; None where that says nothing."""
    holdings, rule = inquiry.case.holdings, _rule(inquiry)
    if holdings is None:
        return _unstated(inquiry, rule, at)
    if rule is None:
        found = _each(inquiry, holdings, None, at)
        barred = [p for p in found if p[1].outcome in (Outcome.PROHIBITED, Outcome.REVIEW)]
        if barred:
            names = _list_of([held for held, _ in sorted(barred, key=_heaviest_first)])
            return review(
                f"The fund holds what this regime forbids, {names}; no text on file says more."
            )
        return None
    found = _each(inquiry, holdings, rule, at)
    if rule.at_least is None:
        return _any_part(inquiry, found, rule)
    return _by_weight(inquiry, found, rule, at)


def _rule(inquiry: Inquiry) -> FundRule | None:
    rules = [rule for rule in inquiry.regime.funds if inquiry.knows(rule.text, permission=False)]
    return rules[-1] if rules else None


def _unstated(inquiry: Inquiry, rule: FundRule | None, at: datetime) -> Finding | None:
    if inquiry.case.question.instrument not in _FUNDS or rule is None:
        return None
    if rule.at_least is not None and inquiry.regime.kind is not RegimeKind.TERRITORIAL:
        return None
    if not _bites_by_itself(inquiry, at):
        return None
    part = "Any part of a fund held in a listed security bars its shares"
    if rule.at_least is not None:
        part = f"A fund is reached from {_percent(Decimal(rule.at_least))} held in such issuers"
    says = f"{part}, and what this fund holds is not stated (holds=ISSUER:WEIGHT|…)."
    if inquiry.case.question.attribute(OF_UNKNOWN) is not None:
        says = _UNDERLYING
    return review(says, *inquiry.cite(rule.text, "", rule.cite))


def _bites_by_itself(inquiry: Inquiry, at: datetime) -> bool:
    """Whether a prohibition of the act has begun that depends on no listing day."""
    succession = inquiry.regime.succession
    if succession is not None and inquiry.in_force(succession.text, at, permission=True):
        return False
    setting = conditions.Setting(case=inquiry.case, standing=None, at=at, zone=inquiry.regime.zone)
    return any(
        edge.state(at) != "before"
        for rule in inquiry.regime.rules
        if inquiry.case.question.act in rule.acts
        and (rule.start is None or rule.start.after is None)
        and inquiry.knows(rule.text, permission=False)
        and not inquiry.repealed(rule.repealed_by, at)
        and (edge := prohibition.start_edge(inquiry, rule, setting)) is not None
    )


def _each(
    inquiry: Inquiry, holdings: Iterable[Holding], rule: FundRule | None, at: datetime
) -> list[tuple[Holding, Finding]]:
    found = ((held, _held(inquiry, held, rule, at)) for held in holdings if held.weight != 0)
    return [(held, one) for held, one in found if one is not None]


def _held(inquiry: Inquiry, held: Holding, rule: FundRule | None, at: datetime) -> Finding | None:
    if held.party.blocked and inquiry.blocking:
        says = f"{held.party.name} is blocked."
        return Finding(outcome=Outcome.PROHIBITED, reason=Reason.BLOCKED, says=says)
    found = [grounds.find(inquiry, s, at) for s in inquiry.own(held.party.standings)]
    if found:
        return _doubted(strictest_finding(found), held)
    if held.owned and any(one.mode is not OwnershipMode.NONE for one in inquiry.regime.ownership):
        return review(f"Somebody designated owns a part of {held.party.name}.")
    if held.doubt is not None:
        return _doubtful(inquiry, held, rule, at)
    if rule is None or not _named(inquiry, held, rule):
        return None
    setting = conditions.Setting(case=inquiry.case, standing=None, at=at, zone=inquiry.regime.zone)
    judged = prohibition.judge(inquiry, setting)
    return replace(judged, says=f"{held.party.name} is within the regime. {judged.says}")


def _doubted(found: Finding, held: Holding) -> Finding:
    """A bar that rests on a part of which it is not certain what it holds is for review."""
    if held.doubt is None or found.outcome is not Outcome.PROHIBITED:
        return found
    return review(f"{held.party.name}: {held.doubt}. {found.says}", *found.cites)


def _doubtful(
    inquiry: Inquiry, held: Holding, rule: FundRule | None, at: datetime
) -> Finding | None:
    """Where any part counts, a part nobody can tell is for review once the ban has begun."""
    if rule is None or not _bites_by_itself(inquiry, at):
        return None
    if rule.at_least is not None and inquiry.regime.kind is not RegimeKind.TERRITORIAL:
        return None
    return review(f"{held.party.name}: {held.doubt}.")


def _named(inquiry: Inquiry, held: Holding, rule: FundRule) -> bool:
    if held.located_in is not None:
        return held.located_in in inquiry.regime.territory
    name = held.party.name.lower()
    return any(part in name for part in rule.names) and not name.startswith(_OUTSIDE)


def _placed(held: Holding) -> bool:
    """Whether a held name says by itself, or by its country, that it lies outside."""
    name = held.party.name.strip().lower()
    return held.located_in is not None or name in _REST or name.startswith(_OUTSIDE)


def _any_part(
    inquiry: Inquiry, found: list[tuple[Holding, Finding]], rule: FundRule
) -> Finding | None:
    if not found:
        return None
    outcome = min((one.outcome for _, one in found), key=lambda each: each.severity)
    meant = sorted((pair for pair in found if pair[1].outcome is outcome), key=_heaviest_first)
    worst = meant[0][1]
    cites = inquiry.cite(rule.text, "", rule.cite)
    says = f"The fund holds {_list_of([held for held, _ in meant])}; any part counts. {worst.says}"
    kept = worst.outcome is not Outcome.PROHIBITED or worst.reason in (
        Reason.WINDOW_CLOSED,
        Reason.NOT_HELD_AT_CUTOFF,
    )
    reason = worst.reason if kept else Reason.FUND_EXPOSURE
    return replace(worst, reason=reason, says=says, cites=(*cites, *worst.cites))


def _by_weight(
    inquiry: Inquiry, found: list[tuple[Holding, Finding]], rule: FundRule, at: datetime
) -> Finding | None:
    barred = [(held, one) for held, one in found if one.outcome is Outcome.PROHIBITED]
    open_ = [held for held, one in found if one.outcome is Outcome.REVIEW]
    open_ += _unplaced(inquiry, found, at)
    if not barred and not open_:
        return None
    cites = inquiry.cite(rule.text, "", rule.cite)
    needed = Decimal(rule.at_least or "0")
    known = _sum(held for held, _ in barred)
    names = _names([held for held, _ in sorted(barred, key=_heaviest_first)])
    says = f"The fund holds {names}: {_percent(known)} of it; the rule counts from "
    says += f"{_percent(needed)}."
    if known >= needed:
        first = barred[0][1]
        return Finding(
            outcome=Outcome.PROHIBITED,
            reason=Reason.FUND_EXPOSURE,
            says=says,
            cites=(*cites, *first.cites),
            effective=first.effective,
        )
    unknown = any(held.weight is None for held in [*open_, *(held for held, _ in barred)])
    unsure = rule.unsure_from is not None and known >= Decimal(rule.unsure_from)
    if unknown or unsure or known + _sum(open_) >= needed:
        return review(f"{says} Whether that suffices cannot be told.", *cites)
    return allowed(Reason.FUND_EXPOSURE, says, *cites) if barred else None


def _unplaced(
    inquiry: Inquiry, found: list[tuple[Holding, Finding]], at: datetime
) -> list[Holding]:
    """Holdings of which nothing says whether a territorial regime reaches them."""
    if inquiry.regime.kind is not RegimeKind.TERRITORIAL or not _bites_by_itself(inquiry, at):
        return []
    told = {held.party.name for held, _ in found}
    holdings = inquiry.case.holdings or ()
    return [held for held in holdings if held.party.name not in told and not _placed(held)]


def _heaviest_first(pair: tuple[Holding, Finding]) -> tuple[Decimal, str]:
    held = pair[0]
    return -(held.weight or Decimal(0)), held.party.name


def _list_of(holdings: list[Holding]) -> str:
    """Return the heaviest of some holdings with their parts, how many there are, and the sum."""
    told = ", ".join(f"{held.party.name} ({_part(held)})" for held in holdings[:_NAMED])
    more = len(holdings) - _NAMED
    if len(holdings) == 1:
        return told
    others = f" and {more} more" if more > 0 else ""
    known = [held for held in holdings if held.weight is not None]
    least = "" if len(known) == len(holdings) else "at least "
    return f"{told}{others}, together {least}{_percent(_sum(known))} of it"


def _names(holdings: list[Holding]) -> str:
    named = ", ".join(held.party.name for held in holdings[:_NAMED])
    more = len(holdings) - _NAMED
    return (f"{named} and {more} more" if more > 0 else named) or "nothing surely within the regime"


def _part(held: Holding) -> str:
    if held.weight is None:
        return "an unstated part"
    if 0 < held.weight < _LITTLE:
        return "less than 0.01 % of it"
    return f"{_percent(held.weight)} of it"


def _sum(holdings: Iterable[Holding]) -> Decimal:
    return sum((held.weight for held in holdings if held.weight is not None), Decimal(0))


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(_SHOWN).normalize():f} %"
