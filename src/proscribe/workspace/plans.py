"""The plan to get out as a use of a screening."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.reports.plan_file import check_plan, write_plan
from proscribe.backends.whole_files import refuse_overwriting, replacing
from proscribe.screening.planning import Gathered, make_plan
from proscribe.securities.prices.volume import PARTICIPATION
from proscribe.workspace.planned import (
    NEEDED_ACTS,
    Asked,
    PlanRequest,
    PlanSummary,
    plan_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from proscribe.screening.engine import Screener
    from proscribe.screening.plan import Plan
    from proscribe.screening.report import ReportHead
    from proscribe.screening.supposed import SupposedDirectory
    from proscribe.workspace.directory import LedgerDirectory
    from proscribe.workspace.portfolios import Screening, ScreenRequest


def write_bound(path: Path | None, gathered: Gathered | None) -> None:
    """Keep the lines that a plan is made of, where they are known and wanted."""
    if path is None or gathered is None:
        return
    frames = gathered.frames or [pl.DataFrame({"line": []})]
    with replacing(path, "plan") as temporary:
        pl.concat(frames).write_parquet(temporary)


def read_bound(path: Path) -> Gathered:
    """Return the lines that were kept."""
    lines = pl.read_parquet(path)
    return Gathered(frames=[lines] if lines.height else [])


class PlannedScreening(ABC):
    """The methods of a screening that plan the way out.

    Attributes:
        bound: Where a report keeps the lines that a plan is made of; None keeps none.
    """

    bound: Path | None = None

    _request: ScreenRequest
    _directory: LedgerDirectory | SupposedDirectory
    _made: Plan | None = None

    @property
    @abstractmethod
    def head(self) -> ReportHead:
        """What was asked, on which law and which lists."""

    @abstractmethod
    def _asking(self, request: ScreenRequest) -> Screening: ...

    @abstractmethod
    def _gather(self, progress: Callable[[int], None] | None) -> Gathered: ...

    @abstractmethod
    def _screener(self, asked: Asked | None = None) -> Screener: ...

    def with_plan(
        self,
        *,
        prices: Sequence[Path | str] = (),
        participation: Decimal = PARTICIPATION,
        files: Sequence[Path | str] = (),
    ) -> Screening:
        """Return the same screening with a plan to get out in its report.

        Args:
            prices: Price files with volumes, for how long selling takes.
            participation: Part of the daily volume one is taken to sell, above 0 up to 1.
            files: Where the plan is to be written: refused now where it cannot be.

        Raises:
            InputError: The part is none, or the format of a plan is not known.
        """
        for file in files:
            refuse_overwriting(Path(file), self._request.given)
            check_plan(Path(file))
        plan = PlanRequest.of(prices, participation)
        acts = tuple(dict.fromkeys((*self._request.acts, *NEEDED_ACTS)))
        return self._asking(replace(self._request, plan=plan, acts=acts))

    def plan(self, progress: Callable[[int], None] | None = None) -> Plan:
        """Return the plan to get out: what may still be done with each line that is not free.

        Args:
            progress: Called with the number of lines of each batch, where they are read.

        Raises:
            InputError: The portfolio or a price file cannot be read.
        """
        if self._request.plan is None:
            return self.with_plan().plan(progress)
        if self._made is None:
            return self._planned(self._gather(progress))
        return self._made

    def write_plan(self, path: Path | str, *, bound: Path | None = None) -> None:
        """Write the plan; its extension chooses the format (csv, json, html, xlsx, ics).

        Args:
            path: Where to.
            bound: Where the report kept the lines that a plan is made of; where that file is not,
                the portfolio is gone through again.

        Raises:
            InputError: The format is not known, or no file can be made there.
        """
        refuse_overwriting(Path(path), self._request.given)
        kept = None if bound is None or not bound.is_file() else read_bound(bound)
        plan = self.plan() if kept is None else self._planned(kept)
        write_plan(Path(path), plan, datetime.now(UTC))

    def write_plans(self, files: Sequence[Path | str]) -> PlanSummary | None:
        """Write the plan in each format; return what it comes to, None where none was asked for.

        Raises:
            InputError: A format is not known, or no file can be made there.
        """
        for file in files:
            self.write_plan(file)
        return None if self._request.plan is None else PlanSummary.of(self.plan())

    def _gathering(self) -> Gathered | None:
        """Return what gathers the lines of a plan, where one is wanted and they can be told."""
        tells = self.bound is not None and {*NEEDED_ACTS} <= {*self.head.actions}
        return Gathered() if tells or self._request.plan is not None else None

    def _planning(self, gathered: Gathered | None) -> Callable[[], Plan] | None:
        """Return what makes the plan that was asked for; None where none was."""
        if gathered is None or self._request.plan is None:
            return None
        return partial(self._planned, gathered)

    def _planned(self, gathered: Gathered) -> Plan:
        wanted = self._request.plan or PlanRequest()
        question = self._request.question
        order = plan_order(wanted, question, self._directory, self.head, screener=self._screener)
        self._made = make_plan(gathered, order)
        return self._made
