"""How the master's answer on a security reads, and what came of asking OpenFIGI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page
from proscribe.interfaces.cli.words import counted

if TYPE_CHECKING:
    from proscribe.workspace.enriching import Enriched
    from proscribe.workspace.securities import IssuerFile, Security, SecurityAnswer

_SHOWN_LINES, _SHOWN_UNKNOWN = 40, 10
_NUMBERS = ("isin", "cusip", "sedol", "figi")


def show_securities(found: SecurityAnswer) -> None:
    """Write an answer to standard output."""
    page = Page()
    for place, issuer in enumerate(found.issuers):
        if place:
            page.gap()
        _add_issuer(page, issuer)
    told = {one.text for issuer in found.issuers for one in issuer.conflicts}
    further = [one.text for one in found.conflicts if one.text not in told]
    if further:
        page.head("Sources disagree")
        for text in further:
            page.say(text)
    page.write()


def _add_issuer(page: Page, issuer: IssuerFile) -> None:
    candidate = issuer.candidate
    subject = candidate.subject
    page.say((subject.caption, "bold"), f"  {subject.id}")
    doubt = "" if issuer.is_meant else " It is not certain that this is meant."
    page.say(f"By {candidate.matched_by}. {candidate.how}{doubt}".strip())
    programs = sorted({record.designation.program for record in subject.records})
    page.say(f"On lists: {', '.join(programs)}" if programs else "On no list on file.")
    if issuer.also_called:
        names = ", ".join(dict.fromkeys(one.caption for one in issuer.also_called))
        page.say(f"Also called, by shared numbers: {names}")
    page.head("Securities")
    shown = sorted(issuer.securities, key=lambda one: not _is_asked(one, issuer))
    page.table(
        ("", "Type", "Numbers", "Tickers", "Held", "Sources"),
        [_row(one, issuer) for one in shown[:_SHOWN_LINES]],
    )
    if len(shown) > _SHOWN_LINES:
        page.say(f"… and {len(shown) - _SHOWN_LINES} more, all in --json.")
    if issuer.conflicts:
        page.head("Sources disagree")
        for one in issuer.conflicts:
            page.say(one.text)


def _is_asked(one: Security, issuer: IssuerFile) -> bool:
    return any(key in issuer.keys for key, _ in one.keys)


def _row(one: Security, issuer: IssuerFile) -> tuple[str, ...]:
    numbers = [f"{kind.upper()} {value}" for (kind, value), _ in one.keys if kind in _NUMBERS]
    tickers = [value for (kind, value), _ in one.keys if kind == "ticker"]
    sources = dict.fromkeys(source for _, sources in one.keys for source in sources)
    types = ", ".join(kind.value for kind in one.types)
    return (
        "→" if _is_asked(one, issuer) else "",
        f"{types} ({one.ratio})" if one.ratio else types,
        ", ".join(numbers),
        ", ".join(tickers),
        _held(one, issuer),
        ", ".join(sources),
    )


def _held(one: Security, issuer: IssuerFile) -> str:
    since = "" if one.since is None else f"since {one.since}"
    until = "" if one.until is None else f"until {one.until}"
    ended = " (ended)" if one.has_ended(issuer.day) else ""
    return f"{since} {until}".strip() + ended


def show_enriched(found: Enriched) -> None:
    """Write what came of asking OpenFIGI to standard output."""
    page = Page()
    before = found.questions - found.asked - found.not_asked
    page.say(
        f"{counted(found.questions, 'security').replace('securitys', 'securities')}: "
        f"{found.asked:,} asked now, {before:,} answered before, {found.not_asked:,} not asked."
    )
    page.say(f"OpenFIGI knows {found.answered:,} of them.")
    if found.unknown:
        more = len(found.unknown) - _SHOWN_UNKNOWN
        rest = f" and {more:,} more" if more > 0 else ""
        page.say(f"It does not know {', '.join(found.unknown[:_SHOWN_UNKNOWN])}{rest}.")
    if found.edition is not None:
        state = "recorded" if found.is_new else "unchanged"
        page.say(f"openfigi edition {found.edition.id} of {found.edition.published}: {state}.")
    page.write()
