"""The answer of a screening in words: what may not be done, what is in doubt, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from proscribe.model.verdict import Act, Outcome
from proscribe.screening.summary import Summary

# What cannot be done with a line, after "may not" or "may".
ACT_PHRASES = {
    Act.BUY: "be bought",
    Act.SELL: "be sold",
    Act.HOLD: "be held",
    Act.RECEIVE_DIVIDEND: "pay out its dividend",
    Act.REINVEST_DIVIDEND: "have its dividend reinvested",
    Act.CONVERT: "be converted",
    Act.TRANSFER: "be transferred",
    Act.LEND_AGAINST: "be lent against",
    Act.EXECUTE_FOR_EMPLOYER: "be dealt in for an employer",
    Act.INTERMEDIATE: "be intermediated",
}

_IN_PART = {
    Outcome.ALLOWED_DIVEST: "may be dealt in only to divest",
    Outcome.ALLOWED_LICENSED: "may be dealt in only under a licence",
    Outcome.ALLOWED_ENJOINED: "may be dealt in only because a court has enjoined the ban",
}


def answer(summary: Summary, actions: Sequence[Act]) -> tuple[str, ...]:
    """Return the answer to a screening, one sentence each, the gravest first."""
    sentences = [_barred(summary, actions)]
    review = summary.lines_with(Outcome.REVIEW)
    if review:
        need = "needs" if review == 1 else "need"
        sentences.append(f"{_lines(review)} {need} review by a person.")
    sentences += [
        f"{_lines(summary.lines_with(verdict))} {words}."
        for verdict, words in _IN_PART.items()
        if summary.lines_with(verdict)
    ]
    unresolved = summary.unresolved_lines
    if unresolved:
        sentences.append(f"The issuer of {_lines(unresolved)} could not be made out for certain.")
    return tuple(sentences)


def _barred(summary: Summary, actions: Sequence[Act]) -> str:
    if not summary.lines:
        return "The portfolio has no line to screen."
    total = _lines(summary.lines)
    counts = {act: summary.rows_with(act, Outcome.PROHIBITED) for act in actions}
    barred = [(act, count) for act, count in counts.items() if count]
    if not barred:
        return f"None of {total} was found to be prohibited."
    (act, count), *others = barred
    parts = [f"{count:,} of {total} may not {ACT_PHRASES[act]}"]
    parts += [f"{count:,} may not {ACT_PHRASES[act]}" for act, count in others]
    return f"{_series(parts)}."


def _lines(count: int) -> str:
    return f"{count:,} {'line' if count == 1 else 'lines'}"


def _series(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
