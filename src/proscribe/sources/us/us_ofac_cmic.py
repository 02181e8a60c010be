"""NS-CMIC list under Executive Order 13959 as amended by 14032.

OFAC's consolidated files hold the same rows; these facts make them known without a download.
"""

from __future__ import annotations

from proscribe.model.source import Source
from proscribe.sources import chronicle

SOURCE = Source(
    key="us_ofac_cmic",
    authority="us-ofac",
    title="Non-SDN Chinese Military-Industrial Complex Companies list (NS-CMIC)",
    habit_days=365,
    chronicle=True,
    packaged="facts/us/us_ofac_cmic.yml",
    parse=chronicle.parse,
)
