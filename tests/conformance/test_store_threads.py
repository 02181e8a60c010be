"""What one store withstands that several threads share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.view import load_subjects
from tests.conformance.contents import large_draft, large_entries
from tests.ledger.stories import instant

EDITIONS = 5
SIZE = 300


def write(store: SqlStore, source: str) -> int:
    days = [f"2021-07-{number + 1:02}" for number in range(EDITIONS)]
    drafts = [large_draft(source, day) for day in days]
    return sum(store.record(each, large_entries(SIZE, source)).is_new for each in drafts)


def read(store: SqlStore, source: str) -> set[tuple[int, int]]:
    """Return every pair of editions and entities that was seen together."""
    seen = set()
    for _ in range(30):
        editions = store.editions(source)
        subjects = load_subjects(store, [f"{source}-7"], instant("2022-01-01"))
        held = {edition.entities for edition in editions}
        assert held <= {SIZE}
        assert len(store.presences([f"{source}-7"])) >= len(editions)
        seen.add((len(editions), len(subjects)))
    return seen


def test_threads_that_read_and_write_at_once_see_whole_editions(store: SqlStore) -> None:
    with ThreadPoolExecutor(max_workers=5) as threads:
        writing = [threads.submit(write, store, source) for source in ("a", "b", "a")]
        reading = [threads.submit(read, store, source) for source in ("a", "b")]
        # What idles may be let go of at any time.
        while not all(each.done() for each in reading):
            store.close_idle()
            sleep(0.001)
        written = [each.result(timeout=60) for each in writing]
        seen = set().union(*(each.result(timeout=60) for each in reading))

    assert written[1] == EDITIONS
    assert written[0] + written[2] == EDITIONS
    assert len(store.editions()) == 2 * EDITIONS
    assert all(subjects == 1 for editions, subjects in seen if editions > 0)
