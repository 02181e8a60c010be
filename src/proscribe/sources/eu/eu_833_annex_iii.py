"""Annex III of Regulation (EU) 833/2014: the banks whose new securities article 5 bars."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="eu_833_annex_iii",
    authority="eu-council",
    title="Regulation (EU) 833/2014, Annex III",
    habit_days=365,
    chronicle=True,
    packaged="facts/eu/eu_833_annex_iii.yml",
    parse=chronicle.parse,
)
