"""The acts a party's designations rest on, which Advanced and Enhanced XML state.

They are stated of the entry, not of its programmes. An act goes to the programme
whose tag has its number or which is known to rest on it; else to those that no
order is told of, and where nothing tells them apart, to each.
"""

from __future__ import annotations

import re

# Words of the acts that programmes without a number in their tags rest on.
_RESTS_ON = {
    "561-Related": ("CISADA",),
    "FSE-IR": ("13608",),
    "FSE-SY": ("13608",),
    "FSE-WMD": ("13608",),
    "GLOMAG": ("13818",),
    "MAGNIT": ("Magnitsky Act", "Public Law 112-208"),
    "NPWMD": ("13382",),
    "NS-PLC": ("General License 4",),
    "SDGT": ("Executive Order 13224",),
    "TCO": ("13581",),
    "YEMEN": ("13611",),
}
_NUMBER = re.compile(r"EO(\d{5})\Z")
_UNKNOWN = "Unknown"


def basis_by_program(stated: list[str], programs: list[str]) -> dict[str, tuple[str, ...]]:
    """Divide the acts stated of an entry among its programmes.

    Args:
        stated: The acts, as printed.
        programs: Its programme tags, canonical.
    """
    acts = sorted({*stated} - {_UNKNOWN, ""})
    own = {program: {act for act in acts if _rests_on(program, act)} for program in programs}
    claimed = set().union(*own.values())
    open_to = [program for program in programs if not own[program] and not _NUMBER.search(program)]
    for act in acts:
        if act not in claimed:
            for program in open_to or programs:
                own[program].add(act)
    return {program: tuple(sorted(held)) for program, held in own.items()}


def _rests_on(program: str, act: str) -> bool:
    number = _NUMBER.search(program)
    words = _RESTS_ON.get(program, ()) if number is None else (number.group(1),)
    return any(word in act for word in words)
