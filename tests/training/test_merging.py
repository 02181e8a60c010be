from __future__ import annotations

from proscribe.model.listing import Name, NameKind
from training.lists import Entity
from training.merging import merge, without_doubtful


def entity(
    key: str, *names: str, schema: str = "Person", births: tuple[str, ...] = (), number: str = ""
) -> Entity:
    return Entity(
        id=key,
        schema=schema,
        names=tuple(Name(text=name, kind=NameKind.ALIAS) for name in names),
        births=births,
        countries=(),
        numbers=frozenset({number} if number else ()),
        listings=(key,),
    )


def groups(*entities: Entity) -> list[list[str]]:
    return [[each.id for each in group] for group in merge(entities)]


def test_an_equal_name_joins_two_lists() -> None:
    assert groups(entity("eu-1", "Ivan PETROV"), entity("gb-1", "Petrov Ivan")) == [
        ["eu-1", "gb-1"]
    ]


def test_an_equal_name_does_not_join_namesakes_born_apart() -> None:
    elder = entity("eu-1", "Ivan PETROV", births=("1950-03-01",))
    younger = entity("gb-1", "Ivan PETROV", births=("1982",))

    assert groups(elder, younger) == [["eu-1"], ["gb-1"]]


def test_an_equal_day_of_birth_joins_similar_names_alone() -> None:
    one = entity("eu-1", "Aleksandr Lukashenko", births=("1954-08-30",))
    same = entity("gb-1", "Alexander Lukashenka", births=("1954-08-30",))
    other = entity("jp-1", "Kim Jong Sik", births=("1954-08-30",))

    assert groups(one, same, other) == [["eu-1", "gb-1"], ["jp-1"]]


def test_a_common_number_joins_whatever_the_names() -> None:
    one = entity("eu-1", "Kolonel Omega", number="unscId:CDi.001")
    other = entity("gb-1", "Pacifique Ntawunguka", number="unscId:CDi.001")

    assert groups(one, other) == [["eu-1", "gb-1"]]


def test_firms_of_two_lists_are_one_whatever_the_legal_form() -> None:
    firms = [
        entity("eu-1", "Yasa Part Co. Ltd", schema="Organization"),
        entity("gb-1", "Yasa Part Company Limited", schema="Organization"),
        entity("gb-2", "Yasa Parts Trading", schema="Organization"),
    ]

    assert groups(*firms) == [["eu-1", "gb-1"], ["gb-2"]]


def test_of_two_who_may_be_one_person_one_is_left_out() -> None:
    one = entity("eu-1", "Boris Obnosov", births=("1953-01-26",))
    perhaps = entity("gb-1", "OBNOSOV Boris Viktorovich")
    other = entity("gb-2", "OBNOSOV Viktor")

    assert [each.id for each in without_doubtful([one, perhaps, other])] == ["eu-1", "gb-2"]


def test_namesakes_born_apart_both_stay() -> None:
    one = entity("eu-1", "Boris Obnosov", births=("1953-01-26",))
    other = entity("gb-1", "OBNOSOV Boris Viktorovich", births=("1980",))

    assert [each.id for each in without_doubtful([one, other])] == ["eu-1", "gb-1"]
