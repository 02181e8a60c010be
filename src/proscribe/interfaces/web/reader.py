"""Who reads a page: in which language, and how they write days and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date, format_time, get_timezone_name
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from markupsafe import Markup

from proscribe.interfaces.web.catalogue import Texts, choose_locale, texts_in
from proscribe.model.time import Moment, parse_moment, zone

if TYPE_CHECKING:
    from babel import Locale

_TIME = Markup('<time datetime="{0}">{1}</time>')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTIAL = re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader.

    Attributes:
        texts: The texts in their language.
        locale: How they write days and numbers.
    """

    texts: Texts
    locale: Locale

    @classmethod
    def of(cls, accepted: str) -> Reader:
        """Return the reader that a header ``Accept-Language`` tells of."""
        language, locale = choose_locale(accepted)
        return cls(texts=texts_in(language), locale=locale)

    def number(self, value: float | Decimal) -> str:
        """Return a number, its thousands apart."""
        return format_decimal(value, locale=self.locale)

    def score(self, value: float) -> str:
        """Return a score or a price, to the hundredth."""
        return format_decimal(value, format="0.00", locale=self.locale)

    def money(self, value: Decimal | float | str) -> str:
        """Return an amount: cents only where there are any."""
        found = Decimal(str(value))
        places = "#,##0" if found == found.to_integral_value() else "#,##0.00"
        return format_decimal(found, format=places, locale=self.locale)

    def short(self, value: Decimal | float | str) -> str:
        """Return an amount as a label has it: ``1.3M``."""
        return format_compact_decimal(Decimal(str(value)), locale=self.locale, fraction_digits=1)

    def percent(self, part: float | None) -> str:
        """Return a part of one in percent; nothing where it is not known."""
        return "" if part is None else format_percent(part, format="#,##0.0%", locale=self.locale)

    def day(self, value: date) -> str:
        """Return a day in words."""
        return format_date(value, format="long", locale=self.locale)

    def instant(self, value: datetime, zone_name: str = "UTC") -> str:
        """Return an instant as clocks of a zone show it, with the zone's name."""
        local = value.astimezone(zone(zone_name))
        name = local.tzname() or ""
        if not name.isalpha():
            name = get_timezone_name(local, width="short", locale=self.locale)
        clock = format_time(local, format="HH:mm", locale=self.locale)
        return f"{self.day(local.date())}, {clock} {name}"

    def now(self) -> Markup:
        """Return the present instant: on paper *today* says nothing."""
        return self.when(datetime.now(UTC))

    def when(self, value: object, zone_name: str = "UTC") -> Markup:
        """Return a day, instant or moment as an element that machines read too.

        What is less exact than a day stays as it is written; None is nothing.
        """
        if value is None or value == "":
            return Markup("")
        if isinstance(value, datetime):
            found = value.astimezone(zone(zone_name))
            return _TIME.format(found.isoformat(timespec="seconds"), self.instant(value, zone_name))
        if isinstance(value, Moment):
            return self.when(value.day if value.instant is None else value.instant, zone_name)
        if isinstance(value, date):
            return _TIME.format(value.isoformat(), self.day(value))
        return self._written(str(value), zone_name)

    def _written(self, text: str, zone_name: str) -> Markup:
        if _PARTIAL.fullmatch(text) or not _DAY.match(text):
            return Markup("{0}").format(text)
        moment = parse_moment(text)
        if moment.instant is None:
            return self.when(moment.day)
        offset = datetime.fromisoformat(text)
        if zone_name == "UTC" and offset.utcoffset():
            clock = f"{offset:%H:%M} {text[-6:]}"
            return _TIME.format(text, f"{self.day(offset.date())}, {clock}")
        return self.when(moment.instant, zone_name)
