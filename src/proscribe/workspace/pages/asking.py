"""An answer to one question, with what stands beside it on its card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.model.authority import AUTHORITIES
from proscribe.model.verdict import Outcome

if TYPE_CHECKING:
    from proscribe.ledger.record import DesignationRecord
    from proscribe.screening.verdicts import Weighed
    from proscribe.workspace.pages.consequences import Matrix
    from proscribe.workspace.results import CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingShown:
    """A designation with the name of its authority."""

    authority: str
    record: DesignationRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCard:
    """An answer, and what the card beside it says.

    Attributes:
        result: The answer.
        matrix: What follows for every act and investor; None where nobody is meant for certain.
    """

    result: CheckResult
    matrix: Matrix | None = None

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
    def listings(self) -> tuple[ListingShown, ...]:
        """Each designation of the only one meant, the newest first."""
        return () if self.only is None else listings_of(self.only.candidate.subject.records)

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        consequences = None if self.matrix is None else self.matrix.to_json()
        return self.result.to_json() | {"consequences": consequences}


def listings_of(records: tuple[DesignationRecord, ...]) -> tuple[ListingShown, ...]:
    """Return designations with the names of their authorities, the newest first."""
    return tuple(
        ListingShown(authority=authority_title(one.designation.authority), record=one)
        for one in reversed(records)
    )


def authority_title(key: str) -> str:
    """Return the name of an authority."""
    found = AUTHORITIES.get(key)
    return key if found is None else found.title
