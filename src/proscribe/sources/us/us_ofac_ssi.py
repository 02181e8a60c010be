"""Sectoral Sanctions Identifications list: Directives 1 to 4 under Executive Order 13662."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_ofac_ssi",
    authority="us-ofac",
    title="Sectoral Sanctions Identifications list (SSI)",
    habit_days=365,
    chronicle=True,
    packaged="facts/us/us_ofac_ssi.yml",
    parse=chronicle.parse,
)
