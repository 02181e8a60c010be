"""What the name of a bond has behind its issuer: rank, coupon and maturity.

``XIAOMI CORP SR UNSECURED 3.375 04/30`` names Xiaomi Corp.
"""

from __future__ import annotations

import re

_RANKS = (
    "sr|snr|senior|sub|subordinated|unsec|unsecured|secured|gtd|notes?|bonds?|conv|perp"
    "|regs|144a|e?mtn"
)
_MATURITY = (
    r"(?:\d{1,2}/(?:\d{1,2}/)?\d{2,4}|\d{1,2}[\s\-]?[a-z]{3}[\s\-]?\d{2,4}"
    r"|20\d\d(?:-\d\d-\d\d)?)"
)
_COUPON = r"\d{1,2}(?:[.,]\d{1,6})?"
# Found in a folded name. A figure alone is no coupon: it has a sign of per cent, two decimals, or
# a maturity; the year in two figures behind a decimal is one.
TERMS = re.compile(
    rf"""[\s\-]+(?:(?:{_RANKS})\s+){{0,4}}(?:
        {_COUPON}\s?%.*
        | \d{{1,2}}[.,]\d{{1,6}}\s\d{{2}}
        | \d{{1,2}}[.,]\d{{2,6}}
        | (?:{_COUPON}(?:\s\d{{1,2}}/\d{{1,2}})?|frn|float|var|zero)\s(?:due\s)?
          {_MATURITY}(?:\s.*)?
        | cfd
    )$""",
    re.VERBOSE,
)
BEGINS_TERMS = re.compile(rf"\d|frn|float|var|zero|cfd|{_RANKS}")


def is_bond(name: str) -> bool:
    """Return whether a name has the coupon or the maturity of a bond behind its issuer."""
    return TERMS.search(name.lower()) is not None
