"""``match``: files of names against the ledger or a list, and files of pairs."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.errors import FOUND
from proscribe.interfaces.cli.output import write_json
from proscribe.interfaces.cli.progress import counting
from proscribe.interfaces.cli.values import output_path

if TYPE_CHECKING:
    from proscribe.workspace.matching import Matching, MatchSummary
    from proscribe.workspace.pairing import PairSummary
    from proscribe.workspace.proven import Leaving

# Rows of a table that people read.
_SHOWN = 100

_Queries: TypeAlias = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[QUERIES…]",
        help="Files of names: CSV, XLSX or Parquet with the columns id, schema, name, and any "
        "FollowTheMoney property.",
        show_default=False,
    ),
]
_Among: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="LIST",
        help="Look among the names of this file only, not in the ledger. Its columns are the "
        "same; several rows of one id are several names.",
        show_default=False,
    ),
]
_Pairs: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--pairs",
        metavar="PAIRS",
        help="Score the pairs of this file instead: columns pair_id, schema, name1, name2.",
        show_default=False,
    ),
]
_Out: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        parser=output_path,
        help="Where to write; the extension chooses csv, json, jsonl, xlsx or parquet. "
        "Default: a table of the first matches on standard output.",
        show_default=False,
    ),
]
_Limit: TypeAlias = Annotated[
    int, typer.Option("--limit", min=1, metavar="COUNT", help="Most matches for each query.")
]
_Threshold: TypeAlias = Annotated[
    float,
    typer.Option(
        "--threshold",
        min=0,
        max=1,
        metavar="SCORE",
        help="Least score of a match, 0 to 1; 0 gives all that are found.",
    ),
]


def match(
    queries: _Queries = None,
    *,
    out: _Out = None,
    names: _Among = None,
    pairs: _Pairs = None,
    limit: _Limit = 10,
    threshold: _Threshold = 0.7,
    known_at: options.KnownAt = None,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Find whose names are like those of a file, among all subjects on file or in a list.

    With `--pairs` it scores given pairs of names instead. Lines without a name are reported and
    match nobody.
    """
    _check(queries, names, pairs, known_at)
    if pairs is not None:
        matched = _score(pairs, out, threshold, as_json=as_json).matched
    elif names is not None:
        from proscribe.workspace.matching import match_list

        found = match_list(queries or (), names, limit=limit, threshold=threshold)
        if out is not None:
            found.check(out)
        with counting("name") as progress:
            found.prepare(progress)
        matched = _answer(found, out, as_json=as_json).matched
    else:
        from proscribe.workspace import open_workspace

        with open_workspace(db) as workspace:
            asked, leaving = workspace.proven(getpass.getuser()).match(
                *(queries or ()), limit=limit, threshold=threshold, known_at=known_at, out=out,
                shown=None if as_json else _SHOWN,
            )  # fmt: skip
            matched = _answer(asked, out, as_json=as_json, leaving=leaving).matched
    if exit_code and matched:
        raise typer.Exit(FOUND)


def _check(
    queries: list[Path] | None, names: Path | None, pairs: Path | None, known_at: str | None
) -> None:
    """Refuse what contradicts itself."""
    if pairs is None and not queries:
        raise typer.BadParameter("there are no names. Give a file of names, or --pairs.")
    if pairs is not None and (queries or names is not None):
        raise typer.BadParameter(
            "pairs are scored by themselves. Leave out QUERIES and --list, or --pairs.",
            param_hint="'--pairs'",
        )
    if known_at is not None and (pairs is not None or names is not None):
        raise typer.BadParameter(
            "a list or a file of pairs is of no moment. Leave it out, or ask the ledger.",
            param_hint="'--known-at'",
        )


def _answer(
    matching: Matching, out: Path | None, *, as_json: bool, leaving: Leaving | None = None
) -> MatchSummary:
    from proscribe.interfaces.cli.render.matching import (
        matches_document,
        show_matches,
        tell_odd,
        tell_silenced,
    )
    from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt

    rows: list[dict[str, object]] = []
    with counting("query") as progress:
        if out is None:
            rows, summary = matching.first(None if as_json else _SHOWN, progress)
        else:
            summary = matching.write(out, progress)
    receipt = None if leaving is None else leaving.matched(out, rows, summary)
    tell_odd(summary.unnamed, summary.warnings)
    tell_silenced(summary.silenced)
    if as_json:
        write_json(matches_document(rows, summary, out) | receipt_field(receipt))
    else:
        show_matches(rows, summary, out)
        tell_receipt(receipt)
    return summary


def _score(pairs: Path, out: Path | None, threshold: float, *, as_json: bool) -> PairSummary:
    from proscribe.interfaces.cli.render.matching import show_scores, tell_odd
    from proscribe.workspace.pairing import Pairing

    pairing = Pairing(pairs, threshold=threshold)
    rows: list[dict[str, object]] = []
    with counting("pair") as progress:
        if out is None:
            rows, summary = pairing.first(None if as_json else _SHOWN, progress)
        else:
            summary = pairing.write(out, progress)
    tell_odd(summary.unnamed, summary.warnings)
    show_scores(rows, summary, out, as_json=as_json)
    return summary
