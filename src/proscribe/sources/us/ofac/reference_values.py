"""The reference values at the head of OFAC's Advanced XML: what its numbers stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from proscribe.sources.us.ofac.record import Party
from proscribe.sources.xml import local_name, text_of

_PARTIES = {
    "Individual": Party.INDIVIDUAL,
    "Entity": Party.ENTITY,
    "Vessel": Party.VESSEL,
    "Aircraft": Party.AIRCRAFT,
}


@dataclass(slots=True)
class ReferenceValues:
    """Texts by kind (``FeatureType``, ``AliasType``, …) and number.

    Attributes:
        texts: Text of each value; of an area, its country's name.
        parties: Kind of party of each party sub-type.
    """

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)

    def text(self, kind: str, number: str | None) -> str:
        """Return a value's text; empty where the file does not define it."""
        return self.texts.get((kind, number or ""), "")

    def read(self, element: etree._Element) -> None:
        """Take in the whole ``ReferenceValueSets``."""
        sub_types: list[etree._Element] = []
        for group in element:
            for value in group:
                kind = local_name(value)
                described = value.get("Description") if kind == "AreaCode" else None
                self.texts[kind, value.get("ID", "")] = described or text_of(value)
                if kind == "PartySubType":
                    sub_types.append(value)
        for value in sub_types:
            kind_of_party = self.text("PartyType", value.get("PartyTypeID"))
            party = _PARTIES.get(text_of(value)) or _PARTIES.get(kind_of_party)
            if party is not None:
                self.parties[value.get("ID", "")] = party
