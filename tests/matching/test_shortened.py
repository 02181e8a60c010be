"""Names written apart, joined or with shorter words are seen; whole words are no pieces."""

from __future__ import annotations

import polars as pl
import pytest

from proscribe.matching.shortened import ShortenedNames

NAMES = ShortenedNames(
    [
        "sensetime group",
        "china railway construction",
        "china nuclear engineering",
        "china mobile",
        "hangzhou hikvision digital technology",
        "china electronics technology",
        "中国移动",
    ]
)


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("sense time group", "sensetime group"),
        ("chinamobile", "china mobile"),
        ("china rail cn", "china railway construction"),
        ("china rlwy cnstrctn", "china railway construction"),
        ("china nuclr engnring", "china nuclear engineering"),
        ("china nuclear eng", "china nuclear engineering"),
        ("china mobil", "china mobile"),
        ("hangzhou hikvision dgtl", "hangzhou hikvision digital technology"),
        ("hikvision dgtl tech", "hangzhou hikvision digital technology"),
        ("hangzhou hik vision", "hangzhou hikvision digital technology"),
    ],
)
def test_letters_tell_whom_words_written_another_way_mean(written: str, listed: str) -> None:
    assert NAMES.find(written) == (listed,)


@pytest.mark.parametrize(
    "other",
    [
        "sense time",
        "china mob",
        "china rail",
        "china rare cn",
        "china nuclear",
        "china electronics",
        "china electric",
        "china railway construction",
        "hangzhou",
        "hangzhou hikmicro dgtl",
        "cn",
        "",
    ],
)
def test_too_few_letters_whole_words_and_the_name_itself_tell_nobody(other: str) -> None:
    assert NAMES.find(other) == ()


def test_many_names_are_passed_over_by_their_first_letters() -> None:
    names = pl.Series(["The Sense-Time Group", "SENSATA TECH", "China Nuclear Eng", "移动", ""])

    assert NAMES.may_be(names).to_list() == [True, False, True, False, False]


def test_words_that_no_name_holds_leave_nothing_behind() -> None:
    names = ShortenedNames(["china railway construction"])
    for word in ("china", "railway", "cargo", "zebra"):
        names.find(f"{word} rlwy cnstrctn")

    assert {*names._of_initials} == {"china", "railway"}  # noqa: SLF001 - one index serves all questions
