from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from proscribe.claims.text import DateOrigin, TextKind, extract
from proscribe.model.errors import UnreadableTextError
from tests.claims.text.pages import LISTED, page

# Of which a file may hold more than of anything else.
PROSE = b"Acme was listed on 5 March 2021 by the Department of Defense. " * 200
SEED = "seeds/000_42d38826c64e1787.txt"


def test_plain_text_stays_what_it_is_and_what_belongs_to_the_page_is_marked(shared: Path) -> None:
    data = (shared / SEED).read_bytes()

    found = extract(data, name="article.txt")

    assert (found.kind, found.text) == (TextKind.PLAIN, data.decode())
    assert found.title == "Report reveals why the U.S. blacklisted Xiaomi in January"
    assert [span.text for span in found.boilerplate] == [
        "Header Ads",
        "Breaking News",
        "Source Link",
        "No comments",
    ]
    assert all(found.text[span.start : span.end] == span.text for span in found.boilerplate)


@pytest.mark.parametrize(
    "text", ["One line.\r\nTwo  lines.\r\rThree\t\n", " \n Acme listed \u200f\n"]
)
def test_white_space_and_marks_of_plain_text_are_left_alone(text: str) -> None:
    assert extract(text.encode(), name="a.txt").text == text


def test_the_dateline_of_a_plain_text_tells_its_day() -> None:
    found = extract(b"WASHINGTON, March 5, 2021 (Example) - " + LISTED.encode(), name="a.txt")

    assert (str(found.published), found.published_from) == ("2021-03-05", DateOrigin.DATELINE)


def test_a_packed_page_is_opened() -> None:
    assert LISTED in extract(gzip.compress(page().encode()), name="acme.html.gz").text


def test_five_megabytes_of_text_are_read_to_the_last_character() -> None:
    text = f"{LISTED}\n" * (5_000_000 // len(LISTED))

    assert extract(text.encode(), name="long.txt").text == text


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("acme.html", page())
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        named = tarfile.TarInfo("acme.txt")
        named.size = len(PROSE)
        archive.addfile(named, io.BytesIO(PROSE))
    return out.getvalue()


@pytest.mark.parametrize("text", ["MZ Industries was listed.", "BM Steel was listed.", "ELF sued."])
def test_what_only_begins_like_a_binary_file_is_text(text: str) -> None:
    assert extract(text.encode(), name="a.txt").text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"1234 5678", "not a word in the file"),
        (bytes(range(32)) * 100, "this is no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "this is a picture"),
        (zipped(), "this is a ZIP archive"),
        (b"MZP\x00\x02\x00" + PROSE, "this is a program"),
        (b"MZ" + PROSE[:20] + bytes(4) + PROSE, "this is a program"),
        (gzip.compress(b"\x7fELF\x02\x01\x01" + PROSE), "this is a program"),
        (b"\xcf\xfa\xed\xfe\x07" + PROSE, "this is a program"),
        (b"BM6\x00\x00\x00" + PROSE, "this is a picture"),
        (b"II*\x00" + PROSE, "this is a picture"),
        (b"\x00\x00\x00\x18ftypheic" + PROSE, "this is a picture or film"),
        (b"OggS\x00" + PROSE, "this is sound"),
        (tarred(), "this is a TAR archive"),
        (b"bplist00" + PROSE, "this is a web archive"),
        (b"\xd0\xcf\x11\xe0" + PROSE, "a mail of Outlook"),
        (gzip.compress(bytes(1 << 26)), "more than 33,554,432 bytes"),
        (gzip.compress(b"Acme was listed.")[:-9], "packed and breaks off"),
        (gzip.compress(gzip.compress(b"Acme was listed.")), "packed twice"),
        (b"x" * ((1 << 25) + 1), "more than 33,554,432 bytes"),
        (b"<?xml version='1.0'?><rss><channel><item/></channel></rss>", "XML for machines"),
    ],
)  # fmt: skip
def test_what_holds_no_text_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableTextError, match=said) as caught:
        extract(data, name="odd.bin")

    assert caught.value.where is not None
    assert caught.value.where.file == "odd.bin"
    assert caught.value.remedy
