"""A process that is told to end anywhere at all ends with 0."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from proscribe.interfaces.api.ending import Ending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def _told() -> None:
    signal.raise_signal(signal.SIGTERM)


class _Named:
    def __set_name__(self, owner: type, name: str) -> None:
        _told()


def _while_a_class_is_made() -> None:
    """Python before 3.12 makes a RuntimeError of whatever happens there."""
    type("Made", (), {"field": _Named()})


def _where_any_error_is_told_as_another() -> None:
    try:
        _told()
    except BaseException as error:
        raise ValueError("something is not as it was expected to be") from error


def _where_it_is_passed_over() -> None:
    with suppress(BaseException):
        _told()


@pytest.mark.parametrize(
    "told",
    [
        _told, _while_a_class_is_made, _where_any_error_is_told_as_another,
        _where_it_is_passed_over,
    ],
)  # fmt: skip
def test_told_anywhere_it_ends_with_0(told: Callable[[], None]) -> None:
    with pytest.raises(SystemExit) as ended, Ending():
        told()

    assert ended.value.code == 0


def test_an_error_stays_an_error_where_nobody_told_it_to_end() -> None:
    with pytest.raises(ZeroDivisionError), Ending():
        sys.exit(1 // 0)


def test_told_again_while_the_interpreter_ends_it_still_ends_with_0() -> None:
    program = (
        "import signal, sys, threading\n"
        "from proscribe.interfaces.api.ending import Ending\n"
        "class Late:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGTERM)\n"
        "with Ending():\n"
        "    sys.modules['late'] = Late()\n"
        "    signal.raise_signal(signal.SIGTERM)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_told_twice_it_goes_on_closing_what_is_open() -> None:
    closed = []

    def work() -> None:
        try:
            _told()
        finally:
            _told()
            closed.append("the store")

    with pytest.raises(SystemExit), Ending():
        work()

    assert closed == ["the store"]
