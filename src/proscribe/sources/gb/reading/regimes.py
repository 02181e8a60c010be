"""The regimes of the United Kingdom, by the names its lists give them.

The FCDO writes a regime in two ways: its regulations in full in the XML and CSV, and a short name
in the search export, which is also the one of OFSI's list since 2021. They are one programme.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REGULATIONS = re.compile(r"(?:The\s+)?(.+?)\s+Regulations\s+\d{4}", re.IGNORECASE)
_SANCTIONS = re.compile(r"\s*\((?:United Nations )?Sanctions\)|\s*\(EU Exit\)|\s+Sanctions\b(?!\))")
# Short names that cannot be had from the title of the regulations by leaving words out.
_SHORT = {
    "Counter-Terrorism": "Counter-Terrorism (Domestic)",
    "Counter-Terrorism (International Sanctions)": "Counter-Terrorism (International)",
    "Global Irregular Migration and Trafficking in Persons": "Global Irregular Migration",
    "ISIL (Da'esh) and Al-Qaeda": "ISIL (Da'esh) and Al-Qaida",
    "Republic of Belarus": "Belarus",
    "Republic of Guinea-Bissau": "Guinea-Bissau",
}
REGIMES = frozenset(
    {
        *("Afghanistan", "Belarus", "Bosnia and Herzegovina", "Burundi", "Chemical Weapons"),
        *("Central African Republic", "Cyber", "Democratic People's Republic of Korea", "Guinea"),
        *("Counter-Terrorism (Domestic)", "Counter-Terrorism (International)", "Guinea-Bissau"),
        *("Democratic Republic of the Congo", "Global Anti-Corruption", "Global Human Rights"),
        *("Global Irregular Migration", "Haiti", "Iran", "Iran (Human Rights)", "Iran (Nuclear)"),
        *("Iraq", "ISIL (Da'esh) and Al-Qaida", "Lebanon", "Libya", "Mali", "Myanmar", "Somalia"),
        *("Misappropriation", "Nicaragua", "Russia", "South Sudan", "Sudan", "Syria", "Venezuela"),
        *("Syria (Cultural Property)", "Unauthorised Drilling Activities", "Yemen", "Zimbabwe"),
        *("Lebanon (Assassination of Rafiq Hariri and others)",),
        "Unauthorised Drilling Activities in the Eastern Mediterranean",
    }
)
# Names of OFSI's list before 2021, when the regimes were those of the European Union.
FORMER_REGIMES = frozenset(
    {
        *("Al-Qaida", "Burma", "Burma/Myanmar", "Cote d'Ivoire", "Egypt", "Eritrea", "Ivory Coast"),
        *("Iran (human rights)", "Iran (nuclear proliferation)", "Lebanon and Syria", "Liberia"),
        *("North Korea (Democratic People's Republic of Korea)", "Republic of Guinea", "Tunisia"),
        *("Republic of Guinea-Bissau", "Terrorism and Terrorist Financing", "Turkey"),
        *("The ISIL (Da'esh) and Al-Qaida organisations", "UK Freezing Orders", "Nicaragua"),
        *("Ukraine (Misappropriation)", "Ukraine (Sovereignty)", "Human Rights"),
        *("Federal Republic of Yugoslavia and Serbia", "Cyber-Attacks", "Taliban"),
    }
)


@lru_cache(maxsize=512)
def short_regime(text: str) -> str:
    """Return the short name of a regime that is written as its regulations; others as they are."""
    written = " ".join(text.replace("’", "'").split())
    match = _REGULATIONS.fullmatch(written)
    if match is None:
        return written
    name = " ".join(_SANCTIONS.sub("", match.group(1)).split())
    short = _SHORT.get(name, name)
    return short if short in REGIMES else written
