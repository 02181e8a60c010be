"""What came of holding lists against their seals and their own files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.workspace.proof_shown import verification_json

if TYPE_CHECKING:
    from proscribe.operations.verifying import Verification
    from proscribe.workspace.rereading import Difference, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionStanding:
    """How an edition stands.

    Attributes:
        id: Number of the edition.
        source: Key of its source; empty where nothing tells.
        published: When it was published, as text; empty where nothing tells.
        standing: How it stands.
        receipt: Number of the receipt that seals it; None where none does.
        is_late: True where it was sealed later than it was recorded.
        why: What is wrong, or cannot be told, one sentence each.
        entries: Which entries are not as they were, the first thousand.
    """

    id: int
    source: str
    published: str
    standing: Standing
    receipt: int | None
    is_late: bool
    why: tuple[str, ...]
    entries: tuple[Difference, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "id": self.id,
            "source": self.source,
            "published": self.published,
            "standing": self.standing.value,
            "receipt": self.receipt,
            "sealed_late": self.is_late,
            "why": list(self.why),
            "entries": [
                {
                    "entity": one.entity,
                    "locator": one.locator,
                    "standing": one.standing.value,
                    "why": one.why,
                }
                for one in self.entries
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVerification:
    """What came of going through the lists.

    Attributes:
        editions: How each edition stands, in order of their numbers.
        derived: What is wrong with what is derived from entries: keys they are found by, and ties.
        guards: What of the triggers of the database is not ours, or is gone.
        receipts: What came of going through the receipts, on which the seals rest.
    """

    editions: tuple[EditionStanding, ...]
    derived: tuple[str, ...]
    guards: tuple[str, ...]
    receipts: Verification

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return (
            self.receipts.holds
            and not self.derived
            and not self.guards
            and not any(one.standing.is_fault for one in self.editions)
        )

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "holds": self.holds,
            "editions": [one.to_json() for one in self.editions],
            "derived": list(self.derived),
            "guards": list(self.guards),
            "receipts": verification_json(self.receipts),
        }
