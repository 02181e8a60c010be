"""A workspace with the real lists the journeys need, imported once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.workspace import Workspace, open_workspace

_CMIC_DAY = "2021-12-16"


@pytest.fixture(scope="session")
def cmic(shared: Path) -> Iterator[Workspace]:
    """Packaged facts and OFAC's consolidated edition of 2021-12-16."""
    with open_workspace("sqlite://") as workspace:
        folder = shared / "data" / "us_ofac_consolidated" / _CMIC_DAY
        imported = workspace.import_files("us_ofac_cons", folder / "consolidated.xml")
        assert imported.state == "recorded"
        yield workspace


@pytest.fixture(scope="session")
def every_edition(shared: Path) -> Iterator[Workspace]:
    """Packaged facts and every OFAC edition at hand."""
    with open_workspace("sqlite://") as workspace:
        for key, folder in (
            ("us_ofac_cons", "us_ofac_consolidated"),
            ("us_ofac_sdn", "us_ofac_sdn"),
        ):
            import_editions(workspace, key, shared / "data" / folder)
        yield workspace


def import_editions(workspace: Workspace, key: str, folder: Path) -> dict[str, int]:
    """Import ``FOLDER/DAY/file…``; return the records of each edition."""
    records = {}
    for day in sorted(folder.iterdir()):
        if day.name[:2] != "20":
            continue
        files = sorted(file for file in day.iterdir() if file.is_file())
        sheets = [file for file in files if file.suffix == ".csv"]
        editions = [[file] for file in files if file.suffix == ".xml"]
        for edition in [*editions, *([sheets] if sheets else [])]:
            imported = workspace.import_files(key, *edition, published=day.name)
            assert imported.state == "recorded", imported.edition.why
            records[f"{day.name}/{edition[0].name}"] = imported.edition.records
    return records
