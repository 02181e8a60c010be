"""The sentences of a text, with their offsets.

A sentence is what a claim quotes, so that splitting must neither cut at ``U.S. District
Court`` nor run on over a headline, which ends without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from proscribe.model.claim import Span

# Words after which a full stop ends no sentence.
_TITLES = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt"),
    *("Hon", "Rev", "St", "Messrs", "Mme", "No", "Nos", "Art", "Arts", "Sec", "Secs", "para"),
    *("paras", "Reg", "vs", "v", "cf", "e.g", "i.e", "p", "pp", "ca", "approx", "Vol", "Fed"),
    *("г", "гг", "им", "ст", "стр", "п", "т.е", "т.д", "т.п", "ул", "тыс"),
    *("a.k.a", "f.k.a", "n.k.a", "d.b.a", "Cir", "Supp", "Stat", "Pub", "Doc", "Ex", "Jr", "Sr"),
)
# Words after which one may end, but does not where a small letter follows.
_SHORT = (
    *("Inc", "Corp", "Co", "Ltd", "Cos", "Bros", "Pte", "Pty", "Pvt", "Ltda", "Cie", "Bhd", "Sdn"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    *("Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "etc", "al", "dept"),
    *(
        "Dept",
        "Univ",
        "Intl",
        "a.m",
        "p.m",
        "D.C",
        "Ct",
        "Dist",
        "Ave",
        "Blvd",
        "est",
        "руб",
        "долл",
        "млн",
        "млрд",
        "коп",
    ),
)
# What follows a short form without beginning a sentence: ``U.S. District``, ``Corp. of``.
_NOT_BEGINNINGS = re.compile(
    r"\s+(?!(?:The|A|An|In|On|At|It|Its|He|She|They|We|But|And|This|That|These|Those|As|After|"
    r"Under|For|However|Meanwhile|According|Officials|Shares|Trading|If|No|By|When|While|Since|"
    r"There|Both|Such|Separately|Earlier|Last|Chinese)\b)[A-Z][\w&'’-]*"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+\Z")
# ``E.O. 13959``, ``50 U.S.C. 1701``, ``15 C.F.R. 744``.
_CITED = re.compile(r"\b(?:E\.O|U\.S\.C|C\.F\.R|P\.L|O\.J|F\.R|S\.I)\.\Z")
_NUMBER = re.compile(r"\s+(?:No\. ?|Part |§+ ?)?\d")
_WORD_BEFORE = re.compile(r"([\w.]*\w)\.\Z")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*|[。！？｡]+[”’」』）》]*")
_BREAK = re.compile(r"[ \t\u00a0\u3000]*(?:\r\n|\n|\r|\u2028|\u2029)[ \t\u00a0\u3000]*")
_CLOSING_SPEECH = re.compile(r"[\"”’»]\s+[a-z]")
# ``WASHINGTON, Dec 18 2020 (Reuters) - ``: where and when a report was filed, no part of it.
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z][A-Z .'’/-]{{1,40}}(?:, [A-Za-z.]{{2,20}})?(?:,? {_DAY})?|"
    rf"(?!(?:On|In|By|From|Since|\w+day)\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    rf"(?:, [A-Z][\w.]{{1,12}})?, {_DAY})"
    r"\s*(?:\([A-Z][\w .&/-]{1,30}\))?\s*(?:[–—]|-{1,2}|(?<=\)):)\s+"
)
_ZONE = re.compile(
    r"\s+(?:E[SD]?T|P[SD]?T|GMT|UTC|CES?T|BST|HKT|Eastern|New York|London|Hong Kong|"
    r"Beijing|local)\b"
)
# ``Acme Inc. $91,000``, ``Acme Inc. (AI)``.
_SUM = re.compile(r"\s+(?:[A-Z]{0,3}[$£€¥]|\()")
_WORD_REACH = 40
_CJK_STOPS = "。！？｡"
# ``“……。”某公司首席执行官说。``: the speaker behind what is said.
_CJK_SPEAKER = re.compile(
    r"[^。！？｡，；“”「」：\s]{2,40}(?:说|表示|称|指出|写道|强调|回应)(?:道)?[。，]"
)
# A wrapped line is long and goes on in small letters, or ends in the middle of a phrase.
_LONG_LINE = 45
_LEAST_WRAPPED, _SHARE_WRAPPED = 2, 0.3
_ENDS_A_LINE = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\Z")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without the white space between them."""
    return tuple(
        span
        for start, end in _blocks(text)
        for piece in _pieces(text, start, end)
        if (span := _trimmed(text, *piece)) is not None
    )


def find_gaps(sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield what stands before and between sentences: datelines, numbers of paragraphs."""
    end = 0
    for one in sentences:
        if one.start - end > _SPACE:
            yield end, one.start
        end = max(end, one.end)


_SPACE = 2


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: a line break ends one unless the line is only wrapped."""
    start, line, hard = 0, 0, _hard_wrapped(text)
    for found in _BREAK.finditer(text):
        if found.start() < line:
            continue
        before, after = text[line : found.start()], text[found.end() : found.end() + 1]
        if _wrapped(before, after, hard=hard):
            line = found.end()
            continue
        yield start, found.start()
        start = line = found.end()
    yield start, len(text)


def _hard_wrapped(text: str) -> bool:
    """Return whether lines are broken at a width: many long ones go on in small letters."""
    lines = text.splitlines()
    long = [(one, after) for one, after in pairwise(lines) if len(one) >= _LONG_LINE and after]
    goes_on = sum(after.lstrip()[:1].islower() for _, after in long)
    return goes_on >= _LEAST_WRAPPED and goes_on >= _SHARE_WRAPPED * len(long)


def _wrapped(line: str, after: str, *, hard: bool) -> bool:
    if not after or after.isspace():
        return False
    if after.islower():
        return len(line) >= _LONG_LINE or line.endswith(",")
    return hard and len(line) >= _LONG_LINE and not _ENDS_A_LINE.search(line)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    dateline = _DATELINE.match(text, start, end)
    if dateline is not None:
        begin = dateline.end()
    for found in _END.finditer(text, begin, end):
        if _ends(text, found, begin, end):
            yield begin, found.end()
            begin = found.end()
    if begin < end:
        yield begin, end


def _ends(text: str, found: re.Match[str], begin: int, end: int) -> bool:
    stop, after = found.group(), text[found.end() : found.end() + 60]
    if stop[0] in _CJK_STOPS:
        return stop[-1] not in "”」』" or _CJK_SPEAKER.match(after) is None
    if found.end() >= end or not after.strip():
        return True
    if not after[0].isspace():
        return False
    first = after.lstrip()[:1]
    if first.islower() or first in ",;:)":
        return False
    if stop[-1] in '"”’»' and _CLOSING_SPEECH.match(stop[-1] + after):
        return False
    return stop[0] != "." or not _abbreviated(
        text[max(begin, found.start() - _WORD_REACH) : found.start() + 1], after
    )


def _abbreviated(before: str, after: str) -> bool:
    if _ZONE.match(after) and before.endswith((".m.", ".M.")):
        return True
    if _INITIALS.search(before):
        cited = _CITED.search(before) is not None and _NUMBER.match(after) is not None
        return cited or bool(_NOT_BEGINNINGS.match(after))
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    dated = word[1][:3] in _MONTHS and re.match(r"\s+\d", after) is not None
    if dated or word[1] in _TITLES or (len(word[1]) == 1 and word[1].isupper()):
        return True
    going_on = bool(_NOT_BEGINNINGS.match(after)) and _goes_on(word[1], after)
    return word[1] in _SHORT and (going_on or _SUM.match(after) is not None)


def _goes_on(word: str, after: str) -> bool:
    """``Corp. Ltd`` and ``Jan. 14`` go on; after ``Inc.`` a capital mostly begins a sentence."""
    if word[:3] in _MONTHS:
        return False
    return bool(
        re.match(r"\s+(?:Ltd|Inc|Co|Corp|Pvt|LLC|Group|Holdings|Limited|of|and|&)\b", after)
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    kept = piece.strip()
    if not kept:
        return None
    return Span(text=kept, start=start + left, end=start + left + len(kept))
