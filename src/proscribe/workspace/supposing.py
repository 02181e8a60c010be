"""Suppositions laid over the ledger for one question; nothing of them is ever recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from proscribe.law.load import load_regime, load_regimes
from proscribe.law.regime import CourtOrder, RegimeKind
from proscribe.ledger.record import DesignationRecord, Subject
from proscribe.matching.named import Named
from proscribe.model.errors import InputError
from proscribe.model.listing import (
    Designation,
    Ending,
    EndKind,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    SecurityType,
)
from proscribe.model.source import Provenance
from proscribe.model.time import Moment
from proscribe.screening.cases import stands_on
from proscribe.screening.resolve import resolve
from proscribe.screening.supposed import Change, Made, SupposedDirectory, key_of
from proscribe.screening.supposing import (
    NOTHING_SUPPOSED,
    Asked,
    Supposed,
    SupposedKind,
    Supposing,
    parse_supposition,
)
from proscribe.securities.queries import read_query
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.naming import find_similar
from proscribe.workspace.recording import listing_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proscribe.law.regime import Court, Lists, Regime
    from proscribe.matching.named import Match
    from proscribe.model.verdict import Question
    from proscribe.screening.similar import Similar
    from proscribe.workspace.directory import LedgerDirectory

_SUPPOSED = "supposed"
_ZONE = "UTC"
_USER = "user"
_WITH_NUMBER = re.compile(r"(?P<name>.+?)\s*\((?P<number>[A-Z0-9.]+)\)")
_LINES = ("isin", "cusip", "sedol", "figi")


def suppose(
    texts: Sequence[str], directory: LedgerDirectory, question: Question
) -> tuple[Supposing, LedgerDirectory | SupposedDirectory]:
    """Return what is supposed, and the directory as it would then be.

    Args:
        texts: The suppositions, in the order in which they happen.
        directory: Who is on file; it stays as it is.
        question: What is asked: who is meant is looked up as known then.

    Raises:
        InputError: A supposition is not understood, fits nobody or several, or changes nothing.
    """
    if not texts:
        return NOTHING_SUPPOSED, directory
    overlay = _Overlay(base=directory, known=question.known_at.closes(_ZONE))
    for text in texts:
        asked = parse_supposition(text)
        match asked.kind:
            case SupposedKind.LIST:
                overlay.list(asked)
            case SupposedKind.DELIST:
                overlay.delist(asked)
            case SupposedKind.LIFT:
                overlay.lift(asked)
    return Supposing(told=tuple(overlay.told), regimes=overlay.regimes), overlay.directory()


@dataclass(slots=True, kw_only=True)
class _Overlay:
    """Suppositions as they are read, one after the other."""

    base: LedgerDirectory
    known: datetime
    changes: list[Change] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    regimes: dict[str, Regime] = field(default_factory=dict)
    told: list[Supposed] = field(default_factory=list)

    def directory(self) -> SupposedDirectory:
        names = _SupposedNames(self.made) if self.made else None
        return SupposedDirectory(
            self.base, self.changes, self.made, None if names is None else names.similar
        )

    def list(self, asked: Asked) -> None:
        day, regime = _day(asked), _regime(asked)
        entry = _entry(regime, asked)
        subject = self._subject(asked) or self._new(asked)
        held = [one for one in _of(subject, (regime,)) if _in_force(one, day)]
        if held:
            raise InputError(
                f"{subject.caption} is on the list of {regime.key} already, since "
                f"{held[0].begins}: supposing it changes nothing.",
                remedy="Suppose that it is delisted first, or leave this supposition out.",
            )
        record = _record(entry, regime, asked, f"{_SUPPOSED}-{len(self.told) + 1}")
        ids = frozenset({subject.id, *subject.referents})
        self.changes.append(Change(ids=ids, added=(record,)))
        under = f"{regime.key}" + (f", directive {asked.directive}" if asked.directive else "")
        stranger = " It is on no list on file." if subject.id.startswith(_SUPPOSED) else ""
        self._tell(
            f"Supposing that {subject.caption} is listed under {under} on {day}.{stranger}",
            subject,
            {record.entity_id},
            _looking_at((record,)),
        )

    def delist(self, asked: Asked) -> None:
        day = _day(asked)
        asking = load_regimes() if asked.regime is None else (_regime(asked),)
        subject = self._known(asked)
        ended = [one for one in _of(subject, asking) if _in_force(one, day)]
        where = "any list" if asked.regime is None else f"the list of {asked.regime.upper()}"
        if not ended:
            raise InputError(
                f"{subject.caption} is not on {where} on {day}, so it cannot be delisted then.",
                remedy="`proscribe timeline` shows when it was listed and delisted.",
            )
        moment = Moment(day=day)
        self.changes.append(
            Change(
                ids=frozenset({subject.id, *subject.referents}),
                ended=frozenset(map(key_of, ended)),
                ending=Ending(on=moment, published=moment, kind=EndKind.REMOVED),
            )
        )
        programs = ", ".join(dict.fromkeys(one.designation.program for one in ended))
        self._tell(
            f"Supposing that {subject.caption} is taken off {where} on {day} ({programs}).",
            subject,
            {one.entity_id for one in ended},
            _looking_at(ended),
        )

    def lift(self, asked: Asked) -> None:
        subject = self._known(asked)
        ids = {subject.id, *subject.referents, *(one.entity_id for one in subject.records)}
        every = [(r, c) for r in self._law() for c in r.courts if c.entity in ids]
        meant = [(r, c) for r, c in every if c.kind in asked.orders]
        if not meant:
            known = "; ".join(f"{c.kind.value} of {c.on} ({r.key})" for r, c in every)
            raise InputError(
                f"no such order of a court on {subject.caption} is on file, so none is lifted.",
                remedy=f"On file: {known or 'none'}.",
            )
        for regime, court in meant:
            changed = _lifted(court, asked)
            now = self.regimes.get(regime.key, regime)
            courts = tuple(changed if one == court else one for one in now.courts)
            self.regimes[regime.key] = replace(
                now, courts=tuple(one for one in courts if one is not None)
            )
        orders = " and ".join(f"the {c.kind.value} of {c.on} ({r.key})" for r, c in meant)
        had = "had never been made" if asked.day is None else f"is lifted on {asked.day}"
        number = had if len(meant) == 1 or asked.day is None else f"are lifted on {asked.day}"
        says = f"Supposing that {orders} on {subject.caption} {number}."
        regimes = frozenset(regime.key for regime, _ in meant)
        self._tell(says, subject, {court.entity for _, court in meant}, regimes)

    def _tell(
        self, says: str, subject: Subject, further: set[str], regimes: frozenset[str]
    ) -> None:
        ids = frozenset({subject.id, *subject.referents, *further})
        self.told.append(
            Supposed(says=says, caption=subject.caption, subjects=ids, regimes=regimes)
        )

    def _law(self) -> tuple[Regime, ...]:
        return tuple(self.regimes.get(one.key, one) for one in load_regimes())

    def _known(self, asked: Asked) -> Subject:
        found = self._subject(asked)
        if found is None:
            raise InputError(
                f"nothing on file is called {asked.name!r}, so it cannot be supposed "
                f"({asked.text}).",
                remedy="Write another name, an identifier or the id of the entry.",
            )
        return found

    def _subject(self, asked: Asked) -> Subject | None:
        """Return whom a supposition names; None where nobody is called so or nearly so."""
        if asked.kind is SupposedKind.LIST and _is_new(asked):
            return None
        found = resolve(wanted_of(asked.name), self.directory(), self.known).fitted().candidates
        if not found:
            return None
        if len(found) == 1 and found[0].certain:
            return found[0].subject
        names = "; ".join(f"{one.subject.caption} ({one.subject.id})" for one in found)
        new = " Somebody who is on no list: `list new NAME under …`."
        raise InputError(
            f"whom {asked.name!r} means in the supposition {asked.text!r} is not certain: {names}.",
            remedy=f"Write the id in place of the name.{new if asked.kind == 'list' else ''}",
        )

    def _new(self, asked: Asked) -> Subject:
        listing = _listing(asked, f"{_SUPPOSED}-{len(self.told) + 1}")
        subject = Subject(
            id=listing.id, referents=(listing.id,), schema=listing.schema, names=listing.names,
            properties=listing.properties, securities=listing.securities, records=(), links=(),
            events=(), provenances=(), listings=(),
        )  # fmt: skip
        self.made.append(Made(subject=subject, keys=listing_keys(listing)))
        return subject


class _SupposedNames:
    """The names of subjects that are only supposed."""

    def __init__(self, made: Sequence[Made]) -> None:
        from proscribe.matching.index import Index

        self._index = Index.build(
            Named(
                id=one.subject.id,
                schema=one.subject.schema,
                names=tuple(name.text for name in one.subject.names),
            )
            for one in made
        )

    def search(
        self, queries: Sequence[Named], threshold: float, further: int = 0
    ) -> Iterator[Match]:
        return self._index.search(queries, limit=10 + further, threshold=threshold)

    def similar(self, names: Sequence[str], people: bool) -> Mapping[str, tuple[Similar, ...]]:  # noqa: FBT001
        return find_similar((self,), names, people=people)


def _is_new(asked: Asked) -> bool:
    return asked.name.startswith("new ")


def _listing(asked: Asked, entity: str) -> Listing:
    """Return the entry of somebody who is on no list, by name, identifier or both."""
    text = asked.name.removeprefix("new ").strip()
    both = _WITH_NUMBER.fullmatch(text)
    name, number = (text, text) if both is None else (both["name"], both["number"])
    read = read_query(number)
    if read.problem is not None:
        raise InputError(f"{read.problem.rstrip('.')} ({asked.text}).", remedy="Correct it.")
    found = dict(read.keys) if both is not None or not number.isalpha() else {}
    numbers = {kind: found[kind] for kind in _LINES if kind in found}
    ticker = number if "ticker" in found and not numbers else None
    line = SecurityLine(
        type=SecurityType.OTHER,
        isin=numbers.get("isin"),
        cusip=numbers.get("cusip"),
        sedol=numbers.get("sedol"),
        figi=numbers.get("figi"),
        ticker=ticker,
    )
    lei = (("leiCode", (found["lei"],)),) if "lei" in found else ()
    return Listing(
        id=entity,
        schema="Company",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        properties=lei,
        securities=(line,) if numbers or ticker else (),
    )


def _day(asked: Asked) -> date:
    if asked.day is None:
        raise InputError(f"{asked.text!r} names no day.", remedy="Add: on YYYY-MM-DD.")
    return asked.day


def _regime(asked: Asked) -> Regime:
    regime = load_regime(asked.regime or "")
    if regime.authority == _USER:
        raise InputError(
            f"{regime.key} is your own list, and what is on it need not be supposed.",
            remedy="Give a list of your own with --list.",
        )
    if not regime.lists:
        raise InputError(
            f"{regime.key} goes by where an issuer is, not by a list: nobody is listed under it.",
            remedy="Choose a regime of a list, such as NS-CMIC, SDN or SSI.",
        )
    return regime


def _entry(regime: Regime, asked: Asked) -> Lists:
    """Return the list a supposed designation stands on."""
    told = regime.directives
    if asked.directive is not None and asked.directive.upper() not in told:
        raise InputError(
            f"{regime.key} has no directive {asked.directive} ({asked.text}).",
            remedy=f"It has {', '.join(sorted(told)) or 'none'}.",
        )
    return next((entry for entry in regime.lists if entry.program != "*"), regime.lists[0])


def _record(entry: Lists, regime: Regime, asked: Asked, number: str) -> DesignationRecord:
    day = _day(asked)
    source = entry.source or next(iter(regime.sources), regime.authority)
    only = next(iter(regime.directives)) if len(regime.directives) == 1 else None
    directive = only if asked.directive is None else asked.directive.upper()
    return DesignationRecord(
        entity_id=f"{source}-{number}",
        source=source,
        designation=Designation(
            authority=entry.authority,
            program=regime.key if entry.program == "*" else entry.program,
            listed_on=day,
            published=Moment(day=day),
            directive=directive,
        ),
        begins=day,
        ended=None,
        securities=(),
        provenances=(
            Provenance(
                source=_SUPPOSED, edition=0, digest="", locator=asked.text,
                published=Moment(day=day), fetched_at=datetime(day.year, 1, 1, tzinfo=UTC),
            ),
        ),
    )  # fmt: skip


def _of(subject: Subject, regimes: Sequence[Regime]) -> list[DesignationRecord]:
    """Return the designations of a subject that some regimes look at."""
    return [
        record
        for record in subject.records
        if any(stands_on(entry, record, one) for one in regimes for entry in one.lists)
    ]


def _in_force(record: DesignationRecord, day: date) -> bool:
    return record.begins <= day and (record.ended is None or record.ended.on.day > day)


def _looking_at(records: Sequence[DesignationRecord]) -> frozenset[str]:
    """Return the regimes that look at some designations, be it for one that came before."""
    found = set()
    for regime in load_regimes():
        lists = [*regime.lists]
        for other in (regime.predecessor, regime.succession):
            lists += () if other is None else other.lists
        looks = any(stands_on(entry, one, regime) for entry in lists for one in records)
        if looks or regime.kind is RegimeKind.TERRITORIAL:
            found.add(regime.key)
    return frozenset(found)


def _lifted(court: Court, asked: Asked) -> Court | None:
    """Return an order as it is supposed to end; None where it was never made.

    Raises:
        InputError: It cannot end then.
    """
    day = asked.day
    if day is None:
        return None
    if court.kind is CourtOrder.VACATUR:
        raise InputError(
            f"a vacatur makes a listing bind at no moment, so it cannot be lifted from {day} on.",
            remedy="Leave the day out to suppose that it had never been made.",
        )
    if day <= court.on.day or (court.until is not None and court.until.day <= day):
        until = "" if court.until is None else f" to {court.until}"
        raise InputError(
            f"the injunction stood from {court.on}{until}: it cannot be lifted on {day}.",
            remedy="Name a day on which it stood.",
        )
    known = court.on if court.published is None else court.published
    return replace(court, until=Moment(day=day), until_published=known)
