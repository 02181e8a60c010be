"""Known names found in a text."""

from __future__ import annotations

import pytest

from proscribe.claims.gazetteer import Gazetteer
from proscribe.model.claim import EntityKind

GAZETTEER = Gazetteer.build(
    [
        ("a", EntityKind.COMPANY, "Acme Trading Co., Ltd.", "cn"),
        ("b", EntityKind.COMPANY, "Acme", None),
        ("c", EntityKind.COMPANY, "中国移动通信", "cn"),
        ("d", EntityKind.PERSON, "Ivan Petrov", "ru"),
        ("e", EntityKind.PERSON, "Ivan Petrov", "by"),
    ]
)


def _found(gazetteer: Gazetteer, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text[one.start : one.end], tuple(known.id for known in one.known))
        for one in gazetteer.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He left Acme Trading Co., Ltd. in May.", [("Acme Trading Co., Ltd.", ("a",))]),
        ("He left Acme in May.", [("Acme", ("b",))]),
        ("He left acme in May.", []),
        ("He left Acmes in May.", []),
        ("The U.S. acted.", [("U.S.", ("authority:us-gov",))]),
        ("He asked us to go.", []),
        ("昨日，中国移动通信表示", [("中国移动通信", ("c",))]),
        ("Ivan\nPetrov spoke.", [("Ivan\nPetrov", ("d", "e"))]),
        ("Ivan spoke.", []),
        ("the sdn grew", []),
        ("the SDN grew", [("SDN", ("list:us-sdn",))]),
    ],
)
def test_a_name_is_found_where_it_stands_by_itself(
    text: str, names: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert _found(GAZETTEER, text) == names


def test_what_was_kept_as_bytes_finds_the_same() -> None:
    kept = Gazetteer.from_bytes(GAZETTEER.to_bytes())
    text = "Acme, Acme Trading Co., Ltd., 中国移动通信, Ivan Petrov, OFAC and the U.S."

    assert len(kept) == len(GAZETTEER)
    assert kept.find(text) == GAZETTEER.find(text)
