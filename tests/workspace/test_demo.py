"""The demonstration: packaged facts only, three answers, one portfolio, one page."""

from __future__ import annotations

from pathlib import Path

from proscribe.workspace.demo import run_demo


def test_the_demonstration_gives_three_answers_and_writes_a_page(tmp_path: Path) -> None:
    told: list[str] = []

    result = run_demo(tmp_path / "demo.html", told.append)

    assert [(one.verdict.outcome.value, one.verdict.reason.value) for one in result.answers] == [
        ("PROHIBITED", "EFFECTIVE_60D"),
        ("ALLOWED_ENJOINED", "PRELIMINARY_INJUNCTION"),
        ("ALLOWED", "VACATED"),
    ]
    assert result.summary.lines == result.to_json()["lines"]
    assert result.summary.lines > 0
    page = result.page.read_text(encoding="utf-8")
    for known in ("2021-03-06", "2021-03-15"):
        assert f"<time>2021-03-16</time>, known <time>{known}</time>?" in page
    assert len(told) == 4
