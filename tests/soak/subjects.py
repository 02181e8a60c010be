"""What is damaged: for each list, one edition in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from proscribe.model.errors import ProscribeError
from proscribe.model.source import SnapshotFile, Source
from proscribe.registry import load_source, source_keys
from proscribe.sources.snapshot import open_snapshot

SOURCES = Path(__file__).parents[1] / "sources"
# Published editions that are damaged as well, below the data beside the checkout.
PUBLISHED = {
    "us_ofac_cons": ("us_ofac_consolidated/2020-12-14/consolidated.xml",),
    "us_ofac_sdn": ("us_ofac_enhanced_xml/2024-yemen-subset/yemen_sanctions.xml",),
    "us_bis_denied": ("us_bis_dpl/2022-09-07/dpl.txt",),
    "us_trade_csl": ("us_csl/2019-12-03/csl.csv",),
    "us_state_isn": ("us_state_isn/2021-05/isn.csv",),
    "us_ddtc_debarred": ("us_state_dtc/2018-01-24/itar_debarred_party_list_01242018.csv",),
    "eu_fsf": ("eu_fsf/samples/sample_eu.xml",),
    "gb_fcdo_sanctions": ("uk/2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods",),
    "jp_mof_sanctions": ("jp_mof/2026-03-05/shisantouketsu20260305.xlsx",),
}
_TABLES = {".csv", ".del", ".pip"}
# An edition larger than this is left out: the trials are many.
_LARGEST = 5 << 18


@dataclass(frozen=True, slots=True)
class Subject:
    """An edition that reads well, as files.

    Attributes:
        source: The list.
        names: File names; the first is damaged most.
        contents: Their bytes.
        records: Entries read from it.
    """

    source: Source
    names: tuple[str, ...]
    contents: tuple[bytes, ...]
    records: int

    def __str__(self) -> str:
        return f"{self.source.key}/{self.names[0]}"

    def files(self, contents: Sequence[bytes]) -> list[SnapshotFile]:
        """Return the files with other contents."""
        return [
            SnapshotFile(name=name, content=content)
            for name, content in zip(self.names, contents, strict=True)
        ]


@cache
def find_samples() -> tuple[Subject, ...]:
    """Return one subject for each format below the sample folders."""
    keys = {*source_keys()}
    folders = sorted(SOURCES.glob("*/*/sample"), key=lambda folder: folder.parent.name)
    return tuple(
        found
        for folder in folders
        if folder.parent.name in keys
        for found in _of_folder(folder.parent.name, folder)
    )


def find_published(shared: Path, key: str) -> Iterator[Subject]:
    """Yield the published editions of a list that are at hand and read."""
    for path in PUBLISHED[key]:
        if key in source_keys() and (shared / "data" / path).exists():
            yield from _subject(load_source(key), [shared / "data" / path])


def _of_folder(key: str, folder: Path) -> Iterator[Subject]:
    source = load_source(key)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    tables = [file for file in files if file.suffix.lower() in _TABLES]
    together = list(_subject(source, tables)) if len(tables) > 1 else []
    yield from together
    for file in files:
        if not together or file not in tables:
            yield from _subject(source, [file])


def _subject(source: Source, files: Sequence[Path]) -> Iterator[Subject]:
    """Yield the edition of some files, if they are one."""
    if not files or sum(file.stat().st_size for file in files) > _LARGEST:
        return
    contents = tuple(file.read_bytes() for file in files)
    held = [
        SnapshotFile(name=file.name, content=content)
        for file, content in zip(files, contents, strict=True)
    ]
    try:
        records = source.parse(open_snapshot(held)).records
    except ProscribeError:
        return
    yield Subject(source, tuple(file.name for file in files), contents, records)
