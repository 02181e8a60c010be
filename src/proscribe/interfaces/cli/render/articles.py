"""How an article and its claims read on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.workspace.articles import Card, Piece, ReadArticle

_STYLES = {
    "contradicted": "bold red",
    "overstated": "bold yellow",
    "confirmed": "bold green",
    "not_in_record": "dim",
}


def show_article(found: ReadArticle, out: Path | None) -> None:
    """Write an article with its claims marked to standard output."""
    page = Page()
    page.say((found.title or found.id, "bold"))
    when = "on a day not known" if found.published is None else str(found.published)
    page.say(f"Published {when}. {words.counted(len(found.claims), 'claim')}.")
    for warning in found.warnings:
        page.say(("Warning: ", "bold yellow"), warning)
    page.gap()
    cards = {card.id: card for card in found.cards}
    for piece in found.pieces:
        _add_piece(page, piece, cards)
    if not found.claims:
        page.say("No claim about a government measure was found in this text.")
    if found.checks:
        page.gap()
        counts = (f"{count} {standing.replace('_', ' ')}" for standing, count in found.counts)
        page.say(f"Against the record: {', '.join(counts)}.")
        page.say(("What an article claims changes no verdict.", "dim"))
    if out is not None:
        page.gap()
        page.say(f"Claims: {out}")
    page.write()


def add_claims(page: Page, found: ReadArticle) -> None:
    """Add the claims of an article to a page as a table."""
    rows = []
    for card in found.cards:
        standing = "" if card.standing is None else card.standing.value.replace("_", " ")
        expected = f" The record has {card.expected}." if card.expected else ""
        rows.append(
            (
                styled((standing, _STYLES.get(standing.replace(" ", "_"), ""))),
                styled(card.subject),
                styled(f"{card.what}{f' ({card.how})' if card.how else ''}"),
                styled(words.cut(card.says)),
                styled(f"{words.cut(card.record)}{expected}"),
            )
        )
    page.table(("Standing", "Whom", "Claim", "Says", "Record"), rows)


def _add_piece(page: Page, piece: Piece, cards: dict[str, Card]) -> None:
    text = " ".join(piece.text.split())
    if not text:
        return
    if piece.leftover:
        page.say((text, "dim strike"))
        return
    if not piece.claims:
        page.say(text)
        return
    page.say((text, "bold"))
    for each in piece.claims:
        card = cards[each]
        standing = "" if card.standing is None else card.standing.value
        mark = (f"{standing.replace('_', ' ')} ", _STYLES.get(standing, "")) if standing else ""
        how = f" ({card.how})" if card.how else ""
        says = f": {card.says}" if card.says else ""
        told = f"; on the word of {', '.join(card.sources)}" if card.sources else ""
        page.say(f"  {card.id[1:]} ", mark, f"{card.subject}: {card.what}{how}{says}{told}")
        if card.record:
            expected = f" The record has {card.expected}." if card.expected else ""
            page.say(("     " + words.cut(card.record) + expected, "dim"))
        if card.now_standing is not None:
            now = card.now_standing.value.replace("_", " ")
            page.say((f"     Now: {now}. {words.cut(card.now_record)}", "dim"))
