"""What the workspace answers: plain results that render as JSON, tables and notebooks."""

from __future__ import annotations

import html
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from proscribe.model.source import EditionState
from proscribe.model.time import Moment, format_instant
from proscribe.model.verdict import Question, Verdict, strictest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proscribe.model.source import Edition
    from proscribe.screening.elsewhere import NamedElsewhere
    from proscribe.screening.recalling import Recalled
    from proscribe.screening.verdicts import Ruling


def to_json(value: object) -> object:
    """Return a result as plain JSON values: dates and decimals as text, times with offset."""
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(item) for item in value]
    return _value_json(value)


def _value_json(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, Moment | date | Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    return value


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as JSON, its moments in the regime's zone."""

    def moment(instant: datetime | None) -> str | None:
        return None if instant is None else format_instant(instant, verdict.zone)

    return {
        "regime": verdict.regime,
        "verdict": verdict.outcome.value,
        "reason_code": verdict.reason.value,
        "effective_at": moment(verdict.effective_at),
        "deadline_at": moment(verdict.deadline_at),
        "next_change_at": moment(verdict.next_change_at),
        "citation": verdict.citation,
        "explanation": verdict.explanation,
        "arithmetic": list(verdict.arithmetic),
        "subject": verdict.subject,
        "checked_through": str(verdict.checked_through),
        "caveats": list(verdict.caveats),
    }


def table_html(caption: str, rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as an HTML table, everything escaped."""
    listed = list(rows)
    columns = list(listed[0]) if listed else []

    def cells(tag: str, values: Iterable[object]) -> str:
        shown = ("" if value is None else str(value) for value in values)
        return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in shown)

    head = f"<tr>{cells('th', columns)}</tr>"
    body = "".join(f"<tr>{cells('td', row.values())}</tr>" for row in listed)
    return (
        f"<table><caption>{html.escape(caption)}</caption>"
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The answer to one question about one issuer or security.

    Attributes:
        query: As asked.
        question: The act, investor, instrument and moments.
        rulings: One a regime, strictest first; regimes whose lists are missing left out.
        not_checked: Regime keys left out, and why.
        warnings: What is wrong with the query, or how old the lists are.
        named_elsewhere: Designations in force whose effects are no part of the answer.
        recalled: Of whom a person decided before that the query does not mean them: those left
            out of the answer, and those raised again.
        suppositions: What the answer supposes, one sentence each; it is then no record.
    """

    query: str
    question: Question
    rulings: tuple[Ruling, ...]
    not_checked: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    named_elsewhere: tuple[NamedElsewhere, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    suppositions: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict."""
        return strictest(tuple(ruling.verdict for ruling in self.rulings))

    def to_json(self) -> dict[str, object]:
        """Return the whole answer as JSON values."""
        question = self.question
        return {
            "query": self.query,
            "suppositions": list(self.suppositions),
            "as_of": str(question.as_of),
            "known_at": str(question.known_at),
            "investor": question.investor.value,
            "action": question.act.value,
            "purpose": None if question.purpose is None else question.purpose.value,
            "instrument": question.instrument.value,
            "verdict": self.verdict.outcome.value,
            "reason_code": self.verdict.reason.value,
            "explanation": self.verdict.explanation,
            "regimes": [_ruling_json(ruling) for ruling in self.rulings],
            "not_checked": [{"regime": key, "why": why} for key, why in self.not_checked],
            "named_elsewhere": to_json(self.named_elsewhere),
            "clearances": [one.to_json() for one in self.recalled],
            "warnings": list(self.warnings),
        }

    def _repr_html_(self) -> str:
        rows = [verdict_json(ruling.verdict) for ruling in self.rulings]
        shown = ("regime", "verdict", "reason_code", "next_change_at", "citation", "explanation")
        told = " ".join((self.query, *self.suppositions, *map(str, self.recalled)))
        return table_html(told, ({key: row[key] for key in shown} for row in rows))


def _ruling_json(ruling: Ruling) -> dict[str, object]:
    return verdict_json(ruling.verdict) | {
        "candidates": [
            {
                "entity_id": one.candidate.subject.id,
                "caption": one.candidate.subject.names[0].text,
                "matched_by": one.candidate.matched_by,
                "given": one.candidate.given,
                "found": one.candidate.found,
                "score": one.candidate.score,
                "alike": one.candidate.explanation or None,
                "verdict": one.verdict.outcome.value,
                "reason_code": one.verdict.reason.value,
                "explanation": one.verdict.explanation,
            }
            for one in ruling.candidates
        ]
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """One source, or one edition of it, and how fresh it is.

    Attributes:
        key: Key of the source.
        title: Its name.
        authority: Who designates.
        edition: The edition; None where none is on file.
        state: ``fresh``, ``stale``, ``quarantined`` or ``empty``.
        age_days: Days since publication.
        warnings: What was not understood, or why it was refused.
        checked: When its publisher was last asked for a newer edition; None: never.
        check: What came of it, a :class:`~proscribe.ledger.fetches.FetchOutcome`.
    """

    key: str
    title: str
    authority: str
    edition: Edition | None
    state: str
    age_days: int | None
    warnings: tuple[str, ...]
    checked: datetime | None = None
    check: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the status as JSON values."""
        edition = self.edition
        return {
            "key": self.key,
            "title": self.title,
            "authority": self.authority,
            "records": None if edition is None else edition.records,
            "entities": None if edition is None else edition.entities,
            "edition": None if edition is None else edition.id,
            "published": None if edition is None else str(edition.published),
            "published_is_stated": None if edition is None else edition.published_is_stated,
            "fetched": None if edition is None else format_instant(edition.fetched_at),
            "recorded": None if edition is None else format_instant(edition.recorded_at),
            "digest": None if edition is None else edition.digest,
            "complete": None if edition is None else edition.complete,
            "note": None if edition is None else edition.note,
            "age_days": self.age_days,
            "state": self.state,
            "accepted": edition is not None and edition.state is EditionState.ACCEPTED,
            "warnings": list(self.warnings),
            "checked": None if self.checked is None else format_instant(self.checked),
            "check": self.check,
        }
