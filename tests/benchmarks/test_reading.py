from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.reading_job import articles, keep, main


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    names = tmp_path / "names.csv"
    names.write_text("id,schema,name\n1,Company,Quartzline Holdings\n2,Person,Ana Loskutova\n")
    keep(names, tmp_path / "gazetteer")
    return tmp_path / "gazetteer"


def test_articles_are_of_the_length_asked_for_and_as_many() -> None:
    found = articles(300, 400, 30)

    assert len(found) == 30
    assert {300 <= len(text) < 400 for text, _ in found} == {True}


def test_articles_are_read_with_the_names_that_were_kept(
    gazetteer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main("read", str(gazetteer), "300", "400", "2")
    told = json.loads(capsys.readouterr().out)

    assert told["articles"] == 2
    assert told["claims"] > 2
    main("load", str(gazetteer))
    assert json.loads(capsys.readouterr().out)["names"] == told["names"] > 2
