from __future__ import annotations

from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command


@pytest.fixture(autouse=True)
def store_out_of_reach(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration needs no store: a broken one must not matter."""
    (folder / "broken.db").write_text("no database")
    monkeypatch.setenv("PROSCRIBE_DB", f"sqlite:///{folder / 'broken.db'}")


def test_the_demonstration_gives_the_three_answers_and_writes_its_page(
    proscribe: Command, folder: Path
) -> None:
    run = proscribe("demo")

    assert run.code == 0
    assert run.out.startswith("May a US person buy Xiaomi on 2021-03-16?")
    answers = [line.split()[2:4] for line in run.out.splitlines() if line.startswith("by ")]
    assert answers == [
        ["PROHIBITED", "EFFECTIVE_60D"],
        ["ALLOWED_ENJOINED", "PRELIMINARY_INJUNCTION"],
    ]
    assert "VACATED" in run.out
    assert str(folder / "proscribe-demo.html") in run.out
    assert "Xiaomi" in (folder / "proscribe-demo.html").read_text(encoding="utf-8")
    article = (folder / "proscribe-demo-article.html").read_text(encoding="utf-8")
    assert "The record has 2022-01-14." in article
    assert "contradicted" in run.out


def test_the_demonstration_as_json_leaves_progress_to_standard_error(
    proscribe: Command, folder: Path
) -> None:
    run = proscribe("demo", "--out", "page.html", "--json")

    assert [answer["reason_code"] for answer in run.document["answers"]] == [
        "EFFECTIVE_60D",
        "PRELIMINARY_INJUNCTION",
        "VACATED",
    ]
    assert "reading the packaged facts" in run.err
    assert (folder / "page.html").is_file()
