"""Finds what is plugged in by being there: the lists, each by the name of its file.

A list is a module ``sources/<jurisdiction>/<key>.py`` with a ``SOURCE``; another
package adds one through an entry point of the group ``proscribe.sources``, whose
name is the key and which leads to a ``SOURCE``. A module is imported when its
list is asked for.

What brings prices is found likewise: an entry point of the group ``proscribe.prices`` leads to a
callable that takes an address and returns a fetcher.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from typing import TYPE_CHECKING

from proscribe import sources
from proscribe.model.errors import InputError, InternalError, UnknownNameError
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.sources.snapshot import open_snapshot

if TYPE_CHECKING:
    from proscribe.securities.prices.fetcher import PriceFetcher

_GROUP = "proscribe.sources"
_PRICES = "proscribe.prices"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def source_keys() -> tuple[str, ...]:
    """Return the keys of all lists, sorted."""
    return tuple(sorted({*_own_modules(), *_plug_ins()}))


def is_source(key: str) -> bool:
    """Return whether there is a list of that key."""
    return key in _own_modules() or key in _plug_ins()


@cache
def load_source(key: str) -> Source:
    """Return the list of that key, or the data set of a key and a name (``ftm:registers``).

    Raises:
        UnknownNameError: There is none; the message names those of a similar key.
        InputError: A plug-in of that key cannot be used, or the name of a data set cannot be.
    """
    base, mark, name = key.partition(":")
    if mark:
        return _data_set(load_source(base), name)
    module = _own_modules().get(key)
    if module is not None:
        return _checked(key, import_module(module).SOURCE)
    plug_in = _plug_ins().get(key)
    if plug_in is None:
        raise _unknown(key)
    return _loaded(key, plug_in)


@cache
def packaged_sources() -> tuple[Source, ...]:
    """Return the lists that ship as facts inside the package, by key."""
    folder = files(sources) / "facts"
    keys = sorted(
        file.name.removesuffix(".yml")
        for jurisdiction in folder.iterdir()
        if jurisdiction.is_dir()
        for file in jurisdiction.iterdir()
        if file.name.endswith(".yml")
    )
    return tuple(load_source(key) for key in keys)


def packaged_snapshot(source: Source) -> Snapshot:
    """Return the packaged file of a list.

    Raises:
        InternalError: The list does not ship inside the package.
    """
    if source.packaged is None:
        raise InternalError(f"the list {source.key} is not packaged.")
    file = files(sources).joinpath(*source.packaged.split("/"))
    return open_snapshot([SnapshotFile(name=file.name, content=file.read_bytes())])


def price_fetcher_keys() -> tuple[str, ...]:
    """Return the keys of what other packages bring to fetch prices with, sorted."""
    return tuple(sorted(found.name for found in entry_points(group=_PRICES)))


def load_price_fetcher(key: str) -> Callable[[str], PriceFetcher]:
    """Return what makes the fetcher of that key from an address.

    Raises:
        UnknownNameError: No package brings one.
        InputError: The package that brings it cannot be used.
    """
    plug_in = next((one for one in entry_points(group=_PRICES) if one.name == key), None)
    if plug_in is None:
        known = ", ".join(price_fetcher_keys()) or "none is installed"
        raise UnknownNameError(
            f"there is no fetcher of prices {key!r}.", remedy=f"There are: {known}."
        )
    try:
        make: Callable[[str], PriceFetcher] = plug_in.load()
    except (ImportError, AttributeError) as error:
        raise InputError(
            f"the plug-in {plug_in.value!r} for the prices {key!r} cannot be loaded ({error}).",
            remedy="Update or remove the package that brings it.",
        ) from error
    return make


@cache
def _own_modules() -> dict[str, str]:
    """Return the module of each list of ours, by key."""
    return {
        module.name: f"{_GROUP}.{jurisdiction.name}.{module.name}"
        for jurisdiction in pkgutil.iter_modules(sources.__path__)
        if jurisdiction.ispkg
        for module in pkgutil.iter_modules([f"{sources.__path__[0]}/{jurisdiction.name}"])
        if not module.ispkg
    }


def _plug_ins() -> dict[str, EntryPoint]:
    return {found.name: found for found in entry_points(group=_GROUP)}


def _loaded(key: str, plug_in: EntryPoint) -> Source:
    try:
        source = plug_in.load()
    except (ImportError, AttributeError) as error:
        raise InputError(
            f"the plug-in {plug_in.value!r} for the list {key!r} cannot be loaded ({error}).",
            remedy="Update or remove the package that brings it.",
        ) from error
    if not isinstance(source, Source):
        raise InputError(
            f"the plug-in {plug_in.value!r} for the list {key!r} is no Source.",
            remedy="Its entry point must lead to an object of that class.",
        )
    return _checked(key, source)


def _data_set(source: Source, name: str) -> Source:
    if source.parse_set is None:
        raise InputError(
            f"{source.key} is one list, not several data sets.", remedy=f"Write {source.key}."
        )
    if _NAME.fullmatch(name) is None:
        raise InputError(
            f"{name!r} cannot be the name of a data set.",
            remedy="Write up to 40 small letters, figures and _, the first a letter.",
        )
    key, title = f"{source.key}:{name}", f"{source.title}: {name}"
    return replace(source, key=key, title=title, parse=source.parse_set(name))


def _checked(key: str, source: Source) -> Source:
    if source.key != key:
        raise InternalError(f"the list found as {key!r} calls itself {source.key!r}.")
    return source


def _unknown(key: str) -> UnknownNameError:
    keys = source_keys()
    near = get_close_matches(key, keys, n=3, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(near)}?" if near else f"Choose one of {', '.join(keys)}."
    return UnknownNameError(f"there is no list {key!r}.", remedy=remedy)
