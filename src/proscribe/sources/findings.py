"""What a list says that was not understood, counted by record."""

from __future__ import annotations


class Findings:
    """Collects values that were not understood while a list is read.

    A value is never guessed: it is kept raw in its listing and noted here.
    """

    def __init__(self) -> None:
        self._records: dict[str, set[str]] = {}

    def note(self, what: str, record: str) -> None:
        """Note something that was not understood in the record of that id."""
        self._records.setdefault(what, set()).add(record)

    def take(self, other: Findings) -> None:
        """Add what another collection holds."""
        for what, records in other._records.items():
            self._records.setdefault(what, set()).update(records)

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each thing noted, with the number of its records."""
        return tuple(
            f"{what}, {len(records)} {'record' if len(records) == 1 else 'records'}"
            for what, records in sorted(self._records.items())
        )
