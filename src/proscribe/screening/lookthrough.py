"""Funds looked through: what a fund holds, to any depth, as the law asks about it.

The lines of all files are resolved once, with the machinery that resolves a portfolio;
what a fund holds is then put together for each regime from what was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import polars as pl

from proscribe.law.case import Holding, Party
from proscribe.model.verdict import Instrument
from proscribe.screening.cases import is_named_by
from proscribe.screening.verdicts import meant_under
from proscribe.securities.countries import country_code
from proscribe.securities.funds import (
    FundFile,
    Loop,
    Route,
    find_funds,
    find_routes,
    product,
)
from proscribe.securities.instruments import LineKind
from proscribe.securities.weights import Parts, find_parts

if TYPE_CHECKING:
    from datetime import datetime

    from proscribe.law.case import Standing
    from proscribe.law.regime import Regime
    from proscribe.screening.candidates import Resolution
    from proscribe.screening.cases import Facts

Row: TypeAlias = dict[str, object]
_FUNDS = (Instrument.ETF.value, Instrument.FUND.value)
_NAMED_IN_NOTES = 5
_OPAQUE = "a fund whose holdings are not stated"
_DERIVATIVE = "a derivative, and what it exposes to is not stated"
_SHORT = "a short position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A line of a fund that is not followed further.

    Attributes:
        fund: Place of the fund whose line it is.
        row: Its place in that file.
        line: The line as read.
        found: Whom it may mean, by time zone; empty where no list has anything like it.
        doubt: Why it cannot be told what it holds; None where it can.
        country: ISO 3166 code of its country; None where it is not stated.
    """

    fund: int
    row: int
    line: Row
    found: Mapping[str, Resolution]
    doubt: str | None
    country: str | None

    @property
    def name(self) -> str:
        """What the line calls what is held."""
        known = next((self.line[k] for k in ("name", "isin", "cusip", "sedol", "symbol")
                      if self.line[k]), None)  # fmt: skip
        return str(known) if known else f"line {self.line['line']}"


Resolve: TypeAlias = "Callable[[pl.DataFrame], tuple[pl.Series, dict[str, dict[int, Resolution]]]]"


class LookThrough:
    """All funds of a screening, each with its lines resolved.

    Args:
        files: The funds.
        resolve: Returns which of some lines touch a list, and by zone and row whom they may mean.
    """

    def __init__(self, files: Sequence[FundFile], resolve: Resolve) -> None:
        self.files = tuple(files)
        self.parts: tuple[Parts, ...] = tuple(find_parts(one.lines) for one in files)
        matched = [find_funds(one.lines, files) for one in files]
        self._held = [
            [(row, place) for row, place in enumerate(one.to_list()) if place is not None]
            for one in matched
        ]
        self.leaves = tuple(
            tuple(_leaves(place, one, matched[place], resolve(one.lines)))
            for place, one in enumerate(files)
        )
        self._exposures: dict[int, Exposure] = {}

    def column(self, lines: pl.DataFrame) -> pl.Series:
        """Return for each line of a portfolio which fund it is; null where it is none."""
        return find_funds(lines, self.files)

    def exposure(self, fund: int) -> Exposure:
        """Return what a fund holds."""
        known = self._exposures.get(fund)
        if known is None:
            weights = [one.values for one in self.parts]
            routes, loops, whole = find_routes(fund, self._held, weights)
            known = Exposure(self, routes, loops, whole=whole)
            self._exposures[fund] = known
        return known

    def notes(self, fund: int) -> Iterator[str]:
        """Yield what is to be known of a fund's file and what it holds, whole sentences."""
        yield from self.files[fund].notes
        yield from self.parts[fund].notes
        exposure = self.exposure(fund)
        for loop in exposure.loops:
            whose = self.files[loop.route.path[-1]]
            line = whose.lines["line"].item(loop.row)
            back = (
                "itself" if loop.back_to == loop.route.path[-1] else self.files[loop.back_to].title
            )
            yield (
                f"{whose.title} holds {back} ({whose.file} line {line}): the line is not "
                "followed, and its part counts as not stated."
            )
        if not exposure.whole:
            yield "It holds funds in more ways than can be followed; what is left counts as doubt."
        for doubt in (_OPAQUE, _DERIVATIVE, _SHORT):
            several = [leaf for leaf in self.leaves[fund] if leaf.doubt == doubt]
            if several:
                named = _some_of([f"{leaf.name} (line {leaf.line['line']})" for leaf in several])
                yield f"{_counted(len(several), doubt)}: {named}."


def _counted(count: int, doubt: str) -> str:
    return f"{count} {'line is' if count == 1 else 'lines are each'} {doubt}"


class Exposure:
    """What one fund holds, directly and through others.

    Attributes:
        routes: The ways to each fund held, that to itself first.
        loops: Lines that lead back.
        whole: False where there are more ways than were followed.
    """

    def __init__(
        self, book: LookThrough, routes: list[Route], loops: list[Loop], *, whole: bool
    ) -> None:
        self.routes, self.loops, self.whole = routes, loops, whole
        self._book = book
        self._ways: dict[int, list[Route]] = defaultdict(list)
        for route in routes:
            self._ways[route.path[-1]].append(route)
        self._known: dict[tuple[str, datetime, bool], tuple[Holding, ...]] = {}

    @property
    def fund(self) -> FundFile:
        """The fund asked about."""
        return self._book.files[self.routes[0].path[0]]

    def leaves(self) -> Iterator[tuple[Leaf, Route, Decimal | None]]:
        """Yield each line held, on each way to it, with its part of the fund."""
        for route in self.routes:
            parts = self._book.parts[route.path[-1]].values
            for leaf in self._book.leaves[route.path[-1]]:
                yield leaf, route, product(route.weight, parts[leaf.row])

    def path(self, route: Route) -> tuple[str, ...]:
        """Return the names of the funds on a way."""
        return tuple(self._book.files[place].title for place in route.path)

    def holdings(self, facts: Facts) -> tuple[Holding, ...]:
        """Return what the fund holds, as one regime looks at it.

        Lines that touch nothing of that regime are added up by country.
        """
        key = (facts.regime.key, facts.known, facts.suspicious)
        if key not in self._known:
            self._known[key] = tuple(self._holdings(facts))
        return self._known[key]

    def _holdings(self, facts: Facts) -> Iterator[Holding]:
        rest: dict[tuple[str, str | None, str | None], list[tuple[Decimal | None, str]]]
        rest = defaultdict(list)
        named = tuple({name for rule in facts.regime.funds for name in rule.names})
        for fund, ways in self._ways.items():
            through = _sum([route.weight for route in ways])
            parts = self._book.parts[fund].values
            for leaf in self._book.leaves[fund]:
                weight = product(through, parts[leaf.row])
                standings = _standings(leaf, facts)
                owned = not standings and _may_be_owned(leaf, facts)
                if standings or owned or _is_named(leaf, named):
                    party = Party(name=self._label(leaf, ways), standings=standings)
                    yield Holding(
                        party=party,
                        weight=_size(weight),
                        located_in=leaf.country,
                        doubt=leaf.doubt,
                        owned=owned,
                    )
                else:
                    rest[_kind(leaf)].append((weight, leaf.name))
        for (name, country, doubt), several in rest.items():
            count = f"{len(several)} {'line' if len(several) == 1 else 'lines'}"
            label = name if name == _CASH else f"{count} {name}"
            if doubt is not None:
                label = _some_of([called for _, called in several])
            weight = _size(_sum([weight for weight, _ in several]))
            yield Holding(party=Party(name=label), weight=weight, located_in=country, doubt=doubt)
        yield from self._unfollowed()

    def _unfollowed(self) -> Iterator[Holding]:
        for loop in self.loops:
            last = loop.route.path[-1]
            weight = product(loop.route.weight, self._book.parts[last].values[loop.row])
            name = f"{self._book.files[loop.back_to].title}, held by itself"
            doubt = "the fund holds itself, so what this part holds is not stated"
            yield Holding(party=Party(name=name), weight=_size(weight), doubt=doubt)
        for fund, ways in self._ways.items():
            parts, title = self._book.parts[fund], self._book.files[fund].title
            if parts.rest:
                weight = product(_sum([route.weight for route in ways]), parts.rest)
                doubt = "its file does not say what it is"
                rest = Party(name=f"the rest of {title}")
                yield Holding(party=rest, weight=_size(weight), doubt=doubt)
        if not self.whole:
            doubt = "it holds funds in more ways than can be followed"
            yield Holding(party=Party(name="funds not followed"), weight=None, doubt=doubt)

    def _label(self, leaf: Leaf, ways: list[Route]) -> str:
        """Return the name of a line with the heaviest way to it."""
        heaviest = max(ways, key=lambda route: route.weight or Decimal(0))
        between = self.path(heaviest)[1:]
        through = f" through {' and '.join(between)}" if between else ""
        more = f" and {len(ways) - 1} other ways" if len(ways) > 1 else ""
        return f"{leaf.name}{through}{more}"


_CASH = "cash"


def _kind(leaf: Leaf) -> tuple[str, str | None, str | None]:
    """Return under what lines that touch nothing are added up: a name, a country, a doubt."""
    if leaf.line["kind"] == LineKind.CASH.value:
        return _CASH, None, None
    if leaf.doubt is not None:
        return "", None, leaf.doubt
    if leaf.country is None:
        return "whose country is not stated", None, None
    return f"in {leaf.country}", leaf.country, None


def _some_of(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_IN_NOTES
    return ", ".join(names[:_NAMED_IN_NOTES]) + (f" and {more} more" if more > 0 else "")


def _standings(leaf: Leaf, facts: Facts) -> tuple[Standing, ...]:
    """Return the designations of whom a line surely means; of all it may mean, if suspicious."""
    found = leaf.found.get(facts.regime.zone)
    if found is None:
        return ()
    under = meant_under(found, facts)
    meant = under.candidates
    if not under.certain and not facts.suspicious:
        meant = () if under.sure is None else (under.sure,)
    return tuple(
        standing
        for one in meant
        if is_named_by(facts.regime, one.subject)
        for standing in facts.standings(one.subject, one.programs)
    )


def _may_be_owned(leaf: Leaf, facts: Facts) -> bool:
    """Tell whether somebody the regime names owns a part of whom a line may mean."""
    found = leaf.found.get(facts.regime.zone)
    return found is not None and any(
        facts.counts(one.subject)
        for one in meant_under(found, facts).candidates
        if not is_named_by(facts.regime, one.subject)
    )


def _is_named(leaf: Leaf, names: tuple[str, ...]) -> bool:
    """Tell whether a line without a country bears a name that a rule for funds looks for."""
    lower = str(leaf.line["name"] or "").lower()
    return leaf.country is None and any(name in lower for name in names)


def _leaves(
    place: int,
    fund: FundFile,
    matched: pl.Series,
    resolved: tuple[pl.Series, dict[str, dict[int, Resolution]]],
) -> Iterator[Leaf]:
    """Yield the lines of a fund that are not followed, and those followed that touch a list."""
    touched, found = resolved
    rows = fund.lines.iter_rows(named=True)
    for row, (line, follows, touches) in enumerate(
        zip(rows, matched.to_list(), touched.to_list(), strict=True)
    ):
        if follows is not None and not touches:
            continue
        yield Leaf(
            fund=place,
            row=row,
            line=line,
            found={zone: by_row[row] for zone, by_row in found.items()} if touches else {},
            doubt=None if follows is not None else _doubt(line, touches=touches),
            country=_country(line),
        )


def _doubt(line: Row, *, touches: bool) -> str | None:
    if line["kind"] == LineKind.CASH.value:
        return None
    if line["kind"] == LineKind.DERIVATIVE.value:
        return None if line["instrument"] == Instrument.CURRENCY.value else _DERIVATIVE
    if line["short"]:
        return _SHORT
    if line["instrument"] in _FUNDS:
        return _OPAQUE
    if line["problem"] is not None and not touches:
        return f"a line that cannot be relied on ({str(line['problem']).rstrip('.')})"
    return None


def _country(line: Row) -> str | None:
    stated = line["location"]
    code = None if stated is None else country_code(str(stated))
    if code is None and str(line["isin"] or "").startswith("RU"):
        return "RU"
    return code


def _size(weight: Decimal | None) -> Decimal | None:
    """Return a part without its sign: which way a position goes is said as a doubt."""
    return None if weight is None else abs(weight)


def _sum(weights: Sequence[Decimal | None]) -> Decimal | None:
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if len(known) == len(weights) else None


def asked_too(regime: Regime, exposure: Exposure | None) -> bool:
    """Tell whether a regime of a place is asked about a fund: its holdings say where they are."""
    return exposure is not None and bool(regime.funds)
