from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command


@pytest.fixture
def files(folder: Path, shared: Path) -> Path:
    data = shared / "data"
    shutil.copy(data / "prices_hk" / "2020-2025" / "1810.HK.csv", folder)
    shutil.copy(data / "sec_ftd" / "extract-2020-09_2021-06" / "ftd_chinese_names.psv", folder)
    return folder


def test_moves_are_shown_with_both_closes(proscribe: Command, files: Path) -> None:
    del files

    run = proscribe("prices", "Xiaomi", "--prices", "1810.HK.csv", "--until", "2021-03-05")

    (line, *_) = [each for each in run.out.splitlines() if "-25.1 %" in each]
    assert "32.65 HKD of 2021-01-14 (1810.HK.csv:258)" in line
    assert "24.45 HKD of 2021-03-05 (1810.HK.csv:292)" in line
    assert "last close before it became public, close of the day itself" in line
    assert "1 left out for want of a volume" in run.out


def test_the_answer_as_json_and_a_picture(proscribe: Command, files: Path) -> None:
    run = proscribe(
        *("prices", "Xiaomi", "--prices", "ftd_chinese_names.psv", "--since", "designation"),
        *("--until", "2021-03-05", "--out", "x.svg", "--json"),
    )

    (series,) = run.document["series"]
    moves = series["since"]["moves"]
    assert [move.get("percent") for move in moves] == ["-28.2", "-22.3", None]
    assert run.document["out"] == "x.svg"
    assert (files / "x.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "soon"), "'soon' is neither a day nor an instant"),
        (("--split", "2021-06-01"), "is no split"),
        (("--window", "5"), "is no window"),
        (("--venue", "MOON"), "no venue 'MOON'"),
        (("--currency", "dollars"), "'dollars' is no currency"),
        (("--model", "magic"), "'magic' is no model"),
        (("--prices", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_bad_options_end_with_2(
    proscribe: Command, files: Path, options: tuple[str, str], said: str
) -> None:
    del files

    run = proscribe("prices", "Xiaomi", "--prices", "1810.HK.csv", *options)

    assert run.code == 2
    assert said in " ".join(run.err.split())


@pytest.mark.parametrize("command", ["timeline", "dossier"])
def test_what_is_known_of_a_subject_comes_with_its_prices(
    proscribe: Command, files: Path, command: str
) -> None:
    del files

    shown = proscribe(command, "Xiaomi", "--prices", "1810.HK.csv")
    document = proscribe(command, "Xiaomi", "--prices", "1810.HK.csv", "--json").document

    assert "32.65 HKD of 2021-01-14 (1810.HK.csv:258)" in shown.out
    assert document["prices"][0]["symbol"] == "1810.HK"


def test_the_page_of_a_dossier_draws_its_prices(proscribe: Command, files: Path) -> None:
    proscribe("dossier", "Xiaomi", "--prices", "1810.HK.csv", "--out", "with.html")
    proscribe("dossier", "Xiaomi", "--out", "without.html")

    pages = [(files / name).read_text(encoding="utf-8") for name in ("with.html", "without.html")]
    assert ['id="prices"' in page for page in pages] == [True, False]
    assert "1810.HK, HKD, Hong Kong" in pages[0]
