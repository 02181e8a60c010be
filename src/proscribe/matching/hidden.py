"""Signs of a text that are no part of it: those that nobody sees, and those of trade marks.

Nobody sees control characters, escape sequences and marks of direction.
"""

from __future__ import annotations

import re

_LONGEST_COMMAND = 200
# What a terminal obeys instead of showing: a command of colours and places, one of titles and
# links up to its end, and shorter ones.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|\x9b[0-9;]{1,64}[@-~]"
    rf"|(?:\x1b[\]PX^_]|\x9d)[^\x07\x1b\x9c]{{0,{_LONGEST_COMMAND}}}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{1,8}[0-~]"
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Marks of trade, service and rights (™, ℠, ®, ©, ℗); letters with rings may be a whole name.
_MARKS = re.compile(
    "[\u00a9\u00ae\u2117\u2120\u2122\U0001f12b\U0001f12c\U0001f16a-\U0001f16c]"
    "|\u1d40\u1d39|\u1d57\u1d50|\u02e2\u1d39"
    "|(?<![\u24b6-\u24e9])[\u24b8\u24c5\u24c7\u24d2\u24df\u24e1](?![\u24b6-\u24e9])"
)
_WITHIN = re.compile(rf"(?<=\w){_HIDDEN.pattern}(?=\w)")


def without_hidden(text: str) -> str:
    """Return a text as people read it: without the signs that nobody sees.

    Blanks and line ends stay as they are, and so does what only looks odd; a mark of trade or of
    rights is a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        # What is nothing but commands may be a name that is made to look so.
        text = _ESCAPES.sub("", text).strip() or text
    return _MARKS.sub(" ", _HIDDEN.sub("", text))


def read_apart(text: str) -> str | None:
    """Return a text with a blank where a sign that nobody sees parts two that are seen.

    Web pages write words apart with signs of no width, too: ``Xiaomi`` and ``Corp`` copied from
    one may be ``XiaomiCorp`` without them.

    Returns:
        The text read so; None where it holds no such sign.
    """
    if text.isascii() and text.isprintable():
        return None
    apart, times = _WITHIN.subn(" ", _ESCAPES.sub("", text))
    return apart if times else None
