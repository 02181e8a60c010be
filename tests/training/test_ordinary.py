from __future__ import annotations

from pathlib import Path

from proscribe.model.listing import Name, NameKind
from training import ordinary
from training.lists import Entity
from training.positives import part


def person(key: str, name: str) -> Entity:
    return Entity(
        id=key,
        schema="Person",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        births=(),
        countries=(),
        numbers=frozenset(),
        listings=(key,),
    )


def test_the_same_seed_invents_the_same_people_and_another_others() -> None:
    one, again, other = (list(ordinary.invented_people(60, seed)) for seed in ("1", "1", "2"))

    assert one == again
    assert len(set(one) & set(other)) < 3


def test_the_same_seed_invents_the_same_firms() -> None:
    one, again = (list(ordinary.invented_organizations(40, "1", [])) for _ in range(2))

    assert one == again
    assert all(name.strip() for name in one)


def test_recombined_names_are_given_names_of_one_and_the_surname_of_another() -> None:
    listed = [person("eu-1", "Ivan PETROV"), person("eu-2", "KIM Jong Un")]

    assert set(ordinary.recombined(40, "1", listed)) == {
        "Ivan KIM",
        "Jong PETROV",
        "Jong Un PETROV",
    }


def test_a_list_that_prints_surnames_first_is_not_recombined() -> None:
    listed = [person("gb_fcdo_sanctions-1", "Talas Anas"), *(person("eu-1", "A B"),) * 2]

    assert set(ordinary.recombined(40, "1", listed)) == {"A B"}


def test_real_people_and_firms_are_read(shared: Path) -> None:
    people = list(ordinary.real_people(shared / "data"))
    companies = list(ordinary.real_companies(shared / "data", 800, "1"))

    assert "Antonio Achurra" in people
    assert "iCoreConnect Inc." in companies
    assert list(ordinary.real_companies(shared / "data", 800, "1")) == companies


def test_a_subject_keeps_a_name_and_loses_one_alias_at_most() -> None:
    names = tuple(
        Name(text=text, kind=NameKind.ALIAS) for text in ("Ivan Petrov", "Iwan Petrow", "I. Petrof")
    )
    subject = part(
        Entity(
            id="eu-1",
            schema="Person",
            names=names,
            births=(),
            countries=(),
            numbers=frozenset(),
            listings=("eu-1",),
        ),
        seed=1,
    )

    assert len(subject.kept) == 2
    assert [name for name, _ in subject.asked] not in ([], ["Ivan Petrov"])
    assert subject.kept[0] == "Ivan Petrov"
