"""Folders of what was handed in through the pages: one each, of one organisation, for some days."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from proscribe.backends.whole_files import alone, disk, replacing
from proscribe.model.errors import AbsentError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEPT_DAYS = 30
_ID_BYTES = 12
_ID = re.compile(r"[0-9a-f]{24}")
_FACTS, _LOCK = "facts.json", "lock"
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was handed in.

    Attributes:
        id: Its id.
        folder: Its folder.
        facts: What is known of it.
    """

    id: str
    folder: Path
    facts: Mapping[str, object]


class Shelf:
    """Keeps what was handed in.

    Args:
        folder: Where; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> Kept:
        """Make a folder for something to be handed in, and forget what is too old."""
        self._sweep()
        made = self._folder / secrets.token_hex(_ID_BYTES)
        with disk(made, "folder of uploads"):
            made.mkdir(parents=True, mode=0o700)
        return Kept(id=made.name, folder=made, facts={})

    def note(self, kept: Kept, facts: Mapping[str, object]) -> Kept:
        """Write down what is known of something, in place of what was before."""
        path = kept.folder / _FACTS
        with replacing(path, "note") as temporary, disk(path, "note"):
            temporary.write_bytes(orjson.dumps(dict(facts)))
        return Kept(id=kept.id, folder=kept.folder, facts=facts)

    @contextmanager
    def alone(self, kept_id: str, organisation: str) -> Iterator[Kept]:
        """Hold what an organisation handed in until the block ends.

        Others wait, in any process, where the system can have them wait.

        Raises:
            AbsentError: It has nothing of that id.
        """
        with alone(self.get(kept_id, organisation).folder / _LOCK):
            yield self.get(kept_id, organisation)

    def get(self, kept_id: str, organisation: str) -> Kept:
        """Return what an organisation handed in.

        Raises:
            AbsentError: It has nothing of that id.
        """
        found = self._read(self._folder / kept_id) if _ID.fullmatch(kept_id) else None
        if found is None or found.facts.get("organisation") != organisation:
            raise AbsentError(
                "there is nothing of that address, or it was deleted since.",
                remedy=f"What is handed in is kept for {KEPT_DAYS} days; hand it in again.",
            )
        return found

    def listed(self, organisation: str, most: int = 20) -> tuple[Kept, ...]:
        """Return what an organisation handed in, the newest first."""
        if not self._folder.is_dir():
            return ()
        found = (self._read(each) for each in self._folder.iterdir())
        own = [one for one in found if one and one.facts.get("organisation") == organisation]
        own.sort(key=lambda one: str(one.facts.get("at", "")), reverse=True)
        return tuple(own[:most])

    def _read(self, folder: Path) -> Kept | None:
        try:
            facts = orjson.loads((folder / _FACTS).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return None
        return Kept(id=folder.name, folder=folder, facts=facts)

    def _sweep(self) -> None:
        before = time.time() - KEPT_DAYS * 86_400
        if self._folder.is_dir():
            for each in self._folder.iterdir():
                if _ID.fullmatch(each.name) and each.stat().st_mtime < before:
                    shutil.rmtree(each, ignore_errors=True)


def safe_name(name: str, otherwise: str) -> str:
    """Return the name of an uploaded file as one of ours: no folders, no hidden files."""
    bare = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).strip(" .")
    return bare[-_LONGEST_NAME:].lstrip(" .") or otherwise


def by_name(error: InputError) -> InputError:
    """Return an error in which the file is called by its name: where it lies is not told."""
    place = error.where
    if place is None or place.file is None:
        return error
    return type(error)(
        error.what, where=replace(place, file=Path(place.file).name), remedy=error.remedy
    )
