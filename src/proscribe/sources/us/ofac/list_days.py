"""The day a party entered each of OFAC's lists, as the day of its programmes.

Advanced and Enhanced XML state such days, the other formats do not. A day
belongs to a programme only where the list stands for that programme, or where no
other can be meant.
"""

from __future__ import annotations

from collections.abc import Collection

_BLOCKING_LIST, _OTHER_LISTS = "SDN List", "Consolidated List"
# Beginning of the programme tags a list stands for. The list that holds all others, and
# the one of correspondent accounts, say nothing of when a programme began.
_PROGRAMS = {
    "FSE List": "FSE-",
    "Non-SDN CMIC List": "CMIC-",
    "Non-SDN Palestinian Legislative Council List": "NS-PLC",
    "Sectoral Sanctions Identifications List": "UKRAINE-EO13662",
}


def program_days(list_days: dict[str, str], tags: list[str]) -> dict[str, str]:
    """Return the day of each programme tag that the days of list entries settle.

    Args:
        list_days: ISO day by name of list; empty where it cannot be read.
        tags: Programme tags of the party.
    """
    days = {
        tag: day
        for name, day in list_days.items()
        for tag in tags
        if day and name in _PROGRAMS and tag.startswith(_PROGRAMS[name])
    }
    blocking = [tag for tag in tags if not tag.startswith(tuple(_PROGRAMS.values()))]
    if list_days.get(_BLOCKING_LIST) and len(blocking) == 1:
        days[blocking[0]] = list_days[_BLOCKING_LIST]
    return days


def are_on(lists: Collection[str], *, blocking: bool) -> bool:
    """Tell whether some lists include the SDN list, or else the one that holds all others."""
    return (_BLOCKING_LIST if blocking else _OTHER_LISTS) in lists
