"""What a job asks of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.operations.jobs import FileRole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proscribe.operations.jobs import Job
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.portfolios import Screening


def files_of(job: Job, folder: Path, role: FileRole) -> list[Path]:
    """Return the files of a job that are for something.

    Args:
        job: The job.
        folder: Where its files lie.
        role: What they are for.
    """
    return [folder / file.path for file in job.files if file.role is role]


def ask(
    workspace: Workspace, job: Job, folder: Path, portfolios: Sequence[Path | str]
) -> Screening:
    """Return the screening that a job asks for.

    Args:
        workspace: The organisation's.
        job: The job.
        folder: Where its files lie.
        portfolios: Its portfolios, as they are reached from here.

    Raises:
        InputError: One of the files cannot be read.
    """
    from proscribe.workspace.surveying import LineTerms

    asked = job.options
    lists, accounts, funds = (
        files_of(job, folder, role) for role in (FileRole.LIST, FileRole.ACCOUNTS, FileRole.FUND)
    )
    moment = job.created_at.isoformat()
    return workspace.screen(
        *portfolios,
        actions=asked.actions or None,
        investor=asked.investor,
        location=asked.location,
        as_of=asked.as_of or moment,
        known_at=asked.known_at or moment,
        held_since=asked.held_since,
        regimes=asked.regimes,
        private_list=lists[0] if lists else None,
        what_if=asked.what_if,
        terms=LineTerms(
            accounts=accounts[0] if accounts else None,
            at_trade_date=asked.at_trade_date,
            fund_folder=funds[0].parent if funds else None,
            as_funds=asked.as_funds,
            bare_names=True,
            columns=asked.columns,
        ),
    )
