"""A golden is never made or changed in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.goldens import compare


def test_a_missing_golden_fails_and_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "golden" / "xiaomi.json"

    with pytest.raises(
        AssertionError, match=r"no golden .*xiaomi\.json: write it with `make golden`"
    ):
        compare(file, "{}\n", rewrite=False)
    assert not file.exists()


def test_a_golden_is_compared_with_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "golden" / "report.csv"
    compare(file, "line\r\n", rewrite=True)

    compare(file, "line\r\n", rewrite=False)
    with pytest.raises(AssertionError):
        compare(file, "line\n", rewrite=False)
