"""The names of a portfolio, each searched once however many lines bear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from proscribe.screening.report import CASH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from proscribe.screening.directory import Directory
    from proscribe.screening.index import KeyIndex
    from proscribe.screening.similar import Similar

MONEY = (CASH, "currency")
# More are not remembered: memory stays bounded, and a name that comes again is searched again.
_MOST_REMEMBERED = 200_000


class AskedNames:
    """What is like the names of issuers on file, remembered from batch to batch.

    Args:
        directory: Where names are searched.
        numbers: Runs of figures in the names on file. Any other number in a name, the coupon or
            the year of a bond, makes it less like those: a name that is like none without
            its numbers need not be searched with them.
    """

    def __init__(self, directory: Directory, numbers: Collection[str] = frozenset()) -> None:
        self._directory = directory
        self._numbers = pl.Series(sorted(numbers), dtype=pl.String).implode()
        self._found: dict[str, tuple[Similar, ...]] = {}
        self._nobody: set[str] = set()

    def touched(self, lines: pl.DataFrame) -> pl.Series:
        """Return which lines bear a name that is like one on file; money is nobody's."""
        bears = ~lines["kind"].is_in(MONEY).fill_null(value=False) & lines["name"].is_not_null()
        names = lines.select("name").filter(bears).unique(maintain_order=True)
        plain = names.select("name", plain=self._plain())
        bare = self.similar(plain["plain"].unique(maintain_order=True).to_list(), people=False)
        wanted = plain.filter(pl.col("plain").is_in(_column(bare)))
        found = self.similar(wanted["name"].to_list(), people=False)
        return bears & lines["name"].is_in(_column(found)).fill_null(value=False)

    def similar(self, names: Sequence[str], *, people: bool) -> Mapping[str, tuple[Similar, ...]]:
        """Return, for each name that an issuer's is like, those names on file, best first."""
        if people:
            return self._directory.similar(names, people=True)
        self._search([one for one in names if one not in self._nobody and one not in self._found])
        return {name: self._found[name] for name in names if name in self._found}

    def _search(self, names: Sequence[str]) -> None:
        if not names:
            return
        if len(self._nobody) + len(names) > _MOST_REMEMBERED:
            self._nobody.clear()
        found = self._directory.similar(names, people=False)
        self._found.update(found)
        self._nobody.update(name for name in names if name not in found)

    def _plain(self) -> pl.Expr:
        """Return names without their numbers, where none of these is in any name on file."""
        name = pl.col("name")
        known = name.str.extract_all("[0-9]+").list.eval(pl.element().is_in(self._numbers))
        return (
            pl.when(known.list.any())
            .then(name)
            .otherwise(name.str.replace_all("[0-9]+", "").str.strip_chars())
        )


class IndexedDirectory:
    """The directory, with look-ups answered from what is in memory."""

    def __init__(self, directory: Directory, index: KeyIndex, names: AskedNames) -> None:
        self.find = index.find
        self.completions = index.completions
        self.held = index.held
        self.beside = index.beside
        self.similar = names.similar
        self.subjects = directory.subjects
        self.ties = directory.ties
        self.owners = directory.owners
        self.coverage = directory.coverage
        self.shortcomings = directory.shortcomings


def _column(found: Iterable[str]) -> pl.Series:
    return pl.Series(list(found), dtype=pl.String).implode()
