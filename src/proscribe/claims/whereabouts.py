"""Whether a name is that of a place: by the words before it, or by its own."""

from __future__ import annotations

import re

# ``in Rome`` is a place, ``shares in Acme`` are of a company.
_WITHIN = re.compile(
    r"\b(?=[inato])"
    r"(?<!share )(?<!shares )(?<!stake )(?<!stakes )(?<!interest )(?<!stock )(?<!invest )"
    r"(?<!invested )(?<!investing )(?<!investment )(?<!investments )(?<!holdings )(?<!trading )"
    r"(?<!position )(?<!securities )(?<!dealings )(?<!traded )(?<!investors )(?<!trade )"
    r"(?<!Shares )(?<!Stock )(?<!Trading )(?<!Trade )(?<!Investors )(?<!Holdings )(?<!Dealings )"
    r"(?<!transactions )(?<!dealing )(?<!interests )(?<!bonds )(?<!confidence )"
    r"\b(?:in|near|across|outside|throughout)(?: (?:the|central|northern|southern|eastern|"
    r"western|downtown|occupied))? \Z"
)
_AT_OR_TO = re.compile(
    r"\b(?:in|near|across|outside|throughout|from|to|at|of|around|via|through)"
    r"(?: (?:the|central|northern|southern|eastern|western|downtown|occupied))? \Z"
)
_LAND = re.compile(
    r"\A(?:Lake|Mount|Port of|Gulf of|Strait of|Bay of|Sea of|River) |"
    r" (?:Lake|Street|Road|Avenue|River|Islands?|Valley|Province|Oblast|Region|Bay|Gulf|Sea|"
    r"Strait|Square|Airport|Peninsula|Mountains|Bank of the Jordan|County|District)\Z"
)
_ON = re.compile(r"\b(?:on|in|near|at|to|from|of|off|along|across)(?: the)? \Z")
_REACH = 40


def is_within(text: str, start: int) -> bool:
    """Return whether ``in`` or the like stands before a name."""
    return _WITHIN.search(text, max(0, start - _REACH), start) is not None


def is_at_or_to(text: str, start: int) -> bool:
    """Return whether a name stands where that of a place does: behind ``in``, ``to``, ``of``."""
    return _AT_OR_TO.search(text, max(0, start - _REACH), start) is not None


def is_on(text: str, start: int) -> bool:
    """Return whether ``on``, ``along`` or the like stands before a name."""
    return _ON.search(text, max(0, start - _REACH), start) is not None


def is_land(name: str) -> bool:
    """Return whether a name is that of a lake, a street, a province, by its own words."""
    return _LAND.search(name) is not None
