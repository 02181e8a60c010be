"""Names whose words are run together, read apart: `XiaomiCorp`, `HikvisionDigital`, `XIAOMICORP`.

Addresses, hashtags and texts copied from pages and printed documents lose their blanks.
"""

from __future__ import annotations

import re

from proscribe.matching.hidden import read_apart

# A word begins with a capital, and the letter before is none.
_BORDER = re.compile("(?<=[a-zà-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zà-öø-ÿа-яё])")
# Forms with which next to no other word ends, behind letters enough for a name.
_STUCK = re.compile(r"(?<=\w{4})(?=(?:corporation|corp|limited|ltd|inc|llc|plc)\b)", re.IGNORECASE)


def parted_otherwise(text: str) -> str | None:
    """Return a name with blanks where words may be run together.

    Args:
        text: A name of a company, a person or a security, as it was given.

    Returns:
        The name read so; None where nothing speaks for it.
    """
    apart = _STUCK.sub(" ", _BORDER.sub(" ", read_apart(text) or text))
    return None if apart == text else apart
