"""NS-CCMC list under Executive Order 13959 as first written (2020-11-12 to 2021-06-03).

OFAC's consolidated files of that time hold the same rows; these facts add what they lack.
"""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_ofac_ccmc",
    authority="us-ofac",
    title="Non-SDN Communist Chinese Military Companies list (NS-CCMC)",
    habit_days=3650,
    chronicle=True,
    packaged="facts/us/us_ofac_ccmc.yml",
    parse=chronicle.parse,
)
