"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from proscribe.claims.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He works at Acme Inc. The company sued.", ["He works at Acme Inc.", "The company sued."]),
        ("The U.S. District Court ruled. It held.", ["The U.S. District Court ruled.", "It held."]),
        ("Sales end in the U.S. The ban holds.", ["Sales end in the U.S.", "The ban holds."]),
        ("On Jan. 14 it fell. Lei Jun. It is.", ["On Jan. 14 it fell.", "Lei Jun.", "It is."]),
        ('"We deny it," it said. "It is false."', ['"We deny it," it said.', '"It is false."']),
        ("A headline\nThen the story.", ["A headline", "Then the story."]),
        ("NEW YORK, March 3 (Reuters) - Apple Inc said so.", ["Apple Inc said so."]),
        ("LONDON, 12 May 2021 (PA Media): It fell.", ["It fell."]),
        ("Washington, D.C., 12 May 2021 – It fell.", ["It fell."]),
        ("On Monday, 12 May 2021 – it fell.", ["On Monday, 12 May 2021 – it fell."]),
        ("国防部公布名单。股价下跌。", ["国防部公布名单。", "股价下跌。"]),
        ("“绝无此事。”小米创始人雷军说。", ["“绝无此事。”小米创始人雷军说。"]),
        ("“绝无此事。”股价随后下跌。", ["“绝无此事。”", "股价随后下跌。"]),
        ("Smith v. Jones, No. 21-280 (D.D.C. Mar. 12, 2021), held so. Next.",
         ["Smith v. Jones, No. 21-280 (D.D.C. Mar. 12, 2021), held so.", "Next."]),
    ],
)  # fmt: skip
def test_sentences_are_cut_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert [span.text for span in split_sentences(text)] == sentences


def test_offsets_lead_back_to_the_text() -> None:
    text = "  One.\n\n\tTwo lines. \U0001f600 Three.  "

    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        s.text for s in split_sentences(text)
    ]
    assert len(split_sentences(text)) == 3


def test_lines_broken_at_a_width_are_joined_and_short_lines_are_not() -> None:
    wrapped = (
        "The Department of Defense today announced that it had named the\n"
        "additional companies and that the list would be published by the\n"
        "Office of the Under Secretary in the coming days, at the end of\n"
        "which no further notice is to be given to anybody.\n"
        "Second."
    )

    assert [s.text.count("\n") for s in split_sentences(wrapped)] == [3, 0]
