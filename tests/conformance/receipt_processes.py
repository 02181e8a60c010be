"""Processes that write receipts, and what is to be true of the store afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from proscribe.backends.signing import last_name, open_key, read_last
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.receipts import SqlReceipts
from tests.conformance.receipting import Signing, verified
from tests.conftest import ROOT

WRITER = "tests.conformance.receipt_writer"
SECONDS = 240


def start(address: str, folder: Path, threads: int, each: int) -> subprocess.Popen[str]:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-m", WRITER, address, str(folder), str(threads), str(each)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> list[tuple[int, str]]:
    """Return number and hash of what the process wrote and knew to be durable."""
    output, errors = process.communicate(timeout=SECONDS)
    assert process.returncode in (0, -signal.SIGKILL), errors
    whole = output[: output.rfind("\n") + 1].splitlines()
    return [(int(number), digest) for number, digest in map(str.split, whole)]


def check(address: str, folder: Path, told: Iterable[tuple[int, str]]) -> int:
    """Check that the chain is whole and holds all that was told; return how many there are."""
    key = Signing(open_key(folder)._key)  # noqa: SLF001 - the key of the processes
    with open_store(address) as store:
        kept = SqlReceipts(store)
        first = kept.receipt(1)
        assert first is not None
        outside = read_last(folder / last_name(first.receipt.hash))
        found = verified(kept, outside=() if outside is None else (outside,), key=key)
        assert found.findings == ()
        reach = kept.reach()
        held = {one.receipt.number: one.receipt.hash for one in kept.receipts(reach)}
    assert [*held] == [*range(1, found.receipts + 1)]
    acknowledged = [*told]
    assert len({number for number, _ in acknowledged}) == len(acknowledged)
    assert [number for number, digest in acknowledged if held.get(number) != digest] == []
    return found.receipts
