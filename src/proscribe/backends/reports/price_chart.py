"""The picture of prices: each close, and when what became public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import altair as alt
import vl_convert

from proscribe.backends.reports import words
from proscribe.backends.reports.drawing import (
    HAIRLINE,
    INK,
    MUTED,
    PAPER,
    SIZES,
    VERDICT_COLOURS,
    Size,
    draw,
    styled,
)
from proscribe.backends.reports.page import render_page
from proscribe.backends.whole_files import disk, replacing
from proscribe.model.errors import InputError, Place
from proscribe.model.verdict import Outcome

_ACCENT = VERDICT_COLOURS[Outcome.PROHIBITED.value]
# What the colours of a page are on white, for a picture that stands by itself.
_ON_WHITE = {
    INK: "#1d1c1a",
    MUTED: "#5f5a52",
    HAIRLINE: "#ddd7cb",
    PAPER: "#ffffff",
    _ACCENT: "#9b1b10",
}
_HEIGHT, _STEP, _LETTERS = 260, 15, 46
_LETTER_PIXELS = 6.4
_MIDDLE = 0.5
_SCALE = 2
KINDS = (".html", ".png", ".svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnClose:
    """A close as it is drawn; closes of one `run` follow each other day by day."""

    day: str
    close: float
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMark:
    """A day on which something became public; a designation stands out."""

    day: str
    text: str
    is_designation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePanel:
    """The picture of one series, and what is said below it.

    Attributes:
        title: The security, its currency and venue.
        closes: Its closes.
        marks: What became public, earliest first.
        rows: Moves: what, from, to, change, rule and reason.
        remarks: Drawdown, abnormal return and the like, each as (heading, text).
        findings: What is odd about the files.
    """

    title: str
    closes: tuple[DrawnClose, ...]
    marks: tuple[DrawnMark, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePicture:
    """Everything the page of prices shows."""

    caption: str
    version: str
    panels: tuple[PricePanel, ...]


def write_prices(picture: PricePicture, out: Path) -> None:
    """Write a page, an SVG or a PNG, by extension.

    Raises:
        InputError: The extension is another, or no file can be made there.
    """
    kind = out.suffix.lower()
    if kind not in KINDS:
        raise InputError(
            f"a picture is not written as {kind or 'a file without extension'}.",
            where=Place(file=str(out)),
            remedy=f"End its name in {', '.join(KINDS)}.",
        )
    content = _page(picture).encode() if kind == ".html" else _alone(picture, kind)
    with replacing(out, "picture") as path, disk(out, "picture"):
        path.write_bytes(content)


def price_charts(panel: PricePanel) -> tuple[str, ...]:
    """Return the drawing of one panel for a page, one for each size."""
    said = "; ".join(f"{mark.day} {mark.text}" for mark in panel.marks)
    first, last = panel.closes[0], panel.closes[-1]
    ends = f"from {first.close:g} on {first.day} to {last.close:g} on {last.day}"
    label = f"{panel.title}: {ends}. {said}"
    return tuple(
        draw(styled(_chart(panel, size)), label=label, css_class=f"chart {name}")
        for name, size in SIZES.items()
    )


def drawn_panels(picture: PricePicture) -> list[tuple[PricePanel, tuple[str, ...]]]:
    """Return each panel with its drawings, as a template shows them."""
    return [(panel, price_charts(panel)) for panel in picture.panels]


def _page(picture: PricePicture) -> str:
    return render_page("prices.html", picture=picture, drawn=drawn_panels(picture))


def _alone(picture: PricePicture, kind: str) -> bytes:
    size = SIZES["wide"]
    titled = [
        _chart(panel, size).properties(
            title=alt.Title(f"{picture.caption}: {panel.title}", anchor="start", color=INK)
        )
        for panel in picture.panels
    ]
    chart = titled[0] if len(titled) == 1 else alt.vconcat(*titled, spacing=24)
    text = (
        styled(cast("alt.LayerChart", chart))
        .configure(background=PAPER, font="sans-serif", padding=12)
        .to_json()
    )
    for name, colour in _ON_WHITE.items():
        text = text.replace(f'"{name}"', f'"{colour}"')
    if kind == ".png":
        drawn: bytes = vl_convert.vegalite_to_png(text, scale=_SCALE, show_warnings=False)
        return drawn
    return vl_convert.vegalite_to_svg(text, show_warnings=False).encode()


def _chart(panel: PricePanel, size: Size) -> alt.FacetChart | alt.LayerChart:
    width = size.width - 60
    room = 0 if size.is_narrow else _STEP * min(len(_named(panel)), 6)
    time = alt.X(
        "day:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, tickCount=3 if size.is_narrow else 8, grid=False, format="%Y-%m"),
    )
    closes = alt.Chart(
        alt.InlineData(
            values=[{"day": c.day, "close": c.close, "run": c.run} for c in panel.closes]
        )
    ).encode(
        x=time,
        y=alt.Y(
            "close:Q",
            scale=alt.Scale(zero=False, nice=False, domain=_domain(panel, size)),
            axis=alt.Axis(title=None, tickCount=5, gridDash=[2, 3]),
        ),
    )
    line = closes.mark_line(color=INK, strokeWidth=1.3).encode(detail="run:N")
    singles = [c for c in panel.closes if sum(o.run == c.run for o in panel.closes) == 1]
    layers: list[alt.Chart] = [*_marks(panel, size, width), line]
    if singles:
        dots = alt.Chart(alt.InlineData(values=[{"day": c.day, "close": c.close} for c in singles]))
        layers.append(dots.mark_point(size=12, filled=True, color=INK).encode(x=time, y="close:Q"))
    return alt.layer(*layers).properties(width=width, height=_HEIGHT + room)


def _domain(panel: PricePanel, size: Size) -> tuple[float, float]:
    """Return the bounds of the closes, with room above for what is written there."""
    closes = [close.close for close in panel.closes]
    low, high = min(closes), max(closes)
    span = (high - low) or high
    lines = 0 if size.is_narrow else min(len(_named(panel)), 6)
    return (max(low - span * 0.05, 0.0), high + span * (0.05 + 0.06 * lines))


def _named(panel: PricePanel) -> list[DrawnMark]:
    """Return the marks whose words are written beside them: designations, else the first few."""
    chosen = [mark for mark in panel.marks if mark.is_designation]
    return chosen or [*panel.marks[:3]]


def _marks(panel: PricePanel, size: Size, width: int) -> list[alt.Chart]:
    if not panel.marks:
        return []
    first, last = _ordinal(panel.closes[0].day), _ordinal(panel.closes[-1].day)
    span = max(last - first, 1)
    named = _named(panel)
    values = []
    for mark in panel.marks:
        part = (_ordinal(mark.day) - first) / span
        is_late = part > _MIDDLE
        place = named.index(mark) if mark in named else -1
        free = int(width * (part if is_late else 1 - part) / _LETTER_PIXELS) - 2
        shown = "" if place < 0 or size.is_narrow else f"{mark.day} {mark.text}"
        values.append(
            {
                "day": mark.day,
                "text": words.shortened(shown, max(min(free, _LETTERS + 14), 1)),
                "late": is_late,
                "named": place >= 0,
                "up": 8 + _STEP * max(place, 0),
                "bold": mark.is_designation,
            }
        )
    base = alt.Chart(alt.InlineData(values=values)).encode(x=alt.X("day:T"))
    strong = base.transform_filter("datum.bold").mark_rule(color=_ACCENT, strokeWidth=1.5)
    weak = base.transform_filter("!datum.bold").mark_rule(color=MUTED, strokeDash=[2, 3])
    place_y = alt.Y("up:Q", scale=None, axis=None)
    after = base.transform_filter("datum.named && !datum.late").mark_text(
        align="left", dx=5, color=INK, fontSize=11
    )
    before = base.transform_filter("datum.named && datum.late").mark_text(
        align="right", dx=-5, color=INK, fontSize=11
    )
    texts = [each.encode(text="text:N", y=place_y) for each in (after, before)]
    return [weak, strong, *texts]


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def runs_of(days: Sequence[str], breaks: Sequence[bool]) -> list[int]:
    """Return for each day which unbroken run it belongs to.

    Args:
        days: The days, in order.
        breaks: Whether a trading day is missing before each of them.
    """
    found, run = [], 0
    for _, is_broken in zip(days, breaks, strict=True):
        run += is_broken
        found.append(run)
    return found
