"""Names whose words are run together."""

from __future__ import annotations

import pytest

from proscribe.matching import Index
from proscribe.matching.apart import parted_otherwise


@pytest.mark.parametrize(
    ("given", "apart"),
    [
        ("XiaomiCorp", "Xiaomi Corp"),
        ("XIAOMICORP", "XIAOMI CORP"),
        ("HuaweiTechnologiesCo.,Ltd.", "Huawei Technologies Co.,Ltd."),
        ("VladimirPutin", "Vladimir Putin"),
        ("ВладимирПутин", "Владимир Путин"),
        ("Hikvision\u200bDigital", "Hikvision Digital"),
        ("Siemensltd", "Siemens ltd"),
    ],
)
def test_words_run_together_are_read_apart(given: str, apart: str) -> None:
    assert parted_otherwise(given) == apart


@pytest.mark.parametrize(
    "given",
    ["Xiaomi Corp", "BANCORP", "XIAOMI CORPORATION", "eBAY", "Zinc Ltd.", "IBM", "小米集团", ""],
)
def test_other_names_are_left_as_they_are(given: str) -> None:
    assert parted_otherwise(given) is None


def test_a_person_is_found_whose_names_are_run_together() -> None:
    index = Index.build([("e", "Person", "Vladimir Putin"), ("f", "Person", "Joseph Biden")])

    assert [entry for _, entry, _ in index.match([("q", "Person", "VladimirPutin")])] == ["e"]
