"""All keys of the ledger at once, for screening many lines without a look-up each."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from proscribe.matching.beside import NamesBeside
from proscribe.matching.keys import (
    first_words,
    is_truncation,
    may_share_key,
    name_keys,
    security_name,
)
from proscribe.matching.shortened import ShortenedNames
from proscribe.matching.within import HeldNames
from proscribe.screening.parted import MAY_HAVE_PARTS, is_symbol, parts_of
from proscribe.securities.headers import PARTY_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import polars as pl

    from proscribe.matching.within import Held

_MOST_JUDGED = 200_000
KINDS = ("isin", "cusip", "sedol", "figi", "lei", "ticker")
NAME_KINDS = ("core", "tail", "owned_name")
_NUMBER = re.compile("[0-9]+")


class KeyIndex:
    """Entity ids by kind of key and key; what names are looked up in is made when it is needed.

    Args:
        keys: (kind, key, entity id).

    Attributes:
        ids: For each kind, entity ids by key.
        cores: All core keys of names, sorted.
        names: The core keys, to be found within longer names.
        shortened: The core keys, to be found by their letters.
    """

    def __init__(self, keys: Iterable[tuple[str, str, str]]) -> None:
        gathered: dict[str, dict[str, set[str]]] = {}
        for kind, value, entity in keys:
            gathered.setdefault(kind, {}).setdefault(value, set()).add(entity)
        self.ids = {
            kind: {value: frozenset(found) for value, found in values.items()}
            for kind, values in gathered.items()
        }
        self.cores = tuple(sorted(self.ids.get("core", {})))
        self.names = HeldNames(self.cores)
        self.shortened = ShortenedNames(self.cores)
        self._series: dict[str, pl.Series] = {}
        self._judged: dict[str, bool] = {}
        self._parted: dict[str, bool] = {}

    @cached_property
    def _beside(self) -> NamesBeside:
        return NamesBeside(self.names.telling, PARTY_WORDS)

    @cached_property
    def heads(self) -> frozenset[str]:
        """First words of all keys of names."""
        heads = {head for head, _ in self._first_words}
        return frozenset(heads | {start.split(" ", 1)[0] for start in self.names.starts})

    @cached_property
    def pairs(self) -> frozenset[str]:
        """First two words of all keys of names."""
        return frozenset(pair for _, pair in self._first_words) | self.names.pairs

    @cached_property
    def _first_words(self) -> list[tuple[str, str]]:
        others = (key for kind in NAME_KINDS[1:] for key in self.ids.get(kind, {}))
        return [first_words(key) for key in (*self.cores, *others)]

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return the entity ids of each key of that kind."""
        known = self.ids.get(kind, {})
        return {value: known[value] for value in values if value in known}

    def numbers(self) -> frozenset[str]:
        """Return the runs of figures in all names of issuers."""
        return frozenset(number for core in self.cores for number in _NUMBER.findall(core))

    def touched(self, lines: pl.DataFrame) -> pl.Series:
        """Return which lines share an identifier, or may share a name, with a subject."""
        import polars as pl

        masks = [
            lines[_column(kind)].is_in(self._listed(kind)) for kind in KINDS if self.ids.get(kind)
        ]
        hits = self.naming(lines["name"])
        masks.append(lines["name"].is_in(pl.Series(hits, dtype=pl.String).implode()))
        return pl.select(
            pl.any_horizontal([mask.fill_null(value=False) for mask in masks])
        ).to_series()

    def naming(self, texts: pl.Series, *, remarks: bool = False) -> list[str]:
        """Return those texts, each once, that may name or hold the identifier of a subject.

        Args:
            texts: Names, or what else stands in a line.
            remarks: Whether they are no names.
        """
        distinct = texts.unique()
        wanted = distinct.filter(distinct.is_not_null())
        holding = self.names.may_hold(wanted)
        short = self.shortened.may_be(wanted)
        parted = self._may_have_parts(wanted)
        return [
            name
            for name, holds, shortens, parts in zip(
                wanted.to_list(), holding.to_list(), short.to_list(), parted.to_list(), strict=True
            )
            if self._shares_name(name, may_hold=holds, may_shorten=shortens)
            or (parts and self._has_part(name))
            or (remarks and holds and bool(self.beside(name, remark=True)))
        ]

    def _listed(self, kind: str) -> pl.Series:
        import polars as pl

        if kind not in self._series:
            self._series[kind] = pl.Series(list(self.ids[kind]), dtype=pl.String).implode()
        return self._series[kind]

    def _shares_name(self, name: str, *, may_hold: bool, may_shorten: bool) -> bool:
        known = self._judged.get(name)
        if known is None:
            if len(self._judged) >= _MOST_JUDGED:
                self._judged.clear()
            known = self._judged[name] = (
                self._judge(name)
                or (may_hold and bool(self.names.find(name, paper=True) or self.beside(name)))
                or (may_shorten and self._is_shortened(name))
            )
        return known

    def _may_have_parts(self, names: pl.Series) -> pl.Series:
        """Return False for names of which surely no part leads to somebody by itself."""
        symbols = names.str.contains_any(self._symbols.implode())
        return names.str.contains(MAY_HAVE_PARTS) | symbols

    @cached_property
    def _symbols(self) -> pl.Series:
        """Symbols of the United States that may stand in a name without their market."""
        import polars as pl

        tickers = (key.partition(":") for key in self.ids.get("ticker", {}))
        found = [symbol for market, _, symbol in tickers if market == "US" and is_symbol(symbol)]
        return pl.Series(found, dtype=pl.String)

    def _has_part(self, name: str) -> bool:
        known = self._parted.get(name)
        if known is None:
            if len(self._parted) >= _MOST_JUDGED:
                self._parted.clear()
            known = self._parted[name] = any(
                any(value in self.ids.get(kind, {}) for kind, value in part.keys)
                or (
                    bool(part.name)
                    and self._shares_name(part.name, may_hold=part.clear, may_shorten=part.clear)
                )
                for part in parts_of(name)
            )
        return known

    def _judge(self, name: str) -> bool:
        if not may_share_key(name, self.heads, self.pairs):
            return False
        if name_keys(name).core in self.ids.get("core", {}):
            return True
        core = name_keys(security_name(name)).core
        if any(core in self.ids.get(kind, {}) for kind in NAME_KINDS):
            return True
        return bool(self.completions(core))

    def _is_shortened(self, name: str) -> bool:
        return bool(self.completions(name_keys(security_name(name)).core))

    def held(self, name: str, *, paper: bool) -> tuple[Held, ...]:
        """Return the names on file that a name holds beside words that do not tell it apart."""
        return self.names.find(name, paper=paper)

    def beside(self, name: str, *, remark: bool = False) -> tuple[str, ...]:
        """Return the names on file that stand by themselves beside others, as the text has them.

        Args:
            name: A name, or a remark, which is none.
            remark: Whether it is a remark.
        """
        return self._beside.find(name, remark=remark)

    def completions(self, core: str) -> tuple[str, ...]:
        """Return the other core keys of which this one may be the cut-off or first part.

        So are those it may be written another way: apart, joined, or with shorter words.
        """
        found = []
        for place in range(bisect_right(self.cores, core), len(self.cores)):
            if not is_truncation(core, self.cores[place]):
                break
            found.append(self.cores[place])
        return tuple(dict.fromkeys((*found, *self.names.longer(core), *self.shortened.find(core))))


def _column(kind: str) -> str:
    return "ticker_key" if kind == "ticker" else kind
