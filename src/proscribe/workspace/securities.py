"""One security or issuer looked up in the master: every line, on whose word, and who disagrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError
from proscribe.screening.mastering import is_reference, names_agree, statements_of
from proscribe.screening.resolve import resolve
from proscribe.securities.keys import security_keys
from proscribe.securities.master import NUMBERS, Security, conflicts_of, securities_of
from proscribe.securities.queries import read_query
from proscribe.workspace.answers import wanted_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from proscribe.ledger.history import Subject
    from proscribe.screening.candidates import Candidate
    from proscribe.screening.directory import Directory
    from proscribe.securities.master import Conflict, Key

__all__ = ["IssuerFile", "Security", "SecurityAnswer", "look_up"]

_MOST_ISSUERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerFile:
    """An issuer with everything it has issued, as far as any source says.

    Attributes:
        candidate: The issuer, and how the query leads to it.
        securities: Its securities.
        conflicts: What sources say of it that cannot all be true.
        also_called: Entries of reference data that are the same issuer by a shared number and a
            name that agrees, though nothing ties them for certain.
        keys: The keys that were asked about.
        day: The day asked about.
    """

    candidate: Candidate
    securities: tuple[Security, ...]
    conflicts: tuple[Conflict, ...]
    also_called: tuple[Subject, ...]
    keys: tuple[Key, ...]
    day: date

    @property
    def is_meant(self) -> bool:
        """Whether the query leads to it beyond doubt."""
        return self.candidate.certain

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        subject = self.candidate.subject
        programs = {record.designation.program for record in subject.records}
        return {
            "entity_id": subject.id,
            "caption": subject.caption,
            "certain": self.candidate.certain,
            "matched_by": self.candidate.matched_by,
            "how": self.candidate.how or None,
            "programs": sorted(programs),
            "also_called": [one.caption for one in self.also_called],
            "securities": [_security_json(one, self) for one in self.securities],
            "conflicts": [_conflict_json(one) for one in self.conflicts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityAnswer:
    """What the master knows of a query.

    Attributes:
        query: As asked.
        issuers: Who may be meant, best first.
        conflicts: What sources say of the identifiers asked about that cannot all be true.
    """

    query: str
    issuers: tuple[IssuerFile, ...]
    conflicts: tuple[Conflict, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "query": self.query,
            "issuers": [one.to_json() for one in self.issuers],
            "conflicts": [_conflict_json(one) for one in self.conflicts],
        }


def look_up(query: str, directory: Directory, known: datetime, day: date) -> SecurityAnswer:
    """Return whose a security is, and what else that issuer has issued.

    Args:
        query: An identifier, a ticker, or the name of an issuer.
        directory: Where subjects are found.
        known: The moment of knowledge (UTC).
        day: The day asked about, which tells what has ended.

    Raises:
        InputError: The query is empty, or nothing on file fits it.
    """
    wanted = replace(wanted_of(query), day=day)
    found = resolve(wanted, directory, known)
    candidates = found.fitted().candidates[:_MOST_ISSUERS]
    if not candidates:
        problem = read_query(query.strip()).problem
        odd = "" if problem is None else f" {problem.rstrip('.')}."
        raise InputError(
            f"no source on file knows {query!r}.{odd}",
            remedy="Ask by the issuer's name or another number; import reference data "
            "(securities, us_sec_company_tickers, gleif_isin) or run `proscribe enrich`.",
        )
    keys = tuple(key for key in wanted.keys if key[0] in (*NUMBERS, "ticker"))
    issuers = tuple(
        _issuer(one, _others(one, directory, known), keys=keys, day=day) for one in candidates
    )
    return SecurityAnswer(query=query, issuers=issuers, conflicts=found.conflicts)


def _issuer(
    candidate: Candidate, others: Sequence[Subject], *, keys: tuple[Key, ...], day: date
) -> IssuerFile:
    own = statements_of(candidate.subject)
    agreeing = [
        one
        for one in others
        if (is_reference(one) or is_reference(candidate.subject))
        and any(names_agree(one.caption, name.text) for name in candidate.subject.names)
    ]
    same = [
        replace(statement, issuer=candidate.subject.id)
        for one in agreeing
        for statement in statements_of(one)
    ]
    strangers = [
        statement for one in others if one not in agreeing for statement in statements_of(one)
    ]
    mine = (*own, *same)
    held = {key for statement in mine for key in security_keys(statement.line)}
    touching = [one for one in strangers if not held.isdisjoint(security_keys(one.line))]
    return IssuerFile(
        candidate=candidate,
        securities=securities_of(mine),
        conflicts=conflicts_of((*mine, *touching)),
        also_called=tuple(agreeing),
        keys=keys,
        day=day,
    )


def _others(candidate: Candidate, directory: Directory, known: datetime) -> list[Subject]:
    """Return the other subjects that bear a number or ticker of an issuer."""
    values: dict[str, set[str]] = {}
    for statement in statements_of(candidate.subject):
        for kind, value in security_keys(statement.line):
            values.setdefault(kind, set()).add(value)
    ids = {
        entity
        for kind, wanted in values.items()
        for entities in directory.find(kind, wanted).values()
        for entity in entities
    }
    return [one for one in directory.subjects(ids, known) if one.id != candidate.subject.id]


def _security_json(one: Security, issuer: IssuerFile) -> dict[str, object]:
    keys = [{"kind": kind, "value": value, "sources": list(sources)}
            for (kind, value), sources in one.keys]  # fmt: skip
    return {
        "asked_about": any(key in issuer.keys for key, _ in one.keys),
        "types": [kind.value for kind in one.types],
        "names": list(one.names),
        "venues": list(one.venues),
        "ratio": one.ratio,
        "since": None if one.since is None else one.since.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "ended": one.has_ended(issuer.day),
        "identifiers": keys,
        "told_by": sorted({each.told_by for each in one.statements}),
    }


def _conflict_json(one: Conflict) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "identifier": {"kind": one.key[0], "value": one.key[1]},
        "text": one.text,
        "sources": [each.told_by for each in one.statements],
    }
