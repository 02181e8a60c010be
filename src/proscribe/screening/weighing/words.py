"""The record's words on designations and events."""

from __future__ import annotations

from proscribe.model.authority import AUTHORITIES
from proscribe.model.listing import EndKind, Event
from proscribe.screening.weighing.view import Found, View

_ENDED = {
    EndKind.REMOVED: "taken off",
    EndKind.REPLACED: "replaced by another entry",
    EndKind.WITHDRAWN: "withdrawn",
    EndKind.SUPERSEDED: "ended with its list",
    EndKind.EXPIRED: "expired",
    EndKind.ABSENT: "no longer printed",
}


def designation_words(found: Found, view: View, *, citing: bool = True) -> str:
    """Return a designation in words: who, which list, when, which batch, its end, the papers."""
    designation = found.record.designation
    authority = AUTHORITIES.get(designation.authority)
    by = designation.authority if authority is None else authority.title
    parts = [f"{by}, {designation.program}: {found.subject.caption}"]
    printed = designation.as_printed
    if printed is not None and printed != found.subject.caption:
        parts.append(f"printed as “{printed}”")
    parts += _when(found)
    ended = found.record.ended
    if ended is not None and ended.published.day <= view.known_day:
        parts.append(f"{_ENDED[ended.kind]} on {ended.on}")
    text = ", ".join(parts)
    cited = view.cited(designation.cite, found.subject) if citing else ""
    return f"{text} ({cited})." if cited else f"{text}{_edition(found)}."


def event_words(event: Event) -> str:
    """Return an event in words."""
    by = f" ({event.said_by})" if event.said_by else ""
    return f"{event.on.day}: {event.text}{by}"


def _when(found: Found) -> list[str]:
    designation = found.record.designation
    parts = []
    if designation.tranche is not None and designation.tranche != str(designation.listed_on):
        parts.append(f"tranche {designation.tranche}")
    if designation.listed_on is not None:
        parts.append(f"listed on {designation.listed_on}")
    else:
        parts.append(f"on the list since {found.record.begins} at the latest, which prints no day")
    public = designation.published
    if public is not None and not found.printed and public.day != designation.listed_on:
        parts.append(f"public since {public.day}")
    return parts


def _edition(found: Found) -> str:
    if not found.record.provenances:
        return ""
    newest = found.record.provenances[0]
    return f" ({newest.source}, edition of {newest.published})"
