"""How much of a long name is read and compared."""

from __future__ import annotations

MOST_WORDS = 24
WIDTH = 12
"""Words of a name that are laid beside another's; what comes after them is not looked at."""
