"""A target's modifications, read as the spans in which it was listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proscribe.model.listing import Ending, EndKind
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields

_LISTED, _AMENDED = "listed", "amended"
_ENDS = {"de-listed", "delisted", "unlisted"}
_DATES = ("enactment-date", "publication-date", "effective-date")
# Copies of the target as it was before and after: what they say was true at their time only.
_COPIES = frozenset({"added", "removed", "ssid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in which a target was, or is, listed.

    Attributes:
        enacted: Day of the act that listed it.
        published: Day that became public.
        effective: Day it took effect.
        ended: How it ended; None while in force.
    """

    enacted: date | None = None
    published: date | None = None
    effective: date | None = None
    ended: Ending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One modification."""

    kind: str
    enacted: date | None
    published: date | None
    effective: date | None

    @property
    def day(self) -> date:
        """The day it counts from; the first there could be, where none is printed."""
        return self.effective or self.enacted or self.published or date.min


def read_spans(draft: Draft, target: Fields) -> tuple[Span, ...]:
    """Read the modifications of a target as spans, the earliest first.

    They are ordered by day; of the same day, the later stands first in the list.
    """
    printed = [_change(draft, part) for part in target.parts("modification")]
    printed.reverse()
    changes = sorted(printed, key=lambda change: change.day)
    if not changes:
        draft.note("no modification")
    return tuple(_spans(draft, changes))


def _change(draft: Draft, fields: Fields) -> _Change:
    kind = fields.attribute("modification-type")
    if kind not in {_LISTED, _AMENDED, *_ENDS}:
        draft.note(f"unknown modification-type {kind!r}")
    enacted, published, effective = (_day(draft, fields.attribute(name)) for name in _DATES)
    for remark in (*fields.texts("remark"), *fields.texts("remarks")):
        draft.keep(f"{kind} {effective or published or enacted or ''}: {remark}")
    fields.close(draft.findings, draft.id, ignore=_COPIES)
    return _Change(kind=kind, enacted=enacted, published=published, effective=effective)


def _day(draft: Draft, text: str) -> date | None:
    if not text:
        return None
    day = read_date(text).day
    if day is None:
        draft.note(f"unread date {text!r}")
        draft.keep(f"modification {text}")
    return day


def _spans(draft: Draft, changes: list[_Change]) -> Iterator[Span]:
    """Yield the spans; without a modification that lists it, a target was listed before."""
    opened: _Change | None = None
    is_open = not changes or changes[0].kind != _LISTED
    for change in changes:
        if change.kind in _ENDS:
            ended = _ending(change)
            if ended is None:
                draft.note(f"{change.kind} without a day")
            elif is_open:
                yield _span(opened, ended)
            opened, is_open = None, False
        elif not is_open:
            opened, is_open = change, True
            if change.kind != _LISTED:
                draft.note(f"{change.kind or 'changed'} after it was de-listed")
    if is_open:
        yield _span(opened, None)


def _span(opened: _Change | None, ended: Ending | None) -> Span:
    if opened is None or opened.kind != _LISTED:
        return Span(ended=ended)
    return Span(
        enacted=opened.enacted,
        published=opened.published,
        effective=opened.effective,
        ended=ended,
    )


def _ending(change: _Change) -> Ending | None:
    on = change.effective or change.enacted or change.published
    published = change.published or change.enacted or on
    if on is None or published is None:
        return None
    return Ending(on=Moment(day=on), published=Moment(day=published), kind=EndKind.REMOVED)
