"""What a file is, told by its first bytes before its name and before what a server calls it."""

from __future__ import annotations

import re
import zlib

from proscribe.claims.text.extracted import Given, TextKind

MOST_BYTES = 1 << 25
"""What is larger is no article: 32 MiB."""

_HEAD = 2_048
_GZIP, _GZIP_WINDOW = b"\x1f\x8b", 31
_NOT_TEXT = (
    (b"PK\x03\x04", "a ZIP archive, a Word document or a workbook"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"PK\x07\x08", "a ZIP archive in parts"),
    (b"\xd0\xcf\x11\xe0", "an old Word document, a workbook or a mail of Outlook"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a file packed with bzip2"),
    (b"\xfd7zXZ", "a file packed with xz"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd"),
    (b"\x1f\x9d", "a file packed with compress"),
    (b"\x04\x22M\x18", "a file packed with lz4"),
    (b"!<arch>\n", "an archive of a program"),
    (b"bplist00", "a web archive or settings of Apple"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x00\x00\x01\x00", "a picture"),
    (b"AT&TFORM", "a scanned document (DjVu)"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"ID3", "sound"),
    (b"\xff\xfb", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\x00", "a font"),
    (b"\x00\x01\x00\x00", "a font"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3", "a database"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut to a file"),
    (b"%!PS", "a PostScript document"),
)
# Letters that text may begin with, too: what has no NUL so near to them is text.
_IF_NULL = (
    (b"MZ", "a program"),
    (b"BM", "a picture"),
    (b"MSCF", "a cabinet archive"),
    (b"!BDN", "a mailbox of Outlook"),
    (b"PAR1", "a table (Parquet)"),
    (b"ITSF", "a help file"),
)
_NEAR = 64
_WITHIN = ((4, b"ftyp", "a picture or film"), (257, b"ustar", "a TAR archive"))
_SAVE = "Save the article as a web page, PDF or plain text (UTF-8), and give that file."
_MAIL_HEADER = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){3,}"
)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:")
_MOST_HEAD = 1 << 16
_OF_MAIL = re.compile(
    rb"^(?:Message-ID|Received|MIME-Version|Return-Path|X-Mailer|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_LINE = re.compile(rb"\A(?:From [^\r\n]*\r?\n)?")
_PAGE = re.compile(
    r"\A(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title|article|"
    r"main)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|a|br|span|td|h[1-6]|li|html|body|script)\b[^<>]*>", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml\b|\A\s*<(?:rss|feed|sdnList|export)\b", re.IGNORECASE)
_FEW_TAGS = 5
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PAGE_ENDINGS = ("html", "htm", "xhtml", "shtml")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE, _MOST_CONTROLS = 20_000, 0.01


def opened(given: Given) -> bytes:
    """Return the bytes of a file, unpacked where it is packed with gzip.

    Raises:
        UnreadableTextError: It is empty, too large, damaged, or of a kind that holds no text.
    """
    data = given.data
    if data.startswith(_GZIP):
        data = _inflated(given)
    if not data or data.isspace():
        raise given.unreadable("the file is empty.", "Save the article again, and give that file.")
    if len(data) > MOST_BYTES:
        raise _too_large(given)
    what = _no_text(data)
    if what is not None:
        raise given.unreadable(f"this is {what}, and no text can be read from it.", _SAVE)
    return data


def _no_text(data: bytes) -> str | None:
    """Return what a file is that holds no text, by the marks of its kind; None for others."""
    has_null = b"\x00" in data[:_NEAR]
    told = (
        *(what for mark, what in _NOT_TEXT if data.startswith(mark)),
        *(what for mark, what in _IF_NULL if has_null and data.startswith(mark)),
        *(what for place, mark, what in _WITHIN if data.startswith(mark, place) and has_null),
    )
    return next(iter(told), None)


def _inflated(given: Given) -> bytes:
    inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
    try:
        data = inflater.decompress(given.data, MOST_BYTES + 1)
    except zlib.error as error:
        raise given.unreadable(
            f"the file is packed and cannot be unpacked ({error}).", "Fetch it again."
        ) from error
    if len(data) > MOST_BYTES:
        raise _too_large(given)
    if not inflater.eof:
        raise given.unreadable("the file is packed and breaks off.", "Fetch it again.")
    if data.startswith(_GZIP):
        raise given.unreadable("the file is packed twice.", "Unpack it, and give what is in it.")
    return data


def _too_large(given: Given) -> Exception:
    return given.unreadable(
        f"the file holds more than {MOST_BYTES:,} bytes, more than any article has.",
        "Give the article alone.",
    )


def kind_of_bytes(data: bytes) -> TextKind | None:
    """Tell a PDF or a mail by its bytes; None where it is text of a page, or plain."""
    if b"%PDF-" in data[:1_024]:
        return TextKind.PDF
    first = _FROM_LINE.match(data)
    header = _MAIL_HEADER.match(data, 0 if first is None else first.end())
    if header is not None and _OF_MAIL.search(header.group()):
        return TextKind.MAIL
    # Whatever a program leaves out of the head: where nothing follows it, it is no article.
    return TextKind.MAIL if _is_head(data) else None


def _is_head(data: bytes) -> bool:
    """Return whether there is nothing but the head of a mail."""
    if len(data) > _MOST_HEAD:
        return False
    lines = [line for line in data.strip().splitlines() if not line.startswith((b" ", b"\t"))]
    names = [line.partition(b":")[0].lower() for line in lines if _FIELD.match(line)]
    return len(names) == len(lines) and {b"from", b"subject"} <= {*names}


def kind_of_text(text: str, given: Given) -> TextKind:
    """Tell a page from plain text.

    Raises:
        UnreadableTextError: It is no text, or data for machines.
    """
    sample = text[:_SAMPLE]
    if _PAGE.match(sample):
        return TextKind.HTML
    if len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise given.unreadable(
            f"this is no text: it begins with {given.data[:16]!r}.",
            _SAVE,
        )
    named = given.media_type in _PAGE_TYPES or given.ending in _PAGE_ENDINGS
    tags = sum(1 for _ in zip(range(_FEW_TAGS), _TAG.finditer(sample), strict=False))
    if named and tags:
        return TextKind.HTML
    if _XML.match(sample):
        raise given.unreadable(
            "this is XML for machines (a feed, or a list), not an article.",
            "Give the address or file of one article; lists are read by `proscribe import`.",
        )
    is_plain = given.media_type == "text/plain" or given.ending in {"txt", "md"}
    return TextKind.HTML if tags >= _FEW_TAGS and not is_plain else TextKind.PLAIN
