"""The rows of a report: what they say of a line and an act, from the rulings on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import polars as pl

from proscribe.matching.keys import nobody_pattern
from proscribe.model.time import format_instant
from proscribe.model.verdict import Act, Outcome, Reason, Verdict
from proscribe.screening.candidates import Candidate
from proscribe.screening.index import KINDS
from proscribe.screening.recalling import Recalled, told_of
from proscribe.screening.report import CASH
from proscribe.screening.verdicts import Ruling
from proscribe.securities.headers import PARTIES

if TYPE_CHECKING:
    from collections.abc import Iterable

# By what a line tells who its issuer is.
BY_NAME, BY_IDENTIFIERS, BY_NOTHING = "name", "identifiers", "nothing"
_UNNAMED = (
    " No list prints its identifiers; lists do not print every security of an issuer, and the "
    "line does not name it."
)
ANSWER = {
    "issuer": pl.String(),
    "entity_id": pl.String(),
    "matched_by": pl.String(),
    "match_score": pl.Float64(),
    "regime": pl.String(),
    "action": pl.String(),
    "verdict": pl.String(),
    "reason_code": pl.String(),
    "effective_at": pl.String(),
    "deadline_at": pl.String(),
    "next_change_at": pl.String(),
    "citation": pl.String(),
    "regimes": pl.String(),
    "explanation": pl.String(),
    "_candidates": pl.String(),
    "_unresolved": pl.Boolean(),
}


def told_by(lines: pl.DataFrame) -> pl.Series:
    """Return by what each line tells who its issuer is: a name, identifiers only, or nothing."""
    named = pl.any_horizontal(
        ~lines[column].str.contains(nobody_pattern()).fill_null(value=True)
        for column in ("name", "issuer")
    )
    columns = (lines["ticker_key" if kind == "ticker" else kind] for kind in KINDS)
    identified = pl.any_horizontal([column.is_not_null() for column in columns])
    return pl.select(
        pl.when(named)
        .then(pl.lit(BY_NAME))
        .when(identified)
        .then(pl.lit(BY_IDENTIFIERS))
        .otherwise(pl.lit(BY_NOTHING))
        .alias("told")
    ).to_series()


def shown_row(act: Act, rulings: tuple[Ruling, ...], row: dict[str, object]) -> dict[str, object]:
    """Return the row of a line with its strictest ruling; ``regimes`` keeps each of them."""
    first = rulings[0]
    best = _best(rulings)
    unresolved = first.verdict.reason is Reason.IDENTITY_UNCERTAIN
    issuer = None if best is None or unresolved or best.alike else best.subject
    problem = str(row["problem"] or "").rstrip(".")
    note = f"About the line: {problem}. " if problem else ""
    unnamed = row["told"] == BY_IDENTIFIERS and first.verdict.reason is Reason.NOT_LISTED
    told = _UNNAMED if unnamed else ""
    return {
        "issuer": _led_there(row, best) if issuer is None else issuer.names[0].text,
        "entity_id": None if issuer is None else issuer.id,
        "matched_by": None if best is None else best.matched_by,
        "match_score": None if best is None else best.score,
        "action": act.value,
        **_answered(first.verdict),
        "explanation": f"{note}{_how(best)}{first.verdict.explanation}{told}",
        "regimes": _regimes(rulings),
        "_candidates": _candidates(first) if unresolved else None,
        "_unresolved": unresolved,
    }


def _led_there(row: dict[str, object], best: Candidate | None) -> str | None:
    """Return which of the names of a line led to somebody; None where it has one, or none did."""
    several = any(row[column] is not None for column in PARTIES)
    return best.given if several and best is not None and best.by_name else None


def _best(rulings: tuple[Ruling, ...]) -> Candidate | None:
    """The candidate the strictest ruling speaks of, else one that another regime looked at."""
    for ruling in rulings:
        for one in ruling.candidates:
            if one.verdict is ruling.verdict:
                return one.candidate
        if ruling.candidates:
            return ruling.candidates[0].candidate
    return None


def _how(best: Candidate | None) -> str:
    return "" if best is None or not best.how else f"{best.how} "


def _alike(candidate: Candidate) -> str:
    return f"{candidate.how} " if candidate.alike else ""


def _answered(verdict: Verdict) -> dict[str, object]:
    moments = {
        "effective_at": verdict.effective_at,
        "deadline_at": verdict.deadline_at,
        "next_change_at": verdict.next_change_at,
    }
    return {
        "regime": verdict.regime,
        "verdict": verdict.outcome.value,
        "reason_code": verdict.reason.value,
        "citation": verdict.citation,
        **{
            name: None if instant is None else format_instant(instant, verdict.zone)
            for name, instant in moments.items()
        },
    }


def _regimes(rulings: Iterable[Ruling]) -> str:
    listed = []
    for ruling in rulings:
        verdict = ruling.verdict
        answered = {key: value for key, value in _answered(verdict).items() if value is not None}
        if verdict.reason not in (Reason.NOT_LISTED, Reason.NOT_COVERED, Reason.NOT_BOUND):
            answered["explanation"] = verdict.explanation
        else:
            answered.pop("citation", None)
        listed.append(answered)
    return orjson.dumps(listed).decode()


def _candidates(ruling: Ruling) -> str:
    listed = [
        {
            "entity_id": one.candidate.subject.id,
            "caption": one.candidate.subject.names[0].text,
            "score": one.candidate.score,
            "verdict": one.verdict.outcome.value,
            "explanation": f"{_alike(one.candidate)}{one.verdict.explanation}",
        }
        for one in ruling.candidates
    ]
    return orjson.dumps(listed).decode()


def doubtful_row(act: Act, why: str, rulings: tuple[Ruling, ...]) -> dict[str, object]:
    """Return the row of a line that cannot be relied on, whatever the rulings allow."""
    return _plain(
        act,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation=why,
        regimes=_regimes(rulings),
    ) | {"regime": rulings[0].verdict.regime, "_unresolved": True}


def with_terms(row: dict[str, object], *said: str) -> dict[str, object]:
    """Return a row that first says on which terms it was asked."""
    told = " ".join(filter(None, said))
    return row | {"explanation": f"{told} {row['explanation']}".strip()} if told else row


def with_recalled(
    row: dict[str, object], recalled: Iterable[Recalled], rulings: Iterable[Ruling]
) -> dict[str, object]:
    """Return a row that also says whom a person cleared, and whose clearance woke."""
    raised = {one.candidate.subject.id for ruling in rulings for one in ruling.candidates}
    told = " ".join(str(one) for one in told_of(recalled, raised))
    return row | {"explanation": f"{row['explanation']} {told}".rstrip()}


def cash_row(act: Act, kind: str) -> dict[str, object]:
    """Return the row of a line that is money."""
    says = "Cash is no security." if kind == CASH else "A currency position is no security."
    plain = _plain(act, outcome=Outcome.ALLOWED, reason=Reason.NOT_COVERED, explanation=says)
    return plain | {"matched_by": CASH}


def nothing_asked_row(act: Act) -> dict[str, object]:
    """Return the row of a line on which no regime can say anything."""
    return _plain(
        act,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation="No list of the regimes asked is on file, so nothing can be said.",
    ) | {"_unresolved": True}


def _plain(
    act: Act, *, outcome: Outcome, reason: Reason, explanation: str, regimes: str = "[]"
) -> dict[str, object]:
    return dict.fromkeys(ANSWER) | {
        "action": act.value,
        "verdict": outcome.value,
        "reason_code": reason.value,
        "explanation": explanation,
        "regimes": regimes,
        "_unresolved": False,
    }
