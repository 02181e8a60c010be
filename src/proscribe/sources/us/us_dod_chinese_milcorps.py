"""Section 1260H list: Chinese military companies operating in the United States."""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_dod_chinese_milcorps",
    authority="us-dod",
    title="Section 1260H list (Chinese military companies)",
    habit_days=365,
    chronicle=True,
    packaged="facts/us/us_dod_chinese_milcorps.yml",
    parse=chronicle.parse,
)
