"""Turns Vega-Altair charts into SVG that lives inside a page.

Colours are names of the page's own palette, so that a chart turns dark with the
page; what is drawn is checked before it is trusted, since names from lists and
portfolios stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import vl_convert
from lxml import etree

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome

# Colours a chart is drawn in, each standing for one of the page's.
INK = "#010101"
MUTED = "#020202"
HAIRLINE = "#030303"
PAPER = "#040404"
VERDICT_COLOURS = {outcome.value: f"#05050{outcome.severity}" for outcome in Outcome}

_PALETTE = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    HAIRLINE: "var(--hairline)",
    PAPER: "var(--paper)",
    **{colour: f"var(--{verdict.lower()})" for verdict, colour in VERDICT_COLOURS.items()},
}
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {f"{_SVG}{name}" for name in ("svg", "g", "path", "text", "rect", "line", "tspan")}
_SPOKEN = ("role", "aria-roledescription", "aria-label", "aria-hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width of a drawing in pixels, and whether it is for a telephone."""

    width: int
    is_narrow: bool


# Class of the element in the page, and its size: the page shows the one that fits.
SIZES = {"wide": Size(width=720, is_narrow=False), "narrow": Size(width=328, is_narrow=True)}


def styled(chart: alt.FacetChart | alt.LayerChart) -> alt.FacetChart | alt.LayerChart:
    """Return a chart with the type and lines all our charts have."""
    finished: alt.FacetChart | alt.LayerChart = (
        chart.configure(background="transparent", font="sans-serif", padding=2)
        .configure_view(stroke=None)
        .configure_text(fontSize=12)
        .configure_axis(
            labelColor=INK,
            labelFontSize=12,
            labelLimit=400,
            domainColor=HAIRLINE,
            tickColor=HAIRLINE,
            gridColor=HAIRLINE,
        )
    )
    return finished


def draw(chart: alt.TopLevelMixin, *, label: str, css_class: str) -> str:
    """Return a chart as the text of an SVG element that may stand in a page as it is.

    Args:
        chart: What to draw, in the colours of this module.
        label: What a reader who does not see it is told.
        css_class: Class of the element.

    Raises:
        InternalError: The drawing holds something a drawing should not.
    """
    text = vl_convert.vegalite_to_svg(chart.to_json(), show_warnings=False)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    for element in root.iter():
        if element.tag not in _ELEMENTS or any(
            str(name).startswith("on") for name in element.attrib
        ):
            raise InternalError(f"a chart holds an unexpected element {element.tag!r}.")
        _adopt(element)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("class", css_class)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _adopt(element: etree._Element) -> None:
    """Give an element of a drawing the page's colours and font."""
    for name in (*_SPOKEN, "font-family", "pointer-events"):
        if name in element.attrib:
            del element.attrib[name]
    for name in ("fill", "stroke"):
        colour = element.get(name)
        if colour in _PALETTE:
            element.set(name, _PALETTE[colour])
