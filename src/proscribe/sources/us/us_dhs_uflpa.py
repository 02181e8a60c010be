"""UFLPA Entity List: whose goods are presumed to be made with forced labour."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_dhs_uflpa",
    authority="us-dhs",
    title="UFLPA Entity List",
    habit_days=365,
    chronicle=True,
    packaged="facts/us/us_dhs_uflpa.yml",
    parse=chronicle.parse,
)
