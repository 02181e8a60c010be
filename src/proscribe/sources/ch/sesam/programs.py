"""Programmes: an ordinance, and the sets of measures its articles or annexes bring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.model.listing import Measure
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings

_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."
_LANGUAGES = ("eng", "ger", "fre", "ita", "")
# What SECO calls the measures of a set, in brackets after the article that orders them.
# "Financial sanctions" are the freeze of a named subject's assets: for instance article 1,
# paragraph 1, of the ordinance on Guinea-Bissau (SR 946.231.138.3).
_MEASURES = (
    (r"\bfinancial sanctions\b|\bassets? freeze", Measure.ASSET_FREEZE),
    (r"\btravel ?ban\b", Measure.TRAVEL_BAN),
    (r"\bmoney and capital market", Measure.DEBT_EQUITY_LIMITS),
    (r"\brecipients according to\b", Measure.EXPORT_CONTROL),
    (r"\bfinancial messaging\b|\btransactions with\b|\badvertising\b", Measure.OTHER),
)
# The day of the list's version of a programme is not that of any designation, and whose
# sanctions an ordinance follows (UN, EU) is not what it brings.
_UNUSED = frozenset({"version-date", "predecessor-version-date", "origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionsSet:
    """A set of measures under one programme.

    Attributes:
        number: SECO's number of the set, by which targets name it.
        program: What SECO calls the programme, in English where it does.
        legal_basis: The ordinance, and the article or annex.
        measures: What the set's name says it brings.
    """

    number: str
    program: str
    legal_basis: tuple[str, ...]
    measures: tuple[Measure, ...]


def read_program(fields: Fields, findings: Findings) -> Iterator[SanctionsSet]:
    """Yield the sets of a programme.

    Raises:
        QuarantineError: The programme or a set has no number.
    """
    number = _number(fields)
    record = f"sanctions-program {number}"
    key = _text(_by_language(fields, "program-key", findings, record)) or number
    ordinance = _text(_by_language(fields, "program-name", findings, record))
    named: dict[str, dict[str, str]] = {}
    for part in fields.parts("sanctions-set"):
        language = part.attribute("lang")
        named.setdefault(_number(part), {})[language] = part.own_text
        part.close(findings, record)
    fields.close(findings, record, ignore=_UNUSED)
    for set_number, names in named.items():
        name = _text(names)
        yield SanctionsSet(
            number=set_number,
            program=key,
            legal_basis=tuple(dict.fromkeys(text for text in (ordinance, name) if text)),
            measures=_measures(name),
        )


def _measures(name: str) -> tuple[Measure, ...]:
    words = name.lower()
    return tuple(sorted(measure for word, measure in _MEASURES if re.search(word, words)))


def _number(fields: Fields) -> str:
    number = fields.attribute("ssid")
    if not number:
        raise fields.error("a programme or its set has no number (ssid).", _FETCH_AGAIN)
    return number


def _by_language(fields: Fields, name: str, findings: Findings, record: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in fields.parts(name):
        found[part.attribute("lang")] = part.own_text
        part.close(findings, record)
    return found


def _text(by_language: dict[str, str]) -> str:
    """Return the English text, or else that of the first language there is."""
    order = (*_LANGUAGES, *by_language)
    return next((text for lang in order if (text := by_language.get(lang, ""))), "")
