"""What an XML record says is taken once, and what is not taken is reported."""

from __future__ import annotations

from lxml import etree

from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings


def fields(xml: str) -> Fields:
    return Fields(etree.fromstring(xml), "list.xml")


def test_what_is_not_taken_is_reported_unless_it_is_named_as_unused_or_empty() -> None:
    findings = Findings()
    record = fields("<entry id='1' kind='x' n=''><name>A</name><note>B</note><nil/><seen/></entry>")
    assert (record.attribute("id"), record.text("name")) == ("1", "A")
    record.close(findings, "1", ignore={"seen"})
    assert findings.sentences() == (
        "unread field entry@kind, 1 record",
        "unread field note, 1 record",
    )


def test_what_else_a_child_says_of_which_the_text_is_taken_is_reported() -> None:
    findings = Findings()
    record = fields(
        "<entry><alias quality='low' ssid='7'>A</alias><alias>B<more>C</more></alias>"
        "<name lang='fr'>D</name></entry>"
    )
    assert record.texts("alias") == ("A", "B")
    assert record.text("name") == "D"
    record.close(findings, "1", ignore={"ssid"})
    assert findings.sentences() == (
        "unread field alias/more, 1 record",
        "unread field alias@quality, 1 record",
        "unread field name@lang, 1 record",
    )
