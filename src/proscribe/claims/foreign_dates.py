"""Dates of Chinese and Russian texts, those told by ``昨日`` and ``в пятницу`` too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from proscribe.claims.dating import (
    MONTHS,
    WEEKDAYS,
    YEAR,
    Pattern,
    Reading,
    Setting,
    bare_year,
    day_of,
    in_some_year,
    is_ahead,
)

_RUSSIAN = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр")
_RUSSIAN_MONTHS = (*_RUSSIAN, "ноябр", "декабр")


def _chinese(match: re.Match[str], setting: Setting) -> Reading | None:
    month, day = int(match["number"]), match["day"]
    if not 1 <= month <= len(MONTHS):
        return None
    year = match["year"]
    if year is None:
        if day is not None:
            return in_some_year(setting, (month, int(day)), ahead=_is_due(match))
        if setting.day is None:
            return None, True
        return f"{setting.day.year - (month > setting.day.month)}-{month:02d}", True
    if day is None:
        return f"{year}-{month:02d}", False
    return day_of(int(year), month, int(day)), False


def _is_due(match: re.Match[str]) -> bool:
    """``11月11日前`` and ``截至11月11日`` are still to come."""
    return (
        _DUE.match(match.string, match.end()) is not None
        or _DUE_BEFORE.search(match.string, max(0, match.start() - 6), match.start()) is not None
    )


_DUE = re.compile(r"\s*(?:之?前|以前|起|止|到期|生效)")
_DUE_BEFORE = re.compile(
    r"(?:截至|截止|直到|直至|最迟|不晚于|有效期至|延长至|自|将于|定于)(?:明年)?\Z"
)
_CHINESE_DAYS = "一二三四五六日天"
_RUSSIAN_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")


def _foreign_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """``周五``, ``в пятницу``: the last such day; ``下周一``: the next."""
    if setting.day is None:
        return None, True
    groups, which = match.groupdict(), match["which"] or ""
    if groups.get("zh") is not None:
        number = min(_CHINESE_DAYS.index(groups["zh"]), len(WEEKDAYS) - 1)
    else:
        word = match["ru"].lower()
        number = next(at for at, stem in enumerate(_RUSSIAN_DAYS) if word.startswith(stem))
    back = (setting.day.weekday() - number) % len(WEEKDAYS)
    if which.startswith(("下", "следующ")):
        return (setting.day + timedelta(days=len(WEEKDAYS) - back)).isoformat(), True
    return (setting.day - timedelta(days=back)).isoformat(), True


_NEAR_DAYS_BY_WORD = {
    "昨": -1, "前": -2, "今": 0, "当": 0, "明": 1, "вчера": -1, "позавчера": -2, "сегодня": 0,
    "завтра": 1,
}  # fmt: skip


def _foreign_near_day(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.day is None:
        return None, True
    days = _NEAR_DAYS_BY_WORD[match["near"].lower()]
    return (setting.day + timedelta(days=days)).isoformat(), True


_STEPS = {
    "上": -1, "去": -1, "прошл": -1, "本": 0, "今": 0, "эт": 0, "нынешн": 0, "текущ": 0, "下": 1,
    "明": 1, "следующ": 1,
}  # fmt: skip


def _foreign_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """``上月``, ``去年12月``, ``今年1月14日``, ``в прошлом году``, ``в мае этого года``."""
    if setting.day is None:
        return None, True
    step = _STEPS[match["way"].lower()]
    groups = match.groupdict()
    if match["unit"].lower().startswith(("月", "месяц")):
        months = setting.day.year * 12 + setting.day.month - 1 + step
        year, month = months // 12, months % 12 + 1
        if groups.get("day") is not None:
            return day_of(year, month, int(groups["day"])), True
        return f"{year}-{month:02d}", True
    year = setting.day.year + step
    number = groups.get("number")
    if groups.get("russian") is not None:
        number = str(_russian_month(groups["russian"]))
    if number is None or not 1 <= int(number) <= len(MONTHS):
        return f"{year}", True
    if groups.get("day") is not None:
        return day_of(year, int(number), int(groups["day"])), True
    return f"{year}-{int(number):02d}", True


_RUSSIAN_MONTH = (
    r"(?P<russian>(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)"
    r"[ьяюе]м?|марта?е?|августа?е?|ма[йяе])"
)


def foreign_patterns() -> Iterator[Pattern]:
    """Yield relative dates of Chinese and Russian."""
    yield Pattern(
        re.compile(
            r"(?P<way>[去今明])(?P<unit>年)\s*(?:(?P<number>\d{1,2})\s*月(?:份|底|初|"
            r"(?P<day>\d{1,2})\s*[日号])?)?"
        ),
        _foreign_unit,
        relative=True,
    )
    yield Pattern(
        re.compile(r"(?P<way>[上本下])个?(?P<unit>月)(?:(?P<day>\d{1,2})\s*[日号])?"),
        _foreign_unit,
        relative=True,
    )
    yield Pattern(
        re.compile(r"(?P<which>[上本这下]?)(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"),
        _foreign_weekday,
        relative=True,
    )
    yield Pattern(re.compile(r"(?P<near>[昨今明前])[日天](?!后)"), _foreign_near_day, relative=True)
    yield from _russian_ones()
    yield from _calendar()


def _russian_ones() -> Iterator[Pattern]:
    """Yield those of Russian that the day of publication tells."""
    yield Pattern(
        re.compile(
            rf"(?<!\w)(?:(?P<day>[0-3]?\d)\s+)?{_RUSSIAN_MONTH}\s+(?P<way>прошл|эт|нынешн|"
            rf"текущ|следующ)(?:ого|его)\s+(?P<unit>года)(?!\w)",
            re.IGNORECASE,
        ),
        _foreign_unit,
        relative=True,
    )
    yield Pattern(
        re.compile(
            r"(?<!\w)[вВ]о? (?P<which>(?:прошл|следующ|минувш|эт)\w+ )?"
            r"(?P<ru>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)(?!\w)"
        ),
        _foreign_weekday,
        relative=True,
    )
    yield Pattern(
        re.compile(r"(?<!\w)(?P<near>вчера|позавчера|сегодня|завтра)(?!\w)", re.IGNORECASE),
        _foreign_near_day,
        relative=True,
    )
    yield Pattern(
        re.compile(
            r"(?<!\w)[вВ] (?P<way>прошл|эт|нынешн|текущ|следующ)(?:ом|ем) (?P<unit>году|"
            r"месяце)(?!\w)"
        ),
        _foreign_unit,
        relative=True,
    )


def _calendar() -> Iterator[Pattern]:
    """Yield the dates that name a day, month or year of the calendar."""
    yield Pattern(
        re.compile(
            rf"(?:{YEAR}\s*年\s*)?(?P<number>\d{{1,2}})\s*月(?:份|底|初|(?P<day>\d{{1,2}})"
            rf"\s*[日号])?"
        ),
        _chinese,
    )
    yield Pattern(re.compile(rf"{YEAR}\s*年"), bare_year)
    yield Pattern(re.compile(r"(?<![\d月])(?P<day>[1-3]?\d)\s*日"), _chinese_day, relative=True)
    yield Pattern(
        re.compile(
            r"(?<!\w)(?:(?P<day>[0-3]?\d)\s+)?(?P<russian>(?:январ|феврал|апрел|июн|июл|сентябр|"
            rf"октябр|ноябр|декабр)[ьяюе]м?|марта?е?|августа?е?|ма[йяе])(?:\s+{YEAR})?"
            r"(?:\s+года?|\s+г\.)?(?!\w)",
            re.IGNORECASE,
        ),
        _russian,
    )


def _chinese_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """``14日``: a day of the month of publication, or of the one before."""
    if setting.day is None:
        return None, True
    day = int(match["day"])
    year, month = setting.day.year, setting.day.month
    if day > setting.day.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, len(MONTHS))
    return day_of(year, month, day), True


def _russian(match: re.Match[str], setting: Setting) -> Reading | None:
    month = _russian_month(match["russian"])
    year, day = match["year"], match["day"]
    if year is not None:
        if day is None:
            return f"{year}-{month:02d}", False
        return day_of(int(year), month, int(day)), False
    if day is not None:
        return in_some_year(setting, (month, int(day)), ahead=is_ahead(match))
    if setting.day is None:
        return None, True
    return f"{setting.day.year - (month > setting.day.month)}-{month:02d}", True


def _russian_month(text: str) -> int:
    word = text.lower()
    if word.startswith("мар"):
        return _RUSSIAN_MONTHS.index("март") + 1
    stems = enumerate(_RUSSIAN_MONTHS, start=1)
    return next(place for place, stem in stems if word.startswith(stem))
