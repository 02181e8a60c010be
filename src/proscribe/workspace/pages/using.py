"""What the web application asks of a workspace."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proscribe.model.errors import InputError
from proscribe.model.verdict import Instrument
from proscribe.workspace.pages.articles import ArticleShelf
from proscribe.workspace.pages.asking import AskedCard
from proscribe.workspace.pages.consequences import Matrix, read_matrix
from proscribe.workspace.pages.laws import LawShown, laws_shown
from proscribe.workspace.pages.screenings import JobScreenings
from proscribe.workspace.pages.shelf import Shelf
from proscribe.workspace.pages.uploads import UploadShelf
from proscribe.workspace.questions import build_moment
from proscribe.workspace.subjects import NotOnRecordError, find_later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.settings import Settings
    from proscribe.workspace.directory import LedgerDirectory
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.jobs import JobDesk
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.owners import Owned, OwnerSearch
    from proscribe.workspace.pages.network import Network
    from proscribe.workspace.results import CheckResult


class _Asked(Protocol):
    _settings: Settings
    _names: LedgerNames
    owners: OwnerSearch

    def _directory(self, further: int = 0) -> LedgerDirectory: ...

    def check(
        self,
        query: str,
        *,
        action: str,
        investor: str,
        instrument: str,
        as_of: str | None,
        known_at: str | None,
    ) -> CheckResult: ...

    def consequences(
        self, subject_id: str, *, instrument: str, as_of: str | None, known_at: str | None
    ) -> Matrix: ...

    def of(self, organisation: str) -> Workspace: ...

    @property
    def jobs(self) -> JobDesk: ...


class PagedWorkspace:
    """The methods of a workspace that pages alone need."""

    def ask(
        self: _Asked,
        query: str,
        *,
        action: str,
        investor: str,
        instrument: str,
        as_of: str | None,
        known_at: str | None,
    ) -> AskedCard:
        """Answer a question, and say what else follows where only one may be meant.

        Args:
            query: A name, an identifier or a ticker.
            action: What is to be done.
            investor: Who acts.
            instrument: What is dealt in.
            as_of: The moment asked about; None for now.
            known_at: Only what was public by then counts; None for now.

        Raises:
            NotOnRecordError: Nothing on file had that id by then, and something has it now.
            InputError: An argument cannot be read, or the query names nobody.
        """
        known = build_moment(known_at).closes("UTC")
        try:
            result = self.check(
                query, action=action, investor=investor, instrument=instrument, as_of=as_of,
                known_at=known_at,
            )  # fmt: skip
        except InputError as error:
            later = find_later(query, self._directory(), known) if query.strip() else None
            if later is None:
                raise
            raise NotOnRecordError(later) from error
        card = AskedCard(result=result)
        if not card.candidates:
            return replace(card, later=find_later(query, self._directory(), known))
        if card.only is None:
            return card
        subject_id = card.only.candidate.subject.id
        matrix = self.consequences(
            subject_id, instrument=instrument, as_of=as_of, known_at=known_at
        )
        return AskedCard(result=result, matrix=matrix)

    def consequences(
        self: _Asked,
        subject_id: str,
        *,
        instrument: str = "equity",
        as_of: str | datetime | None = None,
        known_at: str | datetime | None = None,
    ) -> Matrix:
        """Return the answer on every act by every investor.

        Args:
            subject_id: Entity id of the subject.
            instrument: What is dealt in.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.

        Raises:
            InputError: An argument cannot be read.
        """
        from proscribe.workspace.questions import choose

        return read_matrix(
            subject_id, self._directory(), instrument=choose(Instrument, instrument),
            as_of=as_of, known_at=known_at,
        )  # fmt: skip

    def network(
        self: _Asked,
        subject: Subject,
        above: Owned | None,
        *,
        as_of: str | None,
        known_at: str | None,
    ) -> Network:
        """Return whom a subject is tied to directly.

        Args:
            subject: The subject.
            above: Who owns it; None where nobody can be asked.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.
        """
        from proscribe.workspace.pages.network import read_network

        directory, known = self._directory(), build_moment(known_at).closes("UTC")
        try:
            below = self.owners(subject.id, owned=True, as_of=as_of, known_at=known_at)
        except InputError:
            below = None
        return read_network(
            subject, above, below,
            lambda ids: {
                ref: one.caption for one in directory.subjects(ids, known)
                for ref in (one.id, *one.referents) if ref in ids
            },
        )  # fmt: skip

    def laws(self) -> Mapping[str, LawShown]:
        """Return every regime as pages name it, by its key."""
        return laws_shown()

    def page_desk(self: _Asked) -> PageDesk:
        """Return what is handed in through pages."""
        folder = None if self._names.texts is None else self._settings.data / "pages"
        return PageDesk(self, folder)


class PageDesk:
    """What is handed in through pages: portfolios and articles.

    Args:
        workspace: What screens and reads them.
        folder: Where they are kept; None for a temporary one.
    """

    def __init__(self, workspace: _Asked, folder: Path | None) -> None:
        self._workspace = workspace
        self._temporary = tempfile.TemporaryDirectory() if folder is None else None
        self._folder = Path(self._temporary.name) if self._temporary else folder or Path()

    @cached_property
    def screenings(self) -> JobScreenings:
        """Portfolios."""
        return JobScreenings(self._workspace.jobs, self._workspace.of)

    @cached_property
    def uploads(self) -> UploadShelf:
        """Portfolios whose columns are to be looked at before they are screened."""
        return UploadShelf(Shelf(self._folder / "uploads"), self.screenings)

    @cached_property
    def articles(self) -> ArticleShelf:
        """Articles."""
        return ArticleShelf(Shelf(self._folder / "articles"), self._workspace.of)
