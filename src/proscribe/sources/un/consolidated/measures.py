"""What a listing by a committee brings, where the committee's resolutions leave no doubt.

Where the record itself says it ("Travel Ban, Asset Freeze"), that counts. Otherwise a
committee is in the table only if every one of its listings of that kind brings the same.
"""

from __future__ import annotations

import re

from proscribe.model.listing import Measure

_FREEZE = Measure.ASSET_FREEZE
_TRAVEL = Measure.TRAVEL_BAN
_ARMS = Measure.ARMS_EMBARGO
_INDIVIDUAL, _ENTITY = "INDIVIDUAL", "ENTITY"

# Left out on purpose: Libya and Mali, whose records each say which measures apply; travel
# for Iran, which was restrained in different ways; Yemen's entity, under an arms embargo alone.
_BY_LIST = {
    # Resolution 2368 (2017), paragraph 1.
    ("Al-Qaida", _INDIVIDUAL): (_ARMS, _FREEZE, _TRAVEL),
    ("Al-Qaida", _ENTITY): (_ARMS, _FREEZE),
    # Resolution 2255 (2015), paragraph 1.
    ("Taliban", _INDIVIDUAL): (_ARMS, _FREEZE, _TRAVEL),
    ("Taliban", _ENTITY): (_ARMS, _FREEZE),
    # Resolution 1718 (2006), paragraph 8 (d) and (e).
    ("DPRK", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    ("DPRK", _ENTITY): (_FREEZE,),
    # Resolution 1737 (2006), paragraph 12; resolution 2231 (2015), annex B, paragraph 6 (c).
    ("Iran", _INDIVIDUAL): (_FREEZE,),
    ("Iran", _ENTITY): (_FREEZE,),
    # Resolution 1483 (2003), paragraph 23.
    ("Iraq", _INDIVIDUAL): (_FREEZE,),
    ("Iraq", _ENTITY): (_FREEZE,),
    # Resolution 1807 (2008), paragraphs 9 and 11.
    ("DRC", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    ("DRC", _ENTITY): (_FREEZE,),
    # Resolution 1591 (2005), paragraph 3 (d) and (e).
    ("Sudan", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    # Resolution 1844 (2008), paragraphs 1, 3 and 7.
    ("Somalia", _INDIVIDUAL): (_ARMS, _FREEZE, _TRAVEL),
    ("Somalia", _ENTITY): (_ARMS, _FREEZE),
    # Resolution 2048 (2012), paragraph 4.
    ("GB", _INDIVIDUAL): (_TRAVEL,),
    # Resolution 2134 (2014), paragraphs 30 and 32.
    ("CAR", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    ("CAR", _ENTITY): (_FREEZE,),
    # Resolution 2140 (2014), paragraphs 11 and 15.
    ("Yemen", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    # Resolution 2206 (2015), paragraphs 9 and 12.
    ("SouthSudan", _INDIVIDUAL): (_FREEZE, _TRAVEL),
    # Resolution 2653 (2022), paragraphs 3, 6 and 11.
    ("Haiti", _INDIVIDUAL): (_ARMS, _FREEZE, _TRAVEL),
    ("Haiti", _ENTITY): (_ARMS, _FREEZE),
}
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_SAID = {
    "travel ban": _TRAVEL,
    "asset freeze": _FREEZE,
    "assets freeze": _FREEZE,
    "arms embargo": _ARMS,
    "targeted arms embargo": _ARMS,
}


def measures_of(program: str, kind: str, comments: str) -> tuple[Measure, ...]:
    """Return the measures, sorted; none where neither record nor committee makes it certain."""
    said = {measure for text in _IN_BRACKETS.findall(comments) for measure in _listed(text)}
    return tuple(sorted(said or _BY_LIST.get((program, kind), ())))


def _listed(text: str) -> tuple[Measure, ...]:
    words = [word.strip().lower() for word in text.split(",")]
    if any(word not in _SAID for word in words):
        return ()
    return tuple(_SAID[word] for word in words)
