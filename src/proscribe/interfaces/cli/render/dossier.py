"""How everything known of one subject reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page
from proscribe.interfaces.cli.render.check import add_check
from proscribe.interfaces.cli.render.subjects import add_timeline
from proscribe.interfaces.cli.render.told import add_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.model.listing import Citation, Designation, Ending, Link, SecurityLine
    from proscribe.model.source import Provenance
    from proscribe.workspace.dossiers import Dossier


def show_dossier(found: Dossier) -> None:
    """Write a dossier to standard output."""
    page = Page()
    _add_names(page, found)
    page.head("Status")
    add_check(page, found.check)
    _add_designations(page, found)
    if found.subject.securities:
        page.head("Securities")
        page.table(
            ("Type", "Name", "Ticker", "ISIN", "CUSIP", "SEDOL", "FIGI", "For"),
            [_security(line) for line in found.subject.securities],
        )
    if found.subject.links:
        page.head("Ties")
        for link in found.subject.links:
            page.say(_link(link))
    page.head("Time line")
    add_timeline(page, found.timeline)
    if found.timeline.told is not None:
        add_told(page, found.timeline.told)
    _add_documents(page, found)
    page.write()


def _add_names(page: Page, found: Dossier) -> None:
    subject = found.subject
    page.say((subject.caption, "bold"), f"  {subject.schema}  {subject.id}")
    if len(subject.referents) > 1:
        page.say(f"Also on file as {', '.join(subject.referents[1:])}")
    for name in subject.names[1:]:
        page.say(f"    {name.text}  ({name.kind.value})")
    for key, values in subject.properties:
        page.say((key, "bold"), f": {', '.join(values)}")


def _add_designations(page: Page, found: Dossier) -> None:
    if found.subject.records:
        page.head("Designations")
    for record in found.subject.records:
        one = record.designation
        title = f"  {one.authority}, from {record.begins}{_ended(record.ended)}"
        page.say((one.program, "bold"), title)
        for fact in _facts(one):
            page.say(f"    {fact}")
        for origin in record.provenances:
            page.say((f"    {_origin(origin)}", "dim"))


def _facts(designation: Designation) -> Iterator[str]:
    named = (
        ("listed on", designation.listed_on),
        ("effective, as printed", designation.effective_on),
        ("divest by, as printed", designation.divest_on),
        ("directive", designation.directive),
        ("named as", designation.as_printed),
        ("authority's id", designation.authority_id),
    )
    yield from (f"{what}: {value}" for what, value in named if value is not None)
    if designation.measures:
        words = ", ".join(each.value.replace("_", " ") for each in designation.measures)
        yield f"brings, by the list's word: {words}"
    yield from (f"rests on: {act}" for act in designation.legal_basis)
    for reason in designation.reasons:
        said = "" if reason.said_by is None else f" ({reason.said_by})"
        yield f"because: {reason.text}{said}"


def _ended(ended: Ending | None) -> str:
    if ended is None:
        return ", in force"
    on, public = words.moment(ended.on), words.moment(ended.published)
    return f", {ended.kind.value} {on} (public {public})"


def _origin(origin: Provenance) -> str:
    published = words.moment(origin.published)
    return f"{origin.source} edition {origin.edition} of {published}, {origin.locator}"


def _security(line: SecurityLine) -> tuple[str, ...]:
    marks = (line.name, line.ticker, line.isin, line.cusip, line.sedol, line.figi, line.program)
    return (line.type.value, *(mark or "" for mark in marks))


def _link(link: Link) -> str:
    share = None if link.share is None else f"{link.share} %"
    named = "  ".join(part for part in (link.name, link.id, share) if part is not None)
    role = "" if link.role is None else f" ({link.role})"
    return f"    {link.relation.replace('_', ' ')}: {named}{role}"


def _add_documents(page: Page, found: Dossier) -> None:
    """Add the documents that the facts shown cite."""
    cited = {key for entry in found.timeline.entries for key in entry.cite}
    cited |= {key for record in found.subject.records for key in record.designation.cite}
    documents = [(key, citation) for key, citation in found.citations if key in cited]
    if not documents:
        return
    page.head("Documents")
    for key, citation in documents:
        page.say((key, "bold"), f"  {_citation(citation)}")


def _citation(citation: Citation) -> str:
    published = None if citation.published is None else words.moment(citation.published)
    parts = (citation.title, citation.publisher, published, citation.url)
    return ", ".join(part for part in parts if part is not None)
