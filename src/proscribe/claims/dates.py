"""Days, months and years named in a text, and those meant by ``Friday`` or ``last month``.

What a text leaves open is taken from the day it was published, and said to be; without one
it stays open. Weekdays mean the last such day not after publication, as reporters use them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from proscribe.model.claim import Span

PUBLICATION, DATELINE = "publication date", "dateline"

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RUSSIAN = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр")
_RUSSIAN_MONTHS = (*_RUSSIAN, "ноябр", "декабр")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NOT_IN_WORD = r"(?<![\w-])"
_COUNTS = {
    **{str(number): number for number in range(1, 100)},
    **{
        word: number
        for number, word in enumerate(
            ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
        )
    },
    "one": 1, "an": 1,
}  # fmt: skip
_AHEAD_REACH = 60
_LEAP_YEAR, _YEAR_DAYS, _NEAR_DAYS = 2020, 365, 60
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|through|no later than|not later than|effective|starting|beginning|"
    r"from|as of|up to|deadline of|expires? on|take effect on|taking effect on|к|до|с)\s+"
    r"(?:midnight |noon |close of business )?(?:on |of )?(?:the )?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day, month or year that a text names.

    Attributes:
        span: The words.
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where it cannot be told.
        inferred_from: What else was needed.
        relative: True for words that name no calendar day (``Friday``, ``last month``).
    """

    span: Span
    value: str | None
    inferred_from: tuple[str, ...] = ()
    relative: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """When a text was published, and where that is known from."""

    day: date | None
    source: str


_Reading = tuple[str | None, bool]


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: re.Pattern[str]
    read: Callable[[re.Match[str], _Setting], _Reading | None]
    relative: bool = False


def find_dates(
    text: str, *, published: date | None, source: str = PUBLICATION, start: int = 0
) -> tuple[Dated, ...]:
    """Return the dates of a text in order.

    Args:
        text: The text, or a part of it.
        published: The day it was published; None where unknown.
        source: Where that day is known from.
        start: Where the part begins, to be added to the offsets.
    """
    setting = _Setting(published, source)
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.words.finditer(text):
            begin, end = match.span()
            if any(begin < other_end and other < end for other, other_end in taken):
                continue
            read = pattern.read(match, setting)
            if read is None:
                continue
            taken.append((begin, end))
            value, inferred = read
            found.append(
                Dated(
                    span=Span(text=match.group(), start=start + begin, end=start + end),
                    value=value,
                    inferred_from=(source,) if inferred else (),
                    relative=pattern.relative,
                )
            )
    return tuple(sorted(found, key=lambda one: one.span.start))


def find_dateline(text: str) -> date | None:
    """Return the day that a report says at its head it was filed, if it does with its year."""
    head = text[:_HEAD]
    for match in _DATELINE.finditer(head):
        named = _full_day(match, _Setting(None, ""))
        if named is not None and named[0] is not None:
            return date.fromisoformat(named[0])
    return None


_HEAD = 1_500
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'/-]{{2,40}}(?:\([^)]{{1,20}}\))?,? {_MONTH} {_DAY},? {_YEAR}\s*(?:\(|[–—-])",
    re.MULTILINE,
)


def _month_number(text: str) -> int:
    key = text.lower().rstrip(".")[:3]
    return next(place for place, name in enumerate(_MONTHS, 1) if name.startswith(key))


def _full_day(match: re.Match[str], _: _Setting) -> _Reading | None:
    return _day(int(match["year"]), _month_number(match["month"]), int(match["day"])), False


def _iso_day(match: re.Match[str], _: _Setting) -> _Reading | None:
    value = _day(int(match["year"]), int(match["number"]), int(match["day"]))
    return None if value is None else (value, False)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_of_year(match: re.Match[str], setting: _Setting) -> _Reading | None:
    month, day = _month_number(match["month"]), int(match["day"])
    return _in_some_year(setting, (month, day), ahead=_is_ahead(match))


def _is_ahead(match: re.Match[str]) -> bool:
    """Return whether the words before a date say that it is still to come."""
    return (
        _AHEAD.search(match.string, max(0, match.start() - _AHEAD_REACH), match.start()) is not None
    )


def _in_some_year(setting: _Setting, named: tuple[int, int], *, ahead: bool) -> _Reading | None:
    """A day without its year is the last one, or one that is near; a deadline the next one."""
    month, day = named
    if not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    if setting.day is None:
        return None, True
    latest = setting.day + timedelta(days=_YEAR_DAYS - 1 if ahead else _NEAR_DAYS)
    years = (setting.day.year + 1, setting.day.year, setting.day.year - 1)
    candidates = (_day(year, month, day) for year in years)
    past = [one for one in candidates if one is not None and date.fromisoformat(one) <= latest]
    return (past[0] if past else None), True


def _month_of_year(match: re.Match[str], _: _Setting) -> _Reading | None:
    return f"{match['year']}-{_month_number(match['month']):02d}", False


def _bare_month(match: re.Match[str], setting: _Setting) -> _Reading | None:
    """``January`` said in March is the one just past; a deadline is the one to come."""
    if setting.day is None:
        return None, True
    month = _month_number(match["month"])
    year = setting.day.year - (month > setting.day.month)
    if _is_ahead(match) and month > setting.day.month:
        year += 1
    return f"{year}-{month:02d}", True


def _bare_year(match: re.Match[str], _: _Setting) -> _Reading | None:
    return match["year"], False


def _weekday(match: re.Match[str], setting: _Setting) -> _Reading | None:
    if setting.day is None:
        return None, True
    back = (setting.day.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    if (match["which"] or "").lower().startswith(("next", "this coming", "coming")):
        return (setting.day + timedelta(days=(7 - back) % 7 or 7)).isoformat(), True
    if (match["which"] or "").lower().startswith("last") and back == 0:
        back = 7
    return (setting.day - timedelta(days=back)).isoformat(), True


def _near_day(match: re.Match[str], setting: _Setting) -> _Reading | None:
    if setting.day is None:
        return None, True
    days = {"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0)
    return (setting.day + timedelta(days=days)).isoformat(), True


def _near_unit(match: re.Match[str], setting: _Setting) -> _Reading | None:
    """``earlier this month``, ``last year``, ``next month``."""
    if setting.day is None:
        return None, True
    unit, way = match["unit"].lower(), match["way"].lower()
    step = {"last": -1, "previous": -1, "next": 1}.get(way, 0)
    if unit == "year":
        return f"{setting.day.year + step}", True
    if unit == "month":
        months = setting.day.year * 12 + setting.day.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}", True
    return None, True


def _ago(match: re.Match[str], setting: _Setting) -> _Reading | None:
    count = _COUNTS.get(match["count"].lower())
    if setting.day is None or count is None:
        return None, True
    unit = match["unit"].lower()
    if unit == "year":
        return f"{setting.day.year - count}", True
    if unit == "month":
        months = setting.day.year * 12 + setting.day.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02d}", True
    days = count * (7 if unit == "week" else 1)
    return (setting.day - timedelta(days=days)).isoformat(), True


def _chinese(match: re.Match[str], setting: _Setting) -> _Reading | None:
    month, day = int(match["number"]), match["day"]
    if not 1 <= month <= len(_MONTHS):
        return None
    year = match["year"]
    if year is None:
        if day is not None:
            return _in_some_year(setting, (month, int(day)), ahead=_is_due(match))
        if setting.day is None:
            return None, True
        return f"{setting.day.year - (month > setting.day.month)}-{month:02d}", True
    if day is None:
        return f"{year}-{month:02d}", False
    return _day(int(year), month, int(day)), False


def _is_due(match: re.Match[str]) -> bool:
    """``11月11日前`` and ``截至11月11日`` are still to come."""
    return (
        _DUE.match(match.string, match.end()) is not None
        or _DUE_BEFORE.search(match.string, max(0, match.start() - 6), match.start()) is not None
    )


_DUE = re.compile(r"\s*(?:之?前|以前|起|止|到期|生效)")
_DUE_BEFORE = re.compile(r"(?:截至|截止|直到|直至|最迟|不晚于|有效期至|延长至|自|将于|定于)(?:明年)?\Z")
_CHINESE_DAYS = "一二三四五六日天"
_RUSSIAN_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")


def _foreign_weekday(match: re.Match[str], setting: _Setting) -> _Reading | None:
    """``周五``, ``в пятницу``: the last such day; ``下周一``: the next."""
    if setting.day is None:
        return None, True
    groups, which = match.groupdict(), match["which"] or ""
    if groups.get("zh") is not None:
        number = min(_CHINESE_DAYS.index(groups["zh"]), len(_WEEKDAYS) - 1)
    else:
        word = match["ru"].lower()
        number = next(at for at, stem in enumerate(_RUSSIAN_DAYS) if word.startswith(stem))
    back = (setting.day.weekday() - number) % len(_WEEKDAYS)
    if which.startswith(("下", "следующ")):
        return (setting.day + timedelta(days=len(_WEEKDAYS) - back)).isoformat(), True
    return (setting.day - timedelta(days=back)).isoformat(), True


_NEAR_DAYS_BY_WORD = {
    "昨": -1, "前": -2, "今": 0, "当": 0, "明": 1, "вчера": -1, "позавчера": -2, "сегодня": 0, "завтра": 1,
}  # fmt: skip


def _foreign_near_day(match: re.Match[str], setting: _Setting) -> _Reading | None:
    if setting.day is None:
        return None, True
    days = _NEAR_DAYS_BY_WORD[match["near"].lower()]
    return (setting.day + timedelta(days=days)).isoformat(), True


_STEPS = {
    "上": -1, "去": -1, "прошл": -1, "本": 0, "今": 0, "эт": 0, "нынешн": 0, "текущ": 0, "下": 1, "明": 1, "следующ": 1,
}  # fmt: skip


def _foreign_unit(match: re.Match[str], setting: _Setting) -> _Reading | None:
    """``上月``, ``去年12月``, ``今年1月14日``, ``в прошлом году``, ``в мае этого года``."""
    if setting.day is None:
        return None, True
    step = _STEPS[match["way"].lower()]
    groups = match.groupdict()
    if match["unit"].lower().startswith(("月", "месяц")):
        months = setting.day.year * 12 + setting.day.month - 1 + step
        year, month = months // 12, months % 12 + 1
        if groups.get("day") is not None:
            return _day(year, month, int(groups["day"])), True
        return f"{year}-{month:02d}", True
    year = setting.day.year + step
    number = groups.get("number")
    if groups.get("russian") is not None:
        number = str(_russian_month(groups["russian"]))
    if number is None or not 1 <= int(number) <= len(_MONTHS):
        return f"{year}", True
    if groups.get("day") is not None:
        return _day(year, int(number), int(groups["day"])), True
    return f"{year}-{int(number):02d}", True


_RUSSIAN_MONTH = (
    r"(?P<russian>(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ьяюе]м?|марта?е?|августа?е?|ма[йяе])"
)


def _foreign() -> Iterator[_Pattern]:
    """Yield relative dates of Chinese and Russian."""
    yield _Pattern(
        re.compile(
            r"(?P<way>[去今明])(?P<unit>年)\s*(?:(?P<number>\d{1,2})\s*月(?:份|底|初|(?P<day>\d{1,2})\s*[日号])?)?"
        ),
        _foreign_unit,
        relative=True,
    )
    yield _Pattern(
        re.compile(r"(?P<way>[上本下])个?(?P<unit>月)(?:(?P<day>\d{1,2})\s*[日号])?"),
        _foreign_unit,
        relative=True,
    )
    yield _Pattern(
        re.compile(r"(?P<which>[上本这下]?)(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"),
        _foreign_weekday,
        relative=True,
    )
    yield _Pattern(re.compile(r"(?P<near>[昨今明前])[日天](?!后)"), _foreign_near_day, relative=True)
    yield _Pattern(
        re.compile(
            rf"(?<!\w)(?:(?P<day>[0-3]?\d)\s+)?{_RUSSIAN_MONTH}\s+(?P<way>прошл|эт|нынешн|текущ|следующ)(?:ого|его)\s+(?P<unit>года)(?!\w)",
            re.IGNORECASE,
        ),
        _foreign_unit,
        relative=True,
    )
    yield _Pattern(
        re.compile(
            r"(?<!\w)[вВ]о? (?P<which>(?:прошл|следующ|минувш|эт)\w+ )?"
            r"(?P<ru>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)(?!\w)"
        ),
        _foreign_weekday,
        relative=True,
    )
    yield _Pattern(
        re.compile(r"(?<!\w)(?P<near>вчера|позавчера|сегодня|завтра)(?!\w)", re.IGNORECASE),
        _foreign_near_day,
        relative=True,
    )
    yield _Pattern(
        re.compile(
            r"(?<!\w)[вВ] (?P<way>прошл|эт|нынешн|текущ|следующ)(?:ом|ем) (?P<unit>году|месяце)(?!\w)"
        ),
        _foreign_unit,
        relative=True,
    )


def _chinese_day(match: re.Match[str], setting: _Setting) -> _Reading | None:
    """``14日``: a day of the month of publication, or of the one before."""
    if setting.day is None:
        return None, True
    day = int(match["day"])
    year, month = setting.day.year, setting.day.month
    if day > setting.day.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, len(_MONTHS))
    return _day(year, month, day), True


def _russian(match: re.Match[str], setting: _Setting) -> _Reading | None:
    month = _russian_month(match["russian"])
    year, day = match["year"], match["day"]
    if year is not None:
        if day is None:
            return f"{year}-{month:02d}", False
        return _day(int(year), month, int(day)), False
    if day is not None:
        return _in_some_year(setting, (month, int(day)), ahead=_is_ahead(match))
    if setting.day is None:
        return None, True
    return f"{setting.day.year - (month > setting.day.month)}-{month:02d}", True


def _russian_month(text: str) -> int:
    word = text.lower()
    if word.startswith("мар"):
        return _RUSSIAN_MONTHS.index("март") + 1
    stems = enumerate(_RUSSIAN_MONTHS, start=1)
    return next(place for place, stem in stems if word.startswith(stem))


def _numbered(match: re.Match[str], _: _Setting) -> _Reading | None:
    """``14.01.2021``, as written in Europe; with slashes only where one reading is possible."""
    first, second, year = int(match["day"]), int(match["number"]), int(match["year"])
    if match["sign"] == "/":
        if first > len(_MONTHS):
            return _day(year, second, first), False
        if second > len(_MONTHS) or first == second:
            return _day(year, first, second), False
        return None, False
    return _day(year, second, first), False


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_made())


def _made() -> Iterator[_Pattern]:
    def words(pattern: str) -> re.Pattern[str]:
        return re.compile(f"{_NOT_IN_WORD}{pattern}(?![\\w])", re.IGNORECASE)

    yield _Pattern(words(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"), _full_day)
    yield _Pattern(words(rf"{_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}"), _full_day)
    yield _Pattern(re.compile(rf"(?<!\d){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"), _iso_day)
    yield _Pattern(
        re.compile(
            rf"(?<![\d.])(?P<day>\d{{1,2}})(?P<sign>[./])(?P<number>\d{{1,2}})(?P=sign)"
            rf"{_YEAR}(?!\d)"
        ),
        _numbered,
    )
    yield from _foreign()
    yield _Pattern(
        re.compile(
            rf"(?:{_YEAR}\s*年\s*)?(?P<number>\d{{1,2}})\s*月(?:份|底|初|(?P<day>\d{{1,2}})\s*[日号])?"
        ),
        _chinese,
    )
    yield _Pattern(re.compile(rf"{_YEAR}\s*年"), _bare_year)
    yield _Pattern(re.compile(r"(?<![\d月])(?P<day>[1-3]?\d)\s*日"), _chinese_day, relative=True)
    yield _Pattern(
        re.compile(
            r"(?<!\w)(?:(?P<day>[0-3]?\d)\s+)?(?P<russian>(?:январ|феврал|апрел|июн|июл|сентябр|"
            rf"октябр|ноябр|декабр)[ьяюе]м?|марта?е?|августа?е?|ма[йяе])(?:\s+{_YEAR})?"
            r"(?:\s+года?|\s+г\.)?(?!\w)",
            re.IGNORECASE,
        ),
        _russian,
    )
    # Months begin with a capital, so that ``may`` and ``march`` are none.
    yield _Pattern(re.compile(rf"{_NOT_IN_WORD}{_MONTH}\s+{_DAY}(?!\w)"), _day_of_year)
    yield _Pattern(re.compile(rf"{_NOT_IN_WORD}{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)"), _day_of_year)
    yield _Pattern(
        re.compile(rf"{_NOT_IN_WORD}{_MONTH},?\s+(?:of\s+)?{_YEAR}(?!\w)"), _month_of_year
    )
    yield _Pattern(
        words(r"(?:(?P<which>last|next|this coming|coming)\s+)?(?P<weekday>"
              + "|".join(_WEEKDAYS) + ")"),
        _weekday,
        relative=True,
    )  # fmt: skip
    yield _Pattern(words("yesterday|today|tomorrow"), _near_day, relative=True)
    yield _Pattern(
        words(r"(?:(?:earlier|later|late|early)\s+)?(?P<way>this|last|next|previous)\s+"
              r"(?P<unit>month|year|week)"),
        _near_unit,
        relative=True,
    )  # fmt: skip
    yield _Pattern(
        words(r"(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?\s+ago"), _ago, relative=True
    )
    yield _Pattern(
        re.compile(
            r"(?<![\w-])(?!May\b)(?P<month>January|February|March|April|June|July|August|September|"
            r"October|November|December)(?![\w])"
        ),
        _bare_month,
    )
    yield _Pattern(re.compile(r"(?<=\b[Ii]n )(?P<month>May)(?!\w)"), _bare_month)
    yield _Pattern(re.compile(rf"{_YEAR}(?= (?:году|года|год)\b)"), _bare_year)
    yield _Pattern(re.compile(rf"(?<=\b[iI]n ){_YEAR}(?![\w-])"), _bare_year)
    yield _Pattern(re.compile(rf"(?<=\b[sS]ince ){_YEAR}(?![\w-])"), _bare_year)
    yield _Pattern(re.compile(rf"(?<=\b[bB]y ){_YEAR}(?![\w-])"), _bare_year)
