"""PDF files written by hand: lines of Courier at given places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 12
LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) "
    "/U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) /P -4 >> /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)] "
)


@dataclass(frozen=True, slots=True)
class At:
    """A line of text, in points from the lower left corner."""

    left: int
    bottom: int
    text: str
    size: int = SIZE


def column(left: int, top: int, text: str, *, leading: int = 14) -> list[At]:
    """Return the lines of a text parted by `|`, one below another; empty ones leave a gap."""
    return [At(left, top - leading * row, line) for row, line in enumerate(text.split("|")) if line]


def pdf(pages: Sequence[Sequence[At]], *, info: str = "", trailer: str = "") -> bytes:
    """Return a PDF of those pages."""
    objects = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>", b""]
    kids = []
    for lines in pages:
        drawn = b"".join(map(_drawn, lines))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects += [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< %s >>" % info.encode()]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R /Info %d 0 R %s>>\n"
        b"startxref\n%d\n%%%%EOF"
        % (count + 1, table, count + 1, count - 1, count, trailer.encode(), len(out))
    )


def _drawn(line: At) -> bytes:
    text = line.text.encode("latin-1")
    for special in (b"\\", b"(", b")"):
        text = text.replace(special, b"\\" + special)
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (line.size, line.left, line.bottom, text)
