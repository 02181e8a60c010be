"""Whether lists are still what was recorded: held against their seals and their own files."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proscribe.backends.stores.guards import odd_guards
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.stores.sealing import HeldEdition, SqlSeals
from proscribe.model.errors import InputError, SourceError
from proscribe.model.source import EditionState
from proscribe.operations.receipts import read_basis
from proscribe.registry import load_source
from proscribe.version import VERSION
from proscribe.workspace.contents import ContentAudit
from proscribe.workspace.rereading import Difference, Standing, Unread, compare, reread
from proscribe.workspace.verified import EditionStanding, ListVerification

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.source import Snapshot
    from proscribe.operations.receipts import Receipt
    from proscribe.operations.sealing import Seal, SealedEdition
    from proscribe.operations.verifying import Verification
    from proscribe.workspace.proof import ReceiptDesk

_MOST, _FEW = 1_000, 3
_DAY_CHARACTERS = 10
# What the file of packaged facts says of its edition.
_STATED = ("published", "records", "complete", "note", "checked_through")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """What is checked, and how thoroughly.

    Attributes:
        source: Only the editions of this source; None for all.
        parse_all: True to read every file anew, not only where no seal tells enough.
        keys: Files of further public keys that are ours.
    """

    source: str | None = None
    parse_all: bool = False
    keys: Sequence[Path] = ()


def verify_lists(
    store: SqlStore,
    archive: Archive,
    desk: ReceiptDesk,
    checking: Checking,
    *,
    progress: Callable[[int], None],
) -> ListVerification:
    """Hold every edition against its seal, its file, and what is derived from it.

    Args:
        store: The ledger.
        archive: Where the bytes of editions are.
        desk: Goes through the receipts.
        checking: What is checked.
        progress: Called with the number of entries just checked.

    Raises:
        InputError: There is no such source, or a file holds no public key.
        StoreError: The store cannot be read.
    """
    if checking.source is not None:
        load_source(checking.source)
    return _Check(store, archive, checking, progress).run(desk.verify(checking.keys))


class _Check:
    """Goes through the lists once."""

    def __init__(
        self, store: SqlStore, archive: Archive, checking: Checking, progress: Callable[[int], None]
    ) -> None:
        self._store = store
        self._archive = archive
        self._checking = checking
        self._progress = progress
        self._held = SqlSeals(store)
        self._receipts = SqlReceipts(store)
        self._audit = ContentAudit(store, progress)
        self._seals: dict[int, list[tuple[Receipt, SealedEdition]]] = defaultdict(list)
        self._first = 0
        self._newest: dict[str, int] = {}
        self._of_file: dict[tuple[str, str, bool], int] = {}

    def run(self, receipts: Verification) -> ListVerification:
        """Return what came of it."""
        # What is on file is read after what is said of it: lists may be recorded meanwhile.
        seals, known = self._held.all(), self._known()
        for receipt, seal in seals:
            for one in seal.editions:
                self._seals[one.id].append((receipt, one))
        self._first = min((receipt.number for receipt, _ in seals), default=0)
        held = self._held.editions()
        mine = [one for one in held if self._checking.source in {None, one.source}]
        for each in held:
            self._of_file.setdefault(_file_of(each), each.id)
        for edition in self._store.editions():
            if edition.state is EditionState.ACCEPTED:
                self._newest[edition.source] = edition.id
        sources = None if self._checking.source is None else {one.stored for one in mine}
        self._audit.run(until=self._held.last_content(), sources=sources)
        standing = [self._stand(one) for one in mine]
        gone = self._gone({one.id for one in held}, known)
        return ListVerification(
            editions=tuple(sorted((*standing, *gone), key=lambda one: one.id)),
            derived=(*self._audit.derived, *self._ties(seals)),
            guards=odd_guards(self._store),
            receipts=receipts,
        )

    def _known(self) -> int:
        """Return the number of the last edition of which any receipt tells."""
        told = 0
        for _, body in self._receipts.bases():
            with suppress(ValueError, KeyError, TypeError):
                told = max(told, read_basis(body).position.editions)
        return max(told, *self._seals, 0)

    def _stand(self, edition: HeldEdition) -> EditionStanding:
        found, sealed = _Found(), self._seals.get(edition.id, [])
        read = reread(self._store, self._archive, edition)
        if isinstance(read, Unread):
            found.tell(read.standing, read.why)
        if sealed:
            self._hold_against_seal(edition, read, found)
        if not found.standing.is_fault and not self._is_vouched(edition):
            self._hold_against_file(edition, read, found)
        self._add_broken(edition, found)
        return EditionStanding(
            id=edition.id, source=edition.source, published=edition.published,
            standing=found.standing, receipt=sealed[0][0].number if sealed else None,
            is_late=bool(sealed) and not self._is_fresh(edition.id),
            why=tuple(found.why), entries=tuple(found.entries[:_MOST]),
        )  # fmt: skip

    def _is_fresh(self, number: int) -> bool:
        return any(one.is_fresh for _, one in self._seals.get(number, ()))

    def _is_vouched(self, edition: HeldEdition) -> bool:
        """Tell whether a seal is enough.

        What was sealed late may have been put in before that; only the first seal finds what
        an older release recorded.
        """
        sealed = self._seals.get(edition.id)
        if not sealed:
            return False
        is_first = sealed[0][0].number == self._first
        return self._is_fresh(edition.id) or (is_first and not _is_packaged(edition.source))

    def _hold_against_seal(
        self, edition: HeldEdition, read: Snapshot | Unread, found: _Found
    ) -> None:
        sealed = self._seals[edition.id]
        digest = self._held.digest(edition.id, self._progress)
        is_whole = all(one.digest == digest for _, one in sealed)
        if not is_whole:
            found.tell(Standing.CHANGED, "it is not what its seal says was on file.")
        elif not self._checking.parse_all:
            return
        if isinstance(read, Unread) or not edition.is_accepted:
            return
        differences, what = self._compared(edition, read)
        if not is_whole:
            found.entries += differences
            found.why += what or [_ROW]
        elif what:
            self._tell_otherwise(edition, what, differences, found)

    def _tell_otherwise(
        self,
        edition: HeldEdition,
        what: Sequence[str],
        differences: Sequence[Difference],
        found: _Found,
    ) -> None:
        """Judge an edition that is as it was sealed, but not as its file is read now."""
        is_late, program = not self._is_fresh(edition.id), self._program_of(edition)
        if program == VERSION and not is_late:
            found.entries += differences
            found.tell(
                Standing.CHANGED,
                f"the version that recorded it reads its file otherwise: {' '.join(what)}",
            )
            return
        found.entries += differences if is_late else []
        found.tell(
            Standing.UNPROVEN if is_late else Standing.SOUND,
            f"this release reads its file otherwise: {' '.join(what)}",
        )
        if program != VERSION:
            found.why.append(f"it was sealed by version {program}; this is {VERSION}.")

    def _hold_against_file(
        self, edition: HeldEdition, read: Snapshot | Unread, found: _Found
    ) -> None:
        """Judge an edition that no receipt seals, or that was sealed later than recorded."""
        sealed = self._seals.get(edition.id, [])
        if not sealed and edition.id < max(self._seals, default=0):
            found.tell(
                Standing.ADDED,
                "it was not there when a later edition was sealed: somebody added it.",
            )
            return
        twin = self._of_file[_file_of(edition)]
        if twin != edition.id:
            found.tell(
                Standing.ADDED,
                f"its file is that of edition {twin}, and no file is recorded twice.",
            )
            return
        is_packaged = _is_packaged(edition.source)
        if isinstance(read, Unread) and read.standing is not Standing.SOUND:
            counts = self._newest.get(edition.source) == edition.id
            if counts if is_packaged else bool(self._seals) and self._archive.is_there:
                found.tell(Standing.ADDED, "neither a receipt nor its file speaks for it.")
            return
        if isinstance(read, Unread) or not edition.is_accepted:
            found.tell(Standing.UNPROVEN, "" if sealed else _NO_SEAL)
            return
        differences, what = self._compared(edition, read)
        found.entries += differences
        is_other = bool(sealed) and self._program_of(edition) != VERSION
        for one in what:
            found.tell(Standing.UNPROVEN if is_other else Standing.CHANGED, one)
        if is_packaged:
            self._hold_against_facts(edition, read, found)
        elif not what:
            self._hold_against_day(edition, read, found)
            if not sealed:
                found.tell(
                    Standing.UNPROVEN, f"{_NO_SEAL[:-1]}; its entries are those of its file."
                )

    @staticmethod
    def _hold_against_day(edition: HeldEdition, read: Snapshot, found: _Found) -> None:
        """Tell of a day that is not the file's; whoever records it may give another, too."""
        stated = load_source(edition.source).parse(read).published
        if stated is not None and str(stated.day) != edition.published[:_DAY_CHARACTERS]:
            found.tell(
                Standing.UNPROVEN,
                f"it is said to be of {edition.published}, its file of {stated}; no seal made as "
                "it was recorded says which day it was recorded with.",
            )

    def _hold_against_facts(self, edition: HeldEdition, read: Snapshot, found: _Found) -> None:
        """Compare what is said of packaged facts themselves."""
        source = load_source(edition.source)
        said = {one.id: one for one in self._store.editions(edition.source)}.get(edition.id)
        parsed = source.parse(read)
        meant = {name: getattr(source, name) for name in ("authority", "programs", "chronicle")}
        meant |= {name: getattr(parsed, name) for name in _STATED}
        if said is None or any(getattr(said, name) != value for name, value in meant.items()):
            found.tell(Standing.CHANGED, "what is said of the edition itself was changed.")

    def _compared(self, edition: HeldEdition, read: Snapshot) -> tuple[list[Difference], list[str]]:
        """Return which entries differ from those of the file, and what differs, in words."""
        try:
            differences, cites = compare(
                load_source(edition.source), read,
                self._held.entries(edition.id), self._held.citations(edition.id),
            )  # fmt: skip
        except SourceError as error:
            return [], [f"this release cannot read its file: {error}"]
        what = []
        if differences:
            what.append(f"{len(differences):,} of its entries are not those of its file.")
        if cites:
            what.append("its citations are not those of its file.")
        return differences, what

    def _add_broken(self, edition: HeldEdition, found: _Found) -> None:
        """Name the entries whose content is not whole."""
        if not self._audit.broken:
            return
        told = {one.locator for one in found.entries}
        broken = [
            Difference(
                entity=one.entity, locator=one.locator, standing=Standing.CHANGED,
                why=self._audit.broken[one.content],
            )
            for one in self._held.entries(edition.id)
            if one.content in self._audit.broken and one.locator not in told
        ]  # fmt: skip
        if broken:
            found.tell(Standing.CHANGED, f"{len(broken):,} of its entries were changed.")
            found.entries += broken

    def _gone(self, held: Collection[int], known: int) -> Iterator[EditionStanding]:
        """Yield the editions that are not there any more: numbers have no gap."""
        for number in range(1, max(known, *held, 0) + 1):
            sealed = self._seals.get(number, ())
            source = sealed[0][1].source if sealed else ""
            if number not in held and self._checking.source in {None, source}:
                yield EditionStanding(
                    id=number, source=source, published=sealed[0][1].published if sealed else "",
                    standing=Standing.MISSING, receipt=sealed[0][0].number if sealed else None,
                    is_late=False, why=("it was recorded, and is gone.",), entries=(),
                )  # fmt: skip

    def _ties(self, seals: Sequence[tuple[Receipt, Seal]]) -> Iterator[str]:
        if self._checking.source is not None:
            return
        digests = self._held.ties([(seal.after, seal.until) for _, seal in seals])
        for (receipt, seal), digest in zip(seals, digests, strict=True):
            if seal.ties != digest:
                named = ", ".join(f"{one.id} of {one.source}" for one in seal.editions[:_FEW])
                more = " and others" if len(seal.editions) > _FEW else ""
                yield (
                    f"ties that came with edition {named}{more} are not those that receipt "
                    f"{receipt.number} seals."
                )

    def _program_of(self, edition: HeldEdition) -> str:
        """Return the version that sealed an edition; empty where that cannot be read."""
        body = self._receipts.basis(self._seals[edition.id][0][0].basis)
        return "" if body is None else read_basis(body).program


@dataclass(slots=True)
class _Found:
    """What is found out about one edition."""

    standing: Standing = Standing.SOUND
    why: list[str] = field(default_factory=list)
    entries: list[Difference] = field(default_factory=list)

    def tell(self, standing: Standing, why: str) -> None:
        """Note what is wrong; a fault outweighs what cannot be told, and that what is sound."""
        if not self.standing.is_fault and standing is not Standing.SOUND:
            self.standing = standing
        if why:
            self.why.append(why)


def _file_of(edition: HeldEdition) -> tuple[str, str, bool]:
    return edition.stored, edition.digest, edition.is_accepted


def _is_packaged(key: str) -> bool:
    try:
        return load_source(key).packaged is not None
    except InputError:
        return False


_ROW = (
    "its entries are those of its file: what is said of the edition itself was changed, as its "
    "days, its state or its programmes."
)
_NO_SEAL = "no receipt seals it yet; the next list that is recorded has it sealed too."
