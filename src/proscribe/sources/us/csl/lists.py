"""The lists of which the Consolidated Screening List is a copy, told by how it names them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.model.listing import Measure

_CODE = re.compile(r"\((?:NS-)?([A-Z0-9]{2,5})(?: List)?\)|\A(CAPTA)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedList:
    """A list that is copied.

    Attributes:
        code: As the copy abbreviates it.
        authority: Key of the authority whose list it is.
        program: Programme of its entries; None where each row states its own.
        measures: What standing on it brings.
        blocking: Whether it is OFAC's list of blocked persons.
    """

    code: str
    authority: str
    program: str | None = None
    measures: tuple[Measure, ...] = ()
    blocking: bool = False

    @property
    def of_treasury(self) -> bool:
        """Whether it is one of OFAC's lists, whose entries have OFAC's numbers."""
        return self.authority == "us-ofac"


_EXPORTS = (Measure.EXPORT_CONTROL,)
_LISTS = {
    one.code: one
    for one in (
        CopiedList(code="SDN", authority="us-ofac", blocking=True),
        *(
            CopiedList(code=code, authority="us-ofac")
            for code in ("561", "CAP", "CAPTA", "CCMC", "CMIC", "FSE", "ISA", "MBS", "PLC", "SSI")
        ),
        CopiedList(code="EL", authority="us-bis", program="EL", measures=_EXPORTS),
        CopiedList(code="MEU", authority="us-bis", program="MEU", measures=_EXPORTS),
        CopiedList(code="UVL", authority="us-bis", program="UVL", measures=_EXPORTS),
        CopiedList(code="DPL", authority="us-bis", program="DPL", measures=_EXPORTS),
        # What follows differs from statute to statute, and the list does not say it.
        CopiedList(code="ISN", authority="us-state", program="ISN"),
        CopiedList(code="DTC", authority="us-state", program="ITAR", measures=(Measure.DEBARMENT,)),
    )
}


def copied_list(printed: str) -> CopiedList | None:
    """Return the list named ``Entity List (EL) - Bureau of Industry and Security``."""
    match = _CODE.search(printed)
    return None if match is None else _LISTS.get(match.group(1) or match.group(2))
