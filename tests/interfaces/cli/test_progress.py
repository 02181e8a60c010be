"""What is said of long work where no bar can be drawn."""

from __future__ import annotations

from itertools import count

import pytest

from proscribe.interfaces.cli.progress import counting


def test_work_that_goes_on_is_told_of_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = count(step=4)
    monkeypatch.setattr(
        "proscribe.interfaces.cli.progress.perf_counter", lambda: float(next(seconds))
    )

    with counting("entity") as advance:
        for _ in range(5):
            advance(100)

    *so_far, whole = capsys.readouterr().err.splitlines()
    # Asked at 4, 8, 12, 16 and 20 seconds.
    assert so_far == ["300 entities so far"]
    assert whole.startswith("500 entities in 24.0 s")
