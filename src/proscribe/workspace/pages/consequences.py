"""What follows from where a subject stands: every act by every investor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from proscribe.law.decide import reaches
from proscribe.law.regime import RegimeKind
from proscribe.model.verdict import (
    Act,
    Instrument,
    Investor,
    Outcome,
    Purpose,
    Question,
    Reason,
    Verdict,
)
from proscribe.screening.candidates import Wanted
from proscribe.screening.cases import Facts
from proscribe.screening.resolve import resolve
from proscribe.screening.verdicts import by_strictness, rule_on
from proscribe.workspace.answers import asked_regimes, unchecked
from proscribe.workspace.questions import build_moment
from proscribe.workspace.results import verdict_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.law.regime import Regime
    from proscribe.model.time import Moment
    from proscribe.screening.candidates import Resolution
    from proscribe.screening.directory import Directory
    from proscribe.screening.verdicts import Ruling

_PURPOSES = {Act.BUY: Purpose.INVEST, Act.SELL: Purpose.DIVEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The strictest answer on one act by one investor.

    Attributes:
        act: What is done.
        investor: By whom.
        verdict: The answer.
        others: Keys of further regimes that forbid or question it too.
        unchecked: Keys of regimes that bind the investor, and on which nothing can be said.
    """

    act: Act
    investor: Investor
    verdict: Verdict
    others: tuple[str, ...]
    unchecked: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "action": self.act.value,
            "investor": self.investor.value,
            "others": list(self.others),
            "not_checked": list(self.unchecked),
        } | verdict_json(self.verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Acts by investors.

    Attributes:
        subject_id: The subject.
        instrument: What is dealt in.
        as_of: The moment asked about.
        known_at: Only what was public by then counts.
        cells: One for each act and investor, acts first.
        not_checked: The regimes on which nothing can be said: key, and why.
    """

    subject_id: str
    instrument: Instrument
    as_of: Moment
    known_at: Moment
    cells: tuple[Cell, ...]
    not_checked: tuple[tuple[str, str], ...]

    def row(self, act: Act) -> tuple[Cell, ...]:
        """Return the answers on one act, one for each investor."""
        return tuple(cell for cell in self.cells if cell.act is act)

    def unchecked(self, investor: Investor) -> tuple[str, ...]:
        """Return the keys of regimes that bind an investor, and could not be asked."""
        found = (key for one in self.cells if one.investor is investor for key in one.unchecked)
        return tuple(sorted(set(found)))

    @property
    def acts_barred(self) -> tuple[Act, ...]:
        """The acts that are forbidden to any investor."""
        return tuple(dict.fromkeys(cell.act for cell in self._with(Outcome.PROHIBITED)))

    @property
    def investors_barred(self) -> tuple[Investor, ...]:
        """The investors to whom any act is forbidden."""
        return tuple(dict.fromkeys(cell.investor for cell in self._with(Outcome.PROHIBITED)))

    @property
    def acts_in_doubt(self) -> tuple[Act, ...]:
        """The acts that are forbidden to nobody for certain, and of which one is in doubt."""
        found = dict.fromkeys(cell.act for cell in self._with(Outcome.REVIEW))
        return tuple(act for act in found if act not in self.acts_barred)

    @property
    def investors_in_doubt(self) -> tuple[Investor, ...]:
        """The investors to whom no act is forbidden for certain, and one may be."""
        found = dict.fromkeys(cell.investor for cell in self._with(Outcome.REVIEW))
        return tuple(one for one in found if one not in self.investors_barred)

    def _with(self, outcome: Outcome) -> tuple[Cell, ...]:
        return tuple(one for one in self.cells if one.verdict.outcome is outcome)

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "subject": self.subject_id,
            "instrument": self.instrument.value,
            "as_of": str(self.as_of),
            "known_at": str(self.known_at),
            "cells": [cell.to_json() for cell in self.cells],
            "not_checked": [{"regime": key, "why": why} for key, why in self.not_checked],
        }


def read_matrix(
    subject_id: str,
    directory: Directory,
    *,
    instrument: Instrument,
    as_of: str | datetime | None,
    known_at: str | datetime | None,
    investors: Sequence[Investor] = tuple(Investor),
) -> Matrix:
    """Return the answer on every act by every investor.

    Args:
        subject_id: The subject.
        directory: Where it is found.
        instrument: What is dealt in.
        as_of: The moment asked about; None for now.
        known_at: Only what was public by then counts; None for now.
        investors: Who may act.

    Raises:
        InputError: A moment cannot be read.
    """
    asked, known = build_moment(as_of), build_moment(known_at)
    questions = [
        _question(act, investor, instrument, (asked, known))
        for act in Act
        for investor in investors
    ]
    regimes = asked_regimes((), questions[0], directory)
    wanted = Wanted(keys=(("entity", subject_id),), people=True, day=asked.day, exact=True)
    found = {
        instant: resolve(wanted, directory, instant)
        for instant in {known.closes(regime.zone) for regime in regimes}
    }
    facts = {
        regime.key: Facts(directory=directory, known=known.closes(regime.zone), regime=regime)
        for regime in regimes
    }
    asking = _Asking(regimes=regimes, found=found, facts=facts, caption=subject_id)
    return Matrix(
        subject_id=subject_id,
        instrument=instrument,
        as_of=asked,
        known_at=known,
        cells=tuple(map(asking.answer, questions)),
        not_checked=tuple(sorted(asking.unchecked.items())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    regimes: tuple[Regime, ...]
    found: dict[datetime, Resolution]
    facts: dict[str, Facts]
    caption: str
    unchecked: dict[str, str] = field(default_factory=dict)
    _silent: dict[Investor, list[Ruling]] = field(default_factory=dict)

    def answer(self, question: Question) -> Cell:
        reaching = [one for one in self.regimes if reaches(one, question)]
        binding = self._rulings(question, reaching)
        listed = [one for one in binding if self._tells(one.verdict)]
        first, *rest = by_strictness(listed or binding or self._unbound(question))
        return Cell(
            act=question.act,
            investor=question.investor,
            verdict=first.verdict,
            others=tuple(
                one.verdict.regime
                for one in rest
                if one.verdict.outcome in (Outcome.PROHIBITED, Outcome.REVIEW)
            ),
            unchecked=tuple(one.key for one in reaching if one.key in self.unchecked),
        )

    def _unbound(self, question: Question) -> list[Ruling]:
        """Return what regimes say that do not bind the investor: the same of every act."""
        if question.investor not in self._silent:
            others = [one for one in self.regimes if not reaches(one, question)]
            self._silent[question.investor] = self._rulings(question, others)
        return self._silent[question.investor]

    def _rulings(self, question: Question, regimes: Sequence[Regime]) -> list[Ruling]:
        """Return what those regimes say on which anything can be said; keep why not of others."""
        facts = [self.facts[regime.key] for regime in regimes]
        rulings = [
            rule_on(
                question, self.found[one.known], regime=regime, facts=one,
                caption=self.caption, strict=False,
            )
            for regime, one in zip(regimes, facts, strict=True)
        ]  # fmt: skip
        left = dict(unchecked(regimes, rulings, None))
        self.unchecked.update(left)
        return [one for one in rulings if one.verdict.regime not in left]

    def _tells(self, verdict: Verdict) -> bool:
        regime = self.facts[verdict.regime].regime
        return regime.kind is RegimeKind.LISTED or verdict.reason is not Reason.NOT_LISTED


def _question(
    act: Act, investor: Investor, instrument: Instrument, moments: tuple[Moment, Moment]
) -> Question:
    return Question(
        act=act,
        investor=investor,
        instrument=instrument,
        as_of=moments[0],
        known_at=moments[1],
        purpose=_PURPOSES.get(act),
    )
