"""World Bank list of firms and individuals that may not be awarded its contracts.

One JSON answer with a row for each firm, individual or address of one. Each row prints from and
to when it is ineligible: the list ends its entries itself. ``2999-12-31``, and the status
``Ongoing`` or ``Permanent``, mean without end. The day ``to`` is the last of the debarment.

The address answers only requests with a header ``apikey``, whose value the Bank's own page sends
in the open; it is to be set for this source, as it is no part of this package.

The day ``from`` is the first of the sanction by the list's own word, and the only day it prints
for the entry's beginning: so it is the day of listing as well as that of effect. Without it a
debarment would seem to begin with the first edition on file.

Ids are the Bank's ``SUPP_ID``. Programmes are its words for the two kinds: ``DEBARRED`` by the
Bank itself, ``X-DEBARRED`` because another development bank debarred (cross-debarment).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import (
    Designation,
    Ending,
    EndKind,
    Listing,
    Measure,
    NameKind,
    ParsedEdition,
)
from proscribe.model.source import Snapshot, Source
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft, reason
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row
from proscribe.sources.worldbank.supplier.answer import supplier_rows
from proscribe.sources.worldbank.supplier.names import FoundName, supplier_names
from proscribe.sources.worldbank.supplier.numbers import supplier_numbers

_KEY, _AUTHORITY = "worldbank_debarred", "worldbank"
# ``U`` is the Bank's mark for a supplier it has not classed; ``C`` stands in one row only.
_SCHEMATA = {"F": "Organization", "I": "Person", "C": "Organization", "U": "LegalEntity", "": ""}
_KINDS = {"D": "DEBARRED", "X": "X-DEBARRED"}
_ENDLESS = frozenset({"Ongoing", "Permanent"})
_NO_SUCH_YEAR = 2900
# Who entered a row and when, flags of the Bank's own workflow, and countries in a code of SAP's.
_UNUSED = frozenset(
    {
        "AML_ENTR_IND", "CREATE_DATE", "CREATE_TIME", "CREATE_USER", "CREATE_USER_NAME",
        "CRIS_SUPP_ID", "CRPD_MATCH", "CRPD_STAT", "DEBAR_TYPE", "DNB_ID", "DNB_PAR_ID",
        "DNB_ULTM_ID", "LAND1", "LEGACY_FLG", "MANDT", "PARENT", "RECHK_IND", "REGISTER",
        "SUPP_ELIG_STAT", "UN_SUPP_FLG", "UPD_DATE", "UPD_TIME", "UPD_USER", "UPD_USER_NAME",
    }
)  # fmt: skip
_ADDRESS = (
    "SUPP_ADDR",
    "SUPP_CITY",
    "SUPP_PROV_NAME",
    "SUPP_STATE_CODE",
    "SUPP_ZIP_CODE",
    "SUPP_POST_CODE",
)
_LOOK = "Compare the answer with the list on the Bank's page."


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the answer.

    Raises:
        QuarantineError: It is damaged, is a message or page, or gives one id to two suppliers.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"the list is one file; {len(snapshot.files)} were given.",
            remedy="Give the answer by itself.",
        )
    findings = Findings()
    rows = list(supplier_rows(snapshot.files[0]))
    published = _published(rows)
    read = [_listing(row, published, findings) for row in rows]
    return ParsedEdition(
        listings=tuple(_merged(read, snapshot.files[0].name)),
        published=published,
        records=len(rows),
        warnings=findings.sentences(),
    )


def _published(rows: Iterable[Row]) -> Moment | None:
    """Return the newest day on which the Bank says it refreshed a row."""
    # The hour is local in spite of its Z, so the day alone is used.
    days = [read_date(row.text("LAST_REFRESH_DATE")).day for row in rows]
    known = [day for day in days if day is not None]
    return Moment(day=max(known)) if known else None


def _listing(row: Row, published: Moment | None, findings: Findings) -> tuple[Listing, str]:
    number = row.text("SUPP_ID").removesuffix(".0")
    draft = Draft(id=f"{_KEY}-{number}", schema="LegalEntity", findings=findings)
    printed, additional = row.text("SUPP_NAME"), row.text("ADD_SUPP_INFO")
    names = supplier_names(printed, additional) or (FoundName(printed, NameKind.PRIMARY),)
    draft.schema = _schema(draft, row.text("SUPP_TYPE_CODE"), names)
    _put_names(draft, names)
    for prop, found in supplier_numbers(additional):
        draft.put(prop, found)
    draft.put("registrationNumber", row.text("REGISTER_ID"))
    draft.keep(additional)
    draft.put_country("country", row.text("COUNTRY_NAME"))
    draft.put("address", ", ".join(filter(None, (row.text(column) for column in _ADDRESS))))
    for column in ("SUPP_PRE_ACRN", "SUPP_POST_ACRN"):
        draft.put("title" if draft.schema == "Person" else "legalForm", row.text(column))
    draft.designations.append(_designation(row, draft, (printed, names[0].text), published))
    locator = f"supplier {number}"
    row.close(findings, draft.id, ignore=_UNUSED)
    return draft.build(), locator


def _schema(draft: Draft, code: str, names: tuple[FoundName, ...]) -> str:
    schema = _SCHEMATA.get(code)
    if schema is None:
        draft.note(f"unknown supplier type {code!r}")
    if schema in {"LegalEntity", "", None} and any(name.title for name in names):
        return "Person"
    return schema or "LegalEntity"


def _put_names(draft: Draft, names: tuple[FoundName, ...]) -> None:
    for found in names:
        draft.name(found.text, found.kind)
        if draft.schema == "Person":
            draft.put("title", found.title)
        elif found.title and found.kind is NameKind.PRIMARY:
            draft.keep(f"title {found.title}")


def _designation(
    row: Row, draft: Draft, names: tuple[str, str], published: Moment | None
) -> Designation:
    printed, caption = names
    flag, status = row.text("INELIG_FLG"), row.text("ELIG_STAT")
    program = status or _KINDS.get(flag, "")
    if program not in _KINDS.values() or (flag and _KINDS.get(flag) != program):
        draft.note(f"unknown eligibility {flag!r} {status!r}")
    basis = row.text("DEBAR_REASON")
    begins = _day(row, "DEBAR_FROM_DATE", draft)
    ended = _ending(row, draft, begins, published)
    return Designation(
        authority=_AUTHORITY,
        program=program or flag or "DEBARRED",
        authority_id=draft.id.removeprefix(f"{_KEY}-"),
        listed_on=begins,
        effective_on=begins,
        as_printed=printed if printed != caption else None,
        measures=(Measure.DEBARMENT,),
        legal_basis=(basis,) if basis else (),
        reasons=reason(basis),
        ended=ended,
    )


def _ending(row: Row, draft: Draft, begins: date | None, published: Moment | None) -> Ending | None:
    status = row.text("INELIGIBLY_STATUS")
    if status and status not in _ENDLESS:
        draft.note(f"unknown status {status!r}")
    last = _day(row, "DEBAR_TO_DATE", draft)
    if last is None or last.year >= _NO_SUCH_YEAR:
        return None
    if status in _ENDLESS:
        draft.note(f"{status}, but with an end")
        draft.keep(f"{status}, to {last}")
        return None
    if begins is not None and last < begins:
        draft.note("ends before it begins")
    known = published or Moment(day=min(last, begins or last))
    return Ending(on=Moment(day=last), published=known, kind=EndKind.EXPIRED)


def _day(row: Row, column: str, draft: Draft) -> date | None:
    text = row.text(column)
    if not text or text in _ENDLESS:
        return None
    day = read_date(text).day
    if day is None:
        draft.note(f"unread date {text!r}")
        draft.keep(f"{column} {text}")
    return day


def _merged(read: list[tuple[Listing, str]], file: str) -> Iterator[tuple[Listing, str]]:
    """Join the rows of one supplier: one may be ineligible on two grounds."""
    held: dict[str, tuple[Listing, str]] = {}
    for listing, locator in read:
        known = held.get(listing.id)
        if known is not None and known[0].names != listing.names:
            raise QuarantineError(
                f"the id of {locator} stands for {known[0].caption!r} and for {listing.caption!r}.",
                where=Place(file=file, column="SUPP_ID"),
                remedy=_LOOK,
            )
        held[listing.id] = (listing if known is None else _joined(known[0], listing), locator)
    yield from held.values()


def _joined(one: Listing, other: Listing) -> Listing:
    properties: dict[str, set[str]] = {}
    for prop, values in (*one.properties, *other.properties):
        properties.setdefault(prop, set()).update(values)
    remarks = {text for text in (one.remarks, other.remarks) if text}
    return Listing(
        id=one.id,
        schema=one.schema,
        names=one.names,
        properties=tuple((prop, tuple(sorted(held))) for prop, held in sorted(properties.items())),
        designations=tuple(dict.fromkeys((*one.designations, *other.designations))),
        remarks="; ".join(sorted(remarks)) or None,
    )


SOURCE = Source(
    key=_KEY,
    authority=_AUTHORITY,
    title="World Bank listing of ineligible firms and individuals",
    url=(
        "https://apigwext.worldbank.org/dvsvc/v1.0/json/APPLICATION/ADOBE_EXPRNCE_MGR/FIRM/"
        "SANCTIONED_FIRM"
    ),
    habit_days=14,
    parse=parse,
)
