"""Everything that can go wrong, as one tree.

::

    ProscribeError
    ├── InputError            theirs: what the user gave cannot be read or makes no sense
    │   ├── UnknownNameError  a source, regime, act or the like that does not exist
    │   │   └── AbsentError   what an address of the interface names is not there
    │   ├── UnreadableTextError  a file that holds no article, or none that can be read
    │   └── TooLargeError     more than is taken at once
    ├── SourceError           upstream's: a list could not be had or looks damaged
    │   └── QuarantineError   an edition was refused whole, nothing was changed
    ├── LawError              a regime file is missing, contradictory or out of its time
    ├── StoreError            the ledger cannot be reached, read or written
    │   └── StoreAwayError    it cannot be reached at the moment; it is as it was
    └── InternalError         ours: a state that cannot be

A message says what happened, where, why it matters and what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the input something is wrong."""

    file: str | None = None
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [
            self.file,
            None if self.line is None else f"line {self.line}",
            None if self.column is None else f"column {self.column}",
        ]
        return ", ".join(part for part in parts if part is not None)


class ProscribeError(Exception):
    """Root of the tree; carries what went wrong, where, and what to do.

    Args:
        what: What happened and why it matters, in one or two sentences.
        where: The place in the input, where there is one.
        remedy: What the reader can do about it.
    """

    def __init__(self, what: str, *, where: Place | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None and str(self.where) else ""
        return f"{place}{self.what}{' ' if self.remedy else ''}{self.remedy}"


class InputError(ProscribeError):
    """What the user gave cannot be read or makes no sense."""


class UnknownNameError(InputError):
    """A source, regime, act, investor or the like that does not exist."""


class AbsentError(UnknownNameError):
    """What an address of the interface names (an entity, a dataset) is not there."""


class UnreadableTextError(InputError):
    """A file or page holds no article, or none that can be read."""


class TooLargeError(InputError):
    """What was given is more than is taken at once."""


class SourceError(ProscribeError):
    """A published list could not be had or cannot be read."""


class QuarantineError(SourceError):
    """An edition looks damaged and was refused whole; nothing was changed."""


class LawError(ProscribeError):
    """A regime file is missing, contradictory or cannot be read."""


class StoreError(ProscribeError):
    """The ledger cannot be reached, read or written."""


class StoreAwayError(StoreError):
    """The ledger cannot be reached at the moment; what it holds is as it was."""


class InternalError(ProscribeError):
    """A state that cannot be: a defect of Proscribe."""
