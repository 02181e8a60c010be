"""Small ledgers told edition by edition, for the tests of the ledger and of its stores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from proscribe.ledger.history import DesignationRecord, Subject, build_subjects
from proscribe.ledger.known import known_sources
from proscribe.ledger.store import EditionDraft, EditionInfo, Entry, LedgerStore, Presence
from proscribe.model.listing import (
    Citation,
    Designation,
    Ending,
    EndKind,
    Event,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    SecurityType,
)
from proscribe.model.source import EditionState
from proscribe.model.time import Moment, parse_moment

FETCHED = datetime(2026, 1, 1, tzinfo=UTC)


def moment(text: str) -> Moment:
    return parse_moment(text)


def instant(text: str) -> datetime:
    """Return the instant of an RFC 3339 text, or the midnight (UTC) that begins a bare day."""
    found = parse_moment(text)
    return found.starts("UTC")


def designation(
    program: str = "CMIC-EO13959",
    *,
    listed_on: str | None = None,
    published: str | None = None,
    effective_on: str | None = None,
    divest_on: str | None = None,
    directive: str | None = None,
    authority_id: str | None = None,
    ended: Ending | None = None,
    cite: tuple[str, ...] = (),
) -> Designation:
    return Designation(
        authority="us-ofac",
        program=program,
        authority_id=authority_id,
        listed_on=day(listed_on),
        published=None if published is None else moment(published),
        effective_on=day(effective_on),
        divest_on=day(divest_on),
        directive=directive,
        ended=ended,
        cite=cite,
    )


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def ending(
    on: str,
    published: str | None = None,
    kind: EndKind = EndKind.REMOVED,
    cite: tuple[str, ...] = (),
) -> Ending:
    public = moment(on if published is None else published)
    return Ending(on=moment(on), published=public, kind=kind, cite=cite)


def event(on: str, text: str, published: str | None = None) -> Event:
    public = moment(on if published is None else published)
    return Event(on=moment(on), published=public, kind="market", text=text)


def ticker(text: str, program: str | None = None) -> SecurityLine:
    return SecurityLine(type=SecurityType.EQUITY, ticker=text, program=program)


def listing(
    entity_id: str,
    *designations: Designation,
    name: str | None = None,
    securities: tuple[SecurityLine, ...] = (),
    same_as: tuple[str, ...] = (),
    events: tuple[Event, ...] = (),
) -> Listing:
    return Listing(
        id=entity_id,
        schema="Company",
        names=(Name(text=entity_id if name is None else name, kind=NameKind.PRIMARY),),
        designations=designations,
        securities=securities,
        same_as=same_as,
        events=events,
    )


def keys_of(entry: Listing) -> tuple[tuple[str, str], ...]:
    """Return keys as a workspace might make them: enough to tell entries apart."""
    names = [("name", name.text.casefold()) for name in entry.names]
    tickers = [("ticker", line.ticker) for line in entry.securities if line.ticker is not None]
    return tuple(dict.fromkeys((*names, *tickers)))


def entries_of(listings: Iterable[tuple[Listing, str]]) -> list[Entry]:
    return [Entry(listing=each, locator=locator, keys=keys_of(each)) for each, locator in listings]


@dataclass(slots=True, kw_only=True)
class Story:
    """Editions in the order they were published or found, and what is known from them."""

    drafts: list[tuple[EditionDraft, tuple[tuple[Listing, str], ...]]] = field(default_factory=list)

    def publish(
        self,
        source: str,
        published: str,
        *listings: Listing,
        authority: str = "us-ofac",
        state: EditionState = EditionState.ACCEPTED,
        complete: bool = True,
        chronicle: bool = False,
        programs: tuple[str, ...] = (),
        citations: tuple[tuple[str, Citation], ...] = (),
    ) -> EditionDraft:
        """Add an edition, whose digest is that of what it says; the same a second time is none."""
        said = repr((source, published, listings, complete, programs))
        draft = EditionDraft(
            source=source,
            authority=authority,
            digest=sha256(said.encode()).hexdigest(),
            published=moment(published),
            published_is_stated=True,
            fetched_at=FETCHED,
            recorded_at=FETCHED,
            state=state,
            records=len(listings),
            complete=complete,
            note=None if complete else "the second half",
            warnings=(),
            why=None if state is EditionState.ACCEPTED else "far fewer records than before",
            citations=citations,
            chronicle=chronicle,
            programs=programs,
            checked_through=None,
        )
        located = tuple((each, f"entry {number}") for number, each in enumerate(listings, 1))
        told = {(known.source, known.digest, known.state) for known, _ in self.drafts}
        if (draft.source, draft.digest, draft.state) not in told:
            self.drafts.append((draft, located))
        return draft

    def subjects(
        self, known_at: str | datetime, wanted: Sequence[str] | None = None
    ) -> tuple[Subject, ...]:
        """Return the subjects known at a moment, without any store."""
        at = instant(known_at) if isinstance(known_at, str) else known_at
        presences: list[Presence] = []
        contents: dict[int, Listing] = {}
        ids: dict[Listing, int] = {}
        for edition_id, (_, located) in enumerate(self.drafts, 1):
            for each, locator in located:
                content_id = ids.setdefault(each, len(ids) + 1)
                contents[content_id] = each
                presences.append(
                    Presence(
                        entity_id=each.id,
                        edition_id=edition_id,
                        content_id=content_id,
                        locator=locator,
                    )
                )
        sources = known_sources(self.editions(), known_at=at)
        return build_subjects(sources, presences, contents, wanted=wanted, known_at=at)

    def subject(self, entity_id: str, known_at: str | datetime) -> Subject | None:
        """Return the subject of that id, or None where nothing is known of it."""
        found = self.subjects(known_at, [entity_id])
        assert len(found) <= 1
        return found[0] if found else None

    def records(self, entity_id: str, known_at: str | datetime) -> tuple[DesignationRecord, ...]:
        """Return the records of the subject of that id; none where nothing is known."""
        subject = self.subject(entity_id, known_at)
        return () if subject is None else subject.records

    def editions(self) -> tuple[EditionInfo, ...]:
        """Return the editions as a store would, numbered in the order they were told."""
        return tuple(
            edition_info(edition_id, draft, [each for each, _ in located])
            for edition_id, (draft, located) in enumerate(self.drafts, 1)
        )

    def record_in(self, store: LedgerStore) -> None:
        """Record every edition in the order told."""
        for draft, located in self.drafts:
            store.record(draft, entries_of(located))


def edition_info(edition_id: int, draft: EditionDraft, listings: Sequence[Listing]) -> EditionInfo:
    """Return what becomes of a draft."""
    named = {(d.authority, d.program) for each in listings for d in each.designations}
    values = {name: getattr(draft, name) for name in EditionDraft.__slots__ if name != "citations"}
    return EditionInfo(
        id=edition_id,
        entities=len({each.id for each in listings}),
        named=tuple(sorted(named)),
        **values,
    )


def draft_of(edition: EditionInfo, citations: dict[str, Citation]) -> EditionDraft:
    """Return the draft that an edition was recorded from."""
    names = (name for name in EditionDraft.__slots__ if name != "citations")
    values = {name: getattr(edition, name) for name in names}
    return EditionDraft(citations=tuple(sorted(citations.items())), **values)


def without_numbers(subjects: Iterable[Subject]) -> list[object]:
    """Return subjects as plain values, less the numbers editions got by being recorded."""
    return [_unnumbered(asdict(subject)) for subject in subjects]


def _unnumbered(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unnumbered(item) for key, item in value.items() if key != "edition"}
    if isinstance(value, list | tuple):
        return [_unnumbered(item) for item in value]
    return value


CONS = "us_ofac_cons"
CCMC = "CCMC-EO13959"
CMIC = "CMIC-EO13959"
CNOOC = "us_ofac_cons-30926"
HUAWEI = "us_ofac_cons-30947"
SMIC = "us_ofac_cons-30951"


def ofac_story() -> Story:
    """Tell three editions of OFAC's consolidated list, three companies of each.

    The dates and tickers are those printed in the editions of 2021-01-08, 2021-06-03 and
    2021-06-16; the ticker ``00083 HK`` is the list's own slip of 2021-06-03. The programme,
    printed as CMIC-EO on that day, is written as in all later editions.
    """
    story = Story()
    story.publish(
        CONS,
        "2021-01-08",
        listing(
            CNOOC,
            _ccmc("2021-01-08", "2021-03-09", "2022-01-08"),
            name="CNOOC LIMITED",
            securities=(ticker("883 HK"), ticker("CEO US")),
        ),
        listing(
            HUAWEI,
            _ccmc("2020-11-12", "2021-01-11", "2021-11-12"),
            name="HUAWEI",
            securities=(ticker("KMCACZ CN"),),
        ),
        listing(
            SMIC,
            _ccmc("2020-12-03", "2021-02-01", "2021-12-03"),
            name="SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORP. (SMIC)",
            securities=(ticker("688981 CN"), ticker("981 HK")),
        ),
    )
    for published, slip in (("2021-06-03", "00083 HK"), ("2021-06-16", "00883 HK")):
        story.publish(
            CONS,
            published,
            listing(
                CNOOC, _CMIC, name="CNOOC LIMITED", securities=(ticker(slip), ticker("CEO US"))
            ),
            listing(HUAWEI, _CMIC, name="HUAWEI TECHNOLOGIES CO., LTD."),
            listing(
                SMIC,
                _CMIC,
                name="SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION",
                securities=(ticker("688981 CN"), ticker("00981 HK")),
            ),
        )
    return story


def _ccmc(listed_on: str, effective_on: str, divest_on: str) -> Designation:
    return designation(CCMC, listed_on=listed_on, effective_on=effective_on, divest_on=divest_on)


_CMIC = designation(CMIC, listed_on="2021-06-03", effective_on="2021-08-02", divest_on="2022-06-03")
