"""Whatever happens to a list on its way, it is read or refused, in bounded time.

A few trials of each format run with every test run, a thousand with `make soak`.
"""

from __future__ import annotations

import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from proscribe.model.errors import ProscribeError, QuarantineError, SourceError
from proscribe.model.listing import ParsedEdition
from proscribe.registry import source_keys
from proscribe.sources.snapshot import open_snapshot
from tests.soak.mutations import mutate
from tests.soak.subjects import PUBLISHED, SOURCES, Subject, find_published, find_samples

FEW, MANY = 20, 1_000
LONGEST_SECONDS = 5.0


def damaged(subject: Subject, number: int) -> tuple[bytes, ...]:
    """Return the contents of a subject in its trial of that number."""
    chance = Random(f"{subject} {number}")
    contents = list(subject.contents)
    at = 0 if chance.random() < 0.6 else chance.randrange(len(contents))
    contents[at] = mutate(contents[at], chance)
    return tuple(contents)


def read(subject: Subject, contents: tuple[bytes, ...]) -> ParsedEdition:
    return subject.source.parse(open_snapshot(subject.files(contents), limit=1 << 26))


def trial(subject: Subject, number: int) -> str | None:
    """Read a damaged edition; say what is wrong with how it was read or refused."""
    contents = damaged(subject, number)
    began = time.process_time()
    try:
        edition = read(subject, contents)
    except SourceError as error:
        text = str(error)
        found = None if text.strip() else "an error without a message"
    except ProscribeError as error:
        found = f"{type(error).__name__} instead of a SourceError: {error}"
    except Exception as error:  # noqa: BLE001 - any other is what we look for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        found = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"
    else:
        found = wrong_with(edition)
    seconds = time.process_time() - began
    return found or (f"{seconds:.1f} s" if seconds > LONGEST_SECONDS else None)


def wrong_with(edition: ParsedEdition) -> str | None:
    """Say what no edition may be, however damaged the file was."""
    ids = Counter(listing.id for listing, _ in edition.listings)
    if not all(listing.names and listing.names[0].text for listing, _ in edition.listings):
        return "an entry without a name"
    if not all(locator for _, locator in edition.listings):
        return "an entry without a locator"
    if any(entity_id.endswith("-") for entity_id in ids):
        return "an entry without a number"
    return None


def trials(subject: Subject, numbers: range) -> None:
    """Run trials, and fail with every kind of failure and the numbers of its trials."""
    failures: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        found = trial(subject, number)
        if found is not None:
            failures[found[:160]].append(number)
    told = [f"{what} (trials {seen[:5]}, {len(seen)} in all)" for what, seen in failures.items()]
    assert not told, f"{subject}:\n" + "\n".join(told)


def test_every_list_that_reads_files_has_a_sample_to_damage() -> None:
    with_samples = {folder.parent.name for folder in SOURCES.glob("*/*/sample")}

    assert with_samples & {*source_keys()} == {each.source.key for each in find_samples()}


@pytest.mark.parametrize("subject", find_samples(), ids=str)
def test_a_damaged_sample_is_read_or_refused(subject: Subject) -> None:
    trials(subject, range(FEW))


@pytest.mark.soak
@pytest.mark.parametrize("subject", find_samples(), ids=str)
def test_a_sample_damaged_in_a_thousand_ways_is_read_or_refused(subject: Subject) -> None:
    trials(subject, range(FEW, MANY))


@pytest.mark.soak
@pytest.mark.parametrize("key", PUBLISHED)
def test_a_published_edition_damaged_in_many_ways_is_read_or_refused(
    shared: Path, key: str
) -> None:
    for subject in find_published(shared, key):
        size = sum(map(len, subject.contents))
        trials(subject, range(max(FEW, min(MANY, 30_000_000 // size))))


def test_a_file_of_another_list_is_refused_or_read_but_never_breaks_a_parser() -> None:
    """Each list is given the files of every other."""
    failures = []
    for subject, other in pairs():
        try:
            read(subject, other.contents)
        except SourceError:
            continue
        except Exception as error:  # noqa: BLE001 - any other is what we look for
            failures.append(f"{other} under {subject.source.key}: {error!r}")
    assert not failures


def pairs() -> Iterator[tuple[Subject, Subject]]:
    """Yield each list with an edition of each other list."""
    chosen = {subject.source.key: subject for subject in find_samples()}
    for key, subject in chosen.items():
        for other in find_samples():
            if other.source.key != key:
                renamed = Subject(subject.source, other.names, other.contents, other.records)
                yield renamed, other


def test_damage_is_the_same_in_every_run() -> None:
    for subject in find_samples():
        assert damaged(subject, 3) == damaged(subject, 3)


def test_most_trials_damage_something() -> None:
    for subject in find_samples():
        changed = sum(damaged(subject, number) != subject.contents for number in range(FEW))
        assert changed >= FEW * 0.6


def test_an_emptied_edition_is_refused() -> None:
    for subject in find_samples():
        with pytest.raises(QuarantineError):
            read(subject, tuple(b"" for _ in subject.contents))
