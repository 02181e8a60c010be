"""How the words that an expression finds begin: cheaper to look for than the expression."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from string import ascii_lowercase, digits

LONGEST = 6
_MOST = 200
_AROUND = re.compile(r"\(\?(?:<?[=!])")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|i?:))?")
# Letters and digits of scripts that set words apart: only there a word begins where it is found.
_SET_APART = re.compile("(?![\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\\W_]")
_LETTER_SET = re.compile(r"\[((?:[^\W_](?:-[^\W_])?)+)\]")
_ITEM = re.compile(r"\\.|\[\^?.[^\]]*\]|.", re.DOTALL)
_TIMES = re.compile(r"[?*+]|\{[\d,]*\}")
_WIDTHLESS, _SPACES = ("\\b", "^", "$"), (" ", "\\s")
END = " "


def leads_of(pattern: str) -> frozenset[str] | None:
    """Return beginnings in small letters, with one of which all begins that an expression finds.

    None where they cannot be told, as it can begin with anything. What stands before the first
    word of it (spaces) is passed over. One that is a whole word ends in ``END``.

    Args:
        pattern: An expression; letters of either case are taken to match.
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    every = {one.lstrip(END) for one in found.open | found.ended}
    if "" in every or every.issuperset(ascii_lowercase):
        return None
    # The beginning of a beginning is one.
    shorter = ({one[:length] for one in every} for length in range(LONGEST, 0, -1))
    return next((frozenset(one) for one in shorter if len(one) <= _MOST), None)


def _of_set(signs: str) -> set[str]:
    """Return the letters and digits of ``Tt`` or ``0-3``, in small letters."""
    found = {one.lower() for one in signs if one != "-"}
    for first, last in re.findall(r"(.)-(.)", signs):
        found |= {chr(code).lower() for code in range(ord(first), ord(last) + 1)}
    return found


@dataclass(slots=True)
class _Leads:
    """Beginnings of what a part finds.

    Attributes:
        open: Those that what follows the part makes longer; a space before the first word stays.
        ended: Those that are as long as they get.
    """

    open: set[str] = field(default_factory=lambda: {""})
    ended: set[str] = field(default_factory=set)

    def follow(self, more: _Leads, times: str) -> None:
        """Go on with a part that stands so many times."""
        longer = {one + other for one in self.open for other in more.open}
        ended = {one + other for one in self.open for other in more.ended}
        skipped = self.open if times.startswith(("?", "*", "{0", "{,")) else set()
        if times[:1] not in ("", "?"):
            ended |= longer
            longer = set()
        self.ended |= {_first_word(one[:LONGEST]) for one in ended}
        self.open = skipped | {one[:LONGEST] for one in longer}
        self._end_long()

    def end_word(self) -> None:
        """Nothing more of the words that have begun."""
        begun = {one for one in self.open if one.strip(END)}
        self.ended |= {(one + END)[:LONGEST] for one in begun}
        self.open -= begun

    def end(self) -> None:
        """Whatever follows is not told."""
        self.ended |= self.open
        self.open = set()

    def _end_long(self) -> None:
        """Close those that are long enough, and those of whole words."""
        closed = {one for one in self.open if len(one) == LONGEST or END in one.lstrip(END)}
        self.ended |= {_first_word(one) for one in closed}
        self.open -= closed


def _first_word(text: str) -> str:
    """Return the first word with the spaces around it that are there."""
    word, end, _ = text.lstrip(END).partition(END)
    return END * text.startswith(END) + word + end


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Leads:
        """Read up to the end of a group, or of the expression."""
        every = self._branch()
        while self._pattern.startswith("|", self._at):
            self._at += 1
            other = self._branch()
            every.open |= other.open
            every.ended |= other.ended
        return every

    def _branch(self) -> _Leads:
        found = _Leads()
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if _AROUND.match(self._pattern, self._at) is not None:
                self._pass(_AROUND)
                self.alternatives()
                self._at += 1
                continue
            group = _GROUP.match(self._pattern, self._at)
            if group is not None:
                self._pass(_GROUP)
                part = self.alternatives()
                self._at += 1
                found.follow(part, self._pass(_TIMES))
            else:
                self._item(found)
        return found

    def _item(self, found: _Leads) -> None:
        """Read a letter, a set of letters, or what is none."""
        letters = _LETTER_SET.match(self._pattern, self._at)
        item = self._pass(_ITEM)
        times = self._pass(_TIMES)
        if _SET_APART.fullmatch(item) is not None:
            found.follow(_Leads({item.lower()}), times)
        elif letters is not None and all(map(_SET_APART.fullmatch, letters[1].replace("-", ""))):
            found.follow(_Leads(_of_set(letters[1])), times)
        elif item == "\\d":
            found.follow(_Leads({*digits}), times)
        elif item in _SPACES:
            found.follow(_Leads({END}), "?" if times.startswith(("?", "*", "{0", "{,")) else "")
        elif item in _WIDTHLESS:
            found.end_word()
        else:
            found.end()

    def _pass(self, words: re.Pattern[str]) -> str:
        """Return what stands at the place, and go behind it."""
        match = words.match(self._pattern, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]
