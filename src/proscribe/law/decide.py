"""One regime's finding at one instant, over designations, owners, funds and places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.law import conditions, funds, grounds, ownership, prohibition
from proscribe.law.inquiry import (
    Finding,
    Inquiry,
    allowed,
    review,
    strictest_finding,
)
from proscribe.law.regime import OwnershipMode, RegimeKind
from proscribe.law.when import When
from proscribe.model.time import zone
from proscribe.model.verdict import INVESTORS, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from proscribe.law.case import Case, Party, Stake
    from proscribe.law.regime import OwnershipRule, Regime
    from proscribe.model.verdict import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOwners:
    """How the owners of an issuer count at one moment.

    Attributes:
        rule: The rule in force.
        stakes: The stakes that are or may be held then.
        owners: Those designated or blocked then, by name.
        owned: What of the issuer counts as theirs.
    """

    rule: OwnershipRule
    stakes: tuple[Stake, ...]
    owners: dict[str, Party]
    owned: ownership.Owned


def decide(inquiry: Inquiry, at: datetime) -> Finding:
    """Return the finding of the regime on the whole case at one instant (UTC)."""
    if not _binds(inquiry.regime, inquiry.case.question):
        return _not_bound(inquiry, at)
    return _exempted(inquiry, _on_the_facts(inquiry, at), at)


def reaches(regime: Regime, question: Question) -> bool:
    """Return whether a regime binds who acts, or for whom: else it never says anything else."""
    return _binds(regime, question) or _serves_bound(question)


def _binds(regime: Regime, question: Question) -> bool:
    binds = regime.binds
    place = (question.location or "").upper()
    return question.investor in binds.investors or place in binds.territory


def _not_bound(inquiry: Inquiry, at: datetime) -> Finding:
    question = inquiry.case.question
    who = INVESTORS[question.investor]
    cites = inquiry.cite(next(iter(inquiry.regime.instruments)))
    found = allowed(Reason.NOT_BOUND, f"This regime does not bind {who}.", *cites)
    if not _serves_bound(question):
        return found
    if _on_the_facts(inquiry, at).outcome is not Outcome.PROHIBITED:
        return found
    return review("The act is for the benefit of a person whom this regime binds.", *cites)


def _serves_bound(question: Question) -> bool:
    return conditions.is_us(question.attribute("benefit") or "")


def _exempted(inquiry: Inquiry, found: Finding, at: datetime) -> Finding:
    if found.outcome in (Outcome.ALLOWED, Outcome.ALLOWED_ENJOINED):
        return found
    setting = conditions.Setting(
        case=inquiry.case, standing=found.standing, at=at, zone=inquiry.regime.zone
    )
    exempt = prohibition.permitted(inquiry, inquiry.regime.exempt, setting)
    if exempt is None or exempt.outcome.severity < found.outcome.severity:
        return found
    return replace(exempt, standing=found.standing)


def _on_the_facts(inquiry: Inquiry, at: datetime) -> Finding:
    found = list(_findings(inquiry, at))
    return strictest_finding(found) if found else _unlisted(inquiry, at)


def _findings(inquiry: Inquiry, at: datetime) -> Iterator[Finding]:
    case, regime = inquiry.case, inquiry.regime
    own = inquiry.own(case.standings)
    for standing in own:
        yield _with_gap(inquiry, grounds.find(inquiry, standing, at), at)
    if regime.kind is RegimeKind.TERRITORIAL:
        yield from _territorial(inquiry, at)
    if case.counterparty is not None and (found := _dealing(inquiry, case.counterparty, at)):
        yield found
    owned = _owned(inquiry, at)
    if owned is not None:
        yield owned
    if not any(inquiry.listed(one, at) and not inquiry.ended(one, at) for one in own):
        yield from _resembling(inquiry, at)
        yield from _unlisted_reached(inquiry, at)
    fund = funds.find(inquiry, at)
    if fund is not None:
        yield fund


def _resembling(inquiry: Inquiry, at: datetime) -> Iterator[Finding]:
    resembles, text = inquiry.case.resembles, inquiry.regime.resemblance
    if resembles is None or text is None or not inquiry.knows(text, permission=False):
        return
    for standing in inquiry.own(resembles.standings):
        yield grounds.find(inquiry, standing, at, resembling=True)


def _unlisted_reached(inquiry: Inquiry, at: datetime) -> Iterator[Finding]:
    """Rules of a regime of lists that also reach some whom no list names."""
    if inquiry.regime.kind is not RegimeKind.LISTED:
        return
    setting = conditions.Setting(case=inquiry.case, standing=None, at=at, zone=inquiry.regime.zone)
    for rule in inquiry.regime.rules:
        if not rule.unlisted or inquiry.case.question.act not in rule.acts:
            continue
        place = When(located_in=rule.when.located_in)
        known = inquiry.knows(rule.text, permission=False)
        if known and conditions.test(place, setting).met is True:
            found = prohibition.judge(inquiry, setting)
            if found.outcome in (Outcome.PROHIBITED, Outcome.REVIEW):
                yield found
            return


def _territorial(inquiry: Inquiry, at: datetime) -> Iterator[Finding]:
    regime, case = inquiry.regime, inquiry.case
    if case.holdings is not None:
        return
    setting = conditions.Setting(case=case, standing=None, at=at, zone=regime.zone)
    if regime.territory:
        inside = conditions.test(When(located_in=regime.territory), setting)
        if inside.met is False:
            return
        found = prohibition.judge(inquiry, setting)
        if inside.met is None and found.outcome in (Outcome.PROHIBITED, Outcome.REVIEW):
            missing = f"It is not stated {' and '.join(inside.missing)}."
            yield review(f"{found.says} {missing}", *found.cites)
            return
    yield prohibition.judge(inquiry, setting)


def _with_gap(inquiry: Inquiry, found: Finding, at: datetime) -> Finding:
    """A company listed anew was free between its two listings."""
    predecessor, standing = inquiry.regime.predecessor, found.standing
    if predecessor is None or standing is None or inquiry.listed(standing, at):
        return found
    earlier = inquiry.standings(inquiry.case.standings, predecessor.lists)
    if not earlier or not inquiry.in_force(predecessor.text, at, permission=True):
        return found
    says = (
        f"The earlier list ended with {inquiry.text(predecessor.text).title}; "
        f"{standing.caption} was listed anew only on {standing.designation.listed_on}."
    )
    gap = replace(found, reason=Reason.GAP_BETWEEN_LISTINGS)
    return gap.adding(says, *inquiry.cite(predecessor.text))


def _dealing(inquiry: Inquiry, party: Party, at: datetime) -> Finding | None:
    if not _tainted(inquiry, party, at) or not inquiry.blocking:
        return None
    says = f"The other side, {party.name}, is blocked: any dealing with it is barred."
    return Finding(
        outcome=Outcome.PROHIBITED,
        reason=Reason.BLOCKED,
        says=says,
        cites=_rule_cites(inquiry),
    )


def _rule_cites(inquiry: Inquiry) -> tuple[str, ...]:
    rule = inquiry.regime.rules[0]
    return inquiry.cite(rule.text, rule.clause, rule.cite)


def _tainted(inquiry: Inquiry, party: Party, at: datetime) -> bool:
    if party.blocked:
        return True
    return any(
        inquiry.listed(standing, at) and not _released(inquiry, party, at)
        for standing in inquiry.own(party.standings)
    )


def _may_be_tainted(inquiry: Inquiry, party: Party, at: datetime) -> bool:
    """Return whether an owner may have been listed by then: its list states no day."""
    return any(
        standing.designation.listed_on is None
        and not inquiry.listed(standing, at)
        and not inquiry.ended(standing, at)
        for standing in inquiry.own(party.standings)
    )


def _released(inquiry: Inquiry, party: Party, at: datetime) -> bool:
    return all(
        grounds.find(inquiry, standing, at).over or not inquiry.listed(standing, at)
        for standing in inquiry.own(party.standings)
    )


def _ownership_rule(inquiry: Inquiry, at: datetime) -> OwnershipRule | None:
    rules = [
        rule
        for rule in inquiry.regime.ownership
        if inquiry.in_force(rule.text, at, permission=rule.mode is OwnershipMode.NONE)
    ]
    return rules[-1] if rules else None


def count_owners(regime: Regime, case: Case) -> CountedOwners | None:
    """Return how the owners of a case count as of the moment asked about; None without a rule."""
    inquiry = Inquiry(regime=regime, case=case, known=case.question.known_at.closes(regime.zone))
    return _counted(inquiry, case.question.as_of.closes(regime.zone))


def _counted(inquiry: Inquiry, at: datetime) -> CountedOwners | None:
    case, rule = inquiry.case, _ownership_rule(inquiry, at)
    if rule is None:
        return None
    day = at.astimezone(zone(inquiry.regime.zone)).date()
    stakes = [held for stake in case.stakes if (held := stake.on(day)) is not None]
    owners = {party.name: party for party in case.parties if _tainted(inquiry, party, at)}
    owned = ownership.solve(stakes, frozenset(owners), rule)
    return CountedOwners(rule=rule, stakes=tuple(stakes), owners=owners, owned=owned)


def _owned(inquiry: Inquiry, at: datetime) -> Finding | None:
    counted = _counted(inquiry, at) if inquiry.case.parties else None
    if counted is None:
        return None
    found = _surely_owned(inquiry, counted, at) if counted.owners else None
    if counted.owned.meets is not False:
        return found
    return _perhaps_owned(inquiry, counted, at) or found


def _perhaps_owned(inquiry: Inquiry, counted: CountedOwners, at: datetime) -> Finding | None:
    """Return a doubt where owners whose listing day no list states would decide it."""
    rule, parties = counted.rule, inquiry.case.parties
    names = [
        party.name
        for party in parties
        if party.name not in counted.owners and _may_be_tainted(inquiry, party, at)
    ]
    if rule.mode is OwnershipMode.NONE or not names:
        return None
    owned = ownership.solve(counted.stakes, frozenset({*counted.owners, *names}), rule)
    if owned.meets is False:
        return None
    who = " and ".join(sorted(names))
    says = (
        f"{_sentence(owned.sum_)}. The list of {who} states no listing day, so whether that was "
        "before the moment asked about cannot be told."
    )
    return review(says, *inquiry.cite(rule.text, "", rule.cite))


def _surely_owned(inquiry: Inquiry, counted: CountedOwners, at: datetime) -> Finding:
    case, rule, owners, owned = inquiry.case, counted.rule, counted.owners, counted.owned
    cites = inquiry.cite(rule.text, "", rule.cite)
    if rule.mode is OwnershipMode.NONE:
        names = " and ".join(sorted(owners))
        says = (
            f"{names} {'is' if len(owners) == 1 else 'are'} designated, but this regime has no "
            f"50 percent rule: {case.caption} is covered only if it is listed itself."
        )
        return allowed(Reason.NO_50_PERCENT_RULE, says, *cites)
    says = f"{_sentence(owned.sum_)}."
    if owned.meets is None:
        unknown = "; ".join(owned.unknown)
        return review(f"{says} Unknown shares could decide it: {unknown}.", *cites)
    if not owned.meets:
        adding = replace(rule, mode=OwnershipMode.AGGREGATE)
        if rule.adding_open and ownership.solve(counted.stakes, frozenset(owners), adding).meets:
            return review(f"{says} Whether the shares of several owners add up is open.", *cites)
        return allowed(Reason.FIFTY_PERCENT_AGGREGATE, says, *cites)
    counting = tuple(party for name, party in owners.items() if name in owned.owners)
    return _as_owner(inquiry, counting, allowed(Reason.NOT_LISTED, says, *cites), at)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text.startswith("no ") else text


def _as_owner(
    inquiry: Inquiry, owners: tuple[Party, ...], counted: Finding, at: datetime
) -> Finding:
    """What is owned is treated as its owners are."""
    barred = replace(
        counted,
        outcome=Outcome.PROHIBITED,
        reason=Reason.FIFTY_PERCENT_AGGREGATE,
        says=f"{counted.says} {inquiry.case.caption} is treated as designated itself.",
        arithmetic=(counted.says,),
    )
    found = [
        grounds.find(inquiry, standing, at)
        for party in owners
        for standing in inquiry.own(party.standings)
    ]
    if not found:
        return barred
    worst = strictest_finding(found)
    cites = (*counted.cites, *worst.cites)
    if worst.outcome is Outcome.PROHIBITED and worst.reason is Reason.BLOCKED:
        return replace(barred, effective=worst.effective, cites=cites)
    return replace(worst, says=f"{barred.says} {worst.says}", cites=cites)


def _unlisted(inquiry: Inquiry, at: datetime) -> Finding:
    regime, case = inquiry.regime, inquiry.case
    texts = {rule.text for rule in regime.rules} or regime.instruments
    if not any(inquiry.knows(key, permission=False) for key in texts):
        says = f"Of {regime.key} nothing was public by then."
        return allowed(Reason.NOT_LISTED, says)
    if regime.kind is RegimeKind.NO_INVESTMENT_BAN:
        return allowed(Reason.LIST_WITHOUT_INVESTMENT_BAN, regime.summary, *inquiry.every_cite())
    predecessor = regime.predecessor
    if predecessor is not None and inquiry.in_force(predecessor.text, at, permission=True):
        earlier = inquiry.standings(case.standings, predecessor.lists)
        if earlier:
            says = (
                f"{case.caption} was on the list that came before ({predecessor.regime}) and was "
                "not taken over into this one."
            )
            return allowed(Reason.SUPERSEDED_NOT_RELISTED, says, *inquiry.cite(predecessor.text))
    cites = inquiry.cite(next(iter(regime.instruments)))
    if regime.kind is RegimeKind.TERRITORIAL:
        says = f"{case.caption} lies outside what this regime reaches."
        return allowed(Reason.NOT_COVERED, says, *cites)
    return allowed(Reason.NOT_LISTED, f"{case.caption} is not named under this regime.", *cites)
