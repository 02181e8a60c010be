"""Cases of the law, as the YAML files beside this one state them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from proscribe.law.case import Case, Holding, Party, Stake, Standing
from proscribe.law.load import load_regime
from proscribe.law.regime import Regime
from proscribe.model.listing import Designation, Ending, EndKind
from proscribe.model.time import parse_day, parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Purpose, Question

FOLDER = Path(__file__).parent
KNOWN = {
    *("name", "issuer", "as_of", "known_at", "act", "investor", "instrument", "purpose"),
    *("location", "held_since", "attributes", "holds", "owned_by", "resembles", "counterparty"),
    *("listed", "directive", "verdict", "reason", "next_change_at", "cite"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case with the answer a person read from the texts."""

    file: str
    fields: dict[str, object]

    def text(self, key: str) -> str | None:
        value = self.fields.get(key)
        return None if value is None else str(value)

    @property
    def regime(self) -> Regime:
        return load_regime(self.file.replace("_", "-"))


def read_rows() -> Iterator[Row]:
    """Read every case of every jurisdiction."""
    for path in sorted(FOLDER.glob("*/*.yml")):
        for fields in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert fields.keys() <= KNOWN, f"{path.name}: {fields.keys() - KNOWN}"
            yield Row(file=path.stem, fields=fields)


def build(row: Row) -> Case:
    """Return the case of a row, with what was public of its designations."""
    regime, text = row.regime, row.text
    as_of = parse_moment(text("as_of") or "")
    question = Question(
        act=Act(text("act") or ""),
        investor=Investor(text("investor") or "us_person"),
        instrument=Instrument(text("instrument") or "equity"),
        as_of=as_of,
        known_at=parse_moment(text("known_at") or as_of),
        purpose=None if text("purpose") is None else Purpose(text("purpose") or ""),
        location=text("location"),
        held_since=None if text("held_since") is None else parse_day(text("held_since") or ""),
        attributes=tuple(_attributes(row)),
    )
    known = question.known_at.closes(regime.zone)
    issuer = text("issuer") or "An issuer"
    stakes = tuple(_stakes(text("owned_by") or ""))
    holds = row.fields.get("holds")
    return Case(
        question=question,
        caption=str(_entry(issuer).get("name", issuer)),
        standings=(*standings(issuer, known, regime.zone), *_stated(row, issuer)),
        resembles=None if text("resembles") is None else party(text("resembles") or "", known),
        parties=tuple(party(name, known) for name in dict.fromkeys(one.owner for one in stakes)),
        stakes=stakes,
        holdings=None if not isinstance(holds, dict) else tuple(
            Holding(party=party(name, known), weight=None if part is None else Decimal(str(part)))
            for name, part in holds.items()
        ),
        counterparty=_other_side(row, known),
    )  # fmt: skip


def party(name: str, known: datetime) -> Party:
    """Return someone a case names, blocked where the name says so."""
    return Party(
        name=name,
        standings=standings(name, known, "America/New_York"),
        blocked=name.startswith("blocked person"),
    )


def standings(key: str, known: datetime, zone: str) -> tuple[Standing, ...]:
    """Return what was public of a subject's designations by then."""
    entry = _entry(key)
    found = (_standing(str(entry["name"]), fields) for fields in entry.get("listings", ()))
    return tuple(_as_known(one, known, zone) for one in found if _is_known(one, known, zone))


@cache
def _entries() -> dict[str, dict[str, list[dict[str, str]]]]:
    read = yaml.safe_load((FOLDER / "designations.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def _entry(key: str) -> dict[str, list[dict[str, str]]]:
    return _entries().get(key, {})


def _attributes(row: Row) -> Iterator[tuple[str, str]]:
    stated = row.fields.get("attributes") or {}
    assert isinstance(stated, dict)
    for key, value in stated.items():
        yield key, {True: "yes", False: "no"}.get(value, str(value))
    for key in ("listed", "directive", "counterparty"):
        if (value := row.text(key)) is not None:
            yield key, value


def _stated(row: Row, issuer: str) -> Iterator[Standing]:
    day = row.text("listed")
    if day is None:
        return
    entry = next(one for one in row.regime.lists if one.program != "*")
    yield Standing(
        entity="",
        caption=issuer,
        designation=Designation(
            authority=entry.authority,
            program=entry.program,
            listed_on=parse_day(day),
            published=parse_moment(day),
            directive=row.text("directive"),
        ),
    )


def _other_side(row: Row, known: datetime) -> Party | None:
    name = row.text("counterparty")
    return None if name is None or name.endswith("us_person") else party(name, known)


def _stakes(text: str) -> Iterator[Stake]:
    """Read `A 0.3 | X 0.6 > Holding 0.5`: X owns 60 % of Holding, which owns 50 %."""
    for chain in filter(None, (part.strip() for part in text.split("|"))):
        layers = [layer.strip().rpartition(" ") for layer in chain.split(">")]
        names = [*(name for name, _, _ in layers[1:]), ""]
        for (owner, _, share), owned in zip(layers, names, strict=True):
            part = None if share == "?" else Decimal(share)
            yield Stake(owner=owner, owned=owned, share=part)


def _standing(caption: str, fields: dict[str, str]) -> Standing:
    authority, _, program = fields["list"].partition("/")
    listed, ended = fields.get("listed"), fields.get("ended")
    ending = None
    if ended is not None:
        ending = Ending(
            on=parse_moment(ended),
            published=parse_moment(fields.get("ended_published", ended)),
            kind=EndKind(fields["kind"]),
        )
    return Standing(
        entity=fields["entity"],
        caption=caption,
        designation=Designation(
            authority=authority,
            program=program,
            listed_on=_day(listed),
            published=parse_moment(fields.get("published") or listed or ""),
            effective_on=_day(fields.get("effective")),
            divest_on=_day(fields.get("divest")),
            directive=fields.get("directive"),
            ended=ending,
        ),
    )


def _day(value: object) -> date | None:
    assert value is None or isinstance(value, date)
    return value


def _is_known(standing: Standing, known: datetime, zone: str) -> bool:
    published = standing.designation.published
    return published is not None and published.starts(zone) <= known


def _as_known(standing: Standing, known: datetime, zone: str) -> Standing:
    ended = standing.designation.ended
    if ended is None or ended.published.ends(zone) <= known:
        return standing
    return replace(standing, designation=replace(standing.designation, ended=None))


def instant(text: str, zone: str) -> datetime:
    """Read an expected instant: with an offset, or local time with its zone in brackets."""
    from zoneinfo import ZoneInfo

    if "[" not in text:
        return datetime.fromisoformat(text).astimezone(UTC)
    local, _, named = text.rstrip("]").partition("[")
    assert named == zone
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(named)).astimezone(UTC)
