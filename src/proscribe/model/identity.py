"""That entries of several lists are one subject: what speaks for it, and who decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LINKED_FROM = 0.9
"""Confidence from which two entries count as one subject until a person says otherwise."""


class TieKind(StrEnum):
    """What a tie rests on, the weightiest first."""

    DECISION = "decision"
    STATED = "stated"
    IDENTIFIER = "identifier"
    NAME = "name"


class Judgement(StrEnum):
    """What a person says of two entries."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two entries have in common that speaks for one subject.

    Attributes:
        kind: An identifier, or names with what else agrees.
        confidence: From 0 to 1: the share of such pairs that are one subject, as estimated.
        basis: What agrees, in words.
    """

    kind: TieKind
    confidence: float
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That two entries are, or may be, one subject.

    Attributes:
        left: Entity id, the smaller of the two.
        right: Entity id.
        evidence: What it rests on.
    """

    left: str
    right: str
    evidence: Evidence

    @property
    def holds(self) -> bool:
        """True where it joins the two unless something weightier keeps them apart."""
        return self.evidence.confidence >= LINKED_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on two entries; the newest on a pair counts.

    Attributes:
        left: Entity id, the smaller of the two.
        right: Entity id.
        judgement: What was said.
        reason: Why, in words.
        by: Who said it.
        at: When (UTC).
        waits: True where it counts only once another person has agreed.
    """

    left: str
    right: str
    judgement: Judgement
    reason: str
    by: str
    at: datetime
    waits: bool = False
