"""What a store withstands: a process killed in the middle, several processes at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from proscribe.backends.stores.open import open_store
from tests.conformance.contents import dump, large_draft, large_entries
from tests.conftest import ROOT
from tests.ledger.stories import ofac_story

IMPORTER = "tests.conformance.importer"


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", IMPORTER, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output.split()


def test_a_kill_in_the_middle_of_an_import_leaves_the_store_as_it_was(address: str) -> None:
    with open_store(address) as store:
        ofac_story().record_in(store)
        before = dump(store)

    killed = start(address, "large", "2021-07-01", "1", "9000", "8500")
    killed.communicate(timeout=120)

    assert killed.returncode == -signal.SIGKILL
    with open_store(address) as store:
        assert dump(store) == before
        recorded = store.record(large_draft(day="2021-07-01"), large_entries(9_000))
        assert recorded.is_new
        assert recorded.edition.entities == 9_000
        assert len([*store.listings(recorded.edition.id)]) == 9_000


def test_a_kill_in_the_middle_of_the_first_import_leaves_an_empty_store(address: str) -> None:
    killed = start(address, "large", "2021-07-01", "1", "4000", "2500")
    killed.communicate(timeout=120)

    assert killed.returncode == -signal.SIGKILL
    assert finish(start(address, "large", "2021-07-01", "1", "4000", "0")) == ["new"]
    with open_store(address) as store:
        assert [edition.entities for edition in store.editions()] == [4_000]


def test_writers_at_once_lose_double_and_mix_nothing(address: str) -> None:
    """Both make the store, write editions of their own, and of a third source the same ones."""
    number, size = 6, 400
    shared = [start(address, "both", "2021-07-01", str(number), str(size), "0") for _ in "ab"]
    alone = [start(address, source, "2021-07-01", str(number), str(size), "0") for source in "cd"]

    told = [finish(process) for process in shared]
    assert [finish(process) for process in alone] == [["new"] * number] * 2
    assert sorted((*told[0], *told[1])) == ["known"] * number + ["new"] * number

    with open_store(address) as store:
        editions = store.editions()
        assert sorted(edition.id for edition in editions) == [*range(1, 3 * number + 1)]
        for edition in editions:
            assert edition.entities == size
            assert [(each.id, locator) for each, locator in store.listings(edition.id)] == [
                (f"{edition.source}-{each}", f"row {each}") for each in range(size)
            ]
        for source in ("both", "c", "d"):
            assert len(store.editions(source)) == number
            assert len([*store.entity_ids(source)]) == size
        presences = store.presences([*store.entity_ids()])
        assert len(presences) == 3 * number * size
        assert len({each.content_id for each in presences}) == 3 * size
