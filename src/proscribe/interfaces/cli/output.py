"""Standard output: one JSON document, or text that fits where it goes.

On a terminal text has colour (unless ``NO_COLOR`` is set), tables, and the width of the
window. In a pipe or file a row of a table is one line, however long.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

BROKEN_PIPE = 141
_UNBOUNDED = 100_000
# A name in a list must not move the cursor or recolour the window.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return a text without characters that steer a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def write_json(document: object) -> None:
    """Write one JSON document, UTF-8."""
    import orjson

    _write(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


class Page:
    """Text on its way to standard output; made line by line, written at once."""

    def __init__(self) -> None:
        from rich.console import Console

        console = Console(markup=False, highlight=False, emoji=False)
        self.is_terminal = console.is_terminal
        if not self.is_terminal:
            console = Console(markup=False, highlight=False, emoji=False, width=_UNBOUNDED)
        self._console: Console = console
        self._parts: list[RenderableType] = []

    def say(self, *words: str | tuple[str, str]) -> None:
        """Add a paragraph; a part may be given as (words, style)."""
        self._parts.append(styled(*words))

    def gap(self) -> None:
        """Add an empty line."""
        self._parts.append("")

    def head(self, words: str) -> None:
        """Add a heading with a gap before it."""
        self.gap()
        self.say((words, "bold underline"))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
        """Add a table; a column that ends in ``>`` is set to the right."""
        from rich.table import Table
        from rich.text import Text

        table: Table = Table(
            box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False
        )
        for column in columns:
            right = column.endswith(">")
            table.add_column(
                Text(column.removesuffix(">")),
                justify="right" if right else "left",
                no_wrap=right,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(styled(cell) if isinstance(cell, str) else cell for cell in row))
        self._parts.append(table)

    @property
    def beside(self) -> str:
        """What parts the two halves of a cell: a new line on a terminal, else a blank."""
        return "\n" if self.is_terminal else " "

    def stacked(self, lines: Sequence[str]) -> str:
        """Return lines for one cell: below each other on a terminal, else side by side."""
        return ("\n" if self.is_terminal else "; ").join(lines)

    def write(self) -> None:
        """Write everything added."""
        with self._console.capture() as captured:
            for part in self._parts:
                self._console.print(part)
        text = "".join(
            f"{line.rstrip()}\n" for line in captured.get().removesuffix("\n").split("\n")
        )
        _write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def styled(*words: str | tuple[str, str]) -> Text:
    """Return words, some of them with a style, as one text."""
    from rich.text import Text

    parts = ((word, "") if isinstance(word, str) else word for word in words)
    return Text.assemble(*((plain(text), style) for text, style in parts))


def _write(content: bytes) -> None:
    """Write and flush; a reader who went away ends the command in silence."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is still in the buffer would fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(BROKEN_PIPE) from None
