"""Expected outputs kept as files, which only `make golden` changes."""

from __future__ import annotations

from pathlib import Path


def compare(file: Path, actual: str, *, rewrite: bool) -> None:
    """Assert that a text is that of the file; with `rewrite`, make it so first.

    A missing file fails, so that none is made in passing.
    """
    if rewrite:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(actual.encode())
    assert file.exists(), f"no golden {file}: write it with `make golden`, and read it"
    assert actual == file.read_bytes().decode()
