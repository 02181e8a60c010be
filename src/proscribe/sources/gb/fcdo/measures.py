"""``Sanctions Imposed``: the measures of a designation, in the words of the UK Sanctions List."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proscribe.model.listing import Measure
from proscribe.sources.draft import Draft

_SEE_OTHER = re.compile(r"[:\s]{0,8}\(?see .other information.\)?\Z", re.IGNORECASE)
_NO_WORDS = frozenset({"", "-", "–", "n/a"})
_MEASURES = {
    "asset freeze": Measure.ASSET_FREEZE,
    "travel ban": Measure.TRAVEL_BAN,
    "arms embargo": Measure.ARMS_EMBARGO,
    "targeted arms embargo": Measure.ARMS_EMBARGO,
    "charterings of ships": Measure.TRANSPORT_BAN,
    "chartering of ships": Measure.TRANSPORT_BAN,
    "closure of representative offices": Measure.OTHER,
    "crew servicing of ships and aircraft": Measure.TRANSPORT_BAN,
    "de-flag": Measure.TRANSPORT_BAN,
    "deflag": Measure.TRANSPORT_BAN,
    "director disqualification sanction": Measure.OTHER,
    "director disqualification sanctions": Measure.OTHER,
    "internet services sanctions": Measure.OTHER,
    "prevention of business arrangements": Measure.OTHER,
    "prevention of chartering of ships": Measure.TRANSPORT_BAN,
    "prevention of chartering of ships and aircraft": Measure.TRANSPORT_BAN,
    "prohibition of port entry": Measure.TRANSPORT_BAN,
    "prohibition on correspondent banking and clearing": Measure.CORRESPONDENT_ACCOUNT_BAN,
    "prohibition on correspondent banking relationships and processing payments": (
        Measure.CORRESPONDENT_ACCOUNT_BAN
    ),
    "shipping sanctions": Measure.TRANSPORT_BAN,
    "technical assistance related to aircraft": Measure.TRANSPORT_BAN,
    "transport sanctions": Measure.TRANSPORT_BAN,
    "trust services sanctions": Measure.OTHER,
}
# The elements of the XML that say the same as yes or no.
INDICATORS = {
    "ArmsEmbargo": "Arms embargo",
    "AssetFreeze": "Asset freeze",
    "CharteringOfShips": "Chartering of Ships",
    "ClosureOfRepresentativeOffices": "Closure of representative offices",
    "CrewServicingOfShipsAndAircraft": "Crew servicing of ships and aircraft",
    "Deflag": "De-flag",
    "DirectorDisqualificationSanction": "Director Disqualification Sanction",
    "PreventionOfBusinessArrangements": "Prevention of business arrangements",
    "PreventionOfCharteringOfShips": "Prevention of Chartering of Ships",
    "PreventionOfCharteringOfShipsAndAircraft": "Prevention of chartering of ships and aircraft",
    "ProhibitionOfPortEntry": "Prohibition of port entry",
    "TargetedArmsEmbargo": "Targeted arms embargo",
    "TechnicalAssistanceRelatedToAircraft": "Technical assistance related to aircraft",
    "TravelBan": "Travel Ban",
    "TrustServicesSanctions": "Trust Services Sanctions",
}


def read_measures(draft: Draft, texts: Iterable[str]) -> tuple[Measure, ...]:
    """Return the measures that texts name; those that have no word of ours are kept as a remark."""
    found: set[Measure] = set()
    for written in (words for text in texts for words in _words(text)):
        plain = written.lower().strip(" .:")
        if plain in _NO_WORDS:
            continue
        measure = _MEASURES.get(plain)
        if measure is None:
            draft.note(f"unknown sanction {written!r}")
        if measure in {None, Measure.OTHER, Measure.TRANSPORT_BAN}:
            draft.keep(f"Sanction imposed: {written}")
        found.add(measure or Measure.OTHER)
    return tuple(sorted(found))


def _words(text: str) -> Iterator[str]:
    """Yield each sanction; the XML and CSV part them by a bar, the search export by a comma."""
    for words in re.split(r"[|;]" if "|" in text else r"[,;]", text):
        yield _SEE_OTHER.sub("", " ".join(words.split()))
