"""Which ISINs an entity with an LEI has issued, as GLEIF publishes it.

Read are the relationship file (CSV of ``LEI`` and ``ISIN``, packed or not) and answers of the REST
interface (JSON:API, type ``isins``). The file has some eight million rows, most of them
certificates and warrants of banks: importing keeps the issuers that the ledger or a portfolio
names, and writes so in the first line of what it keeps, which begins with ``#``.

Nobody is designated by it. The file names entities by LEI alone, so an entry is called by it, and
is one with the entry of that LEI in ``gleif`` or in any list that prints it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from stdnum import isin, lei

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition, SecurityLine, SecurityType
from proscribe.model.source import Selection, Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.gleif.records.answers import is_answer, read_answer
from proscribe.sources.gleif.records.record import Said
from proscribe.sources.table import decode_text, text_records

_KEY = "gleif_isin"
_ANSWERED = "Answers to single questions, not the whole file."
_GIVE = "Give the CSV of LEI and ISIN, or JSON answers about ISINs."
_DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")
MARK = "#"


class _Reading:
    """What the files of an edition say."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.findings = Findings()
        self.said = Said()
        self.notes: list[str] = []
        self.days: list[Moment] = []
        self.records = 0
        for file in snapshot.files:
            if is_answer(file.content):
                self._read_answer(file)
            else:
                self._read_table(file)

    def _read_answer(self, file: SnapshotFile) -> None:
        made, _, _ = read_answer(file, self.said, self.findings)
        self.days += [made] if made is not None else []
        self.notes.append(_ANSWERED)

    def _read_table(self, file: SnapshotFile) -> None:
        text = decode_text(file, "cp1252")
        while text.startswith(MARK):
            line, _, text = text.partition("\n")
            self.notes.append(line.strip(f"{MARK} \r"))
        rows = text_records(text, file.name)
        _, header = next(rows, (1, [""]))
        columns = [cell.strip().upper() for cell in header]
        if not {"LEI", "ISIN"} <= {*columns}:
            raise QuarantineError(
                "the table has no columns LEI and ISIN.",
                where=Place(file=file.name, line=1),
                remedy=_GIVE,
            )
        lei_at, isin_at = columns.index("LEI"), columns.index("ISIN")
        for line_number, cells in rows:
            if len(cells) <= max(lei_at, isin_at):
                raise QuarantineError(
                    "the row is shorter than the header: it is cut off.",
                    where=Place(file=file.name, line=line_number),
                    remedy="Fetch the file again.",
                )
            held = self.said.isins.setdefault(cells[lei_at].strip().upper(), [])
            held.append(cells[isin_at].strip().upper())
        self.days += _day_of(file.name)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the files of an edition.

    Raises:
        QuarantineError: A file is damaged, cut off, or not about LEI and ISIN.
    """
    reading = _Reading(snapshot)
    held = sorted(reading.said.isins.items())
    return ParsedEdition(
        listings=tuple((_listing(code, isins, reading.findings), f"LEI {code}")
                       for code, isins in held),
        published=max(reading.days, key=str, default=None),
        records=sum(len(isins) for _, isins in held),
        warnings=reading.findings.sentences(),
        complete=not reading.notes,
        note=" ".join(dict.fromkeys(reading.notes)) or None,
    )  # fmt: skip


def select(file: SnapshotFile, wanted: Selection) -> SnapshotFile:
    """Keep the rows of issuers wanted: those with such an LEI, and those with such an ISIN.

    All ISINs of an issuer are kept. The first line says what is left out, and of which file.

    Args:
        file: The CSV, unpacked; an answer, or what was selected already, stays as it is.
        wanted: Which issuers.

    Raises:
        QuarantineError: A row is broken.
    """
    if is_answer(file.content) or file.content.startswith(MARK.encode()):
        return file
    import polars as pl

    try:
        rows = pl.scan_csv(BytesIO(file.content), infer_schema=False)
        names = {name.strip().upper(): name for name in rows.collect_schema().names()}
        if not {"LEI", "ISIN"} <= names.keys():
            return file
        lei_of, isin_of = pl.col(names["LEI"]), pl.col(names["ISIN"])
        leis = pl.Series([*wanted.keys.get("lei", ())], dtype=pl.String).implode()
        isins = pl.Series([*wanted.keys.get("isin", ())], dtype=pl.String).implode()
        count = int(rows.select(pl.len()).collect(engine="streaming").item())
        meant = rows.filter(lei_of.is_in(leis) | isin_of.is_in(isins)).select(lei_of).unique()
        issuers = meant.collect(engine="streaming").to_series()
        kept = rows.filter(lei_of.is_in(issuers.implode())).select(lei_of, isin_of)
        body = kept.collect(engine="streaming").write_csv()
    except pl.exceptions.PolarsError as error:
        raise QuarantineError(
            f"the table cannot be read ({error}): it may be cut off or damaged.",
            where=Place(file=file.name),
            remedy="Fetch the file again.",
        ) from error
    lines = body.count("\n") - 1
    said = (
        f"{lines:,} of {count:,} rows of {file.name} (SHA-256 "
        f"{hashlib.sha256(file.content).hexdigest()[:16]}…): {len(issuers):,} issuers that "
        f"{wanted.why} names; others are left out."
    )
    return SnapshotFile(name=file.name, content=f"{MARK} {said}\n{body}".encode())


def _listing(code: str, isins: list[str], findings: Findings) -> Listing:
    draft = Draft(id=f"{_KEY}-{code}", schema="Company", findings=findings)
    if not lei.is_valid(code):
        draft.note("an LEI with a wrong check digit")
    draft.put("leiCode", code)
    draft.name(f"LEI {code}", NameKind.PRIMARY)
    draft.same_as.append(f"gleif-{code}")
    for number in dict.fromkeys(isins):
        if not isin.is_valid(number):
            draft.note("an ISIN with a wrong check digit")
        draft.securities.append(SecurityLine(type=SecurityType.OTHER, isin=number))
    return draft.build()


def _day_of(name: str) -> Iterator[Moment]:
    """Yield the day in the name of a file, which is all that says its day."""
    for match in _DAY.finditer(name):
        try:
            yield Moment(day=date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue


SOURCE = Source(
    key=_KEY,
    authority="gleif",
    title="ISINs by legal entity identifier (GLEIF)",
    joins_files=True,
    habit_days=30,
    parse=parse,
    select=select,
    most_bytes=1 << 30,
)
