"""The chart of what the verdicts are worth: market value that is not allowed, act by act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import altair as alt

from proscribe.backends.reports import words
from proscribe.backends.reports.drawing import (
    INK,
    SIZES,
    VERDICT_COLOURS,
    Size,
    draw,
    styled,
)
from proscribe.model.verdict import Outcome
from proscribe.screening.summary import Summary, Total

_MOST_CURRENCIES = 3
_LETTER = 8.2  # pixels a capital of an axis label takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: how long it is, and what is written at its end."""

    panel: str
    verdict: str
    size: float
    text: str


def exposure_charts(summary: Summary) -> tuple[str, ...]:
    """Return the chart, one drawing for each size; nothing where every act is allowed.

    Where no line states a value the bars are numbers of lines.
    """
    bars = _bars(summary)
    if not bars:
        return ()
    label = "; ".join(f"{bar.panel}, {words.spaced(bar.verdict)}: {bar.text}" for bar in bars)
    return tuple(
        draw(_chart(bars, size), label=label, css_class=f"chart {name}")
        for name, size in SIZES.items()
    )


def _bars(summary: Summary) -> list[Bar]:
    barred = [total for total in summary.totals if total.verdict != Outcome.ALLOWED]
    exposed = {code for total in barred for code, value in total.market_value if value > 0}
    largest = sorted(summary.market_value, key=lambda amount: -amount[1])
    currencies = [code for code, _ in largest if code in exposed][:_MOST_CURRENCIES]
    if not currencies:
        return [
            Bar(
                panel=words.spaced(total.action).capitalize(),
                verdict=total.verdict,
                size=total.rows,
                text=words.lines(total.rows),
            )
            for total in barred
        ]
    return [
        _valued(total, code, is_one_of_several=len(currencies) > 1)
        for code in currencies
        for total in barred
        if code in dict(total.market_value)
    ]


def _valued(total: Total, code: str, *, is_one_of_several: bool) -> Bar:
    value = dict(total.market_value)[code]
    panel = words.spaced(total.action).capitalize()
    return Bar(
        panel=f"{panel}, {code or 'no currency'}" if is_one_of_several else panel,
        verdict=total.verdict,
        size=float(value),
        text=f"{code} {words.short_amount(value)}".strip(),
    )


def _chart(bars: Sequence[Bar], size: Size) -> alt.FacetChart | alt.LayerChart:
    verdicts = [outcome.value for outcome in Outcome]
    plot = size.width - round(max(len(bar.verdict) for bar in bars) * _LETTER) - 20
    longest = max(bar.size for bar in bars)
    room = 100 / (plot - 100)  # so much more than the longest bar lets its text stand behind it
    scale = alt.Scale(domain=[0, longest * (1 + room) or 1], nice=False)
    base = alt.Chart().encode(
        x=alt.X("size:Q", axis=None, scale=scale),
        y=alt.Y("verdict:N", sort=verdicts, axis=alt.Axis(title=None, ticks=False, labelPadding=8)),
    )
    colours = alt.Scale(domain=verdicts, range=[VERDICT_COLOURS[each] for each in verdicts])
    drawn = base.mark_bar(height=12).encode(
        color=alt.Color("verdict:N", legend=None, scale=colours)
    )
    text = base.mark_text(align="left", dx=6, color=INK).encode(text="text:N")
    header = alt.Header(
        title=None,
        labelOrient="top",
        labelAnchor="start",
        labelFontSize=13,
        labelFontWeight=600,
        labelColor=INK,
    )
    panels = list(dict.fromkeys(bar.panel for bar in bars))
    return styled(
        alt.layer(drawn, text, data=alt.InlineData(values=[asdict(bar) for bar in bars]))
        .properties(width=plot, height=alt.Step(22))
        .facet(row=alt.Row("panel:N", sort=panels, header=header), spacing=12)
        .resolve_scale(y="independent")
    )
