"""The plan in words and in columns: the same in every format."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from proscribe.model.verdict import Act, Outcome
from proscribe.screening.plan import (
    ActPlan,
    Plan,
    PlanLine,
    Standing,
    Step,
    Undecided,
    deadline_of,
    instant,
)
from proscribe.securities.prices import ExitTime, Refusal

PLAN_COLUMNS = {
    "urgency": "Rank, 1 is the most urgent; empty for lines to be decided first.",
    "standing": "How the line stands, in one word; see below.",
    "file": "Name of the portfolio.",
    "line": "Number of the line in its file.",
    "issuer": "Name of the subject, else the name as given.",
    "entity_id": "Entity id of the subject.",
    "first_step": "The first thing to do.",
    "deadline_at": "When selling, or holding, is first barred or in doubt (RFC 3339, in the zone "
    "of the regime); empty where none is known.",
    "days_left": "Whole calendar days until then; the day asked about does not count, nor that of "
    "the deadline unless it ends with it.",
    "trading_days_left": "Trading days whose close comes before it, by the calendar of the "
    "exchange; empty where that is not known.",
    "calendar": "The exchange whose calendar was counted, or why none was.",
    "next_change_at": "When the answer on any act first changes.",
    "may": "Acts that may be done, each with its verdict and until when.",
    "may_not": "Acts that may not be done.",
    "unclear": "Acts a person must decide on first.",
    "after": "What holds after the deadline, or that none is known.",
    "regime": "The regime that counts most for getting out.",
    "citation": "What it rests on.",
    "quantity": "Shares, as the portfolio states them.",
    "market_value": "What the line is worth, as the portfolio states it.",
    "currency": "Of the market value; values of two currencies are never added.",
    "exit_days": "Trading days it takes to sell at the part of the daily volume that is named in "
    "`exit_arithmetic`; empty without prices.",
    "exit_in_time": "Whether that is at most the trading days left; empty where either is "
    "not known.",
    "exit_arithmetic": "The sum, with file and line of the volumes; or why there is none.",
    "warning": "What endangers the plan, in words.",
    "supposing": "What the plan supposes; it is then no record.",
}
DECIDE_FIRST = "DECIDE_FIRST"
STANDING_WORDS = {
    Standing.GET_OUT: "may be sold now, and no longer after the deadline",
    Standing.BLOCKED: "may neither be sold nor held",
    Standing.LOCKED_IN: "may be held but not sold",
    Standing.UNCLEAR: "a person must decide whether it may be sold, held or bought",
    Standing.SUSPENDED: "free only while a court order suspends the prohibitions",
    Standing.CHANGES_AHEAD: "free to sell and hold; the answer on another act changes",
    Standing.NO_MORE: "free to sell and hold without a known end; some other act is barred",
}
_STEPS = {
    Standing.BLOCKED: "Ask for a licence: it may neither be sold nor held without one.",
    Standing.LOCKED_IN: "Do not sell: keep it, and ask for a licence if it must be sold.",
    Standing.SUSPENDED: (
        "Decide now what to do if the court order ends: it may end on any day, and the "
        "prohibitions then apply."
    ),
}
_BLOCKED_STEP = (
    "Do not deal in it: keep it in a blocked account, report it, and ask for a licence before "
    "anything else is done."
)
_LONGEST_WHY = 400
_NO_DEADLINE = "No deadline for selling or holding is known."


def spaced(act: Act) -> str:
    """Return an act in words."""
    return act.value.replace("_", " ")


def first_step(line: PlanLine) -> str:
    """Return the first thing to do with a line."""
    if line.standing is Standing.SUSPENDED:
        return f"{_STEPS[line.standing]} {_lift(line)}"
    if line.standing in _STEPS:
        return _BLOCKED_STEP if line.is_blocked else _STEPS[line.standing]
    match line.standing:
        case Standing.GET_OUT:
            return _sell_before(line.act(Act.SELL), line.deadline)
        case Standing.UNCLEAR:
            return f"Have a person decide: {_shortened(_doubt(line).explanation)}"
        case Standing.CHANGES_AHEAD:
            return f"Nothing need be sold now; {_changes(line)}"
        case _:
            return _no_more(line)


def _lift(line: PlanLine) -> str:
    asked = line.facts.entity_id or line.facts.issuer
    return f"Ask with --what-if “lift injunction of {asked}”."


def _sell_before(sell: ActPlan, deadline: Step | None) -> str:
    by = "" if deadline is None else f" before {deadline.since}"
    later = [step for step in sell.steps[1:] if step.verdict is Outcome.ALLOWED_DIVEST]
    match sell.now.verdict:
        case Outcome.ALLOWED_DIVEST:
            return f"Sell, solely to divest,{by}."
        case Outcome.ALLOWED_LICENSED:
            return f"Sell under the licence{by}."
        case Outcome.ALLOWED_ENJOINED:
            return f"Sell{by}; the court order that allows it may end before that."
        case _ if later:
            return f"Sell{by}; from {later[0].since} on solely to divest."
        case _:
            return f"Sell{by}."


def _doubt(line: PlanLine) -> Step:
    order = [line.act(Act.SELL), line.act(Act.HOLD), *line.acts]
    return next(one.now for one in order if one.now.verdict is Outcome.REVIEW)


def _changes(line: PlanLine) -> str:
    change = line.next_change
    told = [
        f"{spaced(one.act)} is {one.changes.verdict.value}"
        for one in line.acts
        if one.changes is not None and change is not None and one.changes.since == change.since
    ]
    return f"from {'' if change is None else change.since} on {', '.join(told)}."


def _no_more(line: PlanLine) -> str:
    bars = [spaced(one.act) for one in line.acts if one.now.verdict is Outcome.PROHIBITED]
    sell = line.act(Act.SELL).now.verdict
    only = "" if sell is Outcome.ALLOWED else f" It may be sold as {sell.value} only."
    if not bars:
        return f"Nothing need be sold.{only}"
    return f"Leave alone what is barred ({', '.join(bars)}); nothing need be sold.{only}"


def after(line: PlanLine) -> str:
    """Return what holds once the time to get out has ended."""
    deadline = line.deadline
    if deadline is None or deadline.since is None:
        return _without_deadline(line)
    at = deadline.since
    sell = _at(line.act(Act.SELL), deadline)
    hold = _at(line.act(Act.HOLD), deadline)
    told = f"From {at} on {_together(sell, hold)}"
    later = [
        f"from {step.since} on {spaced(one.act)} is {step.verdict.value}"
        for one in (line.act(Act.SELL), line.act(Act.HOLD))
        for step in one.steps
        if step.since is not None and step.since > at and step is not deadline
    ]
    return f"{told} {'Then: ' + '; '.join(later) + '.' if later else ''}".strip()


def _without_deadline(line: PlanLine) -> str:
    match line.standing:
        case Standing.LOCKED_IN:
            return f"{_NO_DEADLINE} It may never be sold again without a licence, as far as known."
        case Standing.BLOCKED:
            return f"{_NO_DEADLINE} This lasts until the listing ends or a licence is given."
        case _:
            return _NO_DEADLINE


def _at(act: ActPlan, moment: Step) -> Step:
    """Return what holds of an act at a moment."""
    reached = [
        step for step in act.steps if step.since is None or _not_after(step.since, moment.since)
    ]
    return reached[-1]


def _not_after(one: str, other: str | None) -> bool:
    return other is not None and instant(one) <= instant(other)


def _together(sell: Step, hold: Step) -> str:
    if Outcome.REVIEW in (sell.verdict, hold.verdict):
        return "it is not certain whether it may be sold or held: a person must decide."
    if sell.is_barred and hold.is_barred:
        return "it may neither be sold nor held without a licence."
    if sell.is_barred:
        return "it may never be sold again without a licence; it may still be held."
    return f"it may not be held without a licence; selling it is {sell.verdict.value}."


def may(line: PlanLine) -> str:
    """Return the acts that may be done, each with its verdict and until when."""
    return "; ".join(_act_words(one) for one in line.acts if not one.now.is_barred)


def may_not(line: PlanLine) -> str:
    """Return the acts that are barred."""
    return _named(line, Outcome.PROHIBITED)


def unclear(line: PlanLine) -> str:
    """Return the acts a person must decide on."""
    return _named(line, Outcome.REVIEW)


def _named(line: PlanLine, verdict: Outcome) -> str:
    return "; ".join(_act_words(one) for one in line.acts if one.now.verdict is verdict)


def _act_words(one: ActPlan) -> str:
    later = one.steps[1:]
    told = [f"from {step.since} {step.verdict.value}" for step in later]
    return f"{spaced(one.act)} ({', then '.join((one.now.verdict.value, *told))})"


def warnings(line: PlanLine) -> tuple[str, ...]:
    """Return what endangers the plan."""
    found = []
    if line.is_too_slow and isinstance(line.exit, ExitTime):
        a_day = line.exit.volume.shares * line.exit.participation
        room = (a_day * (line.left.trading_days or 0)).to_integral_value(ROUND_FLOOR)
        rest = Decimal(0) if line.facts.quantity is None else line.facts.quantity - room
        found.append(
            f"Selling takes {line.exit.whole_days:,} trading days at "
            f"{percent(line.exit.participation)} of the volume, and only "
            f"{line.left.trading_days or 0:,} are left: {rest:,f} shares would remain."
        )
    if line.deadline is not None and line.left.days == 0:
        found.append("Less than a whole day is left.")
    if isinstance(line.exit, ExitTime):
        found += line.exit.caveats
    return tuple(found)


def percent(part: Decimal) -> str:
    """Return a part of one in per cent."""
    return f"{(part * 100).normalize():f} %"


def exit_words(line: PlanLine) -> str:
    """Return how long selling takes, or why that is not known; nothing without prices."""
    match line.exit:
        case ExitTime() as found:
            return found.arithmetic
        case Refusal() as refused:
            return f"{refused.why} {refused.remedy or ''}".strip()
        case _:
            return ""


def plan_rows(plan: Plan) -> list[dict[str, object]]:
    """Return the plan as rows of :data:`PLAN_COLUMNS`; lines to be decided first stand last."""
    supposing = " ".join(plan.head.suppositions)
    rows = [plan_row(line, rank) for rank, line in enumerate(plan.lines, 1)]
    rows += [undecided_row(line) for line in plan.decide_first]
    return [row | {"supposing": supposing} for row in rows]


def plan_row(line: PlanLine, rank: int) -> dict[str, object]:
    """Return one line as a row."""
    facts, deadline, change = line.facts, line.deadline, line.next_change
    found = line.exit if isinstance(line.exit, ExitTime) else None
    too_slow = line.is_too_slow
    return {
        "urgency": rank,
        "standing": line.standing.value,
        "file": facts.file,
        "line": facts.line,
        "issuer": facts.issuer,
        "entity_id": facts.entity_id,
        "first_step": first_step(line),
        "deadline_at": None if deadline is None else deadline.since,
        "days_left": line.left.days,
        "trading_days_left": line.left.trading_days,
        "calendar": line.left.venue or None,
        "next_change_at": None if change is None else change.since,
        "may": may(line),
        "may_not": may_not(line),
        "unclear": unclear(line),
        "after": after(line),
        "regime": line.governing.regime,
        "citation": line.governing.citation,
        "quantity": facts.quantity,
        "market_value": facts.market_value,
        "currency": facts.currency or None,
        "exit_days": None if found is None else found.whole_days,
        "exit_in_time": None if too_slow is None else not too_slow,
        "exit_arithmetic": exit_words(line) or None,
        "warning": " ".join(warnings(line)) or None,
        "supposing": None,
    }


def undecided_row(line: Undecided) -> dict[str, object]:
    """Return a line that must be decided first as a row."""
    facts = line.facts
    return dict.fromkeys(PLAN_COLUMNS) | {
        "standing": DECIDE_FIRST,
        "file": facts.file,
        "line": facts.line,
        "issuer": facts.issuer,
        "first_step": f"Decide first: {line.why}",
        "quantity": facts.quantity,
        "market_value": facts.market_value,
        "currency": facts.currency or None,
    }


def counted(plan: Plan) -> str:
    """Return the plan in a sentence."""
    count = len(plan.lines)
    if not count and not plan.decide_first:
        return "Every line is free: there is nothing to plan."
    ends = sum(deadline_of(line.acts) is not None for line in plan.lines)
    are, have = "line is" if count == 1 else "lines are", "has" if ends == 1 else "have"
    told = [f"{count:,} {are} not free; {ends:,} {have} a deadline."]
    slow = sum(line.is_too_slow is True for line in plan.lines)
    if slow:
        told.append(f"{slow:,} cannot be sold in time at {percent(plan.participation)} of the "
                    "volume.")  # fmt: skip
    first = len(plan.decide_first)
    if first:
        told.append(f"To be decided first: {first:,} {'line' if first == 1 else 'lines'}.")
    return " ".join(told)


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_WHY else f"{plain[:_LONGEST_WHY].rsplit(' ', 1)[0]}…"
