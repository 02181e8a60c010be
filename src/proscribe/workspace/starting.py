"""Begins a screening: everything beside the portfolio is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    store = with_given_list(own, private_list)
    filed = LedgerDirectory(store, names, further=cleared.most)
    supposing, directory = suppose(what_if, filed, question)
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
    )
    return Screening(request, store, directory, cleared)
