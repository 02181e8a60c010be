"""The workspace: one object through which every interface does everything."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from proscribe.backends.stores.access import SqlAccess
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.workspace import answers, exports, subjects
from proscribe.workspace.access import AccessDesk
from proscribe.workspace.clearances import ClearanceBook
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.housed import HousedWorkspace
from proscribe.workspace.houses import Houses
from proscribe.workspace.keeping import KeptLists
from proscribe.workspace.linked import LinkedWorkspace
from proscribe.workspace.master import MasterDesk
from proscribe.workspace.naming import LedgerNames, refuse_unread
from proscribe.workspace.newsroom import Newsroom, ReadingWorkspace, today
from proscribe.workspace.owners import OwnerSearch
from proscribe.workspace.pages.using import PagedWorkspace
from proscribe.workspace.priced import PricedWorkspace
from proscribe.workspace.proof import ReceiptDesk
from proscribe.workspace.proof_asking import Asker
from proscribe.workspace.proof_basis import BasisKeeper
from proscribe.workspace.questions import build_moment, build_question
from proscribe.workspace.sealing import LedgerSealer
from proscribe.workspace.standing import StandingWorkspace
from proscribe.workspace.supposing import suppose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.record import Subject
    from proscribe.operations.receipts import Basis
    from proscribe.screening.told import Told
    from proscribe.settings import Settings
    from proscribe.workspace.answers import EvaluationResult
    from proscribe.workspace.dossiers import Dossier
    from proscribe.workspace.matching import Matching
    from proscribe.workspace.portfolios import Screening
    from proscribe.workspace.proven import ProvenDesk
    from proscribe.workspace.results import CheckResult
    from proscribe.workspace.surveying import LineTerms


class Workspace(
    HousedWorkspace,
    KeptLists,
    LinkedWorkspace,
    MasterDesk,
    PagedWorkspace,
    PricedWorkspace,
    ReadingWorkspace,
    StandingWorkspace,
    AbstractContextManager["Workspace"],
):
    """Everything that can be done; open one with ``open_workspace``.

    Moments are given as text (``2021-03-15``, ``2021-03-15T09:30:00-04:00``), date or
    aware datetime; None means now. ``clearances`` keeps which names given are not a subject;
    ``owners(query)`` says who owns a subject. ``access`` knows who may do what; ``receipts`` proves
    answers, of which ``proven`` leaves them; ``jobs`` are screened by workers, and ``watches`` are
    asked again.
    """

    def __init__(
        self,
        store: SqlStore,
        archive: Archive,
        settings: Settings,
        names: LedgerNames,
        *,
        today: Callable[[], date] = today,
        houses: Houses | None = None,
    ) -> None:
        self._store = store
        self._names = names
        self._archive = archive
        self.settings = self._settings = settings
        self._today = today
        self._is_first = houses is None
        self._houses = houses or Houses(
            self, store=store, archive=archive, settings=settings, names=names
        )
        self._basis = BasisKeeper(store, names, SqlReceipts(store))
        if self._is_first:
            self.access = AccessDesk(SqlAccess(store), settings)
            self.receipts = self._open_receipts()
        else:
            # Keys are asked, and receipts written, at one desk for all organisations.
            first = self._houses.first
            self.access, self.receipts = first.access, first.receipts
        self.clearances = ClearanceBook(
            store, store, today=today, second_person=settings.second_person,
            refuse_own=self._refuse_own,
        )  # fmt: skip
        self._sealer = LedgerSealer(
            store, self.receipts, enabled=settings.receipts and names.texts is not None
        )
        self.owners = OwnerSearch(self._directory)
        self._newsroom = Newsroom(store, self._directory, names.texts, settings, today=today)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, unless it is another workspace's, which lets go of it."""
        if self._is_first:
            self.receipts.close()
            self._store.close()

    def proven(self, by: str) -> ProvenDesk:
        """Return what asks like this workspace and leaves a receipt of each answer.

        Args:
            by: Who asks, at this machine.
        """
        from proscribe.workspace.proven import ProvenDesk

        # What is in memory only is gone before anybody could ask for proof.
        enabled = self._settings.receipts and self._names.texts is not None
        return ProvenDesk(self, self.local_user(by), enabled=enabled)

    def check(
        self,
        query: str,
        *,
        action: str = "buy",
        purpose: str | None = None,
        investor: str = "us_person",
        location: str | None = None,
        instrument: str = "equity",
        as_of: str | date | datetime | None = None,
        known_at: str | date | datetime | None = None,
        held_since: str | date | None = None,
        regimes: Sequence[str] = (),
        attributes: Mapping[str, str] | None = None,
        what_if: Sequence[str] = (),
    ) -> CheckResult:
        """Say whether an act is allowed, under each regime, strictest first.

        Args:
            query: A name, ISIN, CUSIP, SEDOL, FIGI, LEI or ticker.
            action: What is to be done; see :class:`~proscribe.model.verdict.Act`.
            purpose: ``invest`` or ``divest``; by default a purchase invests, a sale divests.
            investor: Who acts; see :class:`~proscribe.model.verdict.Investor`.
            location: Country of the investor, two letters.
            instrument: What is dealt in; see :class:`~proscribe.model.verdict.Instrument`.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.
            held_since: Since when the position is held.
            regimes: Keys of the regimes asked; all by default.
            attributes: Further facts, see the reference of attributes.
            what_if: What is supposed, such as ``list NAME under REGIME on DAY``; not recorded.

        Raises:
            InputError: An argument cannot be read, or the query is longer than names are.
        """
        question = build_question(
            action=action, purpose=purpose, investor=investor, location=location,
            instrument=instrument, as_of=as_of, known_at=known_at, held_since=held_since,
            attributes=attributes or {},
        )  # fmt: skip
        refuse_unread(query)
        decided = self.clearances.of_query(query.strip(), question.attribute("located_in"))
        filed = self._directory(len(decided.exact))
        supposing, held = suppose(what_if, filed, question)
        found = answers.check(query, question, regimes, held, decided=decided, supposing=supposing)
        return answers.told_on(self._today(), found)

    def evaluate(
        self,
        cases: Path | str,
        *,
        out: Path | str | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> EvaluationResult:
        """Answer a CSV file of cases; write the answers where ``out`` says.

        Raises:
            InputError: The file cannot be read, or lacks a needed column.
        """
        if out is not None:
            refuse_overwriting(Path(out), [Path(cases)])
        result = answers.evaluate_file(Path(cases), self._directory(), progress)
        if out is not None:
            answers.write_cases(result, Path(out))
        return result

    def screen(
        self,
        *files: Path | str,
        actions: Sequence[str] | None = None,
        investor: str = "us_person",
        location: str | None = None,
        as_of: str | date | datetime | None = None,
        known_at: str | date | datetime | None = None,
        held_since: str | date | None = None,
        regimes: Sequence[str] = (),
        private_list: Path | str | None = None,
        what_if: Sequence[str] = (),
        terms: LineTerms | None = None,
    ) -> Screening:
        """Screen portfolio and order files; write the report from what is returned.

        Args:
            files: The portfolios.
            actions: The acts asked about; by default each trade's own, else buy, sell and hold.
            investor: Who acts.
            location: Country of the investor, two letters.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.
            held_since: Since when positions are held whose line does not say.
            regimes: Keys of the regimes asked; by default all that bind the investor.
            private_list: A CSV file of names that are off limits in the house; asked beside
                the ledger and not recorded.
            what_if: What is supposed, such as ``list NAME under REGIME on DAY``; not recorded.
            terms: Whose accounts are, funds to look through, and what else lines say themselves.

        Raises:
            InputError: An argument cannot be read.
        """
        from proscribe.workspace.starting import start_screening
        from proscribe.workspace.surveying import LineTerms

        question = build_question(
            action="buy", purpose=None, investor=investor, location=location,
            instrument="equity", as_of=as_of, known_at=known_at, held_since=held_since,
            attributes={},
        )  # fmt: skip
        return start_screening(
            files, question, actions=actions, regimes=regimes, private_list=private_list,
            terms=terms or LineTerms(), what_if=what_if,
            ledger=(self._store, self._names, self.clearances.counting()),
        )  # fmt: skip

    def match(
        self,
        *files: Path | str,
        limit: int = 10,
        threshold: float = 0.7,
        known_at: str | date | datetime | None = None,
    ) -> Matching:
        """Look for the names of files (CSV, XLSX, Parquet) among all subjects known by then.

        Args:
            files: The names.
            limit: Most matches for each query.
            threshold: Least score, 0 to 1.
            known_at: Only what was public by then counts.

        Raises:
            InputError: An argument or the head of a file cannot be read.
        """
        from proscribe.workspace.finding import match_ledger

        known = build_moment(known_at).closes("UTC")
        ledger = (self._store, self._names, self.clearances.counting)
        return match_ledger(files, ledger, known=known, limit=limit, threshold=threshold)

    def timeline(
        self,
        query: str,
        *,
        known_at: str | date | datetime | None = None,
        claims: Sequence[Path | str] = (),
    ) -> subjects.Timeline:
        """Return the dated facts of one subject, oldest first.

        Args:
            query: A name, an identifier or a ticker of the subject.
            known_at: Only what was public by then counts.
            claims: Files of what articles claim, as ``read`` writes them; kept apart from facts.

        Raises:
            InputError: Nothing fits the query, several subjects do, or a file cannot be read.
        """
        known = build_moment(known_at).closes("UTC")
        subject = subjects.known_subject(query, self._directory(), known)
        return subjects.read_timeline(subject, self._told(claims, subject, known_at))

    def dossier(
        self,
        query: str,
        *,
        as_of: str | date | datetime | None = None,
        known_at: str | date | datetime | None = None,
        investor: str = "us_person",
        action: str = "buy",
        claims: Sequence[Path | str] = (),
    ) -> Dossier:
        """Return everything known of one subject.

        Args:
            query: A name, an identifier or a ticker of the subject.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.
            investor: Who asks.
            action: What is to be done.
            claims: Files of what articles claim, as ``read`` writes them; no verdict rests on them.

        Raises:
            InputError: Nothing fits the query, several subjects do, or a file cannot be read.
        """
        from proscribe.workspace.dossiers import read_dossier

        known = build_moment(known_at).closes("UTC")
        directory = self._directory()
        subject = subjects.known_subject(query, directory, known)
        question = build_question(
            action=action, purpose=None, investor=investor, location=None,
            instrument="equity", as_of=as_of, known_at=known_at, held_since=None,
            attributes={},
        )  # fmt: skip
        # The subject is asked for itself: that the query also is somebody else's name is no matter.
        check = answers.check(query, question, (), directory)
        return read_dossier(subject, check, self._store, self._told(claims, subject, known_at))

    def export(
        self,
        out: Path | str,
        *,
        known_at: str | date | datetime | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> int:
        """Write entities, designations and securities as FollowTheMoney JSON lines.

        Returns:
            How many entities were written.
        """
        known = build_moment(known_at).closes("UTC")
        return exports.export_ftm(self._store, Path(out), known=known, progress=progress)

    def _told(
        self,
        claims: Sequence[Path | str],
        subject: Subject,
        known_at: str | date | datetime | None,
    ) -> Told | None:
        if not claims:
            return None
        from proscribe.workspace.told import read_told

        moment = build_moment(known_at)
        return read_told(
            claims, subject, self._directory(), known=moment.closes("UTC"),
            known_on=None if known_at is None else moment.day,
        )  # fmt: skip

    def _open_receipts(self) -> ReceiptDesk:
        settings, kept = self._settings, SqlReceipts(self._store)
        is_memory = self._names.texts is None
        return ReceiptDesk(
            kept,
            lambda organisation: self.of(organisation).basis(),
            Asker(self._past),
            folder=None if is_memory else settings.data,
            address=self._store.address,
            keep_days=settings.receipts_keep_days,
        )

    def _past(self, basis: Basis, day: date, organisation: str) -> Workspace:
        """Return a workspace on the store as it was when an organisation was answered."""
        settings = self._settings.model_copy(update={"organisation": organisation})
        is_ours = organisation == self.organisation
        store = (self._store if is_ours else self._store.of(organisation)).past(basis.position)
        is_same = is_ours and basis.position.editions == self._store.revision()
        names = self._names if is_same else LedgerNames(store)
        return Workspace(store, self._archive, settings, names, today=lambda: day)

    def _directory(self, further: int = 0) -> LedgerDirectory:
        return LedgerDirectory(self._store, self._names, further=further, cores=self._names.cores)
