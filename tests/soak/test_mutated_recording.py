"""A damaged list never changes the ledger in silence.

It is quarantined, and everything is as before; or it is recorded, and what differs is
what `diff` shows. An edition that lost two fifths of its entries is never recorded.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from proscribe.backends.stores.content import encode
from proscribe.backends.stores.open import open_store
from proscribe.ledger.store import EditionInfo
from proscribe.model.listing import Listing
from proscribe.model.source import EditionState
from proscribe.workspace import Workspace, open_workspace
from tests.soak.subjects import Subject, find_samples
from tests.soak.test_mutated_lists import damaged

FEW, MANY = 2, 50
BEFORE, AFTER = "2026-06-01", "2026-06-08"
LEAST_PART = 0.6

Held = dict[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What a ledger holds of one list: its accepted editions, and the newest one's entries."""

    editions: tuple[int, ...]
    newest: EditionInfo
    held: Held


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, in which the archive lies too."""
    monkeypatch.setenv("PROSCRIBE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("PROSCRIBE_DB", raising=False)
    return tmp_path


@contextmanager
def ledger(file: Path) -> Iterator[Workspace]:
    with open_workspace(f"sqlite:///{file}") as workspace:
        yield workspace


def write(folder: Path, subject: Subject, contents: Iterable[bytes]) -> list[Path]:
    folder.mkdir(parents=True)
    files = [folder / name for name in subject.names]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return files


def state_of(file: Path, key: str) -> State:
    store = open_store(f"sqlite:///{file}")
    try:
        accepted = [each for each in store.editions(key) if each.state is EditionState.ACCEPTED]
        newest = accepted[-1]
        listings = by_id(listing for listing, _ in store.listings(newest.id))
    finally:
        store.close()
    return State(tuple(each.id for each in accepted), newest, listings)


def by_id(listings: Iterable[Listing]) -> Held:
    held: dict[str, list[bytes]] = {}
    for listing in listings:
        held.setdefault(listing.id, []).append(encode(listing))
    return {entity_id: tuple(sorted(bodies)) for entity_id, bodies in held.items()}


def record_trial(folder: Path, base: Path, subject: Subject, number: int) -> str:
    """Import a damaged edition into a copy of the ledger, check what it did, and say the state."""
    contents = damaged(subject, number)
    copy = shutil.copyfile(base, folder / f"{number}.db")
    before = state_of(base, subject.source.key)
    files = write(folder / str(number), subject, contents)
    with ledger(copy) as workspace:
        imported = workspace.import_files(subject.source.key, *files, published=AFTER)
        after = state_of(copy, subject.source.key)
        if imported.state == "recorded":
            check_recorded(workspace, subject, before, after)
    if imported.state != "recorded":
        assert (after.editions, after.held) == (before.editions, before.held)
        assert imported.state == "unchanged" or imported.edition.why
    copy.unlink()
    return imported.state


def check_recorded(workspace: Workspace, subject: Subject, before: State, after: State) -> None:
    """The diff shows every entry that began, ended or changed, and nothing else did."""
    shown = workspace.diff(subject.source.key).difference
    ended = before.held.keys() - after.held.keys()
    assert {listing.id for listing in shown.began} == after.held.keys() - before.held.keys()
    assert {listing.id for listing in shown.ended} == ended
    changed = {each.id for each in shown.changed}
    differ = {each for each in before.held.keys() & after.held.keys() if held(before, after, each)}
    assert changed <= differ
    assert after.newest.entities == len(after.held)
    assert after.newest.records > 0
    if after.newest.complete:
        assert after.newest.records >= LEAST_PART * before.newest.records
    if differ - changed:
        assert_only_order_differs(subject, before, after, differ - changed)


def held(before: State, after: State, entity_id: str) -> bool:
    return before.held[entity_id] != after.held[entity_id]


def assert_only_order_differs(
    subject: Subject, before: State, after: State, entity_ids: Iterable[str]
) -> None:
    """What `diff` passes over is the same values in another order."""
    for entity_id in entity_ids:
        one, other = before.held[entity_id], after.held[entity_id]
        assert sorted(b"".join(one)) == sorted(b"".join(other)), f"{subject} {entity_id}"


def record_trials(folder: Path, subject: Subject, numbers: range) -> None:
    base = folder / "base.db"
    with ledger(base) as workspace:
        files = write(folder / "whole", subject, subject.contents)
        imported = workspace.import_files(subject.source.key, *files, published=BEFORE)
        assert imported.state == "recorded", imported.edition.why
    for number in numbers:
        try:
            record_trial(folder, base, subject, number)
        except AssertionError as error:
            error.add_note(f"{subject}, trial {number}")
            raise


@pytest.mark.parametrize("subject", find_samples(), ids=str)
def test_a_damaged_edition_changes_what_the_diff_shows_or_nothing(
    folder: Path, subject: Subject
) -> None:
    record_trials(folder, subject, range(FEW))


@pytest.mark.soak
@pytest.mark.parametrize("subject", find_samples(), ids=str)
def test_fifty_damaged_editions_change_what_the_diff_shows_or_nothing(
    folder: Path, subject: Subject
) -> None:
    record_trials(folder, subject, range(FEW, MANY))
