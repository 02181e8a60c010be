"""Watches: files or a name asked about again and again, and the alerts that changes raise."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.spool import Spool, Upload
from proscribe.backends.stores.watches import SqlWatchStore
from proscribe.model.errors import AbsentError, InputError, Place, ProscribeError
from proscribe.model.verdict import Act
from proscribe.operations.jobs import FileRole
from proscribe.operations.watches import Alert, Found, Standing, Watch
from proscribe.workspace.answers import choose_regimes
from proscribe.workspace.questions import build_question, choose
from proscribe.workspace.results import to_json
from proscribe.workspace.saying import build_word, refuse_unkept
from proscribe.workspace.watching import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.clearance import Word
    from proscribe.settings import Settings
    from proscribe.workspace.facade import Workspace

__all__ = ["Alert", "Watch", "WatchDesk", "alert_json", "watch_json"]

_ACTIONS = (Act.BUY.value, Act.SELL.value, Act.HOLD.value)
_LONGEST_TITLE, _LONGEST_QUERY = 200, 1_000
_MOST_ALERTS = 10_000
_UPLOADED = 1 << 30


class WatchDesk:
    """Everything that is done with watches and alerts; a workspace has it as ``watches``.

    Where no organisation is named, it is the one whose the workspace is.

    Args:
        workspace: Answers the questions.
        store: Keeps watches, and knows the editions.
        settings: Where files lie.
    """

    def __init__(self, workspace: Workspace, store: SqlStore, settings: Settings) -> None:
        self._workspace = workspace
        self._ledger = store
        self._watches = SqlWatchStore(store)
        self._spool = Spool(settings.watched)

    def add(
        self,
        what: str | Path | Sequence[Path | str],
        *,
        by: str,
        reason: str,
        title: str | None = None,
        organisation: str | None = None,
        actions: Sequence[str] = (),
        investor: str = "us_person",
        location: str | None = None,
        held_since: str | None = None,
        regimes: Sequence[str] = (),
        seal: Callable[[Watch], object] | None = None,
    ) -> Watch:
        """Set a watch up, and ask it for the first time: later runs are held against that.

        Args:
            what: A name or identifier; or files, which are copied as they are now.
            by: Who sets it up.
            reason: Why.
            title: What it is called; by default the name, or the names of the files.
            organisation: Whose it is.
            actions: The acts asked about; buy, sell and hold by default.
            investor: Who acts.
            location: Country of the investor.
            held_since: Since when positions are held whose line does not say.
            regimes: Keys of the regimes asked; by default all that bind the investor.
            seal: Called with the watch, which has no number yet, such as to write a receipt; where
                it fails, nothing is set up.

        Raises:
            InputError: An argument or a file cannot be read; nothing is then set up.
        """
        set_up, whose = build_word(reason, by), self._whose(organisation)
        standing = _standing(actions, investor, regimes, location=location, held_since=held_since)
        if isinstance(what, str):
            refuse_unkept("query", what, _LONGEST_QUERY)
            what = what.strip()
            standing = replace(standing, query=what)
            return self._begin(standing, title or what, whose, said=set_up, seal=seal)
        paths = _watchable([what] if isinstance(what, Path) else what)
        title = title or ", ".join(path.name for path in paths)
        with self._spool.receive(most_bytes=_UPLOADED) as upload:
            for path in paths:
                upload.copy(path, FileRole.PORTFOLIO)
            standing = replace(standing, files=upload.files)
            upload.keep()
            return self._begin(standing, title, whose, said=set_up, seal=seal, upload=upload)

    def list(self, *, organisation: str | None = None) -> tuple[Watch, ...]:
        """Return the watches of an organisation."""
        return self._watches.listed(self._whose(organisation))

    def get(self, number: int, *, organisation: str | None = None) -> Watch:
        """Return a watch.

        Raises:
            AbsentError: The organisation has none of that number.
        """
        found = self._watches.find(self._whose(organisation), number)
        if found is None or found.removed is not None:
            raise AbsentError(
                f"there is no watch {number}.", remedy="`proscribe watch list` shows the numbers."
            )
        return found

    def run(
        self,
        number: int | None = None,
        *,
        organisation: str | None = None,
        every: bool = False,
        seal: Callable[[tuple[Watch, ...]], object] | None = None,
    ) -> tuple[Alert, ...]:
        """Ask a watch again, or every one, as of now, and return the alerts it raised.

        Args:
            number: The watch; None for every one.
            organisation: Whose.
            every: Whether those of all organisations are asked; no number is named then.
            seal: Called with the watches before any is asked, such as to write a receipt; where
                it fails, none is.

        Raises:
            AbsentError: There is no watch of that number.
            InputError: A file can no longer be read.
        """
        if number is not None:
            watches: Iterable[Watch] = (self.get(number, organisation=organisation),)
        else:
            watches = self._watches.listed(None if every else self._whose(organisation))
        if seal is not None:
            seal(tuple(watches))
        return tuple(alert for watch in watches for alert in self._run(watch))

    def remove(
        self,
        number: int,
        *,
        by: str,
        reason: str,
        organisation: str | None = None,
        seal: Callable[[Watch], object] | None = None,
    ) -> Watch:
        """Remove a watch: it is not asked again, and its files are deleted; its alerts stay.

        Args:
            number: Its number.
            by: Who says so.
            reason: Why.
            organisation: Whose it is.
            seal: Called with the watch as it will be, such as to write a receipt; where it fails,
                the watch stays.

        Raises:
            AbsentError: The organisation has none of that number.
            InputError: No reason is given.
        """
        said = build_word(reason, by)
        if seal is not None:
            seal(replace(self.get(number, organisation=organisation), removed=said))
        made = self._watches.remove(self._whose(organisation), number, said)
        if made is None:
            return self.get(number, organisation=organisation)
        if made.folder:
            shutil.rmtree(self._spool.folder_of(made.folder), ignore_errors=True)
        return made

    def alerts(self, *, organisation: str | None = None, every: bool = False) -> tuple[Alert, ...]:
        """Return the alerts that wait for somebody, or every one, the newest first."""
        return self._watches.alerts(self._whose(organisation), every=every, most=_MOST_ALERTS)

    def acknowledge(
        self,
        number: int,
        *,
        by: str,
        reason: str,
        organisation: str | None = None,
        seal: Callable[[Alert], object] | None = None,
    ) -> Alert:
        """Say that an alert was seen, and what is to be said of it; it stays on file.

        Args:
            number: Its number.
            by: Who says so.
            reason: What came of it.
            organisation: Whose it is.
            seal: Called with the alert as it will be, such as to write a receipt; where it fails,
                the alert goes on waiting.

        Raises:
            AbsentError: None of that number waits.
            InputError: No reason is given.
        """
        whose, said = self._whose(organisation), build_word(reason, by)
        waiting = self._watches.alert(whose, number)
        if waiting is not None and waiting.acknowledged is None:
            if seal is not None:
                seal(replace(waiting, acknowledged=said))
            made = self._watches.acknowledge(whose, number, said)
            if made is not None:
                return made
        raise AbsentError(
            f"no alert {number} waits for anybody.",
            remedy="`proscribe alerts --all` shows every alert, and who acknowledged it.",
        )

    def sweep(self) -> None:
        """Delete files that belong to no watch: their process was killed as they came."""
        strays = self._spool.strays()
        for folder in strays - {watch.folder for watch in self._watches.listed(None)}:
            self._spool.drop(folder)

    def waiting(self) -> int:
        """Return how many alerts of all organisations wait for somebody."""
        return self._watches.waiting()

    def _whose(self, organisation: str | None) -> str:
        return self._ledger.organisation if organisation is None else organisation

    def _begin(
        self,
        standing: Standing,
        title: str,
        organisation: str,
        *,
        said: Word,
        seal: Callable[[Watch], object] | None,
        upload: Upload | None = None,
    ) -> Watch:
        refuse_unkept("title", title, _LONGEST_TITLE)
        refuse_unkept("organisation", organisation, _LONGEST_TITLE)
        watch = Watch(
            id=0, organisation=organisation, title=title, standing=standing, set_up=said,
            folder="" if upload is None else upload.job_id,
        )  # fmt: skip
        try:
            # Asked before it is written: what cannot be read is never on file.
            found = self._ask(watch)
            if seal is not None:
                seal(watch)
            made = self._watches.add(watch)
            self._watches.keep(made, found)
        except ProscribeError:
            if upload is not None:
                upload.release()
            raise
        return self.get(made.id, organisation=organisation)

    def _ask(self, watch: Watch) -> Found:
        folder = self._spool.folder_of(watch.folder) if watch.folder else Path()
        return ask(watch, self._workspace.of(watch.organisation), folder)

    def _run(self, watch: Watch) -> tuple[Alert, ...]:
        raised = self._watches.keep(watch, self._ask(watch))
        # Another run was there first, and raised what there was to raise.
        return () if raised is None else raised


def watch_json(watch: Watch) -> dict[str, object]:
    """Return a watch as JSON values."""
    standing = watch.standing
    return {
        "id": watch.id,
        "title": watch.title,
        "query": standing.query,
        "files": [{"name": file.name, "sha256": file.sha256} for file in standing.files],
        "actions": list(standing.actions),
        "investor": standing.investor,
        "location": standing.location,
        "held_since": standing.held_since,
        "regimes": list(standing.regimes),
        "runs": watch.run,
        "last_run_at": None if watch.last is None else to_json(watch.last.at),
        "set_up": to_json(watch.set_up),
        "removed": to_json(watch.removed),
    }


def alert_json(alert: Alert) -> dict[str, object]:
    """Return an alert as JSON values."""
    return {
        "id": alert.id,
        "watch": alert.watch_id,
        "run": alert.run,
        "at": to_json(alert.at),
        "file": alert.line.file or None,
        "line": alert.line.line or None,
        "issuer": alert.line.issuer,
        "entity_id": alert.line.entity_id,
        "regime": alert.regime,
        "changes": to_json(alert.changes),
        "cause": alert.cause.value,
        "editions": to_json(alert.editions),
        "explanation": alert.explanation,
        "acknowledged": to_json(alert.acknowledged),
    }


def _standing(
    actions: Sequence[str],
    investor: str,
    regimes: Sequence[str],
    *,
    location: str | None,
    held_since: str | None,
) -> Standing:
    """Return what is asked, of nothing yet.

    Raises:
        InputError: One of the words makes no sense.
    """
    choose_regimes(regimes)
    build_question(
        action="buy", purpose=None, investor=investor, location=location,
        instrument="equity", as_of=None, known_at=None, held_since=held_since, attributes={},
    )  # fmt: skip
    return Standing(
        query=None,
        files=(),
        actions=tuple(choose(Act, each).value for each in dict.fromkeys(actions or _ACTIONS)),
        investor=investor,
        location=location,
        held_since=held_since,
        regimes=tuple(regimes),
    )


def _watchable(files: Iterable[Path | str]) -> tuple[Path, ...]:
    """Return files whose lines can be told apart in alerts: none is called as another.

    Raises:
        InputError: Two are, or there is none.
    """
    paths = tuple(map(Path, files))
    if not paths:
        raise InputError("there is nothing to watch.", remedy="Give a name, or files.")
    names = [path.name for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise InputError(
                "two files have this name, and alerts could not tell their lines apart.",
                where=Place(file=name),
                remedy="Rename one, or set up two watches.",
            )
    return paths
