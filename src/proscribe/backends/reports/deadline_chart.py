"""The time line of a report: what begins, ends or changes, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby

import altair as alt

from proscribe.backends.reports import words
from proscribe.backends.reports.drawing import INK, MUTED, PAPER, SIZES, Size, draw, styled
from proscribe.screening.summary import Deadline

# A chart of more rows is no longer read; the table below it has them all.
_MOST_MOMENTS = 14
_MOST_PAST = 6
_NAMED_ISSUERS = 2

_DAY_PIXELS = 88
_LETTER_PIXELS = 7.2
_LEAST_SPAN = 60 * 86_400_000.0  # milliseconds: below, the axis would count hours
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happens at one moment, in words.

    Attributes:
        day: Its day.
        at: Milliseconds since 1970.
        what: What happens, and whom it concerns.
        is_past: Whether it lies before the moment asked about.
    """

    day: str
    at: float
    what: str
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment as it is drawn."""

    row: str
    at: float
    text: str
    is_past: bool
    is_late: bool


def deadline_charts(deadlines: Sequence[Deadline], asked: datetime | None) -> tuple[str, ...]:
    """Return the time line, one drawing for each size; nothing where there is no date.

    Args:
        deadlines: In order of time.
        asked: The moment asked about, where it is known.
    """
    moments = _shown([*_moments(deadlines, asked)])
    if not moments:
        return ()
    said = "; ".join(f"{moment.day} {moment.what}" for moment in moments)
    return tuple(
        draw(_chart(moments, asked, size), label=said, css_class=f"chart {name}")
        for name, size in SIZES.items()
    )


def _moments(deadlines: Sequence[Deadline], asked: datetime | None) -> Iterable[Moment]:
    for (instant, kind), same in groupby(deadlines, key=lambda d: (d.instant, d.kind)):
        group = [*same]
        issuers = list(dict.fromkeys(each.issuer for each in group))
        more = len(issuers) - _NAMED_ISSUERS
        named = ", ".join(issuers[:_NAMED_ISSUERS])
        is_past = asked is not None and instant < asked
        what = words.moment_words(kind, is_past=is_past)
        yield Moment(
            day=group[0].at[:10],
            at=instant.timestamp() * 1000,
            what=f"{what}: {named}{f' and {more:,} more' if more > 0 else ''}",
            is_past=is_past,
        )


def _shown(moments: Sequence[Moment]) -> list[Moment]:
    past = [moment for moment in moments if moment.is_past]
    coming = [moment for moment in moments if not moment.is_past]
    return [*past[-_MOST_PAST:], *coming[:_MOST_MOMENTS]]


def _chart(
    moments: Sequence[Moment], asked: datetime | None, size: Size
) -> alt.FacetChart | alt.LayerChart:
    plot = size.width - (12 if size.is_narrow else _DAY_PIXELS)
    now = [] if asked is None else [asked.timestamp() * 1000]
    times = [*now, *(moment.at for moment in moments)]
    span = max(times) - min(times)
    margin = max(span * 0.04, (_LEAST_SPAN - span) / 2)
    domain = (min(times) - margin, max(times) + margin)
    marks = [
        asdict(_mark(number, moment, domain, plot=plot, is_narrow=size.is_narrow))
        for number, moment in enumerate(moments)
    ]
    days = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        minExtent=_DAY_PIXELS - 8,
        labelExpr="split(datum.value, ' ')[1]",
    )
    base = alt.Chart(alt.InlineData(values=marks)).encode(
        x=alt.X(
            "at:T",
            scale=alt.Scale(type="utc", domain=domain, nice=False),
            axis=alt.Axis(title=None, tickCount=3 if size.is_narrow else 7, labelOverlap=True),
        ),
        y=alt.Y("row:O", sort=None, axis=None if size.is_narrow else days),
    )
    labels = [_above(base)] if size.is_narrow else _beside(base)
    return styled(
        alt.layer(*_rule(now), _dots(base), *labels).properties(
            width=plot, height=alt.Step(42 if size.is_narrow else 26)
        )
    )


def _mark(
    number: int, moment: Moment, domain: tuple[float, float], *, plot: int, is_narrow: bool
) -> Mark:
    """Say where a moment is drawn, and cut its words to the room it has there."""
    part = (moment.at - domain[0]) / (domain[1] - domain[0])
    is_late = part > _MIDDLE
    room = plot if is_narrow else plot * (part if is_late else 1 - part) - 16
    text = f"{moment.day}  {moment.what}" if is_narrow else moment.what
    return Mark(
        row=f"{number:02} {moment.day}",
        at=moment.at,
        text=words.shortened(text, int(room / _LETTER_PIXELS)),
        is_past=moment.is_past,
        is_late=is_late,
    )


def _dots(base: alt.Chart) -> alt.Chart:
    fill = alt.condition("datum.is_past", alt.value(PAPER), alt.value(INK))
    dot = base.mark_point(shape="circle", size=70, strokeWidth=1.5, stroke=INK, opacity=1)
    filled: alt.Chart = dot.encode(fill=fill)
    return filled


def _beside(base: alt.Chart) -> list[alt.Chart]:
    """Write what happens beside its dot, on the side that has room."""
    after = base.mark_text(align="left", dx=10, color=INK)
    before = base.mark_text(align="right", dx=-10, color=INK)
    return [
        after.transform_filter("!datum.is_late").encode(text="text:N"),
        before.transform_filter("datum.is_late").encode(text="text:N"),
    ]


def _above(base: alt.Chart) -> alt.Chart:
    """Write what happens above its dot, from the left edge."""
    text = base.mark_text(align="left", dy=-17, color=INK)
    labelled: alt.Chart = text.encode(x=alt.value(0), text="text:N")
    return labelled


def _rule(now: Sequence[float]) -> list[alt.Chart]:
    """Draw the moment asked about."""
    if not now:
        return []
    base = alt.Chart(alt.InlineData(values=[{"at": at} for at in now]))
    return [base.mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x="at:T")]
