"""Printed lines into paragraphs: without heads, page and line numbers; notes at the end.

A word parted at the end of a line is joined. Its hyphen stays where the document writes the word
with one elsewhere, or where a capital or a digit follows, so that a word reads the same throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from proscribe.claims.text.columns import Line, in_reading_order

_EDGE = 0.12
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*|[ivxl]{1,6}|第\s*\d+\s*页.*",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:USCA )?Case\s+\S*\d.{0,60}\b(?:Document|Doc\.?)\s*#?\s*[\d-]+.{0,60}(?:Filed|Page)\b.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}")
_LEAST_NUMBERS = 8
_LOW = 200  # points above the foot of the page
_SMALL, _OTHER_SIZE = 0.88, 1.18
_FAR, _INDENT, _SHORT_LINE = 1.45, 1.2, 0.8
_ENDS = re.compile(r"[.!?:;。！？；：][\"'”’»)\]]*\Z")
_WORD_END = re.compile(r"([^\W\d_]+)-\Z")
_WORD_START = re.compile(r"([^\W\d_]+)")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_CJK = re.compile(r"[⺀-鿿豈-﫿＀-￯]")


def write_paragraphs(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> str:
    """Return the text of printed pages, a paragraph a line, an empty line between.

    Args:
        pages: The lines of each page.
        heights: The height of each page, in points.
    """
    kept = [_without_numbers(lines) for lines in pages]
    kept = _without_heads(kept, heights)
    whole = [line for lines in kept for line in lines]
    if not whole:
        return ""
    size = _body_size(whole)
    hyphenated = frozenset(
        word.lower() for line in whole for word in _HYPHENATED.findall(line.text)
    )
    body: list[list[Line]] = []
    notes: list[list[Line]] = []
    for lines in kept:
        for block in in_reading_order(lines):
            rows = _rows(block)
            cut = _notes_begin(rows, size)
            body.append(rows[:cut])
            notes.append(rows[cut:])
    groups = [*_paragraphs(body), *_paragraphs(notes)]
    return "\n\n".join(_joined(group, hyphenated) for group in groups)


def _without_numbers(lines: Sequence[Line]) -> list[Line]:
    """Leave out the numbers that pleadings print beside every line."""
    numbers = [line for line in lines if _NUMBER.fullmatch(line.text)]
    if len(numbers) < _LEAST_NUMBERS:
        return [*lines]
    others = [line.left for line in lines if line not in numbers]
    edge = min(others, default=0.0)
    margin = sorted((n for n in numbers if n.right <= edge + 1), key=lambda line: -line.middle)
    rising = sum(int(one.text) < int(two.text) for one, two in pairwise(margin))
    if len(margin) < _LEAST_NUMBERS or rising < 0.9 * (len(margin) - 1):
        return [*lines]
    return [line for line in lines if line not in margin]


def _without_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Leave out running heads and feet: what stands at the edge of several pages, or a number."""
    edges = [
        {_key(line) for line in lines if _at_edge(line, height)}
        for lines, height in zip(pages, heights, strict=True)
    ]
    counts = Counter(key for page in edges for key in page)
    often = max(2, len(pages) // 3)
    repeated = {key for key, count in counts.items() if count >= often}

    def stays(line: Line, height: float) -> bool:
        if _STAMP.fullmatch(line.text):
            return False
        if not _at_edge(line, height):
            return True
        return _key(line) not in repeated and not _PAGE_NUMBER.fullmatch(line.text)

    return [
        [line for line in lines if stays(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.lower())


def _at_edge(line: Line, height: float) -> bool:
    return line.middle < _EDGE * height or line.middle > (1 - _EDGE) * height


def _body_size(lines: Iterable[Line]) -> float:
    """Return the size of type that most of the text is in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _rows(block: Sequence[Line]) -> list[Line]:
    """Join what stands on one line of a block: cells of a table, words far apart."""
    rows: list[Line] = []
    for line in sorted(block, key=lambda one: (-one.middle, one.left)):
        last = rows[-1] if rows else None
        if last is not None and abs(last.middle - line.middle) < min(last.height, line.height) / 2:
            first, second = sorted((last, line), key=lambda one: one.left)
            rows[-1] = replace(
                first,
                text=f"{first.text} {second.text}",
                right=max(first.right, second.right),
                top=max(first.top, second.top),
                bottom=min(first.bottom, second.bottom),
            )
        else:
            rows.append(line)
    return rows


def _notes_begin(rows: Sequence[Line], size: float) -> int:
    """Return from which row on a block holds footnotes: smaller type, to its very end."""
    cut = len(rows)
    while cut > 0 and rows[cut - 1].height < _SMALL * size:
        cut -= 1
    return cut if cut > 0 else (0 if rows and rows[0].middle < _LOW else len(rows))


def _paragraphs(blocks: Iterable[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, over columns and pages."""
    group: list[Line] = []
    for block in blocks:
        if not block:
            continue
        left, right = min(one.left for one in block), max(one.right for one in block)
        gaps = [one.middle - two.middle for one, two in pairwise(block)]
        leading = median(gaps) if gaps else 0.0
        if group and not _runs_over(group[-1], block[0]):
            yield group
            group = []
        for place, line in enumerate(block):
            if place and _begins(block[place - 1], line, (left, right), leading):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _runs_over(last: Line, first: Line) -> bool:
    """Whether a sentence goes on in the next column or on the next page."""
    same_type = max(last.height, first.height) < _OTHER_SIZE * min(last.height, first.height)
    return same_type and not _ENDS.search(last.text) and not last.text.isupper()


def _begins(before: Line, line: Line, edges: tuple[float, float], leading: float) -> bool:
    """Whether a line begins a paragraph."""
    left, right = edges
    size = min(before.height, line.height)
    if max(before.height, line.height) > _OTHER_SIZE * size:
        return True
    if before.middle - line.middle > _FAR * leading:
        return True
    if line.left - left > _INDENT * size and before.left - left <= _INDENT * size:
        return True
    if line.left - before.left > _INDENT * size or before.left - line.left > 4 * _INDENT * size:
        return True
    is_short = before.right < left + _SHORT_LINE * (right - left)
    return is_short and (bool(_ENDS.search(before.text)) or before.text.isupper())


def _joined(lines: Sequence[Line], hyphenated: frozenset[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        parted, follows = _WORD_END.search(text), _WORD_START.match(line.text)
        if parted is not None and follows is not None:
            word = f"{parted[1]}-{follows[1]}".lower()
            keeps = word in hyphenated or not follows[1][0].islower()
            text = (text if keeps else text[:-1]) + line.text
        elif text.endswith("-") or (_CJK.match(line.text) and _CJK.match(text[-1])):
            text += line.text
        else:
            text += f" {line.text}"
    return text
