from __future__ import annotations

from collections.abc import Iterator

import pytest

from proscribe.interfaces.cli.errors import EXIT_CODES, describe, exit_code
from proscribe.model.errors import (
    AbsentError,
    InputError,
    InternalError,
    LawError,
    Place,
    ProscribeError,
    QuarantineError,
    SourceError,
    StoreAwayError,
    StoreError,
    TooLargeError,
    UnknownNameError,
    UnreadableTextError,
)

WANTED = {
    InputError: 2,
    UnknownNameError: 2,
    AbsentError: 2,
    TooLargeError: 2,
    UnreadableTextError: 2,
    SourceError: 3,
    QuarantineError: 3,
    StoreError: 3,
    StoreAwayError: 3,
    LawError: 4,
    InternalError: 4,
}


def below(kind: type[ProscribeError]) -> Iterator[type[ProscribeError]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def test_every_error_of_the_tree_has_an_exit_code_on_purpose() -> None:
    # What one room adds for itself ends as what it is a kind of.
    told = {kind for kind in below(ProscribeError) if kind.__module__ == ProscribeError.__module__}

    assert told == {*WANTED}


@pytest.mark.parametrize(("kind", "code"), WANTED.items())
def test_an_error_ends_in_its_exit_code(kind: type[ProscribeError], code: int) -> None:
    assert exit_code(kind("it failed.")) == code


def test_what_no_line_of_the_table_names_is_our_fault() -> None:
    assert exit_code(KeyError("x")) == 4


def test_no_line_of_the_table_is_hidden_by_an_earlier_one() -> None:
    kinds = [kind for kind, _ in EXIT_CODES]

    assert [k for n, k in enumerate(kinds) if any(issubclass(k, e) for e in kinds[:n])] == []


def test_an_error_is_told_as_what_where_and_remedy() -> None:
    error = InputError(
        "the day is no day.", where=Place(file="a.csv", line=3, column="Acquired"), remedy="Fix it."
    )

    assert describe(error) == {
        "what": "the day is no day.",
        "where": "a.csv, line 3, column Acquired",
        "remedy": "Fix it.",
    }
