"""When a page was published: what its head, its marked-up data and its address say, weighed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from proscribe.claims.text.extracted import Dated, DateOrigin
from proscribe.model.errors import InputError
from proscribe.model.time import Moment

# Surest first.
_META = {
    name: place
    for place, names in enumerate(
        (
            ("article:published_time", "og:article:published_time", "og:published_time"),
            ("datepublished", "parsely-pub-date", "sailthru.date", "citation_publication_date",
             "publishdate", "publish-date", "publish_date", "pubdate", "published_time",
             "article.published", "publication_date", "apub:time", "publicationdate",
             "firstpublished", "weibo: article:create_at"),
            ("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created",
             "dc.date.created", "dc.created"),
            ("date", "pub_date", "originalpublicationdate", "article:published", "created"),
        )
    )
    for name in names
}  # fmt: skip
_MONTHS = {
    **{name: number for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)},
    **{name: number for number, name in enumerate(
        ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"), 1)},
    "май": 5, "mär": 3, "mai": 5, "okt": 10, "dez": 12,
}  # fmt: skip
_YMD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\A((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\Z")
_MDY = re.compile(r"([A-Za-zä]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([^\W\d_]{3,9})\.?,?\s+((?:19|20)\d\d)")
_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|-|_|\Z)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)-?(\d\d)/(\d\d)/"),
    re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)"),
)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|NewsItem|WebPage|Posting")
_EARLIEST = date(1990, 1, 1)
_LATEST_IF_UNKNOWN = "2100-01-01"
_DEEPEST, _MOST_DATA = 6, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What a page says about its article in JSON-LD.

    Attributes:
        published: When it was published, as it says.
        headline: The headline.
        lang: The language.
        is_free: Whether all may read it; None where it does not say.
    """

    published: str | None = None
    headline: str | None = None
    lang: str | None = None
    is_free: bool | None = None


def parse_moment(text: str) -> Moment | None:
    """Read a day or an instant as pages write them; None where it is none.

    A time without a zone tells no instant: only its day is kept.
    """
    text = text.strip()[:100]
    at = _instant(text)
    try:
        if at is not None:
            return Moment(at.date(), None if at.tzinfo is None else at.astimezone(UTC))
        found = _day(text)
        return None if found is None else Moment(found)
    except (InputError, OverflowError):
        return None


def _instant(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d\d", text) else None
    except (ValueError, OverflowError, IndexError):
        return None


def _day(text: str) -> date | None:
    if found := _COMPACT.search(text) or _YMD.search(text):
        return _date(found[1], found[2], found[3])
    if found := _MDY.search(text):
        return _date(found[3], _MONTHS.get(found[1][:3].lower(), 0), found[2])
    if found := _DMY.search(text):
        return _date(found[3], _MONTHS.get(found[2][:3].lower(), 0), found[1])
    return None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Read what a page says about its article for search engines."""
    best = LinkedData()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip()
        try:
            data = json.loads(text[:_MOST_DATA], strict=False) if text else None
        except (ValueError, RecursionError):
            continue
        for item in _items(data, _DEEPEST):
            kind = item.get("@type")
            named = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
            if _ARTICLE_TYPES.search(named):
                best = _joined(best, item)
    return best


def _joined(best: LinkedData, item: Mapping[str, object]) -> LinkedData:
    def text(*keys: str) -> str | None:
        values = (item.get(key) for key in keys)
        return next((value for value in values if isinstance(value, str) and value), None)

    free = item.get("isAccessibleForFree")
    is_free = None if free is None else str(free).lower() != "false"
    return LinkedData(
        published=best.published or text("datePublished", "dateCreated"),
        headline=best.headline or text("headline"),
        lang=best.lang or text("inLanguage"),
        is_free=best.is_free if best.is_free is not None else is_free,
    )


def _items(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for each in data:
            yield from _items(each, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth - 1)


def find_published(
    tree: HtmlElement, data: LinkedData, *, url: str | None, fetched: date | None
) -> tuple[Dated | None, tuple[str, ...]]:
    """Return when a page was published, and what is odd about that.

    Args:
        tree: The page.
        data: Its linked data.
        url: Its address.
        fetched: The day it was fetched: later days are not believed.
    """
    found, warnings = [], []
    for dated in _candidates(tree, data, url):
        day = dated.moment.day
        if day < _EARLIEST or (fetched is not None and (day - fetched).days > 1):
            warnings.append(
                f"The {dated.origin} says {day}, which cannot be when it was published; left aside."
            )
        else:
            found.append(dated)
    if not found:
        searched = _searched(tree, fetched)
        return searched, tuple(warnings)
    best = found[0]
    warnings.extend(
        f"The {best.origin} says that it was published on {best.moment.day}, the {other.origin} "
        f"says {other.moment.day}; the {best.origin} is taken, which is surer."
        for other in found[1:]
        # A day apart is the same evening in two time zones.
        if abs((other.moment.day - best.moment.day).days) > 1
    )
    return best, tuple(dict.fromkeys(warnings))


def _candidates(tree: HtmlElement, data: LinkedData, url: str | None) -> Iterator[Dated]:
    """Yield what each place says, the surest first, each place once."""
    told = (
        (DateOrigin.JSON_LD, data.published),
        (DateOrigin.META, _of_meta(tree)),
        (DateOrigin.TIME, _of_time(tree)),
    )
    for origin, text in told:
        moment = None if text is None else parse_moment(text)
        if moment is not None:
            yield Dated(moment=moment, origin=origin)
    day = None if url is None else day_of_address(url)
    if day is not None:
        yield Dated(moment=Moment(day), origin=DateOrigin.URL)


def _of_meta(tree: HtmlElement) -> str | None:
    found: list[tuple[int, str]] = []
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        place, text = _META.get(name.strip().lower()), meta.get("content")
        if place is not None and text and parse_moment(text) is not None:
            found.append((place, text))
    return min(found, key=lambda one: one[0])[1] if found else None


def _of_time(tree: HtmlElement) -> str | None:
    """Return the time that is marked as that of publication, or the only one there is."""
    times = [each for each in tree.iter("time") if each.get("datetime") or each.text]
    marked = [
        each
        for each in times
        if each.get("pubdate") is not None
        or "datepublished" in (each.get("itemprop") or "").lower()
        or "publish" in (each.get("class") or "").lower()
    ]
    if not marked and len({each.get("datetime") for each in times}) == 1:
        marked = times
    return (marked[0].get("datetime") or marked[0].text_content()) if marked else None


def day_of_address(url: str) -> date | None:
    """Return the day that an address names, as those of newspapers do."""
    path = url.partition("?")[0]
    for pattern in _ADDRESS:
        for found in pattern.finditer(path):
            day = _date(found[1], found[2], found[3])
            if day is not None and day >= _EARLIEST:
                return day
    return None


def _searched(tree: HtmlElement, fetched: date | None) -> Dated | None:
    """Look for a day in what the page shows."""
    from htmldate import find_date

    latest = _LATEST_IF_UNKNOWN if fetched is None else fetched.isoformat()
    text = find_date(
        tree,
        original_date=True,
        extensive_search=False,
        min_date=_EARLIEST.isoformat(),
        max_date=latest,
    )
    moment = None if text is None else parse_moment(text)
    # The library makes a month its first day: only a day that is written somewhere counts.
    if moment is None or moment.day not in _written(tree):
        return None
    return Dated(moment=moment, origin=DateOrigin.PAGE)


def _written(tree: HtmlElement) -> set[date | None]:
    """Return the days that a page writes out, shown or in an attribute."""
    values = (value for each in tree.iter() for value in each.attrib.values())
    text = " ".join((str(tree.text_content())[:_MOST_DATA], *map(str, values)))[: 2 * _MOST_DATA]
    days = {_date(found[1], found[2], found[3]) for found in _YMD.finditer(text)}
    days |= {_day(found.group()) for found in _MDY.finditer(text)}
    return days | {_day(found.group()) for found in _DMY.finditer(text)}
