"""The plan to get out as a use of a screening."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.reports.plan_file import check_plan, write_plan
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.screening.planning import make_plan
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
    from proscribe.screening.planning import Gathered
    from proscribe.screening.report import ReportHead
    from proscribe.screening.supposed import SupposedDirectory
    from proscribe.workspace.directory import LedgerDirectory
    from proscribe.workspace.portfolios import Screening, ScreenRequest


class PlannedScreening(ABC):
    """The methods of a screening that plan the way out."""

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
            refuse_overwriting(Path(file), self._request.files)
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

    def write_plan(self, path: Path | str) -> None:
        """Write the plan; its extension chooses the format (csv, json, html, xlsx, ics).

        Raises:
            InputError: The format is not known, or no file can be made there.
        """
        refuse_overwriting(Path(path), self._request.files)
        write_plan(Path(path), self.plan(), datetime.now(UTC))

    def write_plans(self, files: Sequence[Path | str]) -> PlanSummary | None:
        """Write the plan in each format; return what it comes to, None where none was asked for.

        Raises:
            InputError: A format is not known, or no file can be made there.
        """
        for file in files:
            self.write_plan(file)
        return None if self._request.plan is None else PlanSummary.of(self.plan())

    def _planned(self, gathered: Gathered) -> Plan:
        wanted = self._request.plan or PlanRequest()
        question = self._request.question
        order = plan_order(wanted, question, self._directory, self.head, screener=self._screener)
        self._made = make_plan(gathered, order)
        return self._made
