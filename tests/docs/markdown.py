"""What the pages hold: fenced blocks, links, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"(?:^<!-- file: (?P<file>[\w.-]+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
_COMMAND = "$ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A fenced block.

    Attributes:
        kind: The word after its fence: `console`, `python`, `csv`, …
        text: What stands in it.
        file: The file that the reader is to save it as, where there is one.
        line: Its line in the page.
    """

    kind: str
    text: str
    file: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command of a console block, and what it is to print: `…` stands for anything."""

    command: str
    printed: tuple[str, ...]


def pages() -> tuple[Path, ...]:
    """Return README and every page of the documentation."""
    return (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))


def fences(page: Path) -> Iterator[Fence]:
    """Yield the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Fence(
            kind=found["kind"],
            text=found["text"],
            file=found["file"],
            line=text.count("\n", 0, found.start()) + 1,
        )


def examples(fence: Fence) -> Iterator[Example]:
    """Yield the commands of a console block."""
    command, printed = "", list[str]()
    for line in fence.text.splitlines():
        if line.startswith(_COMMAND):
            if command:
                yield Example(command=command, printed=tuple(printed))
            command, printed = line.removeprefix(_COMMAND), []
        else:
            printed.append(line)
    yield Example(command=command, printed=tuple(printed))


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's links, those in fenced blocks left out."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    yield from (found["target"] for found in _LINK.finditer(text))


def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page's headings."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return frozenset(anchor(found["text"]) for found in _HEADING.finditer(text))


def anchor(heading: str) -> str:
    """Return the anchor that renderers give a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def shows(printed: tuple[str, ...], output: str) -> bool:
    """Tell whether an output is as a page shows it.

    Blanks and empty lines do not count. `…` alone stands for any lines, within a line for any
    text.
    """
    wanted = [plain(line) for line in printed if line.strip()]
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n"
        for line in wanted
    )
    actual = "".join(f"{plain(line)}\n" for line in output.splitlines() if line.strip())
    return re.fullmatch(pattern, actual) is not None


def plain(line: str) -> str:
    """Return a line with single blanks, none at its ends nor around `…`."""
    return re.sub(r" ?… ?", "…", " ".join(line.split()))
