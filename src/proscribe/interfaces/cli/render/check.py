"""How the answer to one question reads: the verdict first, then why, then what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled
from proscribe.model.verdict import INVESTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from proscribe.model.verdict import Question, Verdict
    from proscribe.workspace.results import CheckResult

_LOUD = "bold red"


def show_check(result: CheckResult) -> None:
    """Write an answer to standard output."""
    page = Page()
    add_check(page, result)
    page.write()


def add_check(page: Page, result: CheckResult) -> None:
    """Add an answer to a page."""
    verdict = result.verdict
    for says in result.suppositions:
        page.say((says, "bold yellow"))
    page.say((sentence(result), words.STYLES[verdict.outcome]))
    page.say(words.until(verdict, [ruling.verdict for ruling in result.rulings]))
    if result.not_checked:
        page.say((f"Not checked: {', '.join(key for key, _ in result.not_checked)}.", _LOUD))
    page.gap()
    _add_table(page, [ruling.verdict for ruling in result.rulings])
    _add_identity(page, result)
    _add_recalled(page, result)
    page.head("Why")
    for ruling in result.rulings:
        _add_reasoning(page, ruling.verdict)
    _add_elsewhere(page, result)
    _add_limits(page, result)


def _add_elsewhere(page: Page, result: CheckResult) -> None:
    """Add what other lists say, whose effects are no part of the answer."""
    if not result.named_elsewhere:
        return
    page.head("Also named, and not part of this answer")
    page.table(
        ("List", "Programme", "Listed", "What it brings", "Entry", "As"),
        [
            (
                one.source,
                one.program,
                "" if one.listed_on is None else one.listed_on.isoformat(),
                ", ".join(measure.value.replace("_", " ") for measure in one.measures),
                one.entity_id,
                one.caption,
            )
            for one in result.named_elsewhere
        ],
    )


def sentence(result: CheckResult) -> str:
    """Return the strictest verdict as one sentence."""
    question, verdict = result.question, result.verdict
    who = INVESTORS[question.investor]
    if question.location is not None:
        who = f"{who} in {question.location.upper()}"
    answer = words.ANSWERS[verdict.outcome].format(
        who=who,
        act=words.ACTS[question.act],
        what=f"{result.query} ({question.instrument.value})",
    )
    return f"{verdict.outcome.value}: {words.capital(answer)}, {_moments(question)}."


def _moments(question: Question) -> str:
    asked, known = words.moment(question.as_of), words.moment(question.known_at)
    return f"as of {asked}, on what was known {'then' if known == asked else f'by {known}'}"


def _add_table(page: Page, verdicts: Sequence[Verdict]) -> None:
    page.table(
        ("Regime", "Verdict", "When", "Citation"),
        [
            (
                verdict.regime,
                styled(
                    (verdict.outcome.value, words.STYLES[verdict.outcome]),
                    f"{page.beside}{verdict.reason.value}",
                ),
                page.stacked(words.moments(verdict)),
                verdict.citation,
            )
            for verdict in verdicts
        ],
    )


def _add_identity(page: Page, result: CheckResult) -> None:
    """Say who is taken to be meant; several candidates each with its verdict."""
    found = {
        one.candidate.subject.id: (one, ruling.verdict.regime)
        for ruling in reversed(result.rulings)
        for one in ruling.candidates
    }
    if len(found) == 1:
        ((only, _),) = found.values()
        one = only.candidate
        page.gap()
        told = f": {one.explanation}" if one.alike else ""
        page.say(
            f"{'May be' if one.alike else 'Taken to be'} {one.subject.caption} ({one.subject.id}): "
            f"{one.matched_by} {one.given!r} meets {one.found!r}, score {one.score:.2f}{told}."
        )
    elif found:
        page.head("Who may be meant")
        page.table(
            ("Id", "Name", "Found by", "Score>", "Verdict", "Regime"),
            [
                (
                    key,
                    one.candidate.subject.caption,
                    f"{one.candidate.matched_by} {one.candidate.found!r}",
                    f"{one.candidate.score:.2f}",
                    styled((one.verdict.outcome.value, words.STYLES[one.verdict.outcome])),
                    regime,
                )
                for key, (one, regime) in sorted(
                    found.items(), key=lambda item: (-item[1][0].candidate.score, item[0])
                )
            ],
        )


def _add_recalled(page: Page, result: CheckResult) -> None:
    """Say of whom a person decided before that the query does not mean them."""
    if not result.recalled:
        return
    page.head("Decided before")
    for one in result.recalled:
        page.say(("Left out: " if one.silent else "Raised again: ", "bold"), str(one))


def _add_reasoning(page: Page, verdict: Verdict) -> None:
    """Add one regime's reasoning, its date arithmetic line by line."""
    text = verdict.explanation
    for line in verdict.arithmetic:
        text = text.replace(f"({line})", "")
    page.say((verdict.regime, "bold"), ": ", " ".join(text.split()))
    for line in verdict.arithmetic:
        page.say(f"    {line}")


def _add_limits(page: Page, result: CheckResult) -> None:
    """Add what was not checked, what limits the answer, and how old the law is."""
    if result.not_checked:
        page.head("Not checked")
        for key, why in result.not_checked:
            page.say((f"{key}: {why}", _LOUD))
    verdicts = [ruling.verdict for ruling in result.rulings]
    caveats = dict.fromkeys(caveat for verdict in verdicts for caveat in verdict.caveats)
    if caveats or result.warnings:
        page.gap()
    for warning in result.warnings:
        page.say(("Warning: ", "bold yellow"), warning)
    for caveat in caveats:
        page.say(("Note: ", "bold"), caveat)
    page.gap()
    checked = checked_through((verdict.regime, verdict.checked_through) for verdict in verdicts)
    page.say((f"{checked} {words.NO_ADVICE}", "dim"))


def checked_through(regimes: Iterable[tuple[str, date]]) -> str:
    """Say through which day each regime was compared with the texts of the law."""
    days: dict[date, list[str]] = {}
    for key, day in regimes:
        days.setdefault(day, []).append(key)
    parts = [f"{', '.join(keys)} through {day}" for day, keys in sorted(days.items())]
    return f"Compared with the texts of the law: {'; '.join(parts)}."
