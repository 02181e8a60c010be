"""How that reads which articles claim of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.render.subjects import add_left_out

if TYPE_CHECKING:
    from proscribe.interfaces.cli.output import Page
    from proscribe.workspace.subjects import Told, ToldClaim


def add_told(page: Page, told: Told) -> None:
    """Add what articles claim to a page, the reasons they give apart."""
    page.head("What articles claim")
    page.say("No official fact, and no verdict rests on it.")
    for claim in told.claims:
        _add_claim(page, claim)
    add_left_out(page, told)
    if told.reasons:
        page.head("Reasons that articles give")
    for claim in told.reasons:
        _add_reason(page, claim)


def _add_claim(page: Page, claim: ToldClaim) -> None:
    page.say((claim.published or "day not known", "bold"), f"  {_article(claim)}")
    page.say(f"    {claim.words}")
    page.say(
        f"    \N{LEFT DOUBLE QUOTATION MARK}{words.cut(claim.card.quote)}"
        "\N{RIGHT DOUBLE QUOTATION MARK}"
    )
    page.say(f"    on the word of {_whose(claim)}")
    if claim.standing:
        known = claim.card.known_at
        page.say(f"    as known on {known}: {claim.standing}. {words.cut(claim.record)}")
    else:
        page.say("    not checked against the record")
    if claim.now_standing:
        page.say(f"    as known now: {claim.now_standing}. {words.cut(claim.card.now_record)}")
    if claim.also:
        page.say(("    The name in the article may also mean: ", "yellow"), ", ".join(claim.also))


def _add_reason(page: Page, claim: ToldClaim) -> None:
    standing = f" [{claim.standing}]" if claim.standing else ""
    said = words.cut(claim.because or claim.card.quote)
    how = f" ({claim.card.how})" if claim.card.how else ""
    page.say(f"    {said}{how}{standing}")
    page.say((f"      on the word of {_whose(claim)}; {_article(claim)}", "dim"))


def _whose(claim: ToldClaim) -> str:
    return ", ".join(claim.card.sources) or "the article"


def _article(claim: ToldClaim) -> str:
    return claim.called if claim.url is None else f"{claim.called}, {claim.url}"
