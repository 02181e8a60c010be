"""A process of its own whose threads write receipts, and print each once it is durable.

Arguments: the store's address, the folder of the key, how many threads, how many receipts of each
(0: until the process is killed).
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from os import getpid
from pathlib import Path

from proscribe.backends.signing import last_name, open_key, write_last
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.operations.receipts import Checkpoint, Content, canonical
from proscribe.workspace.proof_writing import ReceiptWriter
from tests.conformance.receipting import BASIS, draft


def main(address: str, folder: str, *numbers: str) -> None:
    threads, each = map(int, numbers)
    with open_store(address) as store:
        kept = SqlReceipts(store)

        def keep(closing: Checkpoint, _: str) -> None:
            first = kept.receipt(1)
            if first is not None:
                write_last(Path(folder) / last_name(first.receipt.hash), closing)

        writer = ReceiptWriter(kept, lambda: open_key(Path(folder)), keep)

        def write(thread: int) -> None:
            for number in range(each) if each else count():
                question = canonical({"of": [getpid(), thread, number]})
                content = Content(salt=b"s" * 32, question=question, answer=b"{}")
                wanted = draft(at=datetime.now(UTC), by=str(getpid()), content=content)
                (made,) = writer.write([(wanted, BASIS)])
                sys.stdout.write(f"{made.number} {made.hash}\n")
                sys.stdout.flush()

        with ThreadPoolExecutor(threads) as pool:
            [*pool.map(write, range(threads))]


if __name__ == "__main__":
    main(*sys.argv[1:])
