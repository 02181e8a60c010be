"""Ids of the same subject in our own sources, where a producer's id says them for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proscribe.sources.exchange.entities.files import Entity, texts_of

# OpenSanctions builds these ids from the authority's own number.
_BY_PREFIX = (
    (re.compile(r"unsc-(\d+)\Z"), "un_sc_sanctions"),
    (re.compile(r"gb-hmt-(\d+)\Z"), "gb_hmt_sanctions"),
    (re.compile(r"ch-seco-(\d+)\Z"), "ch_seco_sanctions"),
    (re.compile(r"gb-fcdo-([a-z]{3}\d{4})\Z"), "gb_fcdo_sanctions"),
    (re.compile(r"lei-([0-9A-Z]{20})\Z", re.IGNORECASE), "gleif"),
)
# Ids of entities that were exported from a ledger of ours.
_OWN = re.compile(
    r"(au_dfat_sanctions|ca_dfatd_sema_sanctions|ch_seco_sanctions|eu_833_annex_iii|eu_fsf|"
    r"gb_fcdo_sanctions|gb_hmt_sanctions|gb_reg16_schedule_2|gleif|jp_mof_sanctions|"
    r"un_sc_sanctions|us_[a-z0-9_]+|worldbank_debarred)-(.+)\Z"
)
_EU = re.compile(r"eu-fsf-eu-(\d+)-(\d+)\Z")
_OFAC = re.compile(r"ofac-(\d+)\Z")
_OFAC_LISTS = frozenset({"us_ofac_sdn", "us_ofac_cons"})


def same_as(entity: Entity) -> Iterator[str]:
    """Yield the ids in our sources that an entity's id and ``referents`` stand for.

    A source is left out where two of its entries are said to be one subject: whether they are
    is for that source, not for a copy of it, to say.
    """
    ids = {str(entity.get("id")), *texts_of(entity.get("referents"))}
    found: dict[str, set[str]] = {}
    for source, number in _numbers(ids, texts_of(entity.get("datasets"))):
        found.setdefault(source, set()).add(number)
    for source, numbers in sorted(found.items()):
        if len(numbers) == 1:
            yield f"{source}-{numbers.pop()}"


def _numbers(ids: Iterable[str], datasets: Iterable[str]) -> Iterator[tuple[str, str]]:
    lists = _OFAC_LISTS.intersection(datasets)
    for id_ in ids:
        ofac = _OFAC.match(id_)
        # OFAC counts both its lists in one, so that the number alone does not name the list.
        if ofac is not None and len(lists) == 1:
            yield next(iter(lists)), ofac.group(1)
        european = _EU.match(id_)
        if european is not None:
            yield "eu_fsf", f"EU.{european.group(1)}.{european.group(2)}"
        own = _OWN.match(id_)
        if own is not None:
            yield own.group(1), own.group(2)
        for pattern, source in _BY_PREFIX:
            match = pattern.match(id_)
            if match is not None:
                yield source, match.group(1).upper()
