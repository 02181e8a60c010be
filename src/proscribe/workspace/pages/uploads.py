"""Portfolios that were handed in and wait for somebody to say what their columns mean."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.stores.content import decode, encode
from proscribe.model.errors import AbsentError, InputError, Place
from proscribe.operations.jobs import Job, JobState, ScreenOptions
from proscribe.securities.headers import MEANINGS
from proscribe.securities.told_columns import ColumnTold, columns_told
from proscribe.workspace.pages.shelf import Shelf, by_name, safe_name
from proscribe.workspace.questions import build_question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from proscribe.backends.portfolios.guessing import ColumnGuess, TableGuess
    from proscribe.workspace.pages.screenings import JobScreenings

__all__ = ["MEANINGS", "FileGiven", "UploadShelf", "Waiting", "read_example"]

_GIVEN, _RUNS = "given", "runs"
_MOST_COLUMNS = 1_000
_JUST_NOW = timedelta(minutes=10)
_EXAMPLE = "portfolio.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """One file of an upload.

    Attributes:
        name: Its name.
        columns: Its columns, with what they seem to mean.
        warnings: What is odd about how it could be read.
        is_known: False where it can only be read once a person says what its columns mean.
    """

    name: str
    columns: tuple[ColumnGuess, ...]
    warnings: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An upload that waits.

    Attributes:
        id: Its id.
        paths: Its files, where they lie.
        files: The same, with their columns.
        options: How it is to be screened.
    """

    id: str
    paths: tuple[Path, ...]
    files: tuple[FileGiven, ...]
    options: ScreenOptions


def read_example() -> tuple[str, bytes]:
    """Return a portfolio to try with: name and content."""
    file = files("proscribe.workspace") / "examples" / _EXAMPLE
    return _EXAMPLE, file.read_bytes()


class UploadShelf:
    """Keeps uploads until they are screened.

    Args:
        shelf: Where.
        screenings: Screens them.
    """

    def __init__(self, shelf: Shelf, screenings: JobScreenings) -> None:
        self._shelf = shelf
        self._screenings = screenings

    def add(
        self,
        organisation: str,
        by: str,
        given: Sequence[tuple[str, bytes]],
        options: ScreenOptions,
    ) -> str:
        """Keep files, and return the id of the upload; what cannot be read is refused at once.

        Args:
            organisation: Whose they are.
            by: Who hands them in.
            given: Name and content of each.
            options: How they are to be screened.

        Raises:
            InputError: There is no file, one cannot be read, or an option makes no sense.
        """
        from proscribe.backends.portfolios.guessing import guess_table

        if not given:
            raise InputError("no file was chosen.", remedy="Choose the file of a portfolio.")
        for action in options.actions or ("buy",):
            build_question(
                action=action, purpose=None, investor=options.investor, location=None,
                instrument="equity", as_of=options.as_of, known_at=options.known_at,
                held_since=options.held_since, attributes={},
            )  # fmt: skip
        kept = self._shelf.open()
        folder = kept.folder / _GIVEN
        folder.mkdir()
        names: list[str] = []
        for name, content in given:
            names.append(_own_name(safe_name(name, "portfolio.csv"), names))
            (folder / names[-1]).write_bytes(content)
        try:
            for name in names:
                _refuse_endless(guess_table(folder / name), name)
        except InputError as error:
            shutil.rmtree(kept.folder, ignore_errors=True)
            raise by_name(error) from error
        facts = {"organisation": organisation, "by": by, "files": names}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._shelf.note(kept, facts | {"at": at, "options": encode(options).decode()})
        return kept.id

    def get(self, organisation: str, upload_id: str) -> Waiting:
        """Return an upload that waits.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        kept = self._shelf.get(upload_id, organisation)
        names = kept.facts["files"]
        listed = names if isinstance(names, list) else []
        paths = [kept.folder / _GIVEN / str(name) for name in listed]
        return Waiting(
            id=kept.id,
            paths=tuple(paths),
            files=tuple(_given(path) for path in paths),
            options=decode(ScreenOptions, str(kept.facts["options"])),
        )

    def screen(
        self,
        organisation: str,
        by: str,
        waiting: Waiting,
        meanings: Mapping[tuple[str, str], str],
        *,
        seal: Callable[[Job], object] | None = None,
    ) -> str:
        """Have an upload screened, and return the id of the screening.

        The same upload, its columns read alike, is screened once, however often and by whomever
        this is asked within ten minutes, unless that screening was cancelled or failed.

        Args:
            organisation: Whose it is.
            by: Who says so.
            waiting: The upload.
            meanings: What columns mean, by file and header, as far as the guess is not right.
            seal: Called with the job before it is on file; where it fails, nothing is handed in.

        Raises:
            InputError: Two columns mean the same, or no column says what is held.
        """
        from proscribe.backends.portfolios import open_portfolios

        try:
            options = replace(waiting.options, columns=_corrections(waiting, meanings))
            open_portfolios(waiting.paths, bare_names=True, columns=options.columns)
            asked = sha256(encode(options)).hexdigest()
            with self._shelf.alone(waiting.id, organisation) as kept:
                runs = kept.facts.get(_RUNS, {})
                runs = runs if isinstance(runs, dict) else {}
                if self._counts(organisation, run_id := str(runs.get(asked, ""))):
                    return run_id
                run_id = self._screenings.submit(
                    organisation, by, waiting.paths, options, seal=seal
                )
                self._shelf.note(kept, {**kept.facts, _RUNS: runs | {asked: run_id}})
                return run_id
        except InputError as error:
            raise by_name(error) from error

    def _counts(self, organisation: str, run_id: str) -> bool:
        """Return whether there is a screening of that id, of just now, with a report or on its way.

        Later, lists may have changed, and whoever asks again wants to know what is so then.
        """
        try:
            run = self._screenings.get(organisation, run_id)
        except AbsentError:
            return False
        is_of_now = datetime.now(UTC) - datetime.fromisoformat(run.at) < _JUST_NOW
        return run.waits or (run.state == JobState.DONE and is_of_now)


def _refuse_endless(found: TableGuess, name: str) -> None:
    if len(found.columns) > _MOST_COLUMNS:
        raise InputError(
            f"the file has {len(found.columns):,} columns, and no portfolio has.",
            where=Place(file=name),
            remedy="Export it again, or leave columns out.",
        )


def _given(path: Path) -> FileGiven:
    from proscribe.backends.portfolios.guessing import guess_table

    found = guess_table(path)
    return FileGiven(
        name=path.name,
        columns=found.columns,
        warnings=found.warnings,
        is_known=found.is_known,
    )


def _corrections(
    waiting: Waiting, meanings: Mapping[tuple[str, str], str]
) -> tuple[ColumnTold, ...]:
    """Return what a person said of columns, as far as it is not known without them.

    Raises:
        InputError: Two columns of a file mean the same.
    """
    found: list[ColumnTold] = []
    for file in waiting.files:
        said = [
            ColumnTold(file=file.name, header=each.header, meaning=meaning)
            for each in file.columns
            for meaning in (meanings.get((file.name, each.header), each.meaning),)
        ]
        columns_told(said, file.name)
        found += [
            one for one, each in zip(said, file.columns, strict=True)
            if one.meaning != each.meaning or not file.is_known
        ]  # fmt: skip
    return tuple(found)


def _own_name(name: str, taken: Sequence[str]) -> str:
    """Return the name of a file, numbered where another of the same upload has it."""
    path, number, found = Path(name), 1, name
    while found.casefold() in {each.casefold() for each in taken}:
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    return found
