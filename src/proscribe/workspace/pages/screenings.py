"""Portfolios that were handed in through the pages: screened beside the requests, then shown."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proscribe.model.errors import AbsentError, InputError, ProscribeError
from proscribe.workspace.pages.shelf import Kept, Shelf, safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proscribe.model.clearance import Given
    from proscribe.workspace.pages.report_book import ReportBook
    from proscribe.workspace.portfolios import Screening

REPORT_FORMATS = ("csv", "xlsx", "html", "json", "parquet")
CALENDAR = "ics"
_GIVEN = "given"
_REPORT, _PROGRESS = "report.parquet", "lines.txt"
_STRAY = "The server stopped while this was being screened. Hand the file in again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How portfolios are screened; the words are those of ``Workspace.screen``.

    Attributes:
        investor: Who acts.
        actions: The acts asked about; empty for each trade's own, else buy, sell and hold.
        as_of: The moment asked about; None for now.
        known_at: Only what was public by then counts; None for now.
        held_since: Since when positions are held whose line does not say.
    """

    investor: str
    actions: tuple[str, ...]
    as_of: str | None
    known_at: str | None
    held_since: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One screening.

    Attributes:
        id: Its id.
        names: Names of the files.
        by: Who handed it in.
        at: When, as RFC 3339.
        state: ``running``, ``done`` or ``failed``.
        lines: How many lines are through.
        error: Why it failed; empty where it did not.
        terms: How it was screened.
    """

    id: str
    names: tuple[str, ...]
    by: str
    at: str
    state: str
    lines: int
    error: str
    terms: Terms


class Screenings(Protocol):
    """Screens portfolios of organisations."""

    def submit(
        self, organisation: str, by: str, files: Sequence[tuple[str, bytes]], terms: Terms
    ) -> str:
        """Hand files in, by name and content; return the id of their screening."""
        ...

    def get(self, organisation: str, run_id: str) -> Run:
        """Return a screening; AbsentError where there is none of that id."""
        ...

    def listed(self, organisation: str) -> tuple[Run, ...]:
        """Return the screenings of an organisation, the newest first."""
        ...

    def book(self, organisation: str, run_id: str) -> ReportBook:
        """Return the lines of a screening that is done."""
        ...

    def download(self, organisation: str, run_id: str, ending: str) -> Path:
        """Return the report, or its calendar of deadlines, as a file of that ending."""
        ...

    def given(self, organisation: str, run_id: str, file: str | None, line: int) -> Given:
        """Return what a line gives, as decisions on it are kept."""
        ...


class LocalScreenings:
    """Screens in this process, one portfolio after another.

    Args:
        shelf: Where files and reports are kept.
        screen: Returns what screens files of an organisation: its ``Workspace.screen``.
    """

    def __init__(self, shelf: Shelf, screen: Callable[[str], Callable[..., Screening]]) -> None:
        self._shelf = shelf
        self._screen = screen
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="screening")
        self._writing = threading.Lock()

    def submit(
        self, organisation: str, by: str, files: Sequence[tuple[str, bytes]], terms: Terms
    ) -> str:
        """Hand files in; what cannot be asked is refused at once.

        Raises:
            InputError: There is no file, or a term cannot be read.
        """
        if not files:
            raise InputError("no file was chosen.", remedy="Choose the file of a portfolio.")
        kept = self._shelf.open()
        names: list[str] = []
        (kept.folder / _GIVEN).mkdir()
        for name, content in files:
            names.append(_own_name(safe_name(name, "portfolio.csv"), names))
            (kept.folder / _GIVEN / names[-1]).write_bytes(content)
        self._started(organisation, kept.folder, names, terms)
        facts: dict[str, object] = {
            "organisation": organisation,
            "by": by,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": names,
            "state": "running",
            "process": os.getpid(),
            "error": "",
            "terms": {
                "investor": terms.investor, "actions": [*terms.actions], "as_of": terms.as_of,
                "known_at": terms.known_at, "held_since": terms.held_since,
            },
        }  # fmt: skip
        kept = self._shelf.note(kept, facts)
        self._pool.submit(self._run, kept, terms)
        return kept.id

    def get(self, organisation: str, run_id: str) -> Run:
        """Return a screening.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        return self._shown(self._shelf.get(run_id, organisation))

    def listed(self, organisation: str) -> tuple[Run, ...]:
        """Return the screenings of an organisation, the newest first."""
        return tuple(map(self._shown, self._shelf.listed(organisation)))

    def book(self, organisation: str, run_id: str) -> ReportBook:
        """Return the lines of a screening that is done.

        Raises:
            AbsentError: There is none, or it is not done.
        """
        from proscribe.workspace.pages.report_book import open_book

        folder = self._done(organisation, run_id).folder
        return open_book(folder / _REPORT, folder)

    def download(self, organisation: str, run_id: str, ending: str) -> Path:
        """Return the report, or its calendar of deadlines, as a file; made when first asked for.

        Raises:
            AbsentError: There is none, or no such format.
        """
        kept = self._done(organisation, run_id)
        if ending not in (*REPORT_FORMATS, CALENDAR):
            raise AbsentError(f"there is no report as {ending!r}.")
        path = kept.folder / f"report.{ending}"
        with self._writing:
            if not path.is_file():
                screening = self._started(
                    organisation, kept.folder, _names(kept.facts), _terms(kept.facts)
                )
                if ending == CALENDAR:
                    screening.with_plan().write_plan(path)
                else:
                    screening.write(path)
        return path

    def given(self, organisation: str, run_id: str, file: str | None, line: int) -> Given:
        """Return what a line gives, as decisions on it are kept.

        Raises:
            AbsentError: There is no such screening or line.
        """
        from proscribe.workspace.pages.given_lines import read_given

        kept = self._shelf.get(run_id, organisation)
        return read_given([kept.folder / _GIVEN / name for name in _names(kept.facts)], file, line)

    def close(self) -> None:
        """Take on no more, and give up what waits."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _started(
        self, organisation: str, folder: Path, names: Sequence[str], terms: Terms
    ) -> Screening:
        from proscribe.workspace.surveying import LineTerms

        return self._screen(organisation)(
            *(folder / _GIVEN / name for name in names),
            actions=terms.actions or None,
            investor=terms.investor,
            as_of=terms.as_of,
            known_at=terms.known_at,
            held_since=terms.held_since,
            terms=LineTerms(bare_names=True),
        )

    def _run(self, kept: Kept, terms: Terms) -> None:
        from proscribe.workspace.pages.report_book import open_book

        through = 0

        def count(lines: int) -> None:
            nonlocal through
            through += lines
            (kept.folder / _PROGRESS).write_text(str(through), encoding="ascii")

        try:
            screening = self._started(
                str(kept.facts["organisation"]), kept.folder, _names(kept.facts), terms
            )
            screening.write(kept.folder / _REPORT, progress=count)
            open_book(kept.folder / _REPORT, kept.folder)
        except ProscribeError as error:
            ended = {"state": "failed", "error": _without_folder(str(error), kept.folder)}
        except OSError:
            ended = {"state": "failed", "error": "The disk failed. The log names the reason."}
        else:
            ended = {"state": "done"}
        self._shelf.note(kept, dict(kept.facts) | ended | {"lines": through})

    def _done(self, organisation: str, run_id: str) -> Kept:
        kept = self._shelf.get(run_id, organisation)
        if kept.facts.get("state") != "done":
            raise AbsentError("this screening is not done, so there is no report of it.")
        return kept

    def _shown(self, kept: Kept) -> Run:
        facts, own = kept.facts, partial(_text, kept.facts)
        state, error, lines = own("state"), own("error"), own("lines")
        if state == "running":
            lines = _read(kept.folder / _PROGRESS)
            if not _is_alive(own("process")):
                state, error = "failed", _STRAY
        return Run(
            id=kept.id,
            names=_names(facts),
            by=own("by"),
            at=own("at"),
            state=state,
            lines=int(lines) if lines.isdecimal() else 0,
            error=error,
            terms=_terms(facts),
        )


def _own_name(name: str, taken: Sequence[str]) -> str:
    """Return the name of a file, numbered where another of the same screening has it."""
    path, number, found = Path(name), 1, name
    while found.casefold() in {each.casefold() for each in taken}:
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    return found


def _without_folder(text: str, folder: Path) -> str:
    """Return words in which files are called by their names: where they lie is not told."""
    for place in (folder / _GIVEN, folder):
        text = text.replace(f"{place}{os.sep}", "")
    return text


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _is_alive(process: str) -> bool:
    """Tell whether the process that screens is still there: another worker may be asked of it."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _text(facts: Mapping[str, object], key: str) -> str:
    return str(facts.get(key, ""))


def _names(facts: Mapping[str, object]) -> tuple[str, ...]:
    names = facts.get("files")
    return tuple(map(str, names)) if isinstance(names, list) else ()


def _terms(facts: Mapping[str, object]) -> Terms:
    held = facts.get("terms")
    said: Mapping[str, object] = held if isinstance(held, dict) else {}
    actions = said.get("actions")

    def moment(key: str) -> str | None:
        value = said.get(key)
        return None if value is None else str(value)

    return Terms(
        investor=str(said.get("investor", "")),
        actions=tuple(map(str, actions)) if isinstance(actions, list) else (),
        as_of=moment("as_of"),
        known_at=moment("known_at"),
        held_since=moment("held_since"),
    )
