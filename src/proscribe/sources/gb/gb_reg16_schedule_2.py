"""Schedule 2 of the UK's Russia Regulations: whose securities regulation 16 names."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="gb_reg16_schedule_2",
    authority="gb-hmt",
    title="Russia (Sanctions) (EU Exit) Regulations 2019, Schedule 2",
    habit_days=365,
    chronicle=True,
    packaged="facts/gb/gb_reg16_schedule_2.yml",
    parse=chronicle.parse,
)
