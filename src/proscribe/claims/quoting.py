"""Where quoted speech begins and ends in a sentence."""

from __future__ import annotations

import re

from proscribe.model.claim import Span

OPENING = ("“", '"')


def quoted_part(sentence: Span) -> tuple[int, int] | None:
    """Return where the quoted speech of a sentence lies: a whole clause, not a word or two."""
    best: tuple[int, int] | None = None
    for match in re.finditer(r"[“\"«]([^”\"»]{15,})[”\"»]", sentence.text):
        if best is None or match.end() - match.start() > best[1] - best[0]:
            best = (match.start(), match.end())
    if best is None:
        return None
    return sentence.start + best[0], sentence.start + best[1]


def left_open(text: str) -> int | None:
    """Return where quoted speech begins that the sentence does not end."""
    if "“" in text or "”" in text:
        depth, place = 0, None
        for at, sign in enumerate(text):
            if sign == "“":
                place = at if depth == 0 else place
                depth += 1
            elif sign == "”":
                depth = max(0, depth - 1)
        return place if depth else None
    if text.count('"') % 2 == 0:
        return None
    place = text.rindex('"')
    return place if text[place - 1 : place].strip() in _BEFORE_SPEECH else None


_BEFORE_SPEECH = ("", "(", "[", "—", "–", "-", ":")


def place_of_close(text: str) -> int | None:
    """Return where open quoted speech ends in a sentence; None where it goes on."""
    depth = 1
    for at, sign in enumerate(text):
        if sign in OPENING and at == 0:
            continue
        if sign == "“":
            depth += 1
        elif sign == "”" or (sign == '"' and "“" not in text):
            depth -= 1
            if depth == 0:
                return at + 1
    return None
