"""The dossier of a subject, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.reports.words import INVESTOR_WORDS
from proscribe.law.load import load_regime
from proscribe.model.authority import AUTHORITIES
from proscribe.model.listing import NameKind
from proscribe.screening.dossier import (
    DossierCitation,
    DossierDesignation,
    DossierEntry,
    DossierLink,
    DossierPage,
    DossierReason,
    DossierSecurity,
    DossierVerdict,
)
from proscribe.screening.report import RegimeUsed
from proscribe.screening.told import ToldClaim
from proscribe.version import VERSION
from proscribe.workspace.editions import editions_used
from proscribe.workspace.results import to_json, verdict_json
from proscribe.workspace.subjects import read_timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from proscribe.ledger.history import DesignationRecord, Subject
    from proscribe.ledger.store import LedgerStore
    from proscribe.ledger.timeline import TimelineEntry
    from proscribe.model.listing import Citation, SecurityLine
    from proscribe.screening.report import EditionUsed
    from proscribe.screening.told import Told
    from proscribe.workspace.prices import Prices
    from proscribe.workspace.results import CheckResult
    from proscribe.workspace.subjects import Timeline

    # Of keys of citations those of documents that were known.
    Known = Callable[[tuple[str, ...]], tuple[str, ...]]

_NAME_KINDS = {
    NameKind.ALIAS: "also",
    NameKind.WEAK: "weak alias",
    NameKind.FORMER: "formerly",
    NameKind.MISSPELT: "misspelt",
    NameKind.ISSUER: "as issuer",
    NameKind.PRIMARY: "also",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything known of one subject at one moment.

    Attributes:
        subject: The subject.
        check: Where it stands under each regime.
        timeline: Its dated facts, and what articles claim where that was asked.
        citations: The documents its facts refer to, by key.
        editions: The editions its facts were read from.
    """

    subject: Subject
    check: CheckResult
    timeline: Timeline
    citations: tuple[tuple[str, Citation], ...]
    editions: tuple[EditionUsed, ...]

    def to_html(self, path: Path | str, prices: Prices | None = None) -> Path:
        """Write the dossier, and prices where given, as one self-contained page; return where."""
        from proscribe.backends.reports.page import render_dossier

        out = Path(path)
        drawn = () if prices is None else prices.drawn()
        out.write_text(render_dossier(dossier_page(self), drawn), encoding="utf-8")
        return out

    @property
    def shown(self) -> DossierPage:
        """What a page of it shows."""
        return dossier_page(self)

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        known = frozenset(key for key, _ in self.citations)
        return {
            "subject": _citing(to_json(self.subject), known),
            "status": self.check.to_json(),
            "timeline": _citing(self.timeline.to_json()["entries"], known),
            "citations": {key: to_json(citation) for key, citation in self.citations},
            **({} if self.timeline.told is None else self.timeline.told.to_json()),
        }


def read_dossier(
    subject: Subject, check: CheckResult, store: LedgerStore, told: Told | None = None
) -> Dossier:
    """Return everything known of a subject, with where it stands.

    Args:
        subject: The subject.
        check: Where it stands; what articles claim has no part in it.
        store: The ledger.
        told: What articles claim of it.

    Raises:
        StoreError: The ledger cannot be read.
    """
    sources = dict.fromkeys(provenance.source for provenance in subject.provenances)
    citations = {
        key: citation for source in sources for key, citation in store.citations(source).items()
    }
    timeline = read_timeline(subject, told)
    referred, today = _keys(subject, timeline), check.question.known_at.day
    return Dossier(
        subject=subject,
        check=check,
        timeline=timeline,
        citations=tuple(
            (key, citation)
            for key, citation in sorted(citations.items())
            if key in referred and (citation.published is None or citation.published.day <= today)
        ),
        editions=tuple(
            edition
            for edition in editions_used(store.editions(), check.question.known_at)
            if edition.source in sources
        ),
    )


def dossier_page(dossier: Dossier) -> DossierPage:
    """Return what the page of a subject shows."""
    subject, check = dossier.subject, dossier.check
    cited = dict(dossier.citations)

    def known(cite: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in cite if key in cited)

    return DossierPage(
        caption=subject.names[0].text,
        entity_id=subject.id,
        schema=subject.schema,
        as_of=str(check.question.as_of),
        known_at=str(check.question.known_at),
        investor=INVESTOR_WORDS[check.question.investor],
        version=VERSION,
        names=tuple((_NAME_KINDS[name.kind], name.text) for name in subject.names[1:]),
        referents=subject.referents,
        properties=subject.properties,
        verdicts=tuple(_verdicts(check)),
        designations=tuple(
            _designation(record, known(record.designation.cite))
            for record in reversed(subject.records)
        ),
        securities=tuple(_security(line) for line in subject.securities),
        timeline=tuple(_row(row, known) for row in dossier.timeline.rows),
        reasons=tuple(_reasons(subject, known)),
        links=tuple(
            DossierLink(
                relation=link.relation.replace("_", " "),
                name=link.name or link.id or "",
                id=link.id,
                cite=known(link.cite),
            )
            for link in subject.links
        ),
        citations=tuple(_citation(key, citation) for key, citation in cited.items()),
        regimes=tuple(_regimes(check)),
        editions=dossier.editions,
        not_checked=check.not_checked,
        warnings=check.warnings,
        told=dossier.timeline.told,
    )


def _citing(told: object, known: Collection[str]) -> object:
    """Return JSON values without the keys of documents that were not known yet."""
    if isinstance(told, list):
        return [_citing(one, known) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        key: [one for one in value if one in known] if key == "cite" else _citing(value, known)
        for key, value in told.items()
    }


def _keys(subject: Subject, timeline: Timeline) -> set[str]:
    groups = [
        *(record.designation.cite for record in subject.records),
        *(record.ended.cite for record in subject.records if record.ended is not None),
        *(reason.cite for record in subject.records for reason in record.designation.reasons),
        *(event.cite for event in subject.events),
        *(link.cite for link in subject.links),
        *(entry.cite for entry in timeline.entries),
    ]
    return {key for group in groups for key in group}


def _verdicts(check: CheckResult) -> list[DossierVerdict]:
    found = []
    for ruling in check.rulings:
        answer = verdict_json(ruling.verdict)
        found.append(
            DossierVerdict(
                regime=ruling.verdict.regime,
                regime_title=load_regime(ruling.verdict.regime).title,
                action=check.question.act.value,
                verdict=ruling.verdict.outcome.value,
                reason_code=ruling.verdict.reason.value,
                citation=ruling.verdict.citation,
                explanation=ruling.verdict.explanation,
                effective_at=_text(answer["effective_at"]),
                deadline_at=_text(answer["deadline_at"]),
                next_change_at=_text(answer["next_change_at"]),
            )
        )
    return found


def _regimes(check: CheckResult) -> list[RegimeUsed]:
    used = (load_regime(ruling.verdict.regime) for ruling in check.rulings)
    return [
        RegimeUsed(key=regime.key, title=regime.title, checked_through=regime.checked_through)
        for regime in used
    ]


def _designation(record: DesignationRecord, cite: tuple[str, ...]) -> DossierDesignation:
    designation, ended = record.designation, record.ended
    authority = AUTHORITIES.get(designation.authority)
    return DossierDesignation(
        program=designation.program,
        authority=designation.authority if authority is None else authority.title,
        listed=_text(designation.listed_on),
        published=_text(designation.published),
        effective=_text(designation.effective_on),
        divest=_text(designation.divest_on),
        ended=None if ended is None else str(ended.on),
        ended_why=None if ended is None else ended.kind.value,
        as_printed=designation.as_printed,
        measures=tuple(each.value.replace("_", " ") for each in designation.measures),
        legal_basis=designation.legal_basis,
        provenance=tuple(
            f"{one.source}, edition of {one.published}, {one.locator}, SHA-256 {one.digest[:12]}"
            for one in record.provenances
        ),
        cite=cite,
    )


def _security(line: SecurityLine) -> DossierSecurity:
    return DossierSecurity(
        type=line.type.value,
        name=line.name,
        ticker=line.ticker,
        isin=line.isin,
        cusip=line.cusip,
        sedol=line.sedol,
        figi=line.figi,
        program=line.program,
        since=_text(line.since),
        until=_text(line.until),
    )


def _entry(entry: TimelineEntry, known: Known) -> DossierEntry:
    return DossierEntry(
        on=str(entry.on),
        published=_text(entry.published) or "",
        what=entry.what,
        source=entry.source,
        cite=known(entry.cite),
    )


def _row(row: TimelineEntry | ToldClaim, known: Known) -> DossierEntry:
    if not isinstance(row, ToldClaim):
        return _entry(row, known)
    return DossierEntry(
        on=row.on or "",
        published=row.published or "",
        what=row.words,
        source=row.called,
        claimed=True,
    )


def _reasons(subject: Subject, known: Known) -> list[DossierReason]:
    return [
        DossierReason(text=reason.text, said_by=reason.said_by, cite=known(reason.cite))
        for record in subject.records
        for reason in record.designation.reasons
    ]


def _citation(key: str, citation: Citation) -> DossierCitation:
    return DossierCitation(
        key=key,
        title=citation.title,
        publisher=citation.publisher,
        published=_text(citation.published),
        url=citation.url,
        note=citation.note,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
