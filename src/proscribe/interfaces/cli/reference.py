"""Writes the reference page of the command line from the commands themselves.

``python -m proscribe.interfaces.cli.reference > docs/reference/cli.md``
"""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from proscribe.interfaces.cli.app import app
from proscribe.interfaces.cli.errors import DEBUG, EXIT_CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INTRODUCTION = f"""\
# Command line

Every command takes `--json`: standard output then holds one JSON document and nothing else.
Progress and messages go to standard error. A failure is told there in words; with `--json` standard
output also holds `{{"error": {{"what": …, "where": …, "remedy": …}}}}`.

A *moment* is a day (`2021-03-15`) or an instant with its offset (`2021-03-15T09:30:00-04:00`).
`--as-of` is the moment asked about, `--known-at` limits the answer to what was public by then.

| variable | what it does |
|---|---|
| `PROSCRIBE_DB` | the store, where `--db` is not given |
| `{DEBUG}` | `1`: shows where in the program an error arose |
| `NO_COLOR` | any value: no colour on a terminal either |
"""

_CODES = {
    0: "done",
    1: "with `--exit-code` only: something found needs action",
    2: "bad input or usage; also where `evaluate` could not read every case",
    3: "a source was refused, or a file system or the store failed; nothing is half-written",
    4: "a defect of Proscribe",
    130: "interrupted",
    141: "whoever read the output went away",
}


def reference() -> str:
    """Return the page, Markdown."""
    parts = [_INTRODUCTION, *_exit_codes()]
    for name, command in _commands(get_group(app)):
        usage = " ".join(getattr(one, "metavar", "") for one in _arguments(command.params))
        parts += (
            f"## `{f'proscribe {name} {usage}'.strip()}`\n",
            f"{inspect.cleandoc(command.help or '')}\n",
            f"    {(command.epilog or '').removeprefix('Example: ')}\n",
            _table(("argument or option", "what it is", "default"), _rows(command.params)),
        )
    return "\n".join(parts)


def _commands(group: TyperGroup) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield each command with its name; one of two words after its group."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            if command.invoke_without_command:
                yield name, command
            yield from ((f"{name} {last}", one) for last, one in _commands(command))
        elif isinstance(command, TyperCommand):
            yield name, command


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n"
    errors: dict[int, list[str]] = {}
    for kind, code in EXIT_CODES:
        errors.setdefault(code, []).append(f"`{kind.__name__}`")
    yield _table(
        ("code", "means", "errors"),
        ((str(code), means, ", ".join(errors.get(code, ()))) for code, means in _CODES.items()),
    )


def _arguments(parameters: Iterable[object]) -> list[object]:
    return [one for one in parameters if getattr(one, "param_type_name", "") == "argument"]


def _rows(parameters: Sequence[object]) -> Iterator[tuple[str, str, str]]:
    arguments = _arguments(parameters)
    for one in arguments:
        yield f"`{getattr(one, 'metavar', '')}`", _help(one), _default(one)
    for one in parameters:
        if one not in arguments:
            yield _spelling(one), _help(one), _default(one)


def _spelling(option: object) -> str:
    names = ", ".join(getattr(option, "opts", ()))
    metavar = getattr(option, "metavar", None)
    return f"`{names}`" if metavar is None else f"`{names} {metavar}`"


def _help(parameter: object) -> str:
    return str(getattr(parameter, "help", "") or "")


def _default(option: object) -> str:
    if getattr(option, "required", False):
        return "needed"
    default = getattr(option, "default", None)
    shown = getattr(option, "show_default", True)
    return f"`{default}`" if shown and default not in (None, False) else ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '·') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(reference())
