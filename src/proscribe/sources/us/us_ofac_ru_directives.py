"""Directives under Executive Order 14024: who is subject to them."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_ofac_ru_directives",
    authority="us-ofac",
    title="Directives under Executive Order 14024",
    habit_days=365,
    chronicle=True,
    packaged="facts/us/us_ofac_ru_directives.yml",
    parse=chronicle.parse,
)
