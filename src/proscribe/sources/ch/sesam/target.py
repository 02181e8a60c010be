"""One target: an individual, an entity, or an object such as a ship."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from proscribe.model.listing import Designation, Link, Listing, StatedReason
from proscribe.model.time import Moment
from proscribe.sources.ch.sesam.history import Span, read_spans
from proscribe.sources.ch.sesam.identity import read_identity
from proscribe.sources.ch.sesam.information import read_information
from proscribe.sources.ch.sesam.places import SesamPlace
from proscribe.sources.ch.sesam.programs import SanctionsSet
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.un.consolidated.references import reference_in

_AUTHORITY = "ch-seco"
_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."
_SUBJECTS = {"individual": "Person", "entity": "Organization", "object": "Vessel"}
_OBJECTS = {"vessel": "Vessel", "ship": "Vessel", "aircraft": "Airplane"}
_UNKNOWN_OBJECT = "Asset"
_RELATIONS = {
    "related-to": "related",
    "associated-with": "associate",
    "parent": "parent",
    "subsidiary": "subsidiary",
    "owned-by": "owner",
    "owner-of": "owned",
    "family": "family",
    "member-of": "member",
}
_SEXES = {"male", "female"}
_NOT_SAID = {"", "unknown", "not-defined", "undefined"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the targets of one edition refer to.

    Attributes:
        key: Key of the source.
        sets: Sanctions sets by number.
        places: Places by number.
        targets: Numbers of all targets.
    """

    key: str
    sets: dict[str, SanctionsSet]
    places: dict[str, SesamPlace]
    targets: Collection[str]


def read_target(target: Fields, register: Register, findings: Findings) -> Listing:
    """Read one target.

    Raises:
        QuarantineError: It is nothing, or is in force and has no name.
    """
    number = target.attribute("ssid")
    subject = _subject(target)
    draft = Draft(
        id=f"{register.key}-{number}", schema=_schema(subject, findings, number), findings=findings
    )
    spans = read_spans(draft, target)
    reasons = _read_subject(draft, subject, register)
    if not draft.names_found and any(span.ended is None for span in spans):
        raise target.error(f"the target {number} has no name.", _FETCH_AGAIN)
    for foreign in target.texts("foreign-identifier"):
        reference = reference_in(foreign)
        draft.put("unscId", reference)
        draft.keep(None if reference else f"Foreign identifier {foreign}")
    _read_attributes(draft, target)
    draft.designations += _designations(draft, target, register, spans=spans, reasons=reasons)
    target.close(findings, draft.id, ignore={"ssid"})
    return draft.build()


def _subject(target: Fields) -> Fields:
    found = [part for name in _SUBJECTS for part in target.parts(name)]
    if len(found) != 1:
        raise target.error(
            f"a target has {len(found)} individuals, entities or objects, not one.", _FETCH_AGAIN
        )
    return found[0]


def _schema(subject: Fields, findings: Findings, number: str) -> str:
    if subject.tag != "object":
        return _SUBJECTS[subject.tag]
    kind = subject.attribute("object-type")
    if kind not in _OBJECTS:
        findings.note(f"unknown object-type {kind!r}", number)
    return _OBJECTS.get(kind, _UNKNOWN_OBJECT)


def _read_subject(draft: Draft, subject: Fields, register: Register) -> tuple[StatedReason, ...]:
    """Read who or what the target is; return why it was listed."""
    sex = subject.attribute("sex").lower()
    if sex in _SEXES:
        draft.put("gender", sex)
    elif sex not in _NOT_SAID:
        draft.note(f"unknown sex {sex!r}")
    identities = [*subject.parts("identity")]
    flags = [identity.attribute("main").lower() == "true" for identity in identities]
    for place, (identity, is_main) in enumerate(zip(identities, flags, strict=True)):
        first = not any(flags) and place == 0
        read_identity(draft, identity, register.places, main=is_main or first)
    for relation in subject.parts("relation"):
        _read_relation(draft, relation, register)
    for text in subject.texts("other-information"):
        read_information(draft, text)
    _read_attributes(draft, subject)
    reasons = tuple(StatedReason(text=text) for text in subject.texts("justification"))
    subject.close(draft.findings, draft.id, ignore={"ssid"})
    return reasons


def _read_relation(draft: Draft, relation: Fields, register: Register) -> None:
    other, kind = relation.attribute("target-id"), relation.attribute("relation-type")
    remarks = (*relation.texts("remark"), *relation.texts("remarks"))
    relation.close(draft.findings, draft.id, ignore={"ssid"})
    if kind not in _RELATIONS:
        draft.note(f"unknown relation-type {kind!r}")
    if other not in register.targets:
        draft.keep(" ".join((kind, "target", other, *remarks)))
        return
    role = "; ".join(remarks) or kind or None
    name = _RELATIONS.get(kind, "related")
    draft.links.append(Link(relation=name, id=f"{register.key}-{other}", role=role))


def _read_attributes(draft: Draft, fields: Fields) -> None:
    """Keep attributes SECO has no element for, each a name and a value."""
    for part in fields.parts("generic-attribute"):
        name = part.attribute("name") or part.attribute("attribute-name")
        value = part.own_text or part.text("value") or part.attribute("value")
        part.close(draft.findings, draft.id, ignore={"ssid"})
        draft.keep(f"{name}: {value}" if name else value)


def _designations(
    draft: Draft,
    target: Fields,
    register: Register,
    *,
    spans: tuple[Span, ...],
    reasons: tuple[StatedReason, ...],
) -> list[Designation]:
    numbers = (target.attribute("sanctions-set-id"), *target.texts("sanctions-set-id"))
    found: list[Designation] = []
    if not any(numbers):
        draft.note("no sanctions set")
    for number in dict.fromkeys(each for each in numbers if each):
        named = register.sets.get(number)
        if named is None:
            draft.note(f"unknown sanctions set {number}")
            named = SanctionsSet(number=number, program=number, legal_basis=(), measures=())
        plain = Designation(
            authority=_AUTHORITY,
            program=named.program,
            authority_id=draft.id.removeprefix(f"{register.key}-"),
            directive=named.number,
            measures=named.measures,
            legal_basis=named.legal_basis,
            reasons=reasons,
        )
        found += [_in_span(plain, span) for span in spans]
    return found


def _in_span(designation: Designation, span: Span) -> Designation:
    published = None if span.published is None else Moment(day=span.published)
    return replace(
        designation,
        listed_on=span.enacted,
        published=published,
        effective_on=span.effective,
        ended=span.ended,
    )
