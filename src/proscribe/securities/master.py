"""The security master: which line is whose, from when to when, on whose word, and who disagrees.

A *statement* is what one source says of one line. Statements that share a number, or a ticker at
one time, are of one security. Where statements cannot all be true, that is a *conflict*: no source
is silently preferred, and what rests on a disputed number alone is not certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from proscribe.model.listing import SecurityLine, SecurityType
from proscribe.securities.identifiers import check_identifier, related_keys
from proscribe.securities.keys import security_keys

NUMBERS = ("isin", "cusip", "sedol", "figi")
TICKER = "ticker"
Key = tuple[str, str]
# Companies of other countries are incorporated there, or have their receipts issued there.
_DOMICILES = frozenset(
    [
        *("AU", "BM", "CA", "CY", "GB", "GG", "IE", "IM", "JE", "KY", "LR", "LU", "MH", "MU"),
        *("PA", "SG", "US", "VG"),
    ]
)
_GROUPS = {"HK": "CN", "MO": "CN"}
# Each market gives a security its own SEDOL; the one in its ISIN is that of these.
_ISLES = frozenset({"GB", "IE"})
_NO_SHARES = frozenset(
    {SecurityType.ADR, SecurityType.DEBT, SecurityType.CONVERTIBLE, SecurityType.WARRANT}
)
# Types that one number cannot have at once.
_FAMILIES = {
    SecurityType.EQUITY: "a share",
    SecurityType.ADR: "a depositary receipt",
    SecurityType.DEBT: "a debt security",
    SecurityType.CONVERTIBLE: "a debt security",
    SecurityType.WARRANT: "a warrant",
    SecurityType.ETF: "a fund",
    SecurityType.FUND: "a fund",
}


class ConflictKind(StrEnum):
    """In what statements contradict each other, or themselves."""

    TWO_ISSUERS = "two_issuers"
    TWO_ISINS = "two_isins"
    TWO_TYPES = "two_types"
    TWO_NUMBERS = "two_numbers"
    FOREIGN_ISIN = "foreign_isin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says of one line.

    Attributes:
        issuer: Id of the subject it says has issued the line; empty where it does not say.
        caption: The name of that subject.
        source: Key of the source, or what else says it (``the portfolio``).
        place: Where in which edition it stands, in words.
        line: The line.
        countries: Where the source says the issuer is, as ISO 3166 codes in capitals.
        official: False where the source is reference data, which may be wrong as any other.
    """

    issuer: str
    caption: str
    source: str
    place: str
    line: SecurityLine
    countries: frozenset[str] = frozenset()
    official: bool = True

    @property
    def told_by(self) -> str:
        """The source and the place, in words."""
        return f"{self.source} ({self.place})" if self.place else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Statements that cannot all be true.

    Attributes:
        kind: In what they contradict each other.
        key: The number or ticker they are about.
        statements: They themselves; one where it contradicts itself.
        text: What is wrong, in a sentence that names every source.
    """

    kind: ConflictKind
    key: Key
    statements: tuple[Statement, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """One security, from every statement on it.

    Attributes:
        keys: Its numbers and tickers, each with the sources that print it.
        types: What it is said to be; empty where no source says.
        names: What it is called.
        venues: Where it is said to trade.
        ratio: Ratio of a receipt, in words.
        since: First day, where known.
        until: Last day, where known.
        statements: The statements it is made of.
    """

    keys: tuple[tuple[Key, tuple[str, ...]], ...]
    types: tuple[SecurityType, ...]
    names: tuple[str, ...]
    venues: tuple[str, ...]
    ratio: str | None
    since: date | None
    until: date | None
    statements: tuple[Statement, ...]

    def has_ended(self, day: date) -> bool:
        """Return whether its last day lies before a day."""
        return self.until is not None and self.until < day


def own_keys(line: SecurityLine) -> tuple[Key, ...]:
    """Return the keys of what a line prints itself, not of what follows from it."""
    implied = {
        pair
        for kind in NUMBERS
        if (number := getattr(line, kind)) is not None
        for pair in related_keys(kind, check_identifier(kind, number).value or "")
    }
    printed = {(kind, _plain(getattr(line, kind))) for kind in NUMBERS}
    return tuple(key for key in security_keys(line) if key in printed or key not in implied)


def securities_of(statements: Sequence[Statement]) -> tuple[Security, ...]:
    """Join statements of one issuer into its securities, those with most numbers first.

    Lines that share a number, or a ticker while both hold, are one security. A ticker alone does
    not join two lines of different ISINs.
    """
    groups: list[list[Statement]] = []
    for statement in sorted(statements, key=_most_numbers):
        joined = [group for group in groups if any(_is_same(statement, one) for one in group)]
        merged = [statement, *(one for group in joined for one in group)]
        groups = [group for group in groups if group not in joined] + [merged]
    return tuple(sorted(map(_security, groups), key=_shown_first))


def conflicts_of(statements: Iterable[Statement]) -> tuple[Conflict, ...]:
    """Return what statements contradict each other in, or themselves, each conflict once."""
    every = tuple(dict.fromkeys(statements))
    found: dict[tuple[ConflictKind, Key], Conflict] = {}
    for conflict in (*_within_lines(every), *_between_lines(every)):
        found.setdefault((conflict.kind, conflict.key), conflict)
    return tuple(found.values())


def end_of(key: Key, lines: Iterable[SecurityLine], day: date) -> date | None:
    """Return when the line of a key ended, where it had by that day and did not begin anew.

    Args:
        key: A number or ticker.
        lines: Lines of one issuer.
        day: The day asked about.
    """
    of_key = [line for line in lines if key in security_keys(line)]
    ends = [line.until for line in of_key if line.until is not None]
    last = max(ends, default=None)
    if last is None or last >= day:
        return None
    begun_anew = any(line.since is not None and last < line.since <= day for line in of_key)
    return None if begun_anew else last


def _plain(number: str | None) -> str:
    return "" if number is None else number.replace(" ", "").upper()


def _most_numbers(statement: Statement) -> tuple[int, str]:
    return -len(security_keys(statement.line)), statement.source


def _isin(line: SecurityLine) -> str | None:
    return None if line.isin is None else check_identifier("isin", line.isin).value


def _is_same(one: Statement, other: Statement) -> bool:
    shared = {*security_keys(one.line)} & {*security_keys(other.line)}
    if any(kind != TICKER for kind, _ in shared):
        return True
    isins = {_isin(one.line), _isin(other.line)} - {None}
    return bool(shared) and len(isins) <= 1 and _overlap(one.line, other.line)


def _overlap(one: SecurityLine, other: SecurityLine) -> bool:
    begins = max(one.since or date.min, other.since or date.min)
    return begins <= min(one.until or date.max, other.until or date.max)


def _security(group: Sequence[Statement]) -> Security:
    keys: dict[Key, dict[str, None]] = defaultdict(dict)
    for statement in group:
        for key in own_keys(statement.line):
            keys[key][statement.source] = None
    lines = [statement.line for statement in group]
    types = dict.fromkeys(line.type for line in lines if line.type is not SecurityType.OTHER)
    order = (*NUMBERS, TICKER)
    return Security(
        keys=tuple(
            (key, tuple(sorted(keys[key])))
            for key in sorted(keys, key=lambda k: (order.index(k[0]), k[1]))
        ),
        types=tuple(types),
        names=tuple(dict.fromkeys(line.name for line in lines if line.name)),
        venues=tuple(dict.fromkeys(line.venue for line in lines if line.venue)),
        ratio=next((line.ratio for line in lines if line.ratio), None),
        since=min((line.since for line in lines if line.since), default=None),
        until=max((line.until for line in lines if line.until), default=None),
        statements=tuple(group),
    )


def _shown_first(security: Security) -> tuple[bool, int, str]:
    order = [*SecurityType]
    first = min((order.index(kind) for kind in security.types), default=len(order))
    return security.until is not None, first, str(security.keys[:1])


def _within_lines(statements: Iterable[Statement]) -> Iterator[Conflict]:
    """Yield what a line contradicts itself in: an ISIN and what is in it, or where it is from."""
    for statement in statements:
        isin = _isin(statement.line)
        if isin is None:
            continue
        for kind, inner in related_keys("isin", isin):
            if kind == "sedol" and _venues(statement.line) - _ISLES:
                continue
            printed = _plain(getattr(statement.line, kind))
            if printed and printed != inner and check_identifier(kind, printed).value:
                yield Conflict(
                    kind=ConflictKind.TWO_NUMBERS,
                    key=("isin", isin),
                    statements=(statement,),
                    text=f"ISIN {isin} holds {kind.upper()} {inner}, yet {statement.told_by} gives "
                    f"{kind.upper()} {printed} for the same line.",
                )
        if _is_foreign(statement, isin):
            places = " or ".join(sorted(statement.countries))
            yield Conflict(
                kind=ConflictKind.FOREIGN_ISIN,
                key=("isin", isin),
                statements=(statement,),
                text=f"ISIN {isin} is a share of {statement.caption} by {statement.told_by}, yet "
                f"its country {isin[:2]} is neither that of the issuer ({places}) nor of the "
                "venue: it may belong to another security.",
            )


def _is_foreign(statement: Statement, isin: str) -> bool:
    """Return whether shares of such an issuer, at such a venue, hardly have an ISIN of there."""
    line = statement.line
    if statement.official or not statement.countries or line.type in _NO_SHARES:
        return False
    places = (*statement.countries, *_venues(line))
    home = {_GROUPS.get(place, place) for place in places}
    prefix = _GROUPS.get(isin[:2], isin[:2])
    return prefix not in home and prefix not in _DOMICILES


def _venues(line: SecurityLine) -> set[str]:
    """Return the countries of the markets where a line trades."""
    return {value.partition(":")[0] for kind, value in security_keys(line) if kind == TICKER}


def _between_lines(statements: Sequence[Statement]) -> Iterator[Conflict]:
    by_key: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in own_keys(statement.line):
            by_key[key].append(statement)
    for key, told in by_key.items():
        for find in (_two_isins, _two_issuers, _two_types):
            pair = next((p for p in combinations(told, 2) if find(key, *p)), None)
            if pair is not None:
                yield _TELLERS[find](key, *pair)


def _two_isins(key: Key, one: Statement, other: Statement) -> bool:
    if key[0] not in (TICKER, "sedol") or not _overlap(one.line, other.line):
        return False
    return len({_isin(one.line), _isin(other.line)} - {None}) > 1


def _two_issuers(key: Key, one: Statement, other: Statement) -> bool:
    bound = one.line.program or other.line.program
    told = one.issuer and other.issuer
    if one.issuer == other.issuer or bound or not told or one.source == other.source:
        return False
    return key[0] != TICKER or _overlap(one.line, other.line)


def _two_types(key: Key, one: Statement, other: Statement) -> bool:
    families = {_FAMILIES.get(one.line.type), _FAMILIES.get(other.line.type)} - {None}
    return key[0] != TICKER and len(families) > 1


def _isins_told(key: Key, one: Statement, other: Statement) -> Conflict:
    return Conflict(
        kind=ConflictKind.TWO_ISINS,
        key=key,
        statements=(one, other),
        text=f"{_named(key)} is ISIN {_isin(one.line)} by {one.told_by}, and ISIN "
        f"{_isin(other.line)} by {other.told_by}.",
    )


def _issuers_told(key: Key, one: Statement, other: Statement) -> Conflict:
    return Conflict(
        kind=ConflictKind.TWO_ISSUERS,
        key=key,
        statements=(one, other),
        text=f"{_named(key)} is a security of {one.caption} by {one.told_by}, and of "
        f"{other.caption} by {other.told_by}.",
    )


def _types_told(key: Key, one: Statement, other: Statement) -> Conflict:
    return Conflict(
        kind=ConflictKind.TWO_TYPES,
        key=key,
        statements=(one, other),
        text=f"{_named(key)} is {_FAMILIES[one.line.type]} by {one.told_by}, and "
        f"{_FAMILIES[other.line.type]} by {other.told_by}.",
    )


def _named(key: Key) -> str:
    kind, value = key
    return f"ticker {value}" if kind == TICKER else f"{kind.upper()} {value}"


_Finder = Callable[[Key, Statement, Statement], bool]
_TELLERS: dict[_Finder, Callable[[Key, Statement, Statement], Conflict]] = {
    _two_isins: _isins_told,
    _two_issuers: _issuers_told,
    _two_types: _types_told,
}
