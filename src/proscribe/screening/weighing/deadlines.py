"""Claims of a last day to sell, against the law's own count for that company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from proscribe.law.load import load_regimes
from proscribe.law.regime import Point, Regime, RegimeKind
from proscribe.model.claim import Claim, EntityKind, Modality, RecordStanding, Weighed
from proscribe.model.time import zone
from proscribe.model.verdict import Act, Outcome, Reason
from proscribe.screening.weighing.asking import Answer, ask, bare_lists, standings_of
from proscribe.screening.weighing.fitting import fits, nearest, stated
from proscribe.screening.weighing.view import View
from proscribe.screening.weighing.words import designation_words

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVER = (
    Reason.VACATED,
    Reason.SUPERSEDED_NOT_RELISTED,
    Reason.STILL_ON_NS_CMIC,
    Reason.GAP_BETWEEN_LISTINGS,
    Reason.NOT_LISTED,
    Reason.WITHDRAWN_NOTICE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day by one regime, for one designation.

    Attributes:
        day: The day, in the zone of the regime.
        words: The clause and the count.
    """

    day: date
    words: str


def weigh_divest_by(claim: Claim, view: View) -> Weighed:
    """Return how the law's last day to sell stands to the one a text gives."""
    if claim.modality is Modality.POSSIBLE:
        return view.unknown("The text speaks of what is possible; no law says that.")
    entity = view.entity(claim.subject)
    if entity is not None and entity.kind is EntityKind.GROUP:
        return _general(claim, view)
    if not view.designations(claim.subject):
        return view.nobody(claim)
    answers = ask(claim, view, Act.SELL)
    binding = [one for one in answers if one.regime.kind is RegimeKind.LISTED]
    return _binding(claim, view, binding) if binding else _bare(view, answers)


def _bare(view: View, answers: Iterable[Answer]) -> Weighed:
    bare = next(bare_lists(answers), None)
    if bare is None:
        return view.unknown("No list on record sets a day by which to sell its securities.")
    says = f"{bare.regime.title} sets no day to sell by. {bare.verdict.explanation}"
    return view.weighed(_CONTRADICTED, says)


def _binding(claim: Claim, view: View, binding: list[Answer]) -> Weighed:
    living = [one for one in binding if one.verdict.reason not in _OVER]
    deadlines = [each for one in living for each in _deadlines(one)]
    if deadlines:
        return _compared(claim, view, living, deadlines)
    if living:
        return view.unknown(f"No window to sell in: {living[0].verdict.explanation}")
    says = f"No day binds any longer. {binding[0].verdict.explanation}"
    return view.weighed(_CONTRADICTED, says)


def _compared(
    claim: Claim, view: View, answers: list[Answer], deadlines: list[Deadline]
) -> Weighed:
    claimed, days = stated(claim), [one.day for one in deadlines]
    words = " ".join(one.words for one in deadlines)
    whom = " ".join(designation_words(one, view, citing=False) for one in answers[0].own[:1])
    enjoined = next((a for a in answers if a.verdict.outcome is Outcome.ALLOWED_ENJOINED), None)
    if enjoined is not None:
        says = f"{enjoined.verdict.explanation} Without the order: {words} {whom}"
        return view.weighed(_CONTRADICTED, says, days[0])
    if claimed is None:
        return view.weighed(_CONFIRMED, f"{words} {whom}", days[0])
    if fits(claimed, days) and not claim.negated:
        return view.weighed(_CONFIRMED, f"{words} {whom}", days[0])
    others = " ".join(_whose(claimed, answers, view))
    says = f"Not {claimed} for {answers[0].own[0].subject.caption}: {words} {others} {whom}"
    return view.weighed(_CONTRADICTED, says, nearest(claimed, days))


def _deadlines(answer: Answer) -> Iterator[Deadline]:
    """Yield the end of each window to sell in, and the day from which holding is barred."""
    inquiry, regime = answer.inquiry, answer.regime
    for standing in standings_of(answer.own):
        designation = standing.designation
        if designation.ended is not None:
            continue
        for window in regime.windows:
            if Act.SELL not in window.acts or not inquiry.knows(window.text, permission=True):
                continue
            if window.klass not in (None, inquiry.klass(standing)):
                continue
            if inquiry.repealed(window.repealed_by, inquiry.known):
                continue
            edge = inquiry.edge(window.until, designation.listed_on)
            if edge is None:
                continue
            cite = "; ".join(inquiry.cite(window.text, window.clause, window.cite))
            day = edge.governing.astimezone(zone(regime.zone)).date()
            yield Deadline(
                day=day, words=f"{cite}: sales to divest until {day} ({edge.arithmetic})."
            )


def _whose(claimed: str, answers: list[Answer], view: View) -> Iterator[str]:
    """Say whose last day the one in the text is, where the same law sets it for others."""
    for answer in answers:
        for window in answer.regime.windows:
            fixed = window.until.fixed
            if fixed is None or not fits(claimed, (fixed,)):
                continue
            count = _named_in(answer.regime, window.klass, view)
            title = answer.regime.instruments[window.text].title
            whose = f"the first {count} companies, those" if count else "companies"
            yield (
                f"{fixed} is the day of {whose} of class “{window.klass}” "
                f"({title} {window.clause})."
            )


def _named_in(regime: Regime, klass: str | None, view: View) -> int:
    """Return how many the list of the regime's own authority names in a class."""
    found = next((one for one in regime.classes if one.key == klass), None)
    through = None if found is None else found.listed_through
    if through is None:
        return 0
    programs = {one.program for one in regime.lists if one.authority == regime.authority}
    return len(
        {
            peer.entity_id
            for peer in view.record.peers(regime.authority, view.known)
            if peer.program in programs and peer.listed_on is not None and peer.listed_on <= through
        }
    )


def _general(claim: Claim, view: View) -> Weighed:
    """Weigh a last day given for nobody by name: one that a law on file fixes."""
    claimed = stated(claim)
    if claimed is None:
        return view.unknown("Neither a company nor a day is named.")
    for regime in load_regimes():
        for window in regime.windows:
            point: Point = window.until
            text = regime.instruments[window.text]
            known = text.published.day <= view.known_day
            if known and point.fixed is not None and fits(claimed, (point.fixed,)):
                says = f"{text.title} {window.clause}: {point.fixed}, for class “{window.klass}”."
                return view.weighed(_CONFIRMED, says, point.fixed)
    return view.unknown("No company is named, and no law on file fixes that day for all.")
