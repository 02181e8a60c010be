"""Section 1237 list: Communist Chinese military companies named by the US Department of Defense.

The list ended on 2021-06-03; its PDF files are not published any more, so it ships as facts.
"""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_dod_1237",
    authority="us-dod",
    title="Section 1237 list (Communist Chinese military companies)",
    habit_days=3650,
    chronicle=True,
    packaged="facts/us/us_dod_1237.yml",
    parse=chronicle.parse,
)
