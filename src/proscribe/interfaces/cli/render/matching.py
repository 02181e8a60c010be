"""How names that were matched, and pairs that were scored, are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.errors import warn
from proscribe.interfaces.cli.output import Page, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from proscribe.workspace.matching import MatchSummary, Unnamed
    from proscribe.workspace.pairing import PairSummary

_Row = dict[str, object]
# Characters of a cell; files and JSON hold the whole.


def tell_odd(unnamed: Iterable[Unnamed], warnings: Iterable[str]) -> None:
    """Say on standard error which lines have no name, and what else is odd about the files."""
    for warning in warnings:
        warn(warning)
    for one in unnamed:
        lines = ", ".join(map(str, one.lines))
        more = f" and {one.count - len(one.lines):,} more" if one.count > len(one.lines) else ""
        what = words.counted(one.count, "line")
        warn(f"{one.file}: {what} without a name, so nobody was looked for: {lines}{more}.")


def tell_silenced(count: int) -> None:
    """Say on standard error how many matches are left out, since a person told the names apart."""
    if count:
        what = words.counted(count, "match")
        warn(f"{what} left out, since a person told the two apart; see `proscribe clearances`.")


def matches_document(
    rows: Sequence[_Row], summary: MatchSummary, out: Path | None
) -> dict[str, object]:
    """Return what was found, or where it was written, as JSON values."""
    return _document("matches", rows, out) | summary.to_json()


def show_matches(rows: Sequence[_Row], summary: MatchSummary, out: Path | None) -> None:
    """Write what was found, or where it was written, to standard output."""
    page = Page()
    if rows:
        page.table(
            ("Query", "Name", "Score>", "Matched name", "Entity", "Why"),
            [
                _cells(
                    row, ("query_id", "name", "score", "matched_name", "entity_id", "explanation")
                )
                for row in rows
            ],
        )
        page.gap()
    queries = words.counted(summary.queries, "query")
    found = words.counted(summary.found, "match")
    page.say(f"{queries}, {summary.matched:,} of them matched: {found}.")
    _end(page, summary.found - len(rows), out)


def show_scores(
    rows: Sequence[_Row], summary: PairSummary, out: Path | None, *, as_json: bool
) -> None:
    """Write the scores, or where they were written, to standard output."""
    if as_json:
        write_json(_document("scores", rows, out) | summary.to_json())
        return
    page = Page()
    if rows:
        page.table(("Pair", "Score>"), [_cells(row, ("pair_id", "score")) for row in rows])
        page.gap()
    page.say(
        f"{words.counted(summary.pairs, 'pair')}, {summary.matched:,} of them at the threshold or "
        "above."
    )
    _end(page, summary.pairs - len(rows), out)


def _document(key: str, rows: Sequence[_Row], out: Path | None) -> dict[str, object]:
    return {key: rows} if out is None else {"out": str(out)}


def _cells(row: _Row, columns: Iterable[str]) -> list[str]:
    shown = (row[column] for column in columns)
    return [
        f"{value:.3f}" if isinstance(value, float) else words.cut(str(value)) for value in shown
    ]


def _end(page: Page, more: int, out: Path | None) -> None:
    if out is not None:
        page.say("Written to ", (str(out), "bold"))
    elif more:
        are = "is" if more == 1 else "are"
        page.say(f"{more:,} more {are} not shown; --out writes all of them to a file.")
    page.write()
