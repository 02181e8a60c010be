from __future__ import annotations

import pytest

from proscribe.matching import compare, compare_pairs

MATCHING = [
    ("Company", "Xiaomi Corp", "小米集团"),
    ("Company", "Xiaomi Corporation", "XIAOMI CORP."),
    ("Person", "Olaf Scholze", "Olaf Scholz"),
    ("Person", "Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ("Person", "Сергей Лавров", "Sergey Lavrov"),
    ("Company", "GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group"),
    ("Vessel", "Yu Song 7", "YU SONG VII"),
]
OTHERS = [
    ("Company", "Xiaomi Corp", "华为技术有限公司"),
    ("Company", "Volkswagen Aktiengesellschaft", "Siemens Aktiengesellschaft"),
    ("Person", "Angelo Mercaz", "Angela Merkel"),
    ("Person", "Vladimir Putin", "Vladimir Zelensky"),
    ("Person", "Сергей Лавров", "Sergey Sobyanin"),
    ("Company", "GUANGZHOU HAIGE COMM GRP", "Guangzhou Pharmaceutical Group"),
    ("Vessel", "Yu Song 7", "YU SONG 8"),
]


@pytest.mark.parametrize(("schema", "name", "other"), MATCHING)
def test_two_forms_of_one_name_match(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) >= 0.7


@pytest.mark.parametrize(("schema", "name", "other"), OTHERS)
def test_two_names_do_not_match(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) < 0.7


@pytest.mark.parametrize(("schema", "name", "other"), [*MATCHING, *OTHERS])
def test_it_does_not_matter_much_which_name_is_given_first(
    schema: str, name: str, other: str
) -> None:
    assert (compare(name, other, schema) >= 0.7) == (compare(other, name, schema) >= 0.7)


def test_pairs_are_compared_in_order() -> None:
    together = compare_pairs([*MATCHING, *OTHERS])

    assert together == pytest.approx(
        [compare(b, c, a) for a, b, c in (*MATCHING, *OTHERS)], abs=1e-5
    )
    assert compare_pairs([]) == []


@pytest.mark.parametrize(
    "odd",
    ["", "...", "\ud800", "\x00", "a" * 10_000, "小" * 10_000],
    ids=["nothing", "signs", "surrogate", "control", "long", "long Chinese"],
)
def test_odd_names_match_nothing(odd: str) -> None:
    assert compare(odd, "Xiaomi Corporation", "Company") < 0.5
    assert compare("", "", "Person") < 0.5
