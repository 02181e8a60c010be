"""Names told by their form: companies, people, groups."""

from __future__ import annotations

import pytest

from proscribe.claims.groups import count_of, find_groups
from proscribe.claims.names import find_people, find_sequences
from proscribe.model.claim import EntityKind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It added Acme Group and Beta Research.", ["Acme Group", "Beta Research"]),
        ("It left the Ministry of Industry and Trade.", ["Ministry of Industry and Trade"]),
        ("It named Shenzhen-based Acme Corp today.", ["Acme Corp"]),
        ("China Telecom and Chinese Acme Ltd met.", ["China Telecom", "Acme Ltd"]),
        ("Acme Corp’s Beta Ltd sold.", ["Acme Corp", "Beta Ltd"]),
        ("On Friday, March came.", []),
        ("Shares in Novagene fell.", ["Novagene"]),
        ("Then flats in Novagene fell.", []),
        ("Paul Dunmore of Dunmore & Wray left.", ["Paul Dunmore"]),
        ("Bank of Dunmore & Wray left.", ["Bank of Dunmore & Wray"]),
        ("Were Novagene to fall, Acme would rise.", ["Novagene", "Acme"]),
    ],
)
def test_a_name_is_parted_from_what_stands_beside_it(text: str, names: list[str]) -> None:
    found = [text[one.start : one.end] for one in find_sequences(text)]

    assert [one for one in found if one != "It"] == names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Under Secretary of the Treasury Brian Nelson spoke.", [("Brian Nelson", "person")]),
        ("U.S. District Judge Paul Friedman ruled.", [("Paul Friedman", "court")]),
        ("Mr Abramovich's name stood there.", [("Abramovich", "person")]),
        ("Guo Ping, Huawei's rotating chairman, left.", [("Guo Ping", "person")]),
        ("President of the board.", []),
    ],
)
def test_people_are_told_by_their_office(text: str, people: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], str(one.kind)) for one in find_people(text)] == people


@pytest.mark.parametrize(
    ("text", "group", "count"),
    [
        ("eight other Chinese companies fell", "eight other Chinese companies", 8),
        ("about 1,206 individuals left", "1,206 individuals", 1206),
        ("dozens of Chinese firms left", "dozens of Chinese firms", None),
        ("The following entities are added", "The following entities", None),
        ("paid $20 million to the company", None, None),
        ("after two accidents. The company left", None, None),
    ],
)
def test_a_group_is_named_by_its_words(text: str, group: str | None, count: int | None) -> None:
    found = [(text[one.start : one.end], one.count) for one in find_groups(text)]

    assert found[:1] == ([] if group is None else [(group, count)])
    assert all(one.kind is EntityKind.GROUP for one in find_groups(text))


def test_numbers_in_words_are_read() -> None:
    assert (count_of("twenty-one"), count_of("1,200"), count_of("dozens of")) == (21, 1200, None)
