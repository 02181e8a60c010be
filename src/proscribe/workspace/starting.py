"""Begins a screening: everything beside the portfolio is read."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, Place
from proscribe.model.verdict import Act, Question
from proscribe.version import VERSION
from proscribe.workspace.answers import asked_regimes
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.given import with_given_list
from proscribe.workspace.portfolios import Screening, ScreenRequest
from proscribe.workspace.questions import choose
from proscribe.workspace.supposing import suppose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.screening.clearing import Clearances
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.surveying import LineTerms

_ACTS = (Act.BUY, Act.SELL, Act.HOLD)


def start_screening(
    files: Sequence[Path | str],
    question: Question,
    *,
    actions: Sequence[str] | None,
    regimes: Sequence[str],
    private_list: Path | str | None,
    terms: LineTerms,
    what_if: Sequence[str] = (),
    ledger: tuple[SqlStore, LedgerNames, Clearances],
) -> Screening:
    """Return a screening of those files, with everything beside them read.

    Args:
        files: The portfolios.
        question: Investor, location and moments.
        actions: The acts asked about; None for those of the lines themselves.
        regimes: Keys of the regimes asked; all by default.
        private_list: A list asked beside the ledger.
        terms: What lines may say for themselves.
        what_if: What is supposed.
        ledger: The store, its index of names, and what people decided of names.

    Raises:
        InputError: One of them cannot be read.
    """
    own, names, cleared = ledger
    paths = tuple(map(Path, files))
    _refuse_twice(paths)
    store = with_given_list(own, private_list)
    filed = LedgerDirectory(store, names, further=cleared.most)
    supposing, directory = suppose(what_if, filed, question)
    listed = () if private_list is None else (Path(private_list),)
    request = ScreenRequest(
        files=paths,
        question=question,
        acts=tuple(choose(Act, action) for action in actions or _ACTS),
        regimes=supposing.law(asked_regimes(regimes, question, directory)),
        supposing=supposing,
        explicit=bool(regimes),
        version=VERSION,
        by_line=terms.by_line(sides=actions is None),
        funds=terms.read_funds(question, paths),
        as_funds=terms.as_funds,
        bare_names=terms.bare_names,
        columns=terms.columns,
        beside=(*listed, *terms.files),
    )
    return Screening(request, store, directory, cleared)


def _refuse_twice(files: tuple[Path, ...]) -> None:
    """Refuse a file that is given twice: its lines would be counted twice.

    Raises:
        InputError: One is.
    """
    seen: set[str] = set()
    for file in files:
        if realpath(file) in seen:
            raise InputError(
                "the file is given twice, and its lines would be counted twice.",
                where=Place(file=str(file)),
                remedy="Name it once.",
            )
        seen.add(realpath(file))
