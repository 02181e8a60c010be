from __future__ import annotations

from email import policy
from email.message import EmailMessage

import pytest

from proscribe.claims.text import DateOrigin, TextKind, extract
from proscribe.model.errors import UnreadableTextError
from tests.claims.text.pages import DENIED, LISTED, PARAGRAPHS, page


def mail(body: str | None = None, subject: str = "Acme blacklisted") -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Desk <desk@daily.example>"
    message["To"] = "reader@fund.example"
    message["Subject"] = subject
    message["Date"] = "Fri, 05 Mar 2021 20:15:00 -0500"
    message["Message-ID"] = "<1@daily.example>"
    if body is not None:
        message.set_content(body)
    return message


def test_a_mail_of_plain_text_is_an_article_of_the_day_it_was_sent() -> None:
    found = extract(mail(f"{LISTED}\n\n{DENIED}\n").as_bytes(), name="acme.eml")

    assert (found.kind, found.title) == (TextKind.MAIL, "Acme blacklisted")
    assert f"{LISTED}" in found.text.replace("\r\n", "\n")
    assert (str(found.published), found.published_from) == (
        "2021-03-06T01:15:00+00:00",
        DateOrigin.MAIL,
    )


def test_of_a_mail_in_html_the_article_is_taken() -> None:
    message = mail("View this mail in your browser.")
    message.add_alternative(page(), subtype="html")

    assert extract(message.as_bytes(), name="acme.eml").text.endswith("\n\n".join(PARAGRAPHS))


def test_what_was_sent_on_counts_and_what_stands_around_it_is_marked() -> None:
    body = (
        "Have a look, this concerns our fund.\n\n"
        "---------- Forwarded message ---------\n"
        "From: Desk <desk@daily.example>\n"
        "Date: Mon, 1 Mar 2021 09:00:00 +0000\n"
        "Subject: Acme blacklisted\n"
        "To: <reader@fund.example>\n\n"
        f"{LISTED}\n\n-- \nA. Reader\nFund Example\n"
    )

    found = extract(mail(body, "Fwd: Acme blacklisted").as_bytes(), name="acme.eml")

    assert (str(found.published)[:10], found.title) == ("2021-03-01", "Acme blacklisted")
    marked = [span.text for span in found.boilerplate]
    assert {"Have a look, this concerns our fund.", "A. Reader", "Subject: Acme blacklisted"} <= {
        *marked
    }
    assert not [text for text in marked if text in LISTED]
    assert all(found.text[span.start : span.end] == span.text for span in found.boilerplate)


def test_a_mail_sent_on_as_an_attachment_is_the_article() -> None:
    outer = mail("See below.", "Fwd: news")
    inner = mail(f"{LISTED}\n", "Acme listed")
    del inner["Date"]
    inner["Date"] = "Mon, 1 Mar 2021 09:00:00 +0000"
    outer.add_attachment(inner)

    found = extract(outer.as_bytes(), name="acme.eml")

    assert LISTED in found.text
    assert (found.title, str(found.published)[:10]) == ("Acme listed", "2021-03-01")


def test_attachments_are_named_and_not_read() -> None:
    message = mail(LISTED)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="order.pdf")

    assert extract(message.as_bytes(), name="acme.eml").warnings == (
        "The mail has attachments that were not read: order.pdf.",
    )


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "gb18030"])
def test_a_mail_is_read_in_the_encoding_of_its_part(encoding: str) -> None:
    words = (
        "公司周五表示，被列入黑名单。"
        if encoding == "gb18030"
        else "Минфин внес компанию в список."
    )
    message = mail()
    message.set_content(words, charset=encoding, cte="base64")

    assert words in extract(message.as_bytes(), name="a.eml").text


def test_a_mail_without_words_is_refused() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="order.pdf")

    with pytest.raises(UnreadableTextError, match="the mail has no text of its own"):
        extract(message.as_bytes(), name="a.eml")


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@example.com\nTo: b@example.com\nSubject: Acme was listed\n",
        b"Subject: Acme was\r\n listed\r\nFrom: a@example.com\r\n\r\n",
        b"From: a@example.com\nSubject: Acme\nMessage-ID: <1@example.com>\n\n \n",
    ],
)
def test_the_head_of_a_mail_alone_is_no_article(head: bytes) -> None:
    with pytest.raises(UnreadableTextError, match="the mail has no text of its own") as refused:
        extract(head, name="a.eml")

    assert "the text of the article itself" in refused.value.remedy


def test_fields_that_are_no_head_of_a_mail_are_text() -> None:
    text = "Subject: Acme was listed\nAuthority: Department of Defense\n"

    assert extract(text.encode(), name="a.txt").text == text


def test_an_article_that_quotes_the_head_of_a_mail_is_plain_text() -> None:
    text = f"From: the desk\nDate: Friday\nSubject: Acme\n\n{LISTED}\n"

    assert extract(text.encode(), name="a.txt").kind is TextKind.PLAIN
