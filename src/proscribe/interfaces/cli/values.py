"""Values of options that are more than a word; what cannot be read names its option."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import typer

from proscribe.model.errors import InputError, Place
from proscribe.model.time import parse_day, parse_moment


def moment_text(text: str) -> str:
    """Return the text of a day or instant, once it proves to be one."""
    try:
        parse_moment(text)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    return text


def day_text(text: str) -> str:
    """Return the text of a day, once it proves to be one."""
    try:
        parse_day(text)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    return text


def instant_of(text: str) -> datetime:
    """Return the instant of a moment; of a day, its end in UTC."""
    return parse_moment(text).ends("UTC")


def first_line(file: Path) -> str:
    """Return the first line of a file.

    Raises:
        InputError: It cannot be read, or is no text.
    """
    try:
        with file.open(encoding="utf-8") as lines:
            return lines.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the file cannot be read.",
            where=Place(file=str(file)),
            remedy="Check the path, its permissions, and that it is text in UTF-8.",
        ) from error


def output_path(text: str) -> Path:
    """Return a path that a file can be written to, before hours are spent on its content."""
    path = Path(text)
    if path.is_dir():
        raise typer.BadParameter(f"{text} is a folder. Name a file in it.")
    if not path.absolute().parent.is_dir():
        raise typer.BadParameter(
            f"there is no folder {path.parent}. Make it, or write somewhere else."
        )
    return path


def attribute_texts(texts: Iterable[str]) -> dict[str, str]:
    """Return ``key=value`` texts as a mapping."""
    found = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise typer.BadParameter(
                f"{text!r} is no attribute. Write key=value, for instance tenor_days=14.",
                param_hint="'--attribute'",
            )
        found[key.strip()] = value.strip()
    return found


def property_texts(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return ``key=value`` texts as a mapping to all values of each key."""
    found: dict[str, list[str]] = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise typer.BadParameter(
                f"{text!r} is no property. Write key=value, for instance birthDate=1985-03-02.",
                param_hint="'--property'",
            )
        found.setdefault(key.strip(), []).append(value.strip())
    return found


def pairs(texts: Iterable[str] | None, option: str, example: str) -> dict[str, str]:
    """Return ``KEY=VALUE`` texts of an option as a mapping."""
    found: dict[str, str] = {}
    for text in texts or ():
        key, sign, value = text.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise typer.BadParameter(
                f"{text!r} is not of the form KEY=VALUE. Write for instance {example}.",
                param_hint=f"'{option}'",
            )
        if found.setdefault(key.strip(), value.strip()) != value.strip():
            raise typer.BadParameter(
                f"{key.strip()!r} stands twice. Give it once.", param_hint=f"'{option}'"
            )
    return found


def whose_accounts(texts: Iterable[str] | None, table: Path | None) -> dict[str, str] | Path | None:
    """Return investors by account, or the table that says them; not both."""
    if texts and table is not None:
        raise typer.BadParameter(
            "--account and --accounts cannot be given together. Add the account to the table.",
            param_hint="'--account'",
        )
    return table if table is not None else pairs(texts, "--account", "A-1=us_person") or None
