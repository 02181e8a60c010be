"""Whom lines name in columns that are read as nothing else: each text is looked at once.

There, a name or number that surely is somebody's counts, wherever it stands: a remark may hold any
other word. In a further column of a party (a second guarantor, an owner) a doubt counts as well,
and persons are sought too, as they are in the column of who stands behind the issuer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from proscribe.matching.keys import security_name
from proscribe.matching.several import is_telling, parts_of_text
from proscribe.screening.candidates import Candidate, Resolution, Wanted, ordered
from proscribe.screening.clearing import given_line
from proscribe.securities.named import identifier_in, identifiers_in
from proscribe.securities.other_columns import PARTY, PERSON, REMARK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from proscribe.screening.asked import AskedNames
    from proscribe.screening.clearing import Clearances, Decided
    from proscribe.screening.index import KeyIndex

    Resolve = Callable[[Sequence[Wanted]], Mapping[str, Sequence[Resolution]]]
    Text = tuple[str, str]

# Of a longer text an explanation has the beginning, and the name that was found.
_MOST_SHOWN = 200
# More are not remembered: memory stays bounded, and a text that comes again is looked at again.
_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBeside:
    """A text of a line that names somebody.

    Attributes:
        column: The header above it.
        text: What stands there.
        found: Whom it names, by zone.
    """

    column: str
    text: str
    found: Mapping[str, Resolution]

    @property
    def shown(self) -> str:
        """The text as an explanation has it."""
        return self.text if len(self.text) <= _MOST_SHOWN else f"{self.text[:_MOST_SHOWN]}…"


class BesideNames:
    """What stands in such columns, remembered from batch to batch.

    Args:
        index: All keys of the ledger.
        names: What is like the names on file.
        resolve: Returns by zone whom each thing wanted may mean.
        clearances: What people decided of names; None where that does not count.
    """

    def __init__(
        self,
        index: KeyIndex,
        names: AskedNames,
        resolve: Resolve,
        clearances: Clearances | None,
    ) -> None:
        self._index, self._names = index, names
        self._resolve, self._clearances = resolve, clearances
        self._found: dict[Text, Mapping[str, Resolution]] = {}
        self._nobody: set[Text] = set()
        self._every: list[tuple[NamedBeside, ...]] = []
        self._ids: dict[tuple[tuple[str, Text], ...], int] = {}

    def column(self, told: pl.Series) -> pl.Series:
        """Return a number for each line that names somebody, the same for the same; else null.

        Args:
            told: The texts of lines (``securities.other_columns.BESIDE``).
        """
        numbers = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(told))
        if told.null_count() == len(told):
            return numbers
        flat = pl.DataFrame({"row": range(len(told)), "told": told}).filter(told.is_not_null())
        flat = flat.explode("told", empty_as_null=True).unnest("told")
        for sought in (REMARK, PARTY, PERSON):
            texts = flat.filter(flat["sought"] == sought)["text"].unique(maintain_order=True)
            self._look(texts.to_list(), sought)
        known = pl.Series([text for text, _ in self._found], dtype=pl.String).implode()
        named: dict[int, list[tuple[str, Text]]] = defaultdict(list)
        for row, column, text, sought in flat.filter(flat["text"].is_in(known)).iter_rows():
            if (text, sought) in self._found:
                named[row].append((column, (text, sought)))
        return numbers.scatter([*named], [self._number(tuple(each)) for each in named.values()])

    def of(self, number: object) -> tuple[NamedBeside, ...]:
        """Return what a number of :meth:`column` stands for; nothing for none."""
        return () if number is None else self._every[int(str(number))]

    def whom(self, text: str) -> tuple[str, ...]:
        """Return the names of those whom a remark surely names and a list names, or named."""
        self._look([text], REMARK)
        by_zone = self._found.get((text, REMARK), {})
        every = (one.subject for found in by_zone.values() for one in found.candidates)
        return tuple(dict.fromkeys(one.caption for one in every if one.records))

    def _number(self, named: tuple[tuple[str, Text], ...]) -> int:
        if named not in self._ids:
            self._ids[named] = len(self._every)
            self._every.append(
                tuple(
                    NamedBeside(column=column, text=key[0], found=self._found[key])
                    for column, key in named
                )
            )
        return self._ids[named]

    def _look(self, texts: Sequence[str], sought: str) -> None:
        """Remember of each text whom it names, by zone."""
        if len(self._nobody) + len(texts) > _MOST_REMEMBERED:
            self._nobody.clear()
        keys = [(text, sought) for text in texts]
        new = [key[0] for key in keys if key not in self._found and key not in self._nobody]
        if not new:
            return
        self._nobody.update((text, sought) for text in new)
        for text, by_zone in self._named(new, sought).items():
            if _is_anybody(by_zone):
                self._found[text, sought] = by_zone
                self._nobody.discard((text, sought))

    def _named(self, texts: Sequence[str], sought: str) -> dict[str, dict[str, Resolution]]:
        if sought == PERSON:
            return self._persons(texts)
        may = self._index.naming(pl.Series(texts, dtype=pl.String), remarks=True)
        found = self._surely(may)
        if sought == PARTY:
            alike = self._names.similar(texts, people=False)
            doubted = self._of_parties([*dict.fromkeys((*may, *alike))])
            found |= {text: one for text, one in doubted.items() if _is_anybody(one)}
            for text, by_zone in self._persons(texts).items():
                known = found.get(text, {})
                found[text] = {zone: _with(known.get(zone), one) for zone, one in by_zone.items()}
        return found

    def _persons(self, texts: Sequence[str]) -> dict[str, dict[str, Resolution]]:
        """Return which persons that a list names, or named, texts may mean."""
        alike = [*self._names.similar(texts, people=True)]
        found = self._resolve(
            [Wanted(keys=(), name=text, people=True, decided=self._decided(text)) for text in alike]
        )
        return {
            text: {zone: _of_persons(every[place]) for zone, every in found.items()}
            for place, text in enumerate(alike)
        }

    def _decided(self, text: str) -> Decided | None:
        given = given_line(text, keys=(), country=None)
        return None if self._clearances is None else self._clearances.about(given)

    def _of_parties(self, texts: Sequence[str]) -> dict[str, dict[str, Resolution]]:
        wanted = [Wanted(keys=(), name=text, decided=self._decided(text)) for text in texts]
        found = self._resolve(wanted)
        return {
            text: {zone: every[place] for zone, every in found.items()}
            for place, text in enumerate(texts)
        }

    def _surely(self, texts: Sequence[str]) -> dict[str, dict[str, Resolution]]:
        """Return whom texts surely name, as a whole or by a part that tells enough by itself."""
        asked = [(text, one) for text in texts for one in self._wanted(text)]
        found = self._resolve([one for _, one in asked])
        surely: dict[str, dict[str, Resolution]] = {text: {} for text in texts}
        for zone, every in found.items():
            by_text: dict[str, list[Resolution]] = defaultdict(list)
            for (text, _), one in zip(asked, every, strict=True):
                by_text[text].append(one)
            for text in texts:
                surely[text][zone] = _sure(text, by_text[text])
        return surely

    def _wanted(self, text: str) -> Iterable[Wanted]:
        decided = self._decided(text)
        alone = identifier_in(text)
        keys = (*identifiers_in(text), *(() if alone is None else (_key(*alone),)))
        if keys:
            yield Wanted(keys=tuple(dict.fromkeys(keys)), exact=True, decided=decided)
        parts = (part for part, _ in parts_of_text(text))
        whole = (text, security_name(text), *parts)
        held = (one.core for each in whole for one in self._index.held(each, paper=False))
        for name in dict.fromkeys((*whole, *held, *self._index.beside(text, remark=True))):
            if is_telling(name):
                yield Wanted(keys=(), name=name, exact=True, decided=decided)


def _is_anybody(by_zone: Mapping[str, Resolution]) -> bool:
    return any(one.candidates or one.recalled for one in by_zone.values())


def _of_persons(found: Resolution) -> Resolution:
    """Return the persons: companies are sought as parties, and a vessel is none."""

    def counts(one: Candidate) -> bool:
        return bool(one.subject.records) and one.subject.schema == "Person"

    return Resolution(
        candidates=tuple(filter(counts, found.candidates)),
        recalled=tuple(one for one in found.recalled if counts(one.candidate)),
    )


def _with(one: Resolution | None, other: Resolution) -> Resolution:
    if one is None:
        return other
    return replace(
        one,
        candidates=ordered((*one.candidates, *other.candidates)),
        recalled=(*one.recalled, *other.recalled),
    )


def _key(kind: str, value: str) -> tuple[str, str]:
    return ("ticker" if kind == "ticker_key" else kind), value


def _sure(text: str, found: Collection[Resolution]) -> Resolution:
    certain: dict[str, Candidate] = {}
    for each in found:
        for one in each.candidates:
            if one.certain:
                given = text if len(text) <= _MOST_SHOWN else one.given
                certain.setdefault(one.subject.id, replace(one, given=given))
    recalled = tuple(one for each in found for one in each.recalled)
    return Resolution(candidates=ordered(certain.values()), recalled=recalled)
