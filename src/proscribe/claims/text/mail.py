"""Mail: the article that somebody was sent, sent on, or receives as a newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from proscribe.claims.text.days import parse_moment
from proscribe.claims.text.decoding import decode
from proscribe.claims.text.extracted import Content, Dated, DateOrigin, Given
from proscribe.claims.text.page import read_page
from proscribe.claims.text.plain import find_day, find_title
from proscribe.model.claim import Span
from proscribe.model.errors import UnreadableTextError
from proscribe.model.time import Moment

_LABELS = {
    "from": r"From|Von|De|Da|От(?: кого)?|发件人|寄件者|寄件人",
    "date": r"Date|Sent|Gesendet|Datum|Envoyé|Fecha|Data|Дата|Отправлено|发送时间|日期|寄件日期",
    "subject": r"Subject|Betreff|Objet|Asunto|Oggetto|Тема|主题|主旨",
    "to": r"To|Cc|An|À|Para|A|Reply-To|Кому|Копия|收件人|收件者|抄送|副本",
}
_FIELD = re.compile(
    r"[> \t]*\*?(?:"
    + "|".join(f"(?P<{name}>{labels})" for name, labels in _LABELS.items())
    + r")\s?[:：]\*?[ \t]*(?P<value>[^\r\n]*)(?:\r?\n|\Z)",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"^[> \t]*(?:-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|"
    r"message transféré|пересылаемое сообщение|转发邮件信息|原始邮件)\s*-{2,}|"
    r"begin forwarded message:|_{20,})[ \t]*\r?\n",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- \r?$", re.MULTILINE)
_REPLY = re.compile(r"^On .{5,200} wrote:[ \t]*\r?$", re.MULTILINE)
_TITLE_PREFIX = re.compile(r"(?:(?:fwd?|fw|re|aw|wg|tr|转发|回复|отв)\s?[:：]\s*)+", re.IGNORECASE)
_MOST_PARTS, _DEEPEST = 200, 5
_MOST_NAMED = 10


def read_mail(given: Given) -> Content:
    """Read the article in a mail: the one sent on, if it was, else what the mail itself says.

    Raises:
        UnreadableTextError: The mail has no text of its own.
    """
    message = BytesParser(policy=policy.default).parsebytes(given.data)
    attached, named = _innermost(message)
    content = _body(attached, given)
    warnings = list(content.warnings)
    if named:
        listed = ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")
        warnings.append(f"The mail has attachments that were not read: {listed}.")
    title = _header(attached, "subject")
    return replace(
        content,
        title=content.title or (_TITLE_PREFIX.sub("", title, count=1) if title else None),
        dated=content.dated or _sent(attached),
        url=content.url or _header(attached, "snapshot-content-location") or None,
        warnings=tuple(warnings),
    )


def _innermost(message: EmailMessage, depth: int = 0) -> tuple[EmailMessage, list[str]]:
    """Return the mail that was sent on as an attachment, or the mail itself; and attachments."""
    named: list[str] = []
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            break
        if part.get_content_type() == "message/rfc822" and depth < _DEEPEST:
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], EmailMessage):
                found, further = _innermost(payload[0], depth + 1)
                return found, [*named, *further]
        if part.is_attachment() or (part.get_filename() and part.get_content_maintype() != "image"):
            named.append(part.get_filename() or part.get_content_type())
    return message, named


def _body(message: EmailMessage, given: Given) -> Content:
    plain, html = _part(message, "plain"), _part(message, "html")
    page: Content | None = None
    if html is not None:
        try:
            page = read_page(html, replace(given, content_type="text/html"))
        except UnreadableTextError:
            if plain is None:
                raise
    if page is not None and (plain is None or len(plain) < len(page.text) / 2):
        return replace(page, title=None)
    if plain is None or not plain.strip():
        raise given.unreadable(
            "the mail has no text of its own.",
            "Give its attachment, the page it leads to, or the text of the article itself.",
        )
    return _of_plain(plain)


def _part(message: EmailMessage, subtype: str) -> str | None:
    """Return the text of the body of that kind."""
    part = message.get_body(preferencelist=(subtype,))
    if part is None or part.get_content_type() != f"text/{subtype}":
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    return decode(payload, f"text/{subtype}; charset={part.get_content_charset('')}").text


def _of_plain(text: str) -> Content:
    """Mark what stands around the article in a mail of plain text."""
    begins, fields = _sent_on(text)
    ends = [found.start() for found in _SIGNATURE.finditer(text, begins)]
    ends += [found.start() for found in _REPLY.finditer(text, begins)]
    end = min(ends, default=len(text))
    day = parse_moment(fields["date"]) if "date" in fields else None
    dated = None if day is None else Dated(moment=day, origin=DateOrigin.MAIL)
    return Content(
        text=text,
        title=fields.get("subject") or (find_title(text[begins:]) if begins else None),
        dated=dated or find_day(text[begins:end]),
        boilerplate=(*_lines(text, 0, begins), *_lines(text, end, len(text))),
    )


def _sent_on(text: str) -> tuple[int, dict[str, str]]:
    """Return where the text that was sent on begins, and the header that stands before it."""
    for rule in _RULE.finditer(text):
        at, fields = rule.end(), dict[str, str]()
        while True:
            while text[at : at + 1] in {"\r", "\n", " ", "\t"} and not fields:
                at += 1
            field = _FIELD.match(text, at)
            if field is None or field.end() == at:
                break
            fields.setdefault(_name(field), field["value"].strip(" \t*"))
            at = field.end()
        if "from" in fields and len(fields) > 1:
            return at, fields
    return 0, {}


def _name(field: re.Match[str]) -> str:
    return next(name for name in _LABELS if field[name] is not None)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in re.compile(r"[^\r\n]*\S").finditer(text, start, end):
        yield Span(text=line.group(), start=line.start(), end=line.end())


def _sent(message: EmailMessage) -> Dated | None:
    """Return when a mail says it was sent; a page saved as mail says when it was saved instead."""
    if message["snapshot-content-location"] is not None:
        return None
    try:
        at = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, OverflowError):
        return None
    return Dated(moment=_moment(at), origin=DateOrigin.MAIL)


def _moment(at: datetime) -> Moment:
    return Moment(at.date(), None if at.tzinfo is None else at.astimezone(UTC))


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text; broken ones are text too."""
    value = message[name]
    return "" if value is None else str(value).strip()
