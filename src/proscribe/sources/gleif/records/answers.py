"""Answers of GLEIF's REST interface (JSON:API): records, relationships, exceptions, ISINs.

Many answers are empty: no parent or child has been reported. An answer is a part of the register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.gleif.records.golden_copy import instant_of
from proscribe.sources.gleif.records.record import Record, Relationship, Said

_Object = dict[str, Any]
_FETCH_AGAIN = "Ask the interface again, and save its answer as it comes."
# Links to other answers, and what the office that keeps an LEI did with it.
_UNUSED = frozenset({"conformityFlag", "registration", "relationships", "links"})
_UNUSED_ENTITY = frozenset({"eventGroups", "expiration"})
_NOTES = {"mic": "MIC", "ocid": "OpenCorporates", "qcc": "QCC", "spglobal": "S&P Global"}


def is_answer(content: bytes) -> bool:
    """Tell whether bytes begin as JSON does."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def read_answer(
    file: SnapshotFile, said: Said, findings: Findings
) -> tuple[Moment | None, list[Record], int]:
    """Return when the data were published, the records, and how many objects the answer has.

    Raises:
        QuarantineError: It is no such answer, is cut off, or is an error message.
    """
    answer = _answer(file)
    data = answer["data"]
    objects = data if isinstance(data, list) else [data]
    records: list[Record] = []
    count = 0
    for each in objects:
        if each is None:
            continue
        if not isinstance(each, dict) or not isinstance(each.get("attributes"), dict):
            raise _error(file, "an object of the answer has no attributes.")
        count += 1
        reader = _READERS.get(str(each.get("type")))
        if reader is None:
            findings.note(f"unknown object {each.get('type')!r}", str(each.get("id")))
        else:
            records += reader(each, said, findings)
    return _published(answer), records, count


def _answer(file: SnapshotFile) -> _Object:
    try:
        answer: object = orjson.loads(file.content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _error(file, f"the answer is no JSON, or breaks off ({error.msg}).") from error
    if not isinstance(answer, dict) or "data" not in answer:
        said = answer.get("errors") if isinstance(answer, dict) else None
        what = f"; it says {str(said)[:200]}" if said else ""
        raise _error(file, f"the file is no answer of GLEIF's interface with data{what}.")
    return answer


def _published(answer: _Object) -> Moment | None:
    meta = answer.get("meta")
    golden = meta.get("goldenCopy") if isinstance(meta, dict) else None
    return instant_of(str(golden.get("publishDate"))) if isinstance(golden, dict) else None


def _error(file: SnapshotFile, what: str) -> QuarantineError:
    return QuarantineError(what, where=Place(file=file.name), remedy=_FETCH_AGAIN)


def _read_record(held: _Object, said: Said, findings: Findings) -> Iterator[Record]:
    del said
    attributes = dict(held["attributes"])
    lei = str(attributes.pop("lei", None) or held.get("id") or "").upper()
    entity = dict(_object(attributes.pop("entity", None)))
    legal = _object(entity.pop("legalName", None))
    if not lei or not legal.get("name"):
        raise QuarantineError("a record of the answer has no LEI or no name.", remedy=_FETCH_AGAIN)
    record = Record(lei=lei, locator=f"lei-records {lei}")
    record.names.append((_text(legal, "name"), "", _text(legal, "language")))
    _read_entity(record, entity)
    record.registration = _text(_object(attributes.get("registration")), "status")
    record.bics = _texts(attributes.pop("bic", None))
    for name, label in _NOTES.items():
        record.notes += [f"{label} {text}" for text in _texts(attributes.pop(name, None))]
    _note_rest(findings, lei, attributes, _UNUSED)
    _note_rest(findings, lei, entity, _UNUSED_ENTITY)
    yield record


def _read_entity(record: Record, entity: _Object) -> None:
    for key in ("otherNames", "transliteratedOtherNames"):
        for name in _objects(entity.pop(key, None)):
            type_ = _text(name, "type") or "LEGAL_NAME"
            record.names.append((_text(name, "name"), type_, _text(name, "language")))
    record.country = _put_address(record, entity.pop("legalAddress", None))
    record.main_country = _put_address(record, entity.pop("headquartersAddress", None))
    for address in _objects(entity.pop("otherAddresses", None)):
        _put_address(record, address)
    register = _object(entity.pop("registeredAt", None))
    record.registered_at = _text(register, "id") or _text(register, "other")
    record.registered_as = _text(entity, "registeredAs")
    form = _object(entity.pop("legalForm", None))
    record.legal_form = _text(form, "other") or _text(form, "id")
    record.jurisdiction, record.category = _text(entity, "jurisdiction"), _text(entity, "category")
    record.status, record.created = _text(entity, "status"), _text(entity, "creationDate")
    record.expired = _text(_object(entity.get("expiration")), "date")
    if entity.get("subCategory"):
        record.notes.append(f"sub-category {_text(entity, 'subCategory')}")
    _read_others(record, entity)
    for key in ("registeredAs", "jurisdiction", "category", "status", "creationDate",
                "subCategory"):  # fmt: skip
        entity.pop(key, None)


def _read_others(record: Record, entity: _Object) -> None:
    successors = [entity.pop("successorEntity", None)]
    successors += _objects(entity.pop("successorEntities", None))
    for relation, held in (
        *(("successor", each) for each in successors),
        ("associated", entity.pop("associatedEntity", None)),
    ):
        other = _object(held)
        tie = relation, _text(other, "lei"), _text(other, "name")
        if any(tie[1:]) and tie not in record.others:
            record.others.append(tie)


def _put_address(record: Record, held: object) -> str:
    address = _object(held)
    parts = _texts(address.get("addressLines"))
    parts += [
        _text(address, name)
        for name in ("addressNumber", "addressNumberWithinBuilding", "mailRouting", "city",
                     "region", "postalCode", "country")
    ]  # fmt: skip
    record.addresses.append(", ".join(filter(None, parts)))
    return _text(address, "country")


def _read_relationship(held: _Object, said: Said, findings: Findings) -> Iterator[Record]:
    relation = _object(held["attributes"].get("relationship"))
    start, end = _object(relation.get("startNode")), _object(relation.get("endNode"))
    told = Relationship(
        start=_text(start, "id"),
        end=_text(end, "id"),
        type=_text(relation, "type"),
        status=_text(relation, "status"),
    )
    told.hold(
        (_text(period, "startDate"), _text(period, "endDate"))
        for period in _objects(relation.get("periods"))
        if _text(period, "type") == "RELATIONSHIP_PERIOD"
    )
    for measure in _objects(relation.get("quantifiers")):
        amount, units = _text(measure, "amount"), _text(measure, "units")
        if units in {"PERCENTAGE", ""}:
            told.share = amount
        else:
            told.notes.append(f"{amount} {units}")
    said.add_relationship(told, findings)
    yield from ()


def _read_exception(held: _Object, said: Said, findings: Findings) -> Iterator[Record]:
    del findings
    attributes = held["attributes"]
    reasons = _texts(attributes.get("reason")) + _texts(attributes.get("reference"))
    said.add_exception(_text(attributes, "lei"), _text(attributes, "category"), reasons)
    yield from ()


def _read_isin(held: _Object, said: Said, findings: Findings) -> Iterator[Record]:
    del findings
    attributes = held["attributes"]
    lei, isin = _text(attributes, "lei"), _text(attributes, "isin").upper()
    if isin not in said.isins.setdefault(lei, []):
        said.isins[lei].append(isin)
    yield from ()


def _note_rest(findings: Findings, lei: str, held: _Object, unused: frozenset[str]) -> None:
    for name, value in held.items():
        if name not in unused and value not in (None, "", [], {}):
            findings.note(f"unread field {name}", lei)


def _object(value: object) -> _Object:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[_Object]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(held: _Object, name: str) -> str:
    value = held.get(name)
    return "" if value is None else str(value).strip()


def _texts(value: object) -> list[str]:
    each = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in each if one not in (None, "")]


_READERS: dict[str, Callable[[_Object, Said, Findings], Iterator[Record]]] = {
    "isins": _read_isin,
    "lei-records": _read_record,
    "relationship-records": _read_relationship,
    "reporting-exceptions": _read_exception,
}
