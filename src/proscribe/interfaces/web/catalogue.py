"""The texts of the pages: one catalogue a language, English where one lacks a text."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from proscribe.model.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "en"
_PACKAGE = "proscribe.interfaces.web.texts"
# Browsers that ask for English without a country get days as most of the world writes them.
_LOCALES = {"en": "en_GB", "zh": "zh_CN"}
_MOST_ASKED = 10


class Texts:
    """The texts in one language.

    Args:
        language: Its code, of which there is a file.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._own = load_texts(language)
        self._fallback = load_texts(FALLBACK)

    def __call__(self, key: str, **values: object) -> str | Markup:
        """Return a text, its places filled in; a value that is markup makes it markup."""
        text = self._text(key)
        if not values:
            return text
        if any(isinstance(value, Markup) for value in values.values()):
            return Markup(escape(text)).format(**values)  # noqa: S704 - the text is escaped
        return text.format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a text about a number of things, in the form that the language has for it."""
        form = Locale.parse(self.language).plural_form(number)
        found = f"{key}.{form}"
        text = self._text(found if self.has(found) else f"{key}.other")
        return text.format(number=format_decimal(number, locale=self.language), **values)

    def has(self, key: str) -> bool:
        """Tell whether there is such a text."""
        return key in self._own or key in self._fallback

    def _text(self, key: str) -> str:
        found = self._own.get(key) or self._fallback.get(key)
        if found is None:
            raise InternalError(f"no text of the pages is called {key!r}.")
        return found


@lru_cache
def load_texts(language: str) -> Mapping[str, str]:
    """Return the texts of a language by their keys: the section and the name."""
    file = resources.files(_PACKAGE) / f"{language}.toml"
    found: dict[str, str] = {}
    _flatten(tomllib.loads(file.read_text(encoding="utf-8")), "", found)
    return found


@lru_cache
def languages() -> tuple[str, ...]:
    """Return the languages there are texts in, English first."""
    files = (each.name for each in resources.files(_PACKAGE).iterdir())
    found = sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    return (FALLBACK, *(each for each in found if each != FALLBACK))


@lru_cache(maxsize=64)
def texts_in(language: str) -> Texts:
    """Return the texts in a language."""
    return Texts(language)


def choose_locale(accepted: str) -> tuple[str, Locale]:
    """Return the language of the texts and the locale of days and numbers that a reader wants.

    Args:
        accepted: The header ``Accept-Language``; may be empty.
    """
    for tag in _wanted(accepted):
        language = tag.split("-")[0].lower()
        if language not in languages():
            continue
        return language, _locale(tag, language)
    return FALLBACK, Locale.parse(_LOCALES[FALLBACK])


def _locale(tag: str, language: str) -> Locale:
    if "-" not in tag:
        return Locale.parse(_LOCALES.get(language, language))
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_LOCALES.get(language, language))


def _wanted(accepted: str) -> list[str]:
    """Return the tags of languages a reader wants, the dearest first."""
    found = []
    for part in accepted.split(",")[:_MOST_ASKED]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            found.append((float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(found, key=lambda one: -one[0]) if tag]


def _flatten(table: Mapping[str, object], prefix: str, found: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", found)
        else:
            found[f"{prefix}{key}"] = str(value)
