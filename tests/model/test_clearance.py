"""What was given, by its content, and how changes read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.model.clearance import (
    Change,
    Clearance,
    Given,
    Pair,
    Woken,
    Word,
    build_given,
    changes_between,
    given_digest,
)

ZHANG = given_digest("Person", "Zhang Wei", {"birthDate": ["1985-03-02"]})


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("ZHANG  WEI", "1985-03-02"),
        (" Zhang\tWei\u00a0", "1985-03-02 "),
        ("Ｚｈａｎｇ Wei", "１９８５-03-02"),
    ],
)
def test_case_spacing_and_compatible_forms_make_no_other_content(name: str, born: str) -> None:
    assert given_digest("Person", name, {"birthDate": [born]}) == ZHANG


@pytest.mark.parametrize(
    ("schema", "name", "properties"),
    [
        ("Person", "Zhang Wei", {"birthDate": ["1985-03-03"]}),
        ("Person", "Zhang Wei", {"birthDate": ["1985"]}),
        ("Person", "Zhang Wei", {"birthDate": ["1985-03-02"], "nationality": ["cn"]}),
        ("Person", "Zhang Wei", {"nationality": ["1985-03-02"]}),
        ("Person", "Zhang Wei", {}),
        ("Person", "Zhang Wéi", {"birthDate": ["1985-03-02"]}),
        ("Person", "Wei Zhang", {"birthDate": ["1985-03-02"]}),
        ("Person", "ZhangWei", {"birthDate": ["1985-03-02"]}),
        ("Company", "Zhang Wei", {"birthDate": ["1985-03-02"]}),
        (None, "Zhang Wei", {"birthDate": ["1985-03-02"]}),
    ],
)
def test_anything_else_is_another_content(
    schema: str | None, name: str, properties: dict[str, list[str]]
) -> None:
    assert given_digest(schema, name, properties) != ZHANG


def test_the_order_of_values_and_what_is_blank_make_no_other_content() -> None:
    one = build_given(
        ["Zhang Wei", "张伟"], schema="Person", properties={"country": ["cn", "hk"], "gender": [""]}
    )
    other = build_given(
        ["张伟", "Zhang Wei"], schema="Person", properties={"country": ["HK", "CN"]}
    )

    assert one.digest == other.digest
    assert one.names_digest == other.names_digest


def test_two_names_are_not_one_that_is_written_like_both() -> None:
    two, one = build_given(["Wei", "Zhang"]), build_given(["Wei Zhang"])
    assert two.digest != one.digest
    assert two.names_digest != one.names_digest
    assert build_given(["a"], properties={"x": ["y z"]}).digest != (
        build_given(["a"], properties={"x": ["y", "z"]}).digest
    )


@given(st.text(alphabet=st.characters(), max_size=50))
def test_every_text_has_a_digest_and_normalising_twice_equals_once(text: str) -> None:
    once = build_given([text])
    twice = Given(schema=None, names=once.fields[0][1], properties=())

    assert twice.digest == once.digest


def test_unpaired_surrogates_have_a_digest() -> None:
    assert build_given(["\ud800"]).digest != build_given(["\ud801"]).digest


def test_what_was_given_reads_in_a_line() -> None:
    told = build_given(
        ["Zhang Wei", "张伟"], schema="Person", properties={"birthDate": ["1985-03-02"]}
    )

    assert str(told) == "Zhang Wei (also 张伟, Person, birthDate 1985-03-02)"
    assert str(build_given(["Zhang Wei"])) == "Zhang Wei"
    assert str(build_given([" "])) == "no name"


def test_only_fields_that_differ_are_named() -> None:
    then = (("birthDate", ("1962",)), ("names", ("A", "B")), ("schema", ("Person",)))
    now = (("birthDate", ("1962-05-01",)), ("names", ("B", "C")), ("schema", ("Person",)))

    assert changes_between("subject", then, now) == (
        Change(side="subject", field="birthDate", gone=("1962",), new=("1962-05-01",)),
        Change(side="subject", field="names", gone=("A",), new=("C",)),
    )
    assert changes_between("subject", then, then) == ()


def test_what_woke_a_decision_reads_in_a_line() -> None:
    pair = Pair(
        given=build_given(["Zhang Wei"]), subject_id="a-1", referents=("a-1",), caption="A",
        content=(),
    )  # fmt: skip
    said = Word(reason="another birth date", by="ana", at=datetime(2026, 11, 27, tzinfo=UTC))
    woken = Woken(
        clearance=Clearance(id=1, pair=pair, said=said, withdrawn=None),
        changes=(
            Change(side="subject", field="birthDate", gone=("1962",), new=("1985-03-02",)),
            Change(side="subject", field="names", gone=(), new=("a", "b", "c", "x" * 90)),
            Change(side="given", field="country", gone=("cn",), new=()),
            Change(side="subject", field="position", gone=("x",), new=()),
        ),
    )

    assert woken.why == (
        "woken: cleared by ana on 2026-11-27 (another birth date); "
        "the subject's birthDate: then 1962, now 1985-03-02; "
        "the subject's names: now a, b and 2 more; "
        "the given country: then cn; and 1 more"
    )
