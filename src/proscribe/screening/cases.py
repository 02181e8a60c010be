"""From a question and a resolved issuer to the case the law is applied to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Protocol

from proscribe.law.case import Case, Holding, Party, Stake, Standing
from proscribe.law.conditions import is_non_us, is_us
from proscribe.law.regime import OwnershipMode
from proscribe.matching.keys import names_nobody
from proscribe.model.errors import InputError
from proscribe.model.listing import Designation
from proscribe.model.time import Moment, parse_day
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.resolve import resolve
from proscribe.screening.stakes import NO_STAKES, Stakes, stakes_of
from proscribe.securities.countries import country_code
from proscribe.securities.queries import read_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from proscribe.law.regime import Lists, Regime
    from proscribe.ledger.history import DesignationRecord, Subject
    from proscribe.model.verdict import Question, Verdict
    from proscribe.screening.directory import Directory

    # By question, subject and the programmes that an identifier stands for.
    FoundOnce = dict[tuple[Question, str, frozenset[str] | None], Verdict]

_BLOCKED = "blocked person"


class Held(Protocol):
    """What a fund holds, looked up beforehand."""

    def holdings(self, facts: Facts) -> tuple[Holding, ...]:
        """Return what it holds, as the regime of those facts looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where the facts of a case are looked up.

    Attributes:
        directory: Subjects of the ledger.
        known: Up to when facts count (UTC).
        regime: The regime asked: of equal names those on its lists count.
        suspicious: True to take a party that may be one of several for all of them at once.
        fund: What the instrument holds, where it is a fund whose holdings are on file.
        verdicts: What was found of subjects under these facts, to be found once; None where one
            question is asked.
    """

    directory: Directory
    known: datetime
    regime: Regime
    suspicious: bool = False
    fund: Held | None = None
    verdicts: FoundOnce | None = None

    def resolve(self, name: str) -> Resolution:
        """Resolve a name or identifier used within a case."""
        wanted = Wanted(keys=read_query(name).keys, name=name, people=True)
        return resolve(wanted, self.directory, self.known)

    def party(self, name: str) -> Party:
        """Return an owner, counterparty or held issuer with its designations."""
        if _is_blocked(name):
            return Party(name=name, blocked=True)
        found = self.resolve(name).among(lambda subject: is_named_by(self.regime, subject))
        meant = found.candidates
        if not found.certain and not self.suspicious:
            meant = () if found.sure is None else (found.sure,)
        standings = (s for one in meant for s in self.standings(one.subject, one.programs))
        return Party(name=name, standings=tuple(standings))

    def names(self, subject: Subject) -> bool:
        """Return whether a list of the regime names, or named, a subject."""
        return is_named_by(self.regime, subject)

    def counts(self, subject: Subject) -> bool:
        """Return whether the regime may reach a subject: its lists name it, or an owner of it."""
        return is_named_by(self.regime, subject) or (
            follows_owners(self.regime) and bool(self.stakes(subject).parties)
        )

    def stakes(self, subject: Subject | str) -> Stakes:
        """Return who of those the regime's lists name owns a subject, and through whom.

        Of whom no entry is about, the name is given.
        """
        if not self.regime.ownership:
            return NO_STAKES
        owners = self.directory.owners(self.known)
        called = subject if isinstance(subject, str) else subject.id
        key = (self.regime.key, self.suspicious, called)
        if key not in owners.stakes:
            above = (
                owners.above_name(subject) if isinstance(subject, str) else owners.above(subject)
            )
            owners.stakes[key] = stakes_of(above, self)
        return owners.stakes[key]

    def standings(self, subject: Subject, programs: frozenset[str] | None) -> tuple[Standing, ...]:
        """Return a subject's designations, or those of some programmes only."""
        short = self.directory.shortcomings()
        return tuple(
            Standing(
                entity=record.entity_id,
                caption=record.designation.as_printed or subject.names[0].text,
                designation=record.designation
                if record.designation.ended == record.ended
                else replace(record.designation, ended=record.ended),
                incomplete=short.get(record.source),
            )
            for record in subject.records
            if programs is None or record.designation.program in programs
        )


def is_named_by(regime: Regime, subject: Subject) -> bool:
    """Return whether a subject stands, or ever stood, on a list that a regime looks at."""
    lists = [*regime.lists]
    for other in (regime.predecessor, regime.succession):
        lists += () if other is None else other.lists
    return any(stands_on(entry, record, regime) for record in subject.records for entry in lists)


def follows_owners(regime: Regime) -> bool:
    """Return whether a regime ever counts what is owned with its owners."""
    return any(rule.mode is not OwnershipMode.NONE for rule in regime.ownership)


def stands_on(entry: Lists, record: DesignationRecord, regime: Regime) -> bool:
    """Return whether a designation is of a list, as one of a regime's lists names it."""
    designation = record.designation
    if designation.authority != entry.authority:
        return False
    source = record.entity_id.partition("-")[0]
    if entry.program == "*":
        return source in (regime.sources if entry.source is None else (entry.source,))
    return designation.program == entry.program and entry.source in (None, source)


def build_case(
    question: Question,
    *,
    caption: str,
    standings: tuple[Standing, ...],
    subject: Subject | None,
    facts: Facts,
) -> Case:
    """Return the case of an issuer, with everyone its attributes name.

    Raises:
        InputError: An attribute cannot be read.
    """
    stakes = tuple(_stakes(question.attribute("owned_by") or ""))
    owners = dict.fromkeys(stake.owner for stake in stakes)
    known = facts.stakes(caption if subject is None else subject)
    holds, resembles = question.attribute("holds"), question.attribute("name_resembles")
    return Case(
        question=question,
        caption=caption,
        subject=None if subject is None else subject.id,
        standings=standings,
        resembles=None if resembles is None else facts.party(resembles),
        parties=(*(facts.party(owner) for owner in owners), *known.parties),
        stakes=(*stakes, *known.stakes),
        holdings=_held(holds, facts),
        counterparty=_counterparty(question, caption, facts),
    )


def stated_standing(question: Question, regime: Regime, caption: str) -> Standing | None:
    """Return the designation a case states itself (``listed=DAY``), the ledger need not know it.

    Raises:
        InputError: The day cannot be read.
    """
    listed = question.attribute("listed")
    if listed is None or not regime.lists:
        return None
    day = parse_day(listed)
    source = next((entry for entry in regime.lists if entry.program != "*"), regime.lists[0])
    directive = question.attribute("directive")
    return Standing(
        entity="",
        caption=caption,
        designation=Designation(
            authority=source.authority,
            program=source.program,
            listed_on=day,
            published=Moment(day=day),
            directive=None if directive is None else directive.upper(),
        ),
    )


def parse_attributes(text: str) -> tuple[tuple[str, str], ...]:
    """Read ``key=value;key=value``.

    Raises:
        InputError: A part has no ``=``, a key stands twice or is not known, or a value
            cannot be read.
    """
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        key, equals, value = part.partition("=")
        key, value = key.strip().lower(), value.strip()
        if not equals or not key or not value:
            raise InputError(
                f"attribute {part!r} is not of the form key=value.",
                remedy="Write for instance issued=2018-01-10;tenor_days=20.",
            )
        if key in found:
            raise InputError(f"attribute {key!r} stands twice.", remedy="Give it once.")
        found[key] = value
    return check_attributes(found)


def check_attributes(attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return attributes in their plain form: countries as two letters.

    Raises:
        InputError: A key is not known, or a value cannot be read.
    """
    return tuple((key, _checked(key, value.strip())) for key, value in attributes.items())


def _checked(key: str, value: str) -> str:
    if key not in ATTRIBUTES:
        raise InputError(
            f"there is no attribute {key!r}, so it would change nothing.",
            remedy=f"Known attributes: {', '.join(sorted(ATTRIBUTES))}.",
        )
    if key == "located_in":
        return parse_country(value)
    try:
        if key in ("issued", "matures", "listed"):
            parse_day(value)
    except InputError as error:
        raise InputError(f"attribute {key}: {error.what}", remedy=error.remedy) from error
    if key == "tenor_days" and not (value.isascii() and value.isdigit()):
        raise InputError(
            f"attribute tenor_days={value!r} is not a number of days.",
            remedy="Write whole days, for instance tenor_days=20.",
        )
    if key == "holds":
        deque(_weights(value), maxlen=0)
    elif key == "owned_by":
        deque(_stakes(value), maxlen=0)
    return value


def parse_country(text: str) -> str:
    """Return the ISO 3166 code (two letters) of a country however written.

    Raises:
        InputError: There is no such country.
    """
    code = country_code(text)
    if code is None:
        raise InputError(
            f"there is no country {text!r}.", remedy="Write its two letters, for instance RU."
        )
    return code


ATTRIBUTES: Mapping[str, str] = {
    "issued": "issue date of the security, YYYY-MM-DD",
    "matures": "maturity date, YYYY-MM-DD",
    "tenor_days": "days from issue to maturity",
    "underlying": "issuer or security a derivative derives from",
    "venue": "where it trades (an exchange, otc, bilateral, private, primary)",
    "holds": "what a fund holds: ISSUER:WEIGHT|ISSUER:WEIGHT",
    "owned_by": "who owns the issuer: OWNER:SHARE|…, a layer X:0.6>Holding:0.5",
    "name_resembles": "listed name the issuer's name closely matches",
    "located_in": "country of the issuer, two letters",
    "counterparty": "the other side: us_person, non_us_person, or a name",
    "benefit": "for whose benefit: us_person or non_us_person",
    "employer": "the employer an employee acts for",
    "ordinary_course": "in the ordinary course of business: yes or no",
    "listed": "listing day of a designation the ledger need not know",
    "directive": "directive or list group of that designation",
}


def _counterparty(question: Question, caption: str, facts: Facts) -> Party | None:
    """Whom the act deals with: the other side, or an issuer the case itself calls blocked."""
    stated = question.attribute("counterparty")
    if stated is not None and not is_us(stated) and not is_non_us(stated):
        return facts.party(stated)
    return Party(name=caption, blocked=True) if _is_blocked(caption) else None


def _is_blocked(name: str) -> bool:
    return name.strip().lower().startswith(_BLOCKED)


def _held(holds: str | None, facts: Facts) -> tuple[Holding, ...] | None:
    """What the case says a fund holds, else what its file says; None where neither does."""
    if holds is not None:
        return tuple(_holdings(holds, facts))
    return None if facts.fund is None else facts.fund.holdings(facts)


def _holdings(text: str, facts: Facts) -> Iterator[Holding]:
    for name, weight in _weights(text):
        yield Holding(party=facts.party(name), weight=weight)


def _weights(text: str) -> Iterator[tuple[str, Decimal | None]]:
    for part in filter(None, (piece.strip() for piece in text.split("|"))):
        yield _share(part, "holds")


def _stakes(text: str) -> Iterator[Stake]:
    """Yield who owns whom; an owner named twice without layers holds both shares."""
    direct: dict[str, Decimal | None] = {}
    for chain in filter(None, (piece.strip() for piece in text.split("|"))):
        layers = [_share(layer, "owned_by") for layer in chain.split(">")]
        if len(layers) == 1:
            [(owner, share)] = layers
            held = direct.get(owner, Decimal(0))
            direct[owner] = None if share is None or held is None else held + share
            continue
        names = [name for name, _ in layers]
        for (owner, share), owned in zip(layers, [*names[1:], ""], strict=True):
            yield Stake(owner=owner, owned=owned, share=share)
    for owner, share in direct.items():
        if share is not None and share > 1:
            raise InputError(
                f"attribute owned_by: the shares of {owner} add up to {share}, more than all.",
                remedy="Correct them.",
            )
        yield Stake(owner=owner, owned="", share=share)


def _share(text: str, attribute: str) -> tuple[str, Decimal | None]:
    name, colon, number = text.rpartition(":")
    if not colon:
        name, number = text, ""
    number = number.strip()
    if names_nobody(name):
        raise InputError(
            f"attribute {attribute}: {text.strip()!r} names nobody.",
            remedy="Write a name and a part of one, for instance Xiaomi Corporation:0.25.",
        )
    if number in ("", "?"):
        return name.strip(), None
    try:
        share = Decimal(number[:-1]) / 100 if number.endswith("%") else Decimal(number)
    except InvalidOperation as error:
        raise InputError(
            f"attribute {attribute}: {number!r} in {text!r} is no share.",
            remedy="Write a part of one, for instance Xiaomi Corporation:0.25.",
        ) from error
    if not share.is_finite() or not 0 <= share <= 1:
        raise InputError(
            f"attribute {attribute}: the share {number} of {name.strip()} is not from 0 to 1.",
            remedy="Write 0.25 or 25% for a quarter.",
        )
    return name.strip(), share
