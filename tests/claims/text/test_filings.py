from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.text import DateOrigin, TextKind, extract
from proscribe.model.errors import UnreadableTextError
from tests.claims.text.pdf_files import LOCKED, At, column, pdf

FIRST = (
    "The Department designated Acme Corporation as a military com-|"
    "pany under Section 1237. Acme denies that it is owned by the|"
    "military and asks this Court to enjoin the designation until"
)
SECOND = "the merits of the case have been decided."
SENTENCE = (
    "Acme denies that it is owned by the military and asks this Court to enjoin the designation "
    "until the merits of the case have been decided."
)
LEFT = (
    "The Office added five|companies to the list|on Tuesday. The list|names vessels too, and|"
    "the owners of each of|those vessels are under"
)
RIGHT = (
    "a block from today on,|as the notice explains|in its third section|and in the annex, and|"
    "holders may sell until|the second of June."
)


def pleading(number: int, text: str) -> list[At]:
    """Return a page as courts have it: a stamp above, numbers beside, the page number below."""
    stamp = f"Case 1:21-cv-00280-RC Document 18 Filed 03/05/21 Page {number} of 2"
    beside = [At(40, 700 - 24 * row, str(row + 1)) for row in range(24)]
    return [
        At(72, 770, stamp, 10),
        *beside,
        *column(80, 700, text, leading=24),
        At(300, 20, f"- {number} -", 10),
    ]


def test_a_sentence_of_a_filing_is_whole_over_lines_and_pages() -> None:
    found = extract(pdf([pleading(1, FIRST), pleading(2, SECOND)]), name="order.pdf")

    assert found.kind is TextKind.PDF
    assert found.text == (
        f"The Department designated Acme Corporation as a military company under Section 1237. "
        f"{SENTENCE}"
    )


def test_the_stamp_of_the_court_tells_when_it_was_filed() -> None:
    found = extract(pdf([pleading(1, FIRST), pleading(2, SECOND)]), name="order.pdf")

    assert found.published is not None
    assert (found.published.day, found.published_from) == (date(2021, 3, 5), DateOrigin.STAMP)


@pytest.mark.parametrize("mixed", [False, True])
def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn(
    *, mixed: bool
) -> None:
    left, right = column(72, 690, LEFT), column(320, 690, RIGHT)
    lines = [line for pair in zip(left, right, strict=True) for line in pair]
    page = [At(72, 720, "NOTICE OF LISTING", 16), *(lines if mixed else [*left, *right])]

    assert extract(pdf([page]), name="notice.pdf").text == (
        "NOTICE OF LISTING\n\n"
        "The Office added five companies to the list on Tuesday. The list names vessels too, and "
        "the owners of each of those vessels are under a block from today on, as the notice "
        "explains in its third section and in the annex, and holders may sell until the second of "
        "June."
    )


def test_one_column_is_not_parted_in_two() -> None:
    found = extract(pdf([column(72, 690, FIRST)]), name="order.pdf")

    assert "owned by the military and asks" in found.text


def test_a_hyphen_stays_where_the_document_writes_the_word_with_one() -> None:
    text = "It is a state-owned company. Nobody doubts that it is state-|owned and block-|listed."

    assert extract(pdf([column(72, 690, text)]), name="a.pdf").text.endswith(
        "that it is state-owned and blocklisted."
    )


def test_footnotes_stand_behind_the_text_they_would_cut_in_two() -> None:
    pages = [
        [*column(72, 690, "The order names Acme, and it"), At(72, 100, "1 See 85 FR 73185.", 8)],
        column(72, 690, "takes effect in June of this year."),
    ]

    assert extract(pdf(pages), name="a.pdf").text == (
        "The order names Acme, and it takes effect in June of this year.\n\n1 See 85 FR 73185."
    )


def test_the_day_the_file_was_made_is_only_a_hint() -> None:
    made = pdf([column(72, 690, FIRST)], info="/CreationDate (D:20210306120000Z)")

    found = extract(made, name="a.pdf")

    assert found.published is not None
    assert (found.published.day, found.published_from) == (date(2021, 3, 6), DateOrigin.FILE)
    (warning,) = found.warnings
    assert warning.startswith("The file was made on 2021-03-06, which is taken for the day")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([[], []]), "the PDF holds pictures only, no text."),
        (pdf([column(72, 690, FIRST)], trailer=LOCKED), "the PDF is locked with a password."),
        (b"%PDF-1.4 and nothing of a PDF", "the PDF is damaged"),
    ],
)
def test_a_pdf_without_text_to_read_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableTextError, match=said) as caught:
        extract(data, name="a.pdf")

    assert caught.value.remedy


def test_of_a_thousand_pages_the_first_are_read() -> None:
    found = extract(pdf([column(72, 690, FIRST)] * 1_000), name="a.pdf")

    assert found.warnings == ("Of the 1,000 pages of the PDF only the first 400 were read.",)
