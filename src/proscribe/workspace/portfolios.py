"""Screens portfolio files and writes reports, batch by batch."""

from __future__ import annotations

import tempfile
from collections import deque
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.portfolios import open_portfolios
from proscribe.backends.reports import write_reports
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.law.regime import Regime, RegimeKind
from proscribe.model.errors import Place, TooLargeError
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Question
from proscribe.screening.directory import FRESH_DAYS, coverage_for
from proscribe.screening.engine import Order, Screener
from proscribe.screening.fund_report import funds_used
from proscribe.screening.index import KINDS, NAME_KINDS, KeyIndex
from proscribe.screening.planning import Gathered
from proscribe.screening.report import (
    HELPER_COLUMNS,
    REPORT_COLUMNS,
    AnswerShown,
    EditionUsed,
    FundLine,
    Note,
    RegimeUsed,
    ReportBatch,
    ReportHead,
    report_names,
)
from proscribe.screening.summary import Summary
from proscribe.screening.supposed import SupposedDirectory
from proscribe.screening.supposing import NOTHING_SUPPOSED, Supposing
from proscribe.screening.terms import ByLine, Holder, binds
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.editions import editions_used
from proscribe.workspace.fund_files import Funds, as_portfolio
from proscribe.workspace.given import source_of
from proscribe.workspace.planned import Asked, PlanRequest
from proscribe.workspace.plans import PlannedScreening, write_bound
from proscribe.workspace.portfolio_notes import named_outside, notes_of, total_notes
from proscribe.workspace.surveying import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proscribe.backends.portfolios import Portfolios
    from proscribe.ledger.store import LedgerStore
    from proscribe.screening.clearing import Clearances
    from proscribe.screening.plan import Plan
    from proscribe.securities.told_columns import ColumnTold

__all__ = [
    "FundLine",
    "Note",
    "ReportHead",
    "ScreenRequest",
    "Screening",
    "Summary",
    "without_binding",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRequest:
    """What is screened, and how.

    Attributes:
        files: Portfolio files.
        question: Investor, location, moments; act and instrument are filled in per line.
        acts: The acts asked about.
        regimes: The regimes asked; of these only binding ones count where the caller named none.
        explicit: True where the caller named them.
        version: Version of Proscribe, for the report.
        answers: Questions answered on their own, shown above the report.
        supposing: What is supposed.
        plan: What the plan is made with; None for a report without one.
        by_line: What lines may say for themselves.
        funds: Funds whose holdings are on file.
        as_funds: Whether each file is a fund that is asked about itself.
        bare_names: Whether reports call files by their names, and not by where they lie.
        columns: What a person said that columns of the files mean.
        beside: Files read beside the portfolios: a list, accounts, holdings of funds.
    """

    files: tuple[Path, ...]
    question: Question
    acts: tuple[Act, ...]
    regimes: tuple[Regime, ...]
    explicit: bool
    version: str
    answers: tuple[AnswerShown, ...] = ()
    supposing: Supposing = NOTHING_SUPPOSED
    plan: PlanRequest | None = None
    by_line: ByLine = field(default_factory=ByLine)
    funds: Funds = field(default_factory=Funds)
    as_funds: bool = False
    bare_names: bool = False
    columns: tuple[ColumnTold, ...] = ()
    beside: tuple[Path, ...] = ()

    @property
    def given(self) -> tuple[Path, ...]:
        """All files that were given: nothing is written over them."""
        return (*self.files, *self.beside)


class Screening(PlannedScreening):
    """A portfolio being screened: nothing is kept, every report reads the files anew.

    Args:
        request: What is screened.
        store: The ledger.
        directory: Its subjects.
        clearances: What people decided of names.
    """

    def __init__(
        self,
        request: ScreenRequest,
        store: LedgerStore,
        directory: LedgerDirectory | SupposedDirectory,
        clearances: Clearances,
    ) -> None:
        self._request = request
        self._store = store
        self._directory = directory
        self._clearances = clearances
        self._index: KeyIndex | None = None
        self._made: Plan | None = None
        self._engine: Screener | None = None
        self.findings: tuple[Note, ...] = ()

    def write(self, path: Path | str, progress: Callable[[int], None] | None = None) -> Summary:
        """Write the report; its extension chooses the format (csv, json, html, xlsx, parquet).

        Args:
            path: Where to.
            progress: Called with the number of lines of each batch.

        Raises:
            InputError: The portfolio cannot be read, or the format is not known.
        """
        return self.write_all([path], progress)

    def write_all(
        self, paths: Sequence[Path | str], progress: Callable[[int], None] | None = None
    ) -> Summary:
        """Write the report in several formats at once; as :meth:`write` does one."""
        for path in paths:
            refuse_overwriting(Path(path), self._request.given)
        portfolio = self._open()
        notes: list[Note] = []
        gathered = self._gathering()
        batches = self._batches(portfolio, notes, progress, gathered)

        def noted() -> tuple[Note, ...]:
            self.findings = tuple(self._findings(portfolio))
            return notes_of(portfolio, [*notes, *self.findings])

        wanted = [(Path(path), None) for path in paths]
        plan = self._planning(gathered)
        summary = write_reports(wanted, self.head, batches, noted, plan=plan)
        write_bound(self.bound, gathered)
        return summary

    def count(self, most: int | None = None) -> int:
        """Return how many records the files have; reads them once.

        Args:
            most: How many they may have; as many as they like where it is None.

        Raises:
            TooLargeError: They have more.
        """
        found = 0
        for batch in self._open().batches():
            found += batch.lines.height
            if most is not None and found > most:
                raise TooLargeError(
                    f"the files have more than the {most:,} lines a job may have.",
                    where=Place(file=batch.file),
                    remedy="Send them in several parts, or have jobs_most_lines raised.",
                )
        return found

    def _asking(self, request: ScreenRequest) -> Screening:
        return Screening(request, self._store, self._directory, self._clearances)

    def _gather(self, progress: Callable[[int], None] | None) -> Gathered:
        gathered = Gathered()
        deque(self._batches(self._open(), [], progress, gathered), maxlen=0)
        return gathered

    def _open(self) -> Portfolios:
        if self._request.as_funds:
            return as_portfolio(self._request.files, self._request.question.as_of)[0]
        asked = self._request
        return open_portfolios(asked.files, bare_names=asked.bare_names, columns=asked.columns)

    def _findings(self, portfolio: Portfolios) -> Iterator[Note]:
        """Yield what is odd about the files, of portfolios first, then of funds."""
        for note in portfolio.checks:
            yield Note(file=note.file or "", line=note.line, kind=note.kind, text=note.text)
        yield from (*named_outside(portfolio, self._screener().beside), *self._request.funds.notes)
        for fund in self.head.funds:
            yield from (Note(file=fund.file, line=0, kind="fund", text=t) for t in fund.notes)

    def with_answers(self, answers: Iterable[AnswerShown]) -> Screening:
        """Return the same screening with questions answered above its report."""
        return self._asking(replace(self._request, answers=tuple(answers)))

    def to_csv(self, path: Path | str) -> Summary:
        """Write the report as CSV."""
        return self.write(path)

    def to_html(self, path: Path | str) -> Summary:
        """Write the report as one self-contained page."""
        return self.write(path)

    def batches(self) -> Iterator[ReportBatch]:
        """Yield the rows of the report, some thousand lines at a time."""
        return self._batches(self._open(), [], None, None)

    def to_polars(self) -> pl.DataFrame:
        """Return all rows of the report; memory grows with the portfolio."""
        portfolio = self._open()
        columns = (*_all_columns(portfolio), *REPORT_COLUMNS, *HELPER_COLUMNS)
        none = ReportBatch.of(pl.DataFrame(schema=dict.fromkeys(columns, pl.String)))
        return pl.concat([none.frame, *(batch.frame for batch in self.batches())])

    @cached_property
    def summary(self) -> Summary:
        """Counts and exposure per verdict."""
        with tempfile.TemporaryDirectory() as folder:
            return self.write(Path(folder) / "summary.parquet")

    def _repr_html_(self) -> str:
        from proscribe.workspace.results import table_html

        rows = [
            {"action": total.action, "verdict": total.verdict, "lines": total.rows}
            for total in self.summary.totals
        ]
        return table_html(", ".join(self.head.portfolio), rows)

    @cached_property
    def head(self) -> ReportHead:
        """What was asked, on which law and which lists."""
        request = self._request
        left_out = []
        for regime in self._regimes:
            coverage = coverage_for(request.question, regime.sources, regime.zone, self._directory)
            if regime.kind is RegimeKind.LISTED and not coverage.complete:
                left_out.append((regime.key, coverage.why))
        return ReportHead(
            portfolio=tuple(file.name for file in request.files),
            as_of=str(request.question.as_of),
            known_at=str(request.question.known_at),
            investor=request.question.investor,
            actions=self._survey.acts,
            regimes=tuple(
                RegimeUsed(
                    key=regime.key, title=regime.title, checked_through=regime.checked_through
                )
                for regime in self._regimes
                if regime.key not in dict(left_out)
            ),
            not_checked=tuple(left_out),
            editions=self._editions(),
            version=request.version,
            warnings=tuple(self._warnings()),
            answers=request.answers,
            suppositions=request.supposing.sentences,
            funds=tuple(funds_used(self._screener())) if request.funds.files else (),
        )

    @cached_property
    def _survey(self) -> Survey:
        request = self._request
        return survey(self._open().portfolios, request.acts, sides=request.by_line.sides)

    @cached_property
    def _regimes(self) -> tuple[Regime, ...]:
        """The regimes asked: those that bind anybody who acts, where the caller named none."""
        request, question = self._request, self._request.question
        if request.explicit:
            return request.regimes
        default = Holder(investor=question.investor, location=question.location)
        named = (Holder(investor=one) for one in self._survey.investors)
        everybody = (default, *request.by_line.accounts.values(), *named)
        return tuple(r for r in request.regimes if any(binds(r, one) for one in everybody))

    def _editions(self) -> tuple[EditionUsed, ...]:
        return editions_used(self._store.editions(), self._request.question.known_at)

    def _warnings(self) -> Iterator[str]:
        yield from self._request.supposing.warnings
        as_of: Moment = self._request.question.as_of
        for edition in self._editions():
            late = (as_of.day - edition.published.day).days
            if edition.complete and late > FRESH_DAYS and not _ours(edition.source):
                yield (
                    f"The newest edition of {edition.source} on file is of {edition.published}, "
                    f"{late} days before the day asked about."
                )
        for regime in self._regimes:
            if regime.territory:
                places = ", ".join(regime.territory)
                yield (
                    f"{regime.key} is answered only for lines that state where the issuer is "
                    f"({places} or elsewhere)."
                )

    def _screener(self, asked: Asked | None = None) -> Screener:
        if self._engine is None:
            self._directory.look_ahead()
            self._engine = self._made_screener(None)
        if asked is None:
            return self._engine
        named = bool(self._survey.investors)
        return self._made_screener(replace(asked, investors_named=named))

    def _made_screener(self, asked: Asked | None) -> Screener:
        request = self._request
        if self._index is None:
            supposed = self._directory
            keys = supposed.keys if isinstance(supposed, SupposedDirectory) else ()
            filed = self._store.keys((*KINDS, *NAME_KINDS))
            self._index = KeyIndex(chain(filed, keys))
        order = Order(
            question=request.question,
            acts=request.acts,
            regimes=self._regimes,
            explicit=request.explicit,
            supposing=request.supposing,
            by_line=request.by_line,
        )
        return Screener(
            order if asked is None else asked.of(order),
            self._directory,
            self._index,
            self._clearances,
            funds=request.funds.files,
        )

    def _batches(
        self,
        portfolio: Portfolios,
        notes: list[Note],
        progress: Callable[[int], None] | None,
        gathered: Gathered | None,
    ) -> Iterator[ReportBatch]:
        screener = self._screener()
        columns = _all_columns(portfolio)
        for batch in portfolio.batches():
            given, lines = batch.given, batch.lines
            totals = lines["kind"] == "total"
            if totals.any():
                held = totals & screener.beside.column(lines["beside"]).is_not_null()
                lines = lines.with_columns(kind=lines["kind"].set(held, "holding"))
                totals &= ~held
                notes += total_notes(given.filter(totals), lines.filter(totals))
                given, lines = given.filter(~totals), lines.filter(~totals)
            renamed = given.rename(
                dict(zip(given.columns, report_names(given.columns), strict=True))
            )
            alike = [
                pl.col(name) if name in renamed.columns else pl.lit(None, pl.String).alias(name)
                for name in columns
            ]
            screened = screener.screen(renamed.select(alike), lines)
            if gathered is not None:
                gathered.add(screened.frame, lines)
            yield screened
            if progress is not None:
                progress(lines.height)


def _all_columns(portfolio: Portfolios) -> tuple[str, ...]:
    """Return the columns of all files under the names of the report; no file need have all."""
    names = (name for one in portfolio.portfolios for name in report_names(one.columns))
    return tuple(dict.fromkeys(names))


def without_binding(
    regimes: Sequence[Regime], question: Question
) -> tuple[tuple[Regime, ...], tuple[Regime, ...]]:
    """Split regimes into those that bind the investor and those that do not."""
    place = (question.location or "").upper()

    def binds(regime: Regime) -> bool:
        return question.investor in regime.binds.investors or place in regime.binds.territory

    return tuple(filter(binds, regimes)), tuple(r for r in regimes if not binds(r))


def _ours(key: str) -> bool:
    """Return whether a source is packaged, or the user's own: neither goes stale."""
    source = source_of(key)
    return source.packaged is not None or source.authority == "user"
