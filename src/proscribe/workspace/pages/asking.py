"""An answer to one question, with what stands beside it on its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.ledger.timeline import as_begun
from proscribe.model.authority import AUTHORITIES
from proscribe.model.verdict import Outcome, Reason

if TYPE_CHECKING:
    from proscribe.ledger.record import DesignationRecord, Subject
    from proscribe.model.listing import SecurityLine
    from proscribe.model.time import Moment
    from proscribe.screening.verdicts import Weighed
    from proscribe.workspace.pages.consequences import Matrix
    from proscribe.workspace.results import CheckResult
    from proscribe.workspace.subjects import Later

_VACATUR = "vacatur"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingShown:
    """A designation with the name of its authority.

    Attributes:
        authority: The name.
        record: The designation.
        vacated: When a court struck it down; None where none did, as far as is known.
    """

    authority: str
    record: DesignationRecord
    vacated: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCard:
    """An answer, and what the card beside it says.

    Attributes:
        result: The answer.
        matrix: What follows for every act and investor; None where nobody is meant for certain.
        later: Whom the query means by what is on record now, where it meant nobody then; no part
            of the answer.
    """

    result: CheckResult
    matrix: Matrix | None = None
    later: Later | None = None

    @property
    def candidates(self) -> tuple[tuple[Weighed, str], ...]:
        """Who may be meant, each with its verdict and the regime of it, the likeliest first."""
        found = {
            one.candidate.subject.id: (one, ruling.verdict.regime)
            for ruling in reversed(self.result.rulings)
            for one in ruling.candidates
        }
        return tuple(sorted(found.values(), key=lambda pair: -pair[0].candidate.score))

    @property
    def only(self) -> Weighed | None:
        """The only one who may be meant; None where there are several, or nobody."""
        found = self.candidates
        return found[0][0] if len(found) == 1 else None

    @property
    def is_unlisted(self) -> bool:
        """Whether nothing on file is called that."""
        return not self.candidates and self.result.verdict.outcome is Outcome.ALLOWED

    @property
    def is_unasked(self) -> bool:
        """Whether none of the regimes that bind who asks could be checked."""
        asker = self.result.question.investor
        silent = all(one.verdict.reason is Reason.NOT_BOUND for one in self.result.rulings)
        return silent and self.matrix is not None and bool(self.matrix.unchecked(asker))

    @property
    def listings(self) -> tuple[ListingShown, ...]:
        """Each designation of the only one meant, the newest first."""
        return () if self.only is None else listings_of(self.only.candidate.subject)

    @property
    def lines(self) -> tuple[SecurityLine, ...]:
        """The securities of the only one meant that there were then, as far as was known."""
        question = self.result.question
        last = min(question.as_of.day, question.known_at.day)
        return () if self.only is None else as_begun(self.only.candidate.subject, last).securities

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        consequences = None if self.matrix is None else self.matrix.to_json()
        return self.result.to_json() | {"consequences": consequences}


def listings_of(subject: Subject) -> tuple[ListingShown, ...]:
    """Return the designations of a subject, each with who made it, the newest first."""
    return tuple(
        ListingShown(
            authority=authority_title(one.designation.authority),
            record=one,
            vacated=_vacated(one, subject),
        )
        for one in reversed(subject.records)
    )


def _vacated(record: DesignationRecord, subject: Subject) -> Moment | None:
    """Return when a court struck a designation down, as the source tells that tells of it."""
    sources = {one.source for one in record.provenances}
    orders = (
        event.on
        for known in subject.listings
        if known.provenance.source in sources
        for event in known.listing.events
        if event.kind == _VACATUR and event.on.day >= record.begins
    )
    return min(orders, key=lambda moment: moment.day, default=None)


def authority_title(key: str) -> str:
    """Return the name of an authority."""
    found = AUTHORITIES.get(key)
    return key if found is None else found.title
