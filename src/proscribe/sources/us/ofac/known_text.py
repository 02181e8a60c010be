"""Free text in OFAC's remarks, and how it is told from a label that is new.

Text without a figure, a colon or a number sign is prose: an office held, a place,
a pointer. Other text could be a label OFAC has added, so its beginning must have
been judged by a person; those beginnings stand here.
"""

from __future__ import annotations

import re

_COULD_BE_LABELLED = re.compile(r"[\d:#]")
_JUDGED = (
    # Pointers to other texts, and what a listing means.
    r"(?:All offices worldwide\. )?[Ff]or more information",
    r"Executive Order \d{5} Directive Information(?: -|:) For more information",
    r"United States financial institutions are prohibited",
    r"named in UNSCR \d",
    # Ways to reach a party, typed by hand.
    r"(?:Alt\. )?(?:Telephone|Telex|TELEX|Phone|PHONE|Fax|FAX|Email|Website)\b",
    r"https?://",
    # Words of the old entries, each with its colon.
    r"(?:Alt\. )?(?:Position|Occupation|Organization|Tribe|Subtribe|From|POB|Interpol):",
    r"(?:Also o|O)perations in(?: \w+)?:",
    r"(?:Alternate Title|Company ID|Italian Fiscal Code|National ID No\.|Passport No\.):",
    r"(?:nationality|passport place of issue):",
    # Offices and units that have a number.
    r"(?:Brigadier General|Commander|Director|FDLR|Head|Judge|Member|member|Officer)\b",
    r"(?:National Level Prosecutor|President|Senior Officer|Vice-Chairperson)\b",
    r"#2 in ",
    # Single sentences about papers, arrests and looks.
    r"(?:arrested|currently in remand) ",
    r"Individual's height is ",
    r"International Maritime Organization No\. ",
    r"M0018061/104,issued ",
    r"Passport \d+ issued under the name ",
    r"Passport \w+ and Kuwaiti National ID ",
    r"nationality possibly ",
    r"NIT # Provisional ",
    r"Temporary suspension of deportation ",
    r"U\.S\.A\. Passport issued ",
    r"\(Following data derived from ",
)
_KNOWN = re.compile("|".join(_JUDGED))


def is_judged(text: str) -> bool:
    """Tell whether a fragment begins as one that a person has judged free text."""
    return _KNOWN.match(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a text cannot be a labelled value."""
    return _COULD_BE_LABELLED.search(text) is None
