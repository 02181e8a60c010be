"""A user's own list names companies; a line may give an identifier only, which that list lacks.

Whoever an identifier surely leads to is looked for on such lists by every name the ledger
knows of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.matching.keys import name_keys
from proscribe.model.listing import NameKind
from proscribe.screening.candidates import (
    ALSO,
    NAME,
    Candidate,
    Resolution,
    is_of_house,
    ordered,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.directory import Directory

HOUSE = ("list",)
_SURE = (NameKind.PRIMARY, NameKind.ALIAS, NameKind.FORMER, NameKind.ISSUER)


def with_house_lists(
    found: Sequence[Resolution], directory: Directory, known: datetime
) -> tuple[Resolution, ...]:
    """Return resolutions with the entries of a user's own list that name whom they mean.

    Args:
        found: Who may be meant.
        directory: Where subjects are found.
        known: Up to when facts count (UTC).
    """
    if not directory.coverage(HOUSE, known).complete:
        return tuple(found)
    meant = {
        one.subject.id: one.subject
        for each in found
        for one in each.candidates
        if one.certain and not is_of_house(one.subject)
    }
    cores = {core for subject in meant.values() for core in _cores(subject)}
    ids = directory.find("core", cores) if cores else {}
    everyone = frozenset().union(*ids.values()) if ids else frozenset()
    house = [one for one in directory.subjects(everyone, known) if is_of_house(one)]
    return tuple(_joined(one, house) for one in found) if house else tuple(found)


def _cores(subject: Subject) -> set[str]:
    cores = (name_keys(name.text).core for name in subject.names if name.kind in _SURE)
    return {core for core in cores if core}


def _joined(found: Resolution, house: Iterable[Subject]) -> Resolution:
    told = {one.subject.id for one in found.candidates}
    more = [
        candidate
        for one in found.candidates
        if one.certain and not is_of_house(one.subject)
        for entry in house
        if entry.id not in told and (candidate := _entry(one, entry)) is not None
    ]
    if not more:
        return found
    return replace(found, candidates=ordered((*found.candidates, *more)))


def _entry(meant: Candidate, entry: Subject) -> Candidate | None:
    """Return an entry of the list as a candidate, if it bears a name of whom is meant."""
    theirs = _cores(meant.subject)
    for name in entry.names:
        if name_keys(name.text).core in theirs:
            return Candidate(
                subject=entry,
                matched_by=NAME,
                given=meant.given,
                found=name.text,
                score=ALSO,
                certain=True,
            )
    return None
