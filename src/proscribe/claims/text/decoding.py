"""Bytes into text: byte order marks, what is declared, what is there, and what went wrong before.

What a file says of its encoding is believed where its bytes agree. UTF-8 is believed before any
declaration: text in another encoding is hardly ever valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{2,40})|"
    rb"\A\s*<\?xml\b[^>]{0,100}\bencoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_HEAD, _SAMPLE = 4_096, 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_FEW_NULLS, _LEAST_WIDE = 0.02, 0.3
# Letters beyond ASCII are rare in what is written in Latin letters, and most of what is not.
_OF_LATIN, _OF_OTHERS = 0.5, 0.15
# Labels stand for their larger successors, as in browsers.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Ten of the commonest characters of Chinese newspapers or more, simple and full forms, and the
# commonest letters of Russian: a wrong reading of the bytes has few of them.
_COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月"
    "公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知"
    "這為個國時來們對會說產過經進體與關無業從實現學發動應開種後還當點樣題長電機東車見記間頭員"
    "美企业司制裁名单称报投资股市公布府商务部限令禁"
)
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпу")
_COMMON_KANA = frozenset("のをにはがとでたしるいなもて")
_COMMON = _COMMON_HAN | _COMMON_CYRILLIC | _COMMON_KANA
_CANDIDATES = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("cp1251", "koi8-r", "cp866", "iso8859-5", "cp1250", "cp1252"),
)
_MOJIBAKE = re.compile(
    r"Ã[\x80-\xbf©¨¼¶¤±³¡]|â€[™œ\x9d\"“”–\x93\x94¦]|ï»¿|锟斤拷|"
    r"(?:Ð[\x80-\xbfА-я°-¿]|Ñ[\x80-\x8f]){3}|(?:Р[°-џЂ-џ]|С[Ђ-џ]){4}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file as text.

    Attributes:
        text: Its characters; a byte order mark is none.
        encoding: How its bytes were read, as Python names it.
        warnings: What is odd about that.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Read bytes as text; any bytes can be read, however badly.

    Args:
        data: The bytes.
        content_type: What a server or mail calls them, with the charset it names.
    """
    mark = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), None)
    if mark is not None:
        return _read(data[len(mark[0]) :], mark[1], ())
    declared = _declared(data, content_type)
    wide = _wide(data)
    if wide is not None:
        return _read(data, wide, ())
    if declared is not None and declared.startswith(("iso2022", "hz")):
        return _read(data, declared, ())
    if _fits(data, "utf-8"):
        return _read(data, "utf-8", _contradicted(data, declared, "utf-8"))
    return _decode_other(data, declared)


def plausible_encodings(data: bytes) -> tuple[tuple[str, float], ...]:
    """Return the encodings beside UTF-8 in which bytes are valid, the likeliest first.

    Args:
        data: The bytes, which end where a line ends.

    Returns:
        The name of each, and how much the text then looks like a language, from 1 downwards.
    """
    valid = (name for name in _CANDIDATES if _fits(data, name))
    return tuple(sorted(((n, _plausibility(data, n)) for n in valid), key=lambda one: -one[1]))


def _decode_other(data: bytes, declared: str | None) -> Decoded:
    """Read what is no valid UTF-8: as declared where that makes sense, else as is likeliest."""
    best, score = _likeliest(data)
    if declared == "utf-8" or (declared is None and _nearly_utf8(data)):
        nearly = _nearly_utf8(data)
        return _read(data, "utf-8" if nearly else best, () if nearly else _told(declared, best))
    if declared is not None and _fits(data, declared):
        here = _plausibility(data, declared)
        # What is declared is left only for what is far more like a language.
        if best == declared or score < 2 * here + 0.2:
            return _read(data, declared, ())
        return _read(data, best, _told(declared, best))
    return _read(data, best, _told(declared, best))


def _told(declared: str | None, best: str) -> tuple[str, ...]:
    if declared is None:
        return (f"The file does not say how its characters are encoded; read as {best}.",)
    return (f"The file says it is encoded as {declared}, but is not; read as {best}.",)


def _contradicted(data: bytes, declared: str | None, actual: str) -> tuple[str, ...]:
    if declared in {None, actual} or data.isascii():
        return ()
    return _told(declared, actual)


def _read(data: bytes, encoding: str, warnings: Iterable[str]) -> Decoded:
    text = data.decode(encoding, errors="replace")
    found = [*warnings]
    lost = 0 if _fits(data, encoding) else text.count("�")
    if lost:
        found.append(
            f"{lost:,} bytes are no characters in {encoding} and stand as � in the text: the file "
            "is damaged or in another encoding."
        )
    if _MOJIBAKE.search(text[:_SAMPLE]):
        found.append(
            "Characters were garbled before the file was written (text in one encoding was read "
            "as another): names may not be recognised."
        )
    return Decoded(text=text, encoding=encoding, warnings=tuple(found))


def _declared(data: bytes, content_type: str | None) -> str | None:
    """Return the encoding that the server or the page names, if Python knows it."""
    labels = []
    if content_type is not None and (named := _CHARSET.search(content_type)):
        labels.append(named[1])
    if within := _DECLARED.search(data[:_HEAD]):
        labels.append((within[1] or within[2]).decode("ascii"))
    for label in labels:
        try:
            name = codecs.lookup(label).name
            # Some codecs of Python turn bytes to bytes.
            b"a".decode(name)
        except (LookupError, UnicodeError):
            continue
        # What could be read to find a label in single bytes is not of two bytes.
        if name.startswith(("utf-16", "utf-32", "utf-7")):
            continue
        return _WIDER.get(name, name)
    return None


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: read in bytes, it has control characters that no text has."""
    head = data[:_HEAD]
    if len(data) % 2 or not _CONTROL.search(head):
        return None
    half = len(head) / 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    scored = []
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if low < _FEW_NULLS * half and _fits(head[: len(head) // 2 * 2], name):
            likely = max(high / half, _plausibility(head, name))
            scored.append((likely, name))
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] > _LEAST_WIDE else None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _nearly_utf8(data: bytes) -> bool:
    """Whether all but a few characters are valid UTF-8: a file damaged in places."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    lost = text.count("�")
    beyond = sum(character > "\x7f" for character in text)
    return lost * 10 <= beyond


def _likeliest(data: bytes) -> tuple[str, float]:
    sample = data[:_SAMPLE]
    scored = [(name, _plausibility(sample, name)) for name in _CANDIDATES]
    return max(scored, key=lambda one: one[1])


def _plausibility(data: bytes, encoding: str) -> float:
    """Return what share of the characters beyond ASCII are common ones of some language."""
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    letters = Counter(character for character in text if character.isalpha() or character > "\x7f")
    beyond = {character: count for character, count in letters.items() if character > "\x7f"}
    total = sum(beyond.values())
    if not total:
        return 0.0
    share = total / letters.total()
    good = sum(count * _worth(character, share) for character, count in beyond.items())
    return good / total


def _worth(character: str, share: float) -> float:
    """Return how much a character speaks for a reading in which so many are beyond ASCII."""
    if character in "，。、“”《》’‘–—«»":
        return 0.8
    if character in "éèêàüöäßçñáíóúãõôîïøåæł":
        return 0.8 if share < _OF_LATIN else -0.2
    if character in _COMMON:
        return 1.0 if share > _OF_OTHERS else 0.3
    if "가" <= character <= "힣":
        return 0.55
    if "а" <= character <= "я" or "一" <= character <= "鿿":
        return 0.3
    return -1.0 if character == "�" else -0.2
