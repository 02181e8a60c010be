"""A process of its own that records editions, and may kill itself on the way.

Arguments: the store's address, the source, the day of the first edition, how many editions,
entries in each, and after how many entries to die (0: not at all). Prints, for each edition,
whether it was new.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from proscribe.backends.stores.open import open_store
from proscribe.ledger.store import Entry
from tests.conformance.contents import large_draft, large_entries


def mortal(entries: Iterator[Entry], die_after: int) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if number == die_after:
            os.kill(os.getpid(), signal.SIGKILL)
        yield entry


def main(address: str, source: str, first_day: str, *numbers: str) -> None:
    editions, size, die_after = map(int, numbers)
    with open_store(address) as store:
        for number in range(editions):
            day = date.fromisoformat(first_day) + timedelta(days=number)
            entries = mortal(large_entries(size, source), die_after)
            recorded = store.record(large_draft(source, day.isoformat()), entries)
            sys.stdout.write("new\n" if recorded.is_new else "known\n")


main(*sys.argv[1:])
