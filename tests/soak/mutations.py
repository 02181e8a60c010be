"""Damage to the bytes of a list: the same damage for the same seed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

_ZIP = b"PK\x03\x04"
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w.:-]*)")
_NUMBER = re.compile(rb"\d+")
_DAY = re.compile(rb"\d{1,4}[-/. ](?:\d{1,2}|[A-Z][a-z]{2})[-/. ]\d{2,4}")
_VALUE = re.compile(rb'(?<=:)\s*"[^"\n]{0,80}"')
_CELL = re.compile(rb"[^,;\t\r\n]{1,80}")
_INSERTED = (
    *(b"&", b"&nbsp;", b"&#0;", b"&#x1F600;", b"&l9;", b"<", b">", b"</", b"<!--", b"]]>"),
    *(b"<![CDATA[", b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\0", b"\x1a", b"\x80"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xae", b"\xcc\x81", b"\\u0000", b"\\", b"{", b"["),
    *(b"=1+1", b"%s", b"{}", b"null", b"-0-", b"9" * 400, b"x" * 70_000, b"<a>" * 300),
    *(b"[" * 2_000, b'{"a":' * 500),
)
_NUMBERS = (
    *(b"", b"0", b"-1", b"00", b"1e999", b"NaN", b"1,5", b"0x10", b"99999999999999999999"),
    *(b"\xd9\xa1\xd9\xa9", b"\xc2\xb2", b"1" * 5_000),
)
_DAYS = (
    *(b"00/00/1962", b"circa 1958", b"31 Feb 2020", b"9999-99-99", b"0000-00-00", b"13/13/2013"),
    *(b"2020-02-30", b"1958 to 1960", b"10000-01-01", b"29/02/2100", b"", b"1 Janvember 1970"),
)
_VALUES = (b"null", b"[]", b"{}", b"17", b"true", b'[["a"]]', b'""', b"1e400", b'"\\ud800"')


def mutate(content: bytes, chance: Random) -> bytes:
    """Return the bytes with one to three things wrong; of a zip, its members' or its own."""
    if content.startswith(_ZIP) and chance.random() < 0.6:
        return _in_member(content, chance)
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_KINDS)(content, chance)
    return content


def _span(content: bytes, chance: Random, longest: int = 200) -> tuple[int, int]:
    """Return the bounds of a piece: mostly short, now and then long."""
    start = chance.randrange(len(content) + 1)
    length = chance.randint(1, len(content) or 1) if chance.random() < 0.1 else longest
    return start, min(len(content), start + chance.randint(1, max(1, length)))


def _flip(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _delete(content: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _duplicate(content: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance, 2_000)
    return content[:end] + content[start:]


def _move(content: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance, 500)
    rest = content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + content[start:end] + rest[at:]


def _insert(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_INSERTED) + content[at:]


def _swap_tags(content: bytes, chance: Random) -> bytes:
    """Give one element another's name, everywhere or at one place."""
    found = [match for match in _TAG.finditer(content) if not match.group(1)]
    if not found:
        return _swap_cells(content, chance)
    one, other = chance.choice(found).group(2), chance.choice(found).group(2)
    if chance.random() < 0.5:
        place = chance.choice(found)
        return content[: place.start(2)] + other + content[place.end(2) :]
    return re.sub(rb"(?<=[</])" + re.escape(one) + rb"\b", lambda _: other, content)


def _swap_cells(content: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance, 3_000)
    found = list(_CELL.finditer(content, start, end))
    if len(found) < 2:
        return content
    first, last = sorted(chance.sample(found, 2), key=lambda match: match.start())
    between = content[first.end() : last.start()]
    head, tail = content[: first.start()], content[last.end() :]
    return head + last.group() + between + first.group() + tail


def _replacing(pattern: re.Pattern[bytes], replacements: tuple[bytes, ...]) -> _Kind:
    def replace(content: bytes, chance: Random) -> bytes:
        start = chance.randrange(len(content) + 1)
        match = pattern.search(content, start) or pattern.search(content)
        if match is None:
            return content
        return content[: match.start()] + chance.choice(replacements) + content[match.end() :]

    return replace


def _recode(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", errors="replace")
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-8-sig"))
    return text.encode(encoding, errors="replace")


def _in_member(content: bytes, chance: Random) -> bytes:
    """Damage one member of a zip, and pack it anew with a true checksum."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        names = [member for member in archive.namelist() if not member.endswith("/")]
        chosen, lost = chance.choice(names), chance.random() < 0.05
        for name in names:
            held = archive.read(name)
            if name != chosen:
                changed.writestr(name, held)
            elif not lost:
                changed.writestr(name, mutate(held, chance))
    return packed.getvalue()


def _gzip(content: bytes, chance: Random) -> bytes:
    """Pack the bytes, now and then with damage to the packing."""
    packer = zlib.compressobj(1, wbits=31)
    packed = packer.compress(content) + packer.flush()
    return _flip(packed, chance) if chance.random() < 0.5 else _truncate(packed, chance)


_Kind = Callable[[bytes, Random], bytes]
_KINDS: tuple[_Kind, ...] = (
    *(_flip, _flip, _delete, _delete, _duplicate, _move, _insert, _insert, _truncate),
    *(_swap_tags, _swap_tags, _swap_cells, _recode, _gzip),
    *(_replacing(_NUMBER, _NUMBERS), _replacing(_NUMBER, _NUMBERS)),
    *(_replacing(_DAY, _DAYS), _replacing(_DAY, _DAYS), _replacing(_VALUE, _VALUES)),
)
