"""Reads regime files into :class:`Regime`; packaged data only."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import cattrs
import yaml

from proscribe.law.consistency import check, check_together
from proscribe.law.regime import Lists, Regime
from proscribe.model.errors import InputError, LawError, UnknownNameError
from proscribe.model.time import Moment, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


_REFUSALS = (
    yaml.YAMLError,
    cattrs.BaseValidationError,
    cattrs.ForbiddenExtraKeysError,
    InputError,
    TypeError,
    ValueError,
    KeyError,
)
# The one in C where it was built: a fifth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RENAMED = {"class": "klass", True: "on"}


def load_regime(key: str) -> Regime:
    """Return the regime of that key or alias.

    Raises:
        UnknownNameError: There is no such regime.
    """
    wanted = key.strip().upper()
    for regime in load_regimes():
        if wanted in (regime.key.upper(), *(alias.upper() for alias in regime.aliases)):
            return regime
    raise UnknownNameError(
        f"there is no regime {key!r}.",
        remedy=f"Choose one of {', '.join(regime.key for regime in load_regimes())}.",
    )


@cache
def load_regimes() -> tuple[Regime, ...]:
    """Return every packaged regime, by key."""
    found = (_read(entry) for entry in _files(files("proscribe.law") / "regimes"))
    regimes = tuple(sorted(found, key=lambda regime: regime.key))
    check_together(regimes)
    return regimes


def parse_regime(text: str, name: str) -> Regime:
    """Read one regime file.

    Args:
        text: The YAML.
        name: File name, for messages.

    Raises:
        LawError: The file does not state a regime, states it in unknown words, or names
            what it does not define.
    """
    try:
        told = yaml.load(text, Loader=_LOADER)  # noqa: S506 - safe, whichever it is
        regime = _converter().structure(_renamed(told), Regime)
    except _REFUSALS as error:
        raise LawError(
            f"the regime file {name} cannot be read: {type(error).__name__}: {error}",
            remedy="Compare it with the other regime files.",
        ) from error
    check(regime, name)
    return regime


def _read(entry: Traversable) -> Regime:
    return parse_regime(entry.read_text(encoding="utf-8"), entry.name)


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith(".yml"):
            yield entry


def _structure_date(value: object, _: type) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"{value!r} is no day; write YYYY-MM-DD without quotes")


def _structure_time(value: object, _: type) -> time:
    return time.fromisoformat(str(value))


def _structure_moment(value: object, _: type) -> Moment:
    if isinstance(value, str | date | datetime):
        return parse_moment(value)
    raise ValueError(f"{value!r} is no moment")


def _structure_lists(value: object, _: type) -> Lists:
    named, _at, source = str(value).partition("@")
    authority, slash, program = named.partition("/")
    if not slash:
        raise ValueError(f"{value!r} names no list; write AUTHORITY/PROGRAM or …/PROGRAM@SOURCE")
    return Lists(authority=authority, program=program, source=source or None)


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_structure_hook(Moment, _structure_moment)
    converter.register_structure_hook(date, _structure_date)
    converter.register_structure_hook(time, _structure_time)
    converter.register_structure_hook(Lists, _structure_lists)
    return converter


def _renamed(value: object) -> object:
    if isinstance(value, dict):
        return {_RENAMED.get(key, key): _renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    return value
