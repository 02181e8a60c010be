"""A person's word on two entries that counts only once somebody else agrees."""

from __future__ import annotations

from dataclasses import dataclass

from proscribe.model.clearance import Word
from proscribe.model.identity import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision on two entries that was put to another person.

    Attributes:
        id: Its number.
        decision: What was decided, by whom and why.
        agreed: Who agreed, when and why: from then on it counts; None where nobody did.
        refused: Who took it back; None where nobody did.
    """

    id: int
    decision: Decision
    agreed: Word | None = None
    refused: Word | None = None

    @property
    def waits(self) -> bool:
        """True where nobody else has said anything to it yet."""
        return self.agreed is None and self.refused is None
