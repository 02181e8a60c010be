"""Verdicts, acts, people and moments as a sentence has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.model.time import Moment, format_instant
from proscribe.model.verdict import Act, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal

    from proscribe.model.verdict import Verdict

NO_ADVICE = "This is no legal advice."

STYLES = {
    Outcome.PROHIBITED: "bold red",
    Outcome.REVIEW: "bold yellow",
    Outcome.ALLOWED_DIVEST: "magenta",
    Outcome.ALLOWED_LICENSED: "cyan",
    Outcome.ALLOWED_ENJOINED: "cyan",
    Outcome.ALLOWED: "green",
}

ACTS = {
    Act.BUY: "buy",
    Act.SELL: "sell",
    Act.HOLD: "hold",
    Act.RECEIVE_DIVIDEND: "receive a dividend of",
    Act.REINVEST_DIVIDEND: "reinvest a dividend of",
    Act.CONVERT: "convert",
    Act.TRANSFER: "transfer",
    Act.LEND_AGAINST: "lend against",
    Act.EXECUTE_FOR_EMPLOYER: "execute an employer's order in",
    Act.INTERMEDIATE: "be intermediary in a deal in",
}

# Each takes who, the act and what is dealt in.
ANSWERS = {
    Outcome.PROHIBITED: "{who} may not {act} {what}",
    Outcome.REVIEW: "whether {who} may {act} {what} cannot be told without a person",
    Outcome.ALLOWED_DIVEST: "{who} may {act} {what}, but only to get out",
    Outcome.ALLOWED_LICENSED: "{who} may {act} {what}, but only because a licence allows it",
    Outcome.ALLOWED_ENJOINED: "{who} may {act} {what}, because a court has stopped the ban",
    Outcome.ALLOWED: "{who} may {act} {what}",
}
_LONGEST = 200


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def when(instant: datetime, zone: str = "UTC") -> str:
    """Return an instant as people read it, in that zone: ``2021-03-15 09:30 -04:00``."""
    day, clock = format_instant(instant, zone).split("T")
    time = clock[:5] if clock[5:8] == ":00" else clock[:8]
    return f"{day} {time} {clock[8:]}"


def moment(value: Moment) -> str:
    """Return a moment as people read it: a day, or an instant in UTC."""
    return str(value) if value.instant is None else when(value.instant)


def moments(verdict: Verdict) -> list[str]:
    """Return when a ban is in force from, when to close by, and when the answer changes.

    Each is in the regime's zone, with its offset.
    """
    named = (
        ("in force from", verdict.effective_at),
        ("close by", verdict.deadline_at),
        ("changes", verdict.next_change_at),
    )
    return [f"{word} {when(at, verdict.zone)}" for word, at in named if at is not None]


def until(strictest: Verdict, others: Iterable[Verdict] = ()) -> str:
    """Say until when a verdict holds: to its own end, or the first change under any regime."""
    if strictest.outcome is Outcome.ALLOWED_DIVEST and strictest.deadline_at is not None:
        return _holds_until(strictest.deadline_at, strictest)
    changes = [
        (verdict.next_change_at, verdict)
        for verdict in (strictest, *others)
        if verdict.next_change_at is not None
    ]
    if not changes:
        return "No later change is known."
    end, verdict = min(changes, key=lambda change: change[0])
    return _holds_until(end, verdict)


def _holds_until(end: datetime, verdict: Verdict) -> str:
    return f"This holds until {when(end, verdict.zone)} ({verdict.zone}, {verdict.regime})."


def amounts(values: tuple[tuple[str, Decimal], ...]) -> str:
    """Return sums of money, each with its currency."""
    return " + ".join(f"{code} {value:,.2f}".strip() for code, value in values)


def counted(count: int, what: str) -> str:
    """Return a number of things in words: ``1 query``, ``2,000 queries``.

    Args:
        count: How many.
        what: What one of them is; of several words the first is counted (``entry indexed``).
    """
    return f"{count:,} {what if count == 1 else plural(what)}"


def cut(text: str) -> str:
    """Return a text of a file as it is shown on the terminal: no longer than a few lines."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def plural(what: str) -> str:
    """Return what several things are called."""
    noun, *rest = what.split(" ")
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        several = f"{noun[:-1]}ies"
    elif noun.endswith(("ch", "sh", "s", "x")):
        several = f"{noun}es"
    else:
        several = f"{noun}s"
    return " ".join((several, *rest))
