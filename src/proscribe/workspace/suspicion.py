"""Whether an edition that can be read looks damaged, or is not the one that should come now.

What is suspect is refused whole and kept aside, until somebody looks at it and accepts it: a
damaged file must not delist anyone, and an old one must not hide what came after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from proscribe.ledger.store import EditionInfo
from proscribe.model.authority import AUTHORITIES, authority_zone
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import EditionState
from proscribe.model.time import Moment

_LEAST_PART = 0.6
# Within months no long list has lost a fifth of its entries; what loses more than some is told.
_LEAST_PART_SOON, _LONG = 0.8, 100
_TOLD = 0.95
_MOST_TIMES = 3
# A short list may well grow to a multiple, and so may any within years.
_MOST_ADDED = 200
_NEIGHBOUR = timedelta(days=100)
# A list may name a day that is to come, but not one so far off.
_FAR_OFF = timedelta(days=366)
_FEW = 0.1
# An authority whose zone we do not know may be a day ahead of us.
_UNKNOWN_ZONE = timedelta(days=1)
_ACCEPT = "Look at the file; if it is right after all, accept it with --accept."
_AGAIN = "Fetch it again, or accept it with --accept."


def suspicion(
    parsed: ParsedEdition,
    editions: Sequence[EditionInfo],
    *,
    published: Moment,
    authority: str,
    now: datetime,
    is_live: bool,
) -> str | None:
    """Say why an edition is suspect; None where it is not.

    Args:
        parsed: What it holds.
        editions: Those of its source on file, in order of publication.
        published: When it was published.
        authority: Key of its authority.
        now: Now (UTC).
        is_live: True where it was fetched as the newest there is.
    """
    zone = authority_zone(authority)
    if not parsed.listings:
        return f"the file holds no record at all. {_AGAIN}"
    stated = parsed.stated_records
    if stated is not None and parsed.records < stated:
        return (
            f"the file states {stated} records and holds {parsed.records}: it is cut off. {_AGAIN}"
        )
    if is_to_come(published, authority, now):
        return (
            f"the file says it is of {published}, which is still to come, so its date was misread "
            f"or is wrong. {_ACCEPT}"
        )
    counted = [each for each in accepted(editions) if each.complete]
    later = newest_before(published, counted, zone) if is_live else None
    if later is not None:
        return (
            f"the address serves the edition of {published}, and that of {later.published} is on "
            f"file already: an old copy, or one withdrawn. {_ACCEPT} It then counts from now."
        )
    before = [each for each in counted if each.published.starts(zone) <= published.starts(zone)]
    why = _count(parsed.records, before[-1], published) if before else None
    if why is not None:
        return why
    return _dates(parsed, published)


def losses(records: int, editions: Sequence[EditionInfo], published: Moment) -> str | None:
    """Say that an edition holds clearly fewer records than the one before; None where not.

    Args:
        records: How many it holds.
        editions: Those of its source on file, in order of publication.
        published: When it was published.
    """
    before = [
        each for each in accepted(editions) if each.complete and each.published.day <= published.day
    ]
    if not before or records >= _TOLD * before[-1].records:
        return None
    gone = before[-1].records - records
    return (
        f"{gone:,} records fewer than the {before[-1].records:,} of {before[-1].published}: "
        "`proscribe diff` shows what ended"
    )


def accepted(editions: Sequence[EditionInfo]) -> list[EditionInfo]:
    """Return the editions that count."""
    return [each for each in editions if each.state is EditionState.ACCEPTED]


def is_to_come(published: Moment, authority: str, now: datetime) -> bool:
    """Tell whether a moment has surely not come yet where the authority is."""
    ahead = timedelta(0) if authority in AUTHORITIES else _UNKNOWN_ZONE
    return published.starts(authority_zone(authority)) > now + ahead


def newest_before(
    published: Moment, editions: Sequence[EditionInfo], zone: str
) -> EditionInfo | None:
    """Return the newest edition that states a later moment than that; None where none does."""
    later = [
        each
        for each in editions
        if each.published_is_stated and each.published.starts(zone) > published.closes(zone)
    ]
    return later[-1] if later else None


def far_off(parsed: ParsedEdition, day: date) -> list[date]:
    """Return the days of designations that are more than a year later than a day."""
    return [listed for listed in _listed(parsed) if listed - day > _FAR_OFF]


def _count(records: int, before: EditionInfo, published: Moment) -> str | None:
    told = f"the file holds {records} records, the edition of {before.published} held "
    is_near = published.day - before.published.day <= _NEIGHBOUR
    soon = is_near and before.records >= _LONG
    if records < (_LEAST_PART_SOON if soon else _LEAST_PART) * before.records:
        return f"{told}{before.records}: it may be cut off. {_AGAIN}"
    many = records > _MOST_TIMES * before.records and records - before.records > _MOST_ADDED
    if many and is_near:
        return f"{told}{before.records}: it may be another list, or hold one twice. {_ACCEPT}"
    return None


def _dates(parsed: ParsedEdition, published: Moment) -> str | None:
    far, dated = far_off(parsed, published.day), len(_listed(parsed))
    if len(far) <= _FEW * dated:
        return None
    return (
        f"{len(far)} of {dated} designations are of more than a year after the edition, the last "
        f"of {max(far)}: its dates were misread or are wrong. {_ACCEPT}"
    )


def _listed(parsed: ParsedEdition) -> list[date]:
    return [
        designation.listed_on
        for listing, _ in parsed.listings
        for designation in listing.designations
        if designation.listed_on is not None
    ]
