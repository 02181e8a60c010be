from __future__ import annotations

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.xml import line_of, local_name, looks_like_xml, root_name, text_of, walk


def file(content: bytes) -> SnapshotFile:
    return SnapshotFile(name="list.xml", content=content)


@pytest.mark.parametrize(
    ("content", "is_xml"),
    [
        (b"<a/>", True),
        (b"\xef\xbb\xbf <?xml version='1.0'?><a/>", True),
        ("<a/>".encode("utf-16"), True),
        (b'90001,"A"', False),
        (b"", False),
    ],
)
def test_xml_is_told_by_its_first_character(content: bytes, *, is_xml: bool) -> None:
    assert looks_like_xml(content) is is_xml


def test_the_root_is_named_without_its_namespace() -> None:
    assert root_name(file(b"<a xmlns='urn:x'><b/></a>")) == "a"


@pytest.mark.parametrize(
    "declared",
    [
        b"<!DOCTYPE a>",
        b"<!DOCTYPE a SYSTEM 'http://example.test/a.dtd'>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
    ],
)
def test_a_document_type_is_refused_before_anything_is_read(declared: bytes) -> None:
    with pytest.raises(QuarantineError, match="declares a document type"):
        root_name(file(declared + b"<a>&x;</a>"))


def test_elements_come_whole_one_after_the_other_and_are_freed() -> None:
    content = b"<r><a n='1'>x</a><skip/><a n='2'><b> y \n z</b></a></r>"
    seen = []
    for name, element in walk(file(content), "a"):
        texts = [text_of(each) for each in element.iter("*")]
        earlier = [each.text for each in element.itersiblings(preceding=True)]
        seen.append((name, element.get("n"), [local_name(each) for each in element], texts))

    assert seen == [("a", "1", [], ["x"]), ("a", "2", ["b"], ["", "y z"])]
    assert earlier == [None, None]


def test_an_element_knows_its_line() -> None:
    assert [line_of(element) for _, element in walk(file(b"<r>\n<a/>\n\n<a/></r>"), "a")] == [2, 4]


@pytest.mark.parametrize("content", [b"<r><a>", b"<r>a & b</r>", b"<r></s>"])
def test_what_is_not_well_formed_is_refused_with_its_place(content: bytes) -> None:
    with pytest.raises(QuarantineError) as caught:
        list(walk(file(content), "a"))

    assert str(caught.value.where).startswith("list.xml, line 1, column ")


def test_an_entity_that_nothing_defines_is_refused() -> None:
    with pytest.raises(QuarantineError):
        list(walk(file(b"<r><a>x&nbsp;y</a></r>"), "a"))


def test_a_billion_laughs_do_not_get_to_laugh() -> None:
    laughs = b"<!DOCTYPE r [<!ENTITY a 'haha'><!ENTITY b '&a;&a;'>]><r><a>&b;</a></r>"

    with pytest.raises(QuarantineError, match="uses &b;, which nothing defines"):
        list(walk(file(laughs), "a"))


def test_a_text_of_more_than_ten_megabytes_is_refused() -> None:
    with pytest.raises(QuarantineError, match="breaks off or is not well formed"):
        list(walk(file(b"<r><a>" + b"x" * 10_100_000 + b"</a></r>"), "a"))


def test_elements_beside_those_read_are_told_wherever_they_stand() -> None:
    content = b"<r><new/><a/><b/><a/><list><c/></list><end/></r>"
    told: list[str] = []

    assert len([*walk(file(content), "a", "c", other=told.append)]) == 3
    assert sorted({*told}) == ["b", "end", "list", "new"]
