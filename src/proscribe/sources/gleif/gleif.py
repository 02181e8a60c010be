"""Legal entity identifiers: who an entity is, who its parents are, what it has issued.

Read are, together and told apart by their content: LEI records as XML (LEI-CDF, level 1),
relationships (RR-CDF, level 2) and reporting exceptions as XML, the tables of LEI and ISIN or BIC
as CSV, and answers of the REST interface (JSON). All of one edition are given at once; what is
said of entities that have no record among them is passed over, and the edition says how many.
Records without relationships are a part: that they name no parent ends none.

Nobody is designated by it: it ties securities to issuers and issuers to their parents.

Memory: an edition is held whole. Of 100,000 records with relationships and ISINs about 260 MB
remain while they are recorded. The register has some three million, more than the limit of 1 GiB
unpacked lets through: choose by country, or by the LEI you hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.gleif.records import golden_copy as copy
from proscribe.sources.gleif.records.answers import is_answer, read_answer
from proscribe.sources.gleif.records.record import Record, Said, listing_of
from proscribe.sources.table import decode_text, text_records
from proscribe.sources.xml import looks_like_xml, root_name

_KEY = "gleif"
_LEI, _ISIN, _BIC = "LEI", "ISIN", "BIC"
_PARTIAL = "Answers to single questions, or a selection of the register."
_UNTIED = "Records without relationships (RR-CDF): whose parents have changed is not told."
_GIVE = (
    "Give XML of LEI-CDF, RR-CDF or reporting exceptions, CSV of LEI and ISIN, or JSON answers of"
    " the interface."
)


class _Reading:
    """One edition while its files are read.

    Args:
        snapshot: The files.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.findings = Findings()
        self.said = Said()
        self.complete = True
        self.tied = False
        self.records = 0
        self.made: list[Moment] = []
        self._level_1: list[SnapshotFile] = []
        self._answered: list[tuple[Moment | None, Record]] = []
        for file in snapshot.files:
            self._sort(file)

    def listings(self) -> Iterator[tuple[Listing, str]]:
        """Yield the listing of each record; other files have been read by then.

        Raises:
            QuarantineError: A file is damaged, or an LEI stands in it twice.
        """
        seen: set[str] = set()
        for file in self._level_1:
            header = copy.Header()
            for record in copy.read_records(file, header, self.findings):
                if record.lei in seen:
                    raise QuarantineError(
                        f"the LEI {record.lei} stands twice.",
                        where=Place(file=file.name),
                        remedy="Fetch the file again; give one whole file at a time.",
                    )
                seen.add(record.lei)
                self.records += 1
                yield listing_of(record, self.said, self.findings), record.locator
            self._take(header)
        yield from self._of_answers(seen)

    def _of_answers(self, seen: set[str]) -> Iterator[tuple[Listing, str]]:
        """Yield each entity that answers are about: several may be about one, the newest counts."""
        newest: dict[str, tuple[Moment | None, Record]] = {}
        for made, record in self._answered:
            known = newest.get(record.lei)
            if known is None or _order(made) >= _order(known[0]):
                newest[record.lei] = made, record
        for lei, (_, record) in newest.items():
            if lei not in seen:
                self.records += 1
                yield listing_of(record, self.said, self.findings), record.locator

    def _sort(self, file: SnapshotFile) -> None:
        """Read a file, or put it off where it holds the records themselves."""
        if is_answer(file.content):
            made, records, _ = read_answer(file, self.said, self.findings)
            self.made += [made] if made is not None else []
            self._answered += ((made, record) for record in records)
            self.complete = False
        elif looks_like_xml(file.content):
            self._sort_xml(file)
        else:
            self._read_table(file)

    def _sort_xml(self, file: SnapshotFile) -> None:
        root, header = root_name(file), copy.Header()
        if root == copy.LEVEL_1:
            self._level_1.append(file)
        elif root == copy.LEVEL_2:
            copy.read_relationships(file, header, self.said, self.findings)
            self.tied = True
        elif root == copy.EXCEPTIONS:
            copy.read_exceptions(file, header, self.said, self.findings)
        else:
            raise QuarantineError(
                f"the root of the XML is {root}, which is no file of GLEIF's.",
                where=Place(file=file.name, line=1),
                remedy=_GIVE,
            )
        self._take(header)

    def _take(self, header: copy.Header) -> None:
        self.made += [header.made] if header.made is not None else []
        self.complete = self.complete and header.whole

    def _read_table(self, file: SnapshotFile) -> None:
        lines = text_records(decode_text(file, "cp1252"), file.name)
        _, header = next(lines, (1, [""]))
        columns = [cell.strip().upper() for cell in header]
        if _LEI not in columns or not {_ISIN, _BIC} & set(columns):
            raise QuarantineError(
                "the table has no columns LEI and ISIN, or LEI and BIC.",
                where=Place(file=file.name, line=1),
                remedy=_GIVE,
            )
        held = self.said.isins if _ISIN in columns else self.said.bics
        lei_at = columns.index(_LEI)
        other_at = columns.index(_ISIN if _ISIN in columns else _BIC)
        for line, cells in lines:
            if len(cells) <= max(lei_at, other_at):
                raise QuarantineError(
                    "the row is shorter than the header: it is cut off.",
                    where=Place(file=file.name, line=line),
                    remedy="Fetch the file again.",
                )
            held.setdefault(cells[lei_at].strip().upper(), []).append(cells[other_at].strip())


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the files of an edition.

    Raises:
        QuarantineError: A file is damaged, cut off or no file of GLEIF's, or there is no record.
    """
    reading = _Reading(snapshot)
    listings = tuple(sorted(reading.listings(), key=lambda pair: pair[0].id))
    if not listings:
        raise QuarantineError(
            "the files hold no LEI record, so that what they say is of nobody.",
            where=Place(file=snapshot.files[0].name),
            remedy="Give the records (LEI-CDF, or answers with lei-records) together with them.",
        )
    known = {listing.id.removeprefix(f"{_KEY}-"): None for listing, _ in listings}
    strangers = reading.said.strangers(known)
    return ParsedEdition(
        listings=listings,
        published=max(reading.made, key=_order, default=None),
        records=reading.records,
        warnings=reading.findings.sentences(),
        complete=reading.complete and reading.tied,
        note=None if reading.complete and reading.tied else _note(reading),
        extras=(("entities named without a record", str(strangers)),) if strangers else (),
    )


def _note(reading: _Reading) -> str:
    return _UNTIED if reading.complete else _PARTIAL


def _order(made: Moment | None) -> str:
    return "" if made is None else str(made)


SOURCE = Source(
    key=_KEY,
    authority="gleif",
    title="Legal entity identifiers (GLEIF)",
    joins_files=True,
    habit_days=30,
    parse=parse,
)
